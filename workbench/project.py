"""Opening a project: its store, the clock, and the person who signs what is done. No verbs here."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from pathlib import Path

from db.errors import WrongUse
from db.records import LanguageTag
from db.store import Store, utc_now
from workbench.paths import shown
from workbench.text.fold import fold
from workbench.text.language import normalise, same_language

TARGET = "target_lang"
DEFAULT_TARGET = LanguageTag("en")

_BESIDE = ("", "-wal", "-shm", "-journal")
"""The endings of the project file and of what SQLite keeps beside it."""


class Project:
    """An open project file. Closing it, or leaving its `with` block, closes the store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @property
    def path(self) -> Path:
        """The project file."""
        return self.store.path

    @property
    def person(self) -> str:
        """Who signs what is done."""
        return self.store.person

    @property
    def target_lang(self) -> LanguageTag:
        """The language that quotes are rendered into; articles in it hold published renderings."""
        return LanguageTag(self.store.setting(TARGET)) if self.store.setting(TARGET) else DEFAULT_TARGET

    def is_target(self, lang: LanguageTag) -> bool:
        """Whether an article in `lang` quotes people in translation."""
        return same_language(lang, self.target_lang)

    def owns(self, path: Path) -> bool:
        """Whether `path` is the project file, or one that SQLite keeps beside it."""
        own = self.path.resolve()
        try:
            if path.resolve() in [own.with_name(own.name + ending) for ending in _BESIDE]:
                return True
            return path.exists() and path.samefile(own)
        except (OSError, RuntimeError):  # a name too long, or a loop of links, leads to no file
            return False

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_project(
    path: Path,
    *,
    create: bool = False,
    person: str = "",
    target: str = "",
    clock: Callable[[], str] = utc_now,
) -> Project:
    """Open the project at `path`, or make it when `create` is true; a new one gets the glossaries.

    `person` defaults to WORKBENCH_PERSON or the login name. `target` (a language tag) is the language
    of the renderings of a new project, English unless given.
    Raises LanguageTagError for a bad `target`, WrongUse when the project has another one already, and
    the errors of `db.connection.open_connection`.
    """
    wanted = normalise(target) if target else None
    store = Store(path, fold=fold, person=person or who(), create=create, clock=clock)
    project = Project(store)
    if not store.setting(TARGET) and not store.read_only:
        _furnish(project, wanted or DEFAULT_TARGET)
    found = project.target_lang
    if wanted and not same_language(wanted, found):
        project.close()
        raise WrongUse(
            f"{path} renders into {found}, not into {wanted}: the language is set when a project is"
            " made. Make a new project for another one."
        )
    return project


def who() -> str:
    """The name that signs: WORKBENCH_PERSON, else the login name, else `unknown`."""
    stated = os.environ.get("WORKBENCH_PERSON", "").strip()
    if stated:
        return shown(stated)
    try:
        return shown(getpass.getuser())
    except (OSError, KeyError):
        return "unknown"


def _furnish(project: Project, target: LanguageTag) -> None:
    """Give a new project its target language and the glossaries that ship with the program."""
    from workbench.glossary.tables import bundled

    with project.store.action("create", "project created, glossaries loaded"):
        if project.store.setting(TARGET):
            return  # another program made the same project at the same time
        project.store.concepts.add(bundled())
        project.store.set_setting(TARGET, str(target))
