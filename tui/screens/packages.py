"""The drafting packages: what is installed, installing one from a file, removing one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from db.errors import WorkbenchError
from tui.keys.dialogs import PACKAGES
from tui.widgets.key_line import KeyLine
from tui.widgets.line_input import LineInput
from workbench import paths
from workbench.draft.packages.installed import PackageInfo, installed, packages_dir
from workbench.text.visible import visible


class PackagesScreen(ModalScreen[None]):
    """A list of packages, with a line below it that says what happens or asks for a file."""

    SECTIONS = (PACKAGES,)
    BINDINGS: ClassVar[list[BindingType]] = list(PACKAGES.bindings)

    @dataclass
    class Installed(Message):
        """An installation is over: the name of the package, or why there is none."""

        name: str
        failure: str

    def __init__(self, own_keys: dict[str, str] | None = None) -> None:
        """`own_keys` is the person's key map, for the help."""
        super().__init__()
        self._own_keys = own_keys or {}
        self._packages: list[PackageInfo] = []
        self._doomed: PackageInfo | None = None
        """The package that the person has asked to remove, once."""
        self._installing = False

    def compose(self) -> ComposeResult:
        with Vertical(id="packages"):
            yield Label("Drafting packages, the preferred ones first")
            yield OptionList(compact=True)
            yield Label("", id="said")
            yield LineInput(placeholder="Path of an .argosmodel file", compact=True)
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(Input).display = False
        self._list()
        self.query_one(OptionList).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a path is typed, letters are letters."""
        typing = self.is_mounted and self.query_one(Input).display
        return not (typing and action in ("install", "remove"))

    def action_install(self) -> None:
        """Ask for a file."""
        if self._installing:
            self._say("A package is being installed already.")
            return
        self._say("Install from which file?")
        field = self.query_one(Input)
        field.value = ""
        field.display = True
        field.focus()
        self.refresh_bindings()

    @on(Input.Submitted)
    def _install(self, event: Input.Submitted) -> None:
        self._close_input()
        typed = event.value.strip()
        if not typed:
            self._say("")
            return
        self._say(f"Installing {typed}: unpacking it and trying it out …")
        self._installing = True
        path = Path(typed).expanduser()
        self.run_worker(lambda: self._work(path), thread=True, exit_on_error=False, group="installing")

    def _work(self, path: Path) -> None:
        """The thread: it touches nothing of the screen but posts a message."""
        from workbench.draft.packages.install import install

        try:
            message = self.Installed(install(path, packages_dir()).name, "")
        except WorkbenchError as error:
            message = self.Installed("", str(error))
        except Exception as error:
            # A thread has nobody above it who could tell the failure as a sentence.
            message = self.Installed("", f"Installing failed: {type(error).__name__}: {error}.")
        self.post_message(message)

    @on(Installed)
    def _installed(self, event: Installed) -> None:
        self._installing = False
        self._list(event.name)
        self._say(event.failure or f"{event.name} is installed.")

    def action_remove(self) -> None:
        """Ask, and at the second time remove the package under the cursor."""
        place = self.query_one(OptionList).highlighted
        if place is None:
            return
        package = self._packages[place]
        if package != self._doomed:
            self._doomed = package
            self._say(f"Remove {package.name}? The same key again removes it.")
            return
        from workbench.draft.engines import WARM
        from workbench.draft.packages.install import remove

        try:
            remove(package, packages_dir())
        except WorkbenchError as error:
            self._say(str(error))
        else:
            WARM.forget()
            self._list()
            self._say(f"{package.name} is removed.")
        self._doomed = None

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        if self._doomed is not None:
            self._doomed = None
            self._say("")

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self._own_keys, str(paths.keymap_file()), self.SECTIONS))

    def action_leave(self) -> None:
        """Close the question for a file, else the screen."""
        if self.query_one(Input).display:
            self._close_input()
            self._say("")
        else:
            self.dismiss(None)

    def _close_input(self) -> None:
        self.query_one(Input).display = False
        self.query_one(OptionList).focus()
        self.refresh_bindings()

    def _list(self, name: str = "") -> None:
        """Read what is there; the cursor goes to the package of this name, else to the first."""
        self._packages = installed()
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(_shown(package)) for package in self._packages])
        names = [package.name for package in self._packages]
        options.highlighted = names.index(name) if name in names else (0 if names else None)

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Label).update(Content(visible(sentence)))


def _shown(package: PackageInfo) -> Content:
    """Languages, name, version, tokenizer, size, and where it is from or what is wrong with it."""
    facts = [
        f"{package.size / 1e6:.1f} MB",
        package.tokenizer,
        "comes with the workbench" if package.bundled else "installed",
    ]
    if package.version:
        facts.insert(0, f"version {package.version}")
    line = Content.assemble(
        (visible(f"{package.from_lang} → {package.to_lang}"), "bold"), f"  {visible(package.name)}"
    )
    second = f"cannot be used: {package.broken}" if package.broken else ", ".join(facts)
    return Content("\n").join([line, Content.styled(visible(f"   {second}"), "$muted")])
