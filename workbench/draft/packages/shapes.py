"""Whether the tensors of a Transformer fit each other.

CTranslate2 4.8 does not compare all of their dimensions: where they do not fit it reads or writes beyond the
end of one, with some inputs only, so that a trial need not show it. In a sublayer (Vaswani et al. 2017) what
comes in and what goes out is as wide as its normalisation.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.draft.packages.unfit import Unfit
from workbench.draft.packages.weights import Layout

MATRICES = ("float32", "float16", "bfloat16", "int8", "int16")
"""The types in which a matrix has the dimensions that it says; others are packed."""
SUBLAYERS = ("self_attention", "attention", "ffn")
Shapes = Mapping[str, tuple[int, ...]]


def check_shapes(layout: Layout) -> None:
    """Raise Unfit when a matrix does not fit its bias and scale, or the matrices of a sublayer each other."""
    shapes = {tensor.name: tensor.shape for tensor in layout.tensors if tensor.type in MATRICES}
    shapes |= {alias: shapes[name] for alias, name in layout.aliases.items() if name in shapes}
    for name, shape in shapes.items():
        place = name.removesuffix("/weight")
        if place == name or len(shape) != 2:
            continue
        _require(shapes.get(f"{place}/bias", shape[:1]) == shape[:1], f"{place}/bias")
        scale = shapes.get(f"{place}/weight_scale", shape[:1])
        _require(scale in (shape[:1], (1,), ()), f"{place}/weight_scale")
    for name, shape in shapes.items():
        if name.endswith("/gamma"):
            _require(shapes.get(name.removesuffix("gamma") + "beta", shape) == shape, name)
        place = name.removesuffix("/layer_norm/gamma")
        if place != name and place.endswith(SUBLAYERS) and shape:
            _check_sublayer(shapes, place, shape[0])


def _check_sublayer(shapes: Shapes, place: str, width: int) -> None:
    found = [shapes.get(f"{place}/linear_{number}/weight", ()) for number in range(3)]
    linear = [shape for shape in found if len(shape) == 2]
    gated = f"{place}/linear_0_noact/weight" in shapes
    if len(linear) < 2 or gated:
        return
    (inner, entering), (leaving, within) = linear[0], linear[-1]
    _require(entering == width and leaving == width, place)
    if place.endswith("self_attention"):
        _require(inner == 3 * within, place)
    else:
        _require(inner == within, place)
    if len(linear) == 3:
        _require(linear[1][0] == 2 * within, place)


def _require(true: bool, place: str) -> None:
    if not true:
        raise Unfit(f"the tensors of its model do not fit each other ({place[:80]})")
