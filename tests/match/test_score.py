"""Which quote each rendering goes to, once every pair has its probability."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.match.score import ACCEPT, Evidence, Match, assign


def found(
    scores: dict[tuple[int, int], float], accept: float = 0.5, certain: float = 0.6, margin: float = 0.2
) -> list[Match]:
    evidence = {key: Evidence(score) for key, score in scores.items()}
    return assign(evidence, accept=accept, certain=certain, margin=margin)


def test_each_rendering_goes_to_its_best_quote() -> None:
    matches = found({(1, 7): 0.9, (2, 7): 0.1, (1, 8): 0.8, (2, 8): 0.2, (1, 9): 0.3, (2, 9): 0.4})
    assert [(m.quote, m.rendering, m.certain) for m in matches] == [(1, 7, True), (1, 8, True)]
    assert matches[0].evidence == Evidence(0.9)


def test_a_close_runner_up_leaves_doubt() -> None:
    assert not found({(1, 7): 0.9, (2, 7): 0.75})[0].certain
    assert found({(1, 7): 0.9, (2, 7): 0.65})[0].certain


def test_a_low_score_leaves_doubt() -> None:
    assert not found({(1, 7): 0.55})[0].certain
    assert found({(1, 7): 0.65})[0].certain


def test_a_tie_goes_to_the_first_quote_and_is_not_certain() -> None:
    matches = found({(2, 7): 0.9, (1, 7): 0.9})
    assert [(m.quote, m.certain) for m in matches] == [(1, False)]


@given(
    st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0, 1), max_size=25),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_assignment(
    scores: dict[tuple[int, int], float], accept: float, certain: float, margin: float
) -> None:
    matches = found(scores, accept, certain, margin)
    renderings = [match.rendering for match in matches]
    assert renderings == sorted(set(renderings))
    for match in matches:
        assert scores[match.quote, match.rendering] >= accept
        assert match.evidence.score == max(
            s for (_, rendering), s in scores.items() if rendering == match.rendering
        )


def test_by_default_what_may_be_a_story_told_again_is_not_certain() -> None:
    for score, certain in ((ACCEPT, False), (0.96, False), (0.98, True)):
        assert assign({(1, 1): Evidence(score)})[0].certain is certain
