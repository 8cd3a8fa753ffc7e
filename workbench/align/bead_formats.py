"""The beads of two texts as a file: alone, or with the sentences they link."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from db.records import Bead, LanguageTag, Span
from workbench.align.notation import write
from workbench.exchange.format import ExportHead, ExportReport, Replacement
from workbench.exchange.tmx_document import Unit, write_document
from workbench.text.language import primary

NO_COUNTERPART = "nothing corresponds to it"

_DECIMALS = 4
_UNSPACED = frozenset({"zh", "yue", "ja"})
"""Languages that write no space between two sentences."""

_LONE_SURROGATES = "backslashreplace"
r"""As `\ud800`, which is how JSON writes them, and a backslash of the text is doubled in either format."""

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two texts, their languages, and the beads between them."""

    source: Sequence[str]
    target: Sequence[str]
    source_lang: LanguageTag
    target_lang: LanguageTag
    beads: Sequence[Bead]

    def sides(self, bead: Bead) -> tuple[str, str]:
        """The text of a bead on either side: its sentences with what the language puts between them."""
        return (
            _joined(self.source, bead.source, self.source_lang),
            _joined(self.target, bead.target, self.target_lang),
        )


def beads(aligned: Aligned) -> tuple[bytes, ExportReport]:
    """One line for each bead, as in `workbench.align.notation`."""
    return write(aligned.beads).encode(), ExportReport(len(aligned.beads))


def tsv(aligned: Aligned) -> tuple[bytes, ExportReport]:
    r"""One line for each bead: source, target, probability, with a tab between them.

    A tab, a carriage return and a backslash of a text are written `\t`, `\r` and `\\`, as in the text
    format of PostgreSQL's COPY, so that each row has three cells and gives the text back.
    """
    rows = []
    for bead in aligned.beads:
        source, target = (side.translate(_ESCAPES) for side in aligned.sides(bead))
        rows.append(f"{source}\t{target}\t{round(bead.probability, _DECIMALS)}\n")
    return "".join(rows).encode(errors=_LONE_SURROGATES), ExportReport(len(rows))


def json_object(aligned: Aligned) -> tuple[bytes, ExportReport]:
    """One object: languages, the sentences of both texts, and beads as lists of their indices, from 0."""
    value = {
        "source_lang": aligned.source_lang,
        "target_lang": aligned.target_lang,
        "source": list(aligned.source),
        "target": list(aligned.target),
        "beads": [
            {
                "source": list(range(*bead.source)),
                "target": list(range(*bead.target)),
                "probability": round(bead.probability, _DECIMALS),
            }
            for bead in aligned.beads
        ],
    }
    line = json.dumps(value, ensure_ascii=False).encode(errors=_LONE_SURROGATES)
    return line + b"\n", ExportReport(len(aligned.beads))


def tmx(aligned: Aligned) -> tuple[bytes, ExportReport]:
    """TMX 1.4b: a unit for each bead with two sides, called `b` and the number of the bead, from 1.

    No time is written, so that the same texts give the same bytes.
    """
    from importlib.metadata import version

    head = ExportHead(created="", version=version("quote-workbench"), source_lang=aligned.source_lang)
    left_out: Counter[str] = Counter()
    replaced: list[Replacement] = []

    def units() -> Iterator[Unit]:
        for number, bead in enumerate(aligned.beads, start=1):
            source, target = aligned.sides(bead)
            if not (source and target):
                left_out[NO_COUNTERPART] += 1
                continue
            unit = Unit(number, {"tuid": f"b{number}", "srclang": aligned.source_lang}, replaced)
            unit.properties({"probability": ("probability", f"{bead.probability:.{_DECIMALS}f}")})
            unit.variant(aligned.source_lang, "source", source, {})
            unit.variant(aligned.target_lang, "target", target, {})
            yield unit

    out = BytesIO()
    written = write_document((unit.element for unit in units()), out, head)
    return out.getvalue(), ExportReport(written, dict(left_out), tuple(replaced))


FORMATS: dict[str, Callable[[Aligned], tuple[bytes, ExportReport]]] = {
    "beads": beads,
    "tsv": tsv,
    "json": json_object,
    "tmx": tmx,
}
"""By the name that a user types, which is also the ending of a file: the bytes, and what they lack."""


def _joined(sentences: Sequence[str], span: Span, lang: LanguageTag) -> str:
    between = "" if primary(lang) in _UNSPACED else " "
    return between.join(filter(None, sentences[span.start : span.end]))
