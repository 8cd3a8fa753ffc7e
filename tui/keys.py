"""The one registry of keys: the footer, the help and a person's own key map all read it."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from textual.binding import Binding
from textual.keys import Keys

from workbench.text.visible import visible

RESERVED = ("ctrl+c", "ctrl+p", "ctrl+q")
"""Keys that belong to the program as a whole and cannot be given away."""

MODIFIERS = {"ctrl", "shift", "alt", "super", "meta", "hyper"}


class Section(NamedTuple):
    """Keys that belong together in the help."""

    title: str
    bindings: tuple[Binding, ...]


def _key(
    identifier: str, keys: str, action: str, label: str, help_text: str, *, show: bool = False
) -> Binding:
    return Binding(keys, action, label, show=show, tooltip=help_text, id=identifier)


def _ahead(identifier: str, keys: str, action: str, label: str, help_text: str) -> Binding:
    """A key that goes before what the focused widget would do with it; the action may let it pass."""
    return Binding(keys, action, label, show=False, tooltip=help_text, id=identifier, priority=True)


MOVE = Section(
    "Move",
    (
        _key("move.down", "down,j", "step(1)", "Down", "to the next pair; through a long one line by line"),
        _key("move.up", "up,k", "step(-1)", "Up", "to the pair before"),
        _key("move.page_down", "pagedown", "page(1)", "Page down", "one screen on"),
        _key("move.page_up", "pageup", "page(-1)", "Page up", "one screen back"),
        _key("move.first", "home,g", "first", "First", "to the first pair"),
        _key("move.last", "end,G", "last", "Last", "to the last pair"),
    ),
)
REVIEW = Section(
    "Review",
    (
        _key("pair.approve", "a", "approve", "Approve", "approve the pair and go on", show=True),
        _key("pair.reject", "r", "reject", "Reject", "reject the pair and go on", show=True),
        _key("pair.edit", "enter,e", "edit", "Edit", "edit the rendering", show=True),
        _key(
            "pair.next", "n,space", "waiting(1)", "Next", "to the next pair that waits for review", show=True
        ),
        _key("pair.previous", "p", "waiting(-1)", "Previous", "to the one before that waits for review"),
        _key(
            "pair.undo",
            "u",
            "undo",
            "Undo",
            "take back what you did last, also in an earlier session",
            show=True,
        ),
        _key("pair.redo", "ctrl+r,U", "redo", "Redo", "do it again"),
        _key("pair.reopen", "o", "reopen", "Reopen", "take an approval or a rejection back"),
        _key("pair.note", "c", "note", "Note", "write a note on the pair"),
        _key("pair.name", "N", "name", "Name", "put in the name that the glossary wants in the rendering"),
    ),
)
BEADS = Section(
    "Beads",
    (
        _key("bead.merge", "m", "merge", "Merge", "merge the pair with what follows it in its rendering"),
        _key("bead.split", "b", "split", "Split", "split the pair where the aligner would"),
        _key("bead.split_at", "B", "split_at", "Split at", "split the pair where you say"),
        _key("bead.unlink", "l", "unlink", "Unlink", "part the two sides of the pair"),
        _key("bead.accept", "K", "accept", "Keep bead", "the bead is right: aligning anew keeps it"),
        _key(
            "bead.source_up",
            "[,ctrl+up",
            "give('source',-1)",
            "Original up",
            "give the first original sentence to the bead before",
        ),
        _key(
            "bead.source_down",
            "],ctrl+down",
            "give('source',1)",
            "Original down",
            "give the last original sentence to the bead after",
        ),
        _key(
            "bead.target_up",
            "{,ctrl+shift+up",
            "give('target',-1)",
            "Rendering up",
            "give the first sentence of the rendering to the bead before",
        ),
        _key(
            "bead.target_down",
            "},ctrl+shift+down",
            "give('target',1)",
            "Rendering down",
            "give the last sentence of the rendering to the bead after",
        ),
    ),
)
MATCH = Section(
    "Match and align",
    (
        _key("match.run", "M", "match", "Match", "join what was printed in translation to what was said"),
        _key("match.proposals", "P", "proposals", "Proposals", "decide about matches that are not certain"),
        _key("match.align", "A", "align", "Align", "align anew; what a person laid or approved stays"),
    ),
)
FIND = Section(
    "Find",
    (
        _key(
            "find.search", "/", "search", "Search", "words on either side, accents and case aside", show=True
        ),
        _key("find.filter", "f", "filter", "Filter", "by status, origin, missing side or speaker", show=True),
        _key("find.clear", "escape", "clear", "Show all", "drop the search, then the filter"),
    ),
)
DRAFT = Section(
    "Draft",
    (
        _key("draft.pair", "d", "draft_pair", "Draft", "draft this pair with an offline package"),
        _key("draft.all", "D", "draft_all", "Draft all", "draft every pair that has no rendering"),
        _key("draft.variants", "v", "variants", "Variants", "the likeliest renderings of the original"),
        _key(
            "draft.stop",
            "x,ctrl+x",
            "stop",
            "Stop",
            "stop drafting, matching or aligning; drafts stay",
        ),
        _key("draft.packages", "f4", "packages", "Packages", "list, install and remove drafting packages"),
    ),
)
VIEW = Section(
    "Screen",
    (
        _key("view.details", "i", "details", "Details", "show or hide what is known of the pair"),
        _key("view.details_down", "shift+down", "scroll_details(1)", "Details down", "scroll the details"),
        _key("view.details_up", "shift+up", "scroll_details(-1)", "Details up", "scroll the details back"),
        _key(
            "view.words",
            "w",
            "words",
            "Words",
            "which words correspond, which are doubtful",
        ),
        _key("view.spaces", "s", "spaces", "Spaces", "show no-break spaces as ␣ and narrow ones as ⍽"),
        _key("view.reload", "f5", "reload", "Reload", "read the project again"),
        _key("view.help", "?,f1", "help", "Help", "this page", show=True),
        _key("view.quit", "q", "app.quit", "Quit", "leave; everything is saved already", show=True),
    ),
)
EDITOR = Section(
    "Edit",
    (
        _key("edit.save", "ctrl+s", "save(False)", "Save", "save and go back to the list", show=True),
        _key(
            "edit.next",
            "f2,ctrl+enter",
            "save(True)",
            "Save, next",
            "save, then edit the next that waits",
            show=True,
        ),
        _key("edit.leave", "escape", "leave", "Leave", "leave; asks when something was typed", show=True),
        _key("edit.complete", "tab", "complete", "Take", "take the words that the package goes on with"),
        _ahead("edit.word", "ctrl+right", "complete_word", "Take a word", "take the first of these words"),
        _key("edit.words", "ctrl+o", "other_words", "Other words", "for the word at the cursor", show=True),
        _key("edit.name", "ctrl+g", "name", "Name", "put in the name that the glossary wants"),
        _key("edit.variants", "f3", "screen.variants", "Variants", "the likeliest renderings", show=True),
        _key("edit.help", "f1", "screen.help", "Help", "this page", show=True),
    ),
)

OTHER_WORDS = Section(
    "Other words",
    (
        _key("words.take", "enter", "take(False)", "Take", "take the word for the one there", show=True),
        _key("words.rest", "right", "take(True)", "With the rest", "take what follows it, too", show=True),
        _key("words.leave", "escape", "leave", "Leave", "leave the words as they are", show=True),
    ),
)
VARIANTS = Section(
    "Variants",
    (
        _key("variant.take", "enter", "screen.take", "Edit", "open the variant in the editor", show=True),
        _key("variant.leave", "escape,q", "screen.leave", "Leave", "leave the rendering as it is", show=True),
    ),
)
PACKAGES = Section(
    "Packages",
    (
        _key("package.install", "i", "install", "Install", "install a package from a file", show=True),
        _key("package.remove", "r,delete", "remove", "Remove", "remove the package; asks before", show=True),
        _key("package.leave", "escape,q", "leave", "Leave", "back to the pairs", show=True),
    ),
)
PROPOSALS = Section(
    "Proposals",
    (
        _key(
            "proposal.accept",
            "a",
            "accept",
            "Accept",
            "the two belong together (also enter)",
            show=True,
        ),
        _key("proposal.refuse", "r", "refuse", "Refuse", "they do not; not to be proposed again", show=True),
        _key("proposal.leave", "escape,q", "leave", "Leave", "decide about the others later", show=True),
    ),
)

LIST_SECTIONS = (REVIEW, BEADS, MOVE, FIND, MATCH, DRAFT, VIEW)
APART = (EDITOR, OTHER_WORDS, VARIANTS, PROPOSALS, PACKAGES)
ALL_SECTIONS = (*LIST_SECTIONS, *APART)
SCOPES: tuple[tuple[Section, ...], ...] = (LIST_SECTIONS, *((section,) for section in APART))
"""Sections whose keys work at the same time."""


class KeyMap(NamedTuple):
    """A person's own keys."""

    keys: dict[str, str]
    """Binding id to a comma-separated list of keys."""
    problems: list[str]
    """What in the file was left out, and why: one sentence each."""


