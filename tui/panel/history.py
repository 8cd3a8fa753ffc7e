"""The tab of the history: the note, comments, and every version of the pair with who and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from db.records import Comment, PairRow, Span
from tui.panel.told import Item, Line, Told, below, blank, heading, marked
from workbench.project import Project
from workbench.review import comments
from workbench.review.versions import Version, versions
from workbench.review.wording import differences
from workbench.text.visible import visible

REVERSALS = {"undo": "taken back: ", "redo": "done again: "}
"""What stands before the summary of an action that reverses another one, which has the same."""


def find(project: Project, row: PairRow) -> Told:
    """What was done to the pair."""
    return told(row, versions(project, row.id), comments.of(project, row))


def told(row: PairRow, found: Sequence[Version], said: Sequence[Comment] = ()) -> Told:
    """The note, then what people said and did, the newest first; earlier words may be taken again."""
    found = [version for version in found if version.kind != "comment"]
    lines: list[Line] = []
    items: list[Item] = []
    if row.note:
        lines += [heading(("note", "bold")), below(marked(row.note)), blank()]
    if not found:
        lines += [Line(Content.styled("Nothing has been done to this pair since it was laid.", "$muted"))]
        lines += [blank()] if said else []
    entries: list[Comment | Version] = [*said, *found]
    for one in sorted(entries, key=lambda entry: entry.at, reverse=True):
        if isinstance(one, Comment):
            lines += [*_comment(one), blank()]
            continue
        offered = one.reworded and bool(one.old_text) and one.old_text != row.target
        if offered:
            items.append(Item(one.old_text, whole=True))
        lines += _entry(one, len(items) if offered else 0)
    return Told(tuple(lines), tuple(items), str(len(found) + len(said) or ""))


def _comment(comment: Comment) -> Iterator[Line]:
    edited = "  edited" if comment.edited_at else ""
    yield heading(("comment", "bold"), (f"  {_when(comment.at, comment.who)}{edited}", "$primary"))
    yield below(marked(comment.text))


def _when(at: str, who: str) -> str:
    return visible(f"{at[:16].replace('T', ' ')}  {who}")


def _entry(version: Version, number: int) -> Iterator[Line]:
    undone = "  taken back since" if version.undone else ""
    reversal = REVERSALS.get(version.kind, "")
    yield heading((reversal, "bold"), (visible(version.summary), "bold"), (undone, "$muted"))
    yield below(Content.styled(_when(version.at, version.who), "$primary"))
    if version.old_status != version.new_status:
        yield below(Content(visible(f"{version.old_status} → {version.new_status}")))
    if version.reworded:
        other = differences(version.old_text, version.new_text)
        yield _text("was", version.old_text, [one.here for one in other], number)
        yield _text("is", version.new_text, [one.there for one in other], 0)
    yield blank()


def _text(label: str, text: str, other: Sequence[Span], number: int) -> Line:
    """A wording, the words that differ underlined; where it is an item its number stands before it."""
    words = (
        marked(text, [(span, "underline") for span in other]) if text else Content.styled("nothing", "italic")
    )
    lead = Content.styled(f"{label:4}", "$muted")
    return Line(lead + words, str(number) if number else "", 3, number)
