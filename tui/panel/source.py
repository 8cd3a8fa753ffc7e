"""The tab of the source: the quote in its article, other quotes weaker, what is set aside folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from db.records import PairRow
from tui.panel.told import Line, Told, blank, marked, sentence
from workbench.project import Project
from workbench.review.in_article import Excerpt, Folded, Passage, Place, What, places
from workbench.text.visible import visible

STYLES = {What.SENTENCE: "reverse", What.QUOTE: "bold", What.OTHER: "italic $muted"}
LEGEND = (("this sentence", "reverse"), ", ", ("this quote", "bold"), ", ", ("other quotes", "italic"))
FOLD = "▸"


def find(project: Project, row: PairRow) -> Told:
    """The articles in which the pair's quote stands."""
    return told(places(project, row))


def told(found: Sequence[Place]) -> Told:
    """Each article with what stands around the quote."""
    if not found:
        return sentence("No article holds this quote: its original is missing.")
    lines: list[Line] = []
    begins = None
    for place in found:
        lines += _head(place)
        for line, begun in _excerpt(place.excerpt):
            if begun is not None and begins is None:
                begins = len(lines), begun
            lines.append(line)
        lines.append(blank())
    lines.append(Line(Content.assemble(*LEGEND)))
    originals = sum(not place.of_rendering for place in found)
    return Told(tuple(lines), tally=str(originals) if originals > 1 else "", begins=begins or (0, 0))


def _head(place: Place) -> Iterator[Line]:
    article = place.article
    name = article.title or article.name
    what = "rendering" if place.of_rendering else "original"
    yield Line(Content.assemble((f"{what}  ", "$muted"), (visible(name), "bold")))
    facts = (article.outlet, article.agency, article.place, article.date, article.author, place.told)
    cited = ", ".join(fact for fact in facts if fact)
    if cited:
        yield Line(marked(cited, style="$primary"))


def _excerpt(excerpt: Excerpt) -> Iterator[tuple[Line, int | None]]:
    """The lines of an excerpt, that of the quote with the place where its words begin."""
    yield from _left_out(excerpt.before, "before")
    for passage in excerpt.passages:
        if isinstance(passage, Folded):
            yield _folded(passage), None
        else:
            yield Line(_passage(passage)), _begins(passage)
    yield from _left_out(excerpt.after, "after")


def _begins(passage: Passage) -> int | None:
    """Where the words of the pair begin in a passage, or else its quote; None where neither stands there."""
    for wanted in (What.SENTENCE, What.QUOTE):
        starts = [span.start for span, what in passage.marks if what is wanted]
        if starts:
            return min(starts)
    return None


def _passage(passage: Passage) -> Content:
    marks = [(span, STYLES[what]) for span, what in passage.marks]
    return marked(passage.text, marks, most=len(passage.text))


def _folded(folded: Folded) -> Line:
    parts = "1 part" if folded.parts == 1 else f"{folded.parts} parts"
    reasons = visible(", ".join(folded.reasons))
    return Line(Content.styled(f"{FOLD} {parts} set aside ({reasons})", "$muted"))


def _left_out(characters: int, where: str) -> Iterator[tuple[Line, None]]:
    if characters:
        yield Line(Content.styled(f"… {characters:,} characters {where}", "$muted")), None
