"""Arguments and options that several commands share: ids, words, and which pairs are meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from db.records import Origin, PairFilter, Status
from workbench.text.language import normalise

if TYPE_CHECKING:
    from workbench.project import Project

Command = TypeVar("Command", bound=Callable[..., Any])


class Id(click.ParamType[int]):
    """The number of a document, quote, rendering or pair: 1 or more, and no more than SQLite counts."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that was typed."""
        number: int = click.INT.convert(value, param, ctx)
        if not 0 < number < 2**63:
            self.fail(f"{value} is no id: ids are whole numbers from 1 on.", param, ctx)
        return number


ID = Id()


class Words(click.Command):
    """A command that takes words which may begin with a dash, as dialogue does: `- Oui`, `-2 oui`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Sort the options of this command from its words."""
        params = {name: param for param in self.get_params(ctx) for name in param.opts}
        options: list[str] = []
        words: list[str] = []
        rest = iter(args)
        for arg in rest:
            param = params.get(arg.split("=")[0]) if arg.startswith("-") else None
            if arg == "--":
                words += rest
            elif isinstance(param, click.Option):
                options.append(arg)
                if not param.is_flag and "=" not in arg:
                    value = next(rest, None)
                    if value is None:
                        raise click.BadOptionUsage(arg, f"Option '{arg}' requires an argument.", ctx)
                    options.append(value)
            elif _OPTION.fullmatch(arg):
                options.append(arg)
            else:
                words.append(arg)
        return super().parse_args(ctx, [*options, "--", *words])


_OPTION = re.compile(r"-[a-zA-Z]|--[a-z][a-z-]*(=.*)?", re.DOTALL)
"""What is meant as an option even where the command has none of that name."""

_FILTERS = (
    click.option(
        "--status", multiple=True, type=click.Choice([s.value for s in Status]), help="Only this status."
    ),
    click.option(
        "--origin", multiple=True, type=click.Choice([o.value for o in Origin]), help="Only this origin."
    ),
    click.option(
        "--missing", type=click.Choice(["rendering", "original"]), help="Only pairs without this side."
    ),
    click.option("--speaker", default="", help="Only speakers whose name holds this."),
    click.option("--outlet", default="", help="Only what an outlet printed whose name holds this."),
    click.option("--since", default="", help="Only what was said or printed on this date or later: 2012-05."),
    click.option("--until", default="", help="Only what was said or printed on this date or before."),
    click.option("--lang", default="", help="Only quotes said in this language."),
    click.option("--document", type=ID, help="Only this document's quotes."),
    click.option("--quote", "quote_id", type=ID, help="Only this quote."),
)


def filter_options(command: Command) -> Command:
    """The options that `pair_filter` reads."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def pair_filter(
    project: Project,
    *,
    status: tuple[str, ...] = (),
    origin: tuple[str, ...] = (),
    missing: str | None = None,
    speaker: str = "",
    outlet: str = "",
    since: str = "",
    until: str = "",
    lang: str = "",
    document: int | None = None,
    quote_id: int | None = None,
) -> PairFilter:
    """The filter that the options ask for.

    Raises LanguageTagError for a bad tag, WrongUse for a bad date, and for a document or quote that
    `project` has not.
    """
    from workbench.ingest.given import stated_date

    if document:
        project.store.documents.get(document)
    if quote_id:
        project.store.quotes.get(quote_id)
    return PairFilter(
        statuses=tuple(Status(s) for s in status),
        origins=tuple(Origin(o) for o in origin),
        missing_target=missing == "rendering",
        missing_source=missing == "original",
        source_lang=str(normalise(lang)) if lang else "",
        speaker=speaker,
        outlet=outlet,
        since=stated_date(since) if since else "",
        until=stated_date(until) if until else "",
        document_id=document or 0,
        quote_id=quote_id or 0,
    )