def bindings(scope: tuple[Section, ...] = ALL_SECTIONS) -> dict[str, Binding]:
    """The bindings of these sections by id."""
    return {str(binding.id): binding for section in scope for binding in section.bindings}


def spelled(binding: Binding, keys: str = "") -> list[str]:
    """The keys of a binding as Textual spells them (`question_mark`), or those of `keys` if given."""
    return [one.key for one in Binding.make_bindings([binding.with_key(keys or binding.key)])]


def load_keymap(path: Path) -> KeyMap:
    """Read a key map: a TOML table of binding id to a key or a list of keys.

    What does not fit is left out and told: an unknown id or key, a key that is taken. Never raises.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return KeyMap({}, [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return KeyMap({}, [f"Your keys in {path} cannot be read ({error}): the built-in ones are used."])
    found = KeyMap({}, [])
    for identifier, value in _flat(table):
        problem = _problem(identifier, value)
        if problem:
            found.problems.append(f"{path.name}: {visible(problem)}")
        else:
            found.keys[identifier] = value if isinstance(value, str) else ",".join(value)
    for scope in SCOPES:
        _drop_clashes(found, scope, path.name)
    return found


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """`pair.approve = "y"` in TOML is a table in a table; this gives back the id as it was written."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _problem(identifier: str, value: Any) -> str:
    if identifier not in bindings():
        return f"“{identifier}” is no action; the help screen lists their names."
    keys = value.split(",") if isinstance(value, str) else value
    if not isinstance(keys, list) or not keys or not all(isinstance(key, str) for key in keys):
        return f"“{identifier}” must be a key or a list of keys."
    for key in keys:
        if not _is_key(key):
            return f"“{key}” for “{identifier}” is no key; write it like a, ctrl+a, f5 or pagedown."
        if key in RESERVED:
            return f"“{key}” for “{identifier}” belongs to the program and cannot be given away."
    return ""


def _is_key(key: str) -> bool:
    *modifiers, base = key.split("+") if len(key) > 1 else [key]
    if not MODIFIERS.issuperset(modifiers) or not base:
        return False
    if len(base) == 1 or base in {known.value for known in Keys}:
        return True
    try:
        return bool(unicodedata.lookup(base.replace("_", " ")))
    except KeyError:
        return False


def _drop_clashes(keymap: KeyMap, scope: tuple[Section, ...], file: str) -> None:
    """Leave out entries of the key map until no key means two things in `scope`."""
    scoped = bindings(scope)
    while clash := _clash(scoped, keymap.keys):
        key, first, second = clash
        loser = second if second in keymap.keys else first
        del keymap.keys[loser]
        keymap.problems.append(
            f"{file}: “{visible(key)}” would mean both “{first}” and “{second}”: “{loser}” keeps its own key."
        )


def _clash(scoped: Mapping[str, Binding], keys: Mapping[str, str]) -> tuple[str, str, str] | None:
    taken: dict[str, str] = {}
    for identifier, binding in scoped.items():
        for key in spelled(binding, keys.get(identifier, "")):
            other = taken.setdefault(key, identifier)
            if other != identifier:
                return key, other, identifier
    return None
