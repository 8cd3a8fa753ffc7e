"""Keys of the glossary and of its dialogs."""

from __future__ import annotations

from tui.keys.section import Section, ahead, key

GLOSSARY = Section(
    "Glossary screen",
    (
        key("concept.search", "slash", "search", "Search", "look for a concept by its names", show=True),
        key("concept.add", "a", "add", "Add", "add a name to the concept", show=True),
        key("concept.edit", "e", "edit", "Edit", "edit the name (also enter)", show=True),
        key("concept.status", "s", "status", "Status", "give the name the next status", show=True),
        key("concept.confirm", "c", "confirm", "Confirm", "confirm the name, or the concept", show=True),
        key("concept.remove", "r,delete", "remove", "Remove", "remove the name; asks before", show=True),
        key("concept.places", "m", "places", "Mentions", "to the places where it is named", show=True),
        key("concept.meanings", "x", "meanings", "Which?", "say what ambiguous names mean", show=True),
        key("concept.next", "tab", "app.focus_next", "Next part", "to the next part of the screen"),
    ),
)
NAME_FORM = Section(
    "Edit a name",
    (
        key("name.save", "enter,ctrl+s", "save", "Save", "keep the name", show=True),
        key("name.next", "tab", "app.focus_next", "Next field", "to the next field", show=True),
        key("name.leave", "escape", "leave", "Leave", "leave the name as it is", show=True),
    ),
)
CYCLE = Section(
    "Status, form or capitals of a name",
    (
        key("value.next", "right,space", "turn(1)", "Next", "take the next value", show=True),
        key("value.before", "left", "turn(-1)", "Before", "take the value before", show=True),
    ),
)
MEANING = Section(
    "What a name means",
    (
        key("meaning.open", "0,delete", "open", "Leave it open", "nothing is certain", show=True),
        key("meaning.leave", "escape,q", "leave", "Leave", "back; also 1, 2 … and enter choose", show=True),
    ),
)
NAMING = Section(
    "Add a name",
    (
        ahead("naming.down", "down", "down(1)", "Down", "to the next concept"),
        ahead("naming.up", "up", "down(-1)", "Up", "to the concept before"),
        key("naming.status", "ctrl+s", "status", "Status", "preferred, admitted … forbidden", show=True),
        key("naming.leave", "escape", "leave", "Leave", "add nothing", show=True),
    ),
)
