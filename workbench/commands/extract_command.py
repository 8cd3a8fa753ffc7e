"""`workbench extract`: the quotes of a text, nothing stored."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import click

from db.errors import UnreadableInput, WorkbenchError
from db.records import Block, FoundQuote, LanguageTag
from workbench.commands.output import emit, json_option, say

_JSON_LINES = (".jsonl", ".ndjson")
_FACTS = ("title", "outlet", "author", "date", "url")
_BLANK = b"\xef\xbb\xbf \t\r\n"


@click.command("extract")
@click.argument("files", nargs=-1, required=True, metavar="FILE…|-")
@click.option("--lang", default="", help="Language of the text; found by reading it unless given.")
@json_option
def command(files: tuple[str, ...], lang: str, as_json: bool) -> None:
    """Find the quotes of articles, with speakers and exact offsets.

    With --json each article is one line: its text, what is known of it, its quotes, and what of it was
    set aside. Offsets are code points of that text.

    With --json and lines of JSON objects that have a `text` (and perhaps `id` and `lang`) on
    standard input, or in a file whose name ends in .jsonl, each line is read as an article of its own:
    one line out for one line in.
    """
    from workbench.ingest.reader import Given, read

    for name in files:
        called = "standard input" if name == "-" else name
        stream = _source(name, called)
        first, blank = _line(stream, called, 1), b""
        while first and not first.strip(_BLANK):
            first, blank = _line(stream, called, 1), blank + first
        if as_json and (name.endswith(_JSON_LINES) or first.lstrip(_BLANK).startswith(b"{")):
            for number, record in _records(first, stream, called, blank.count(b"\n") + 1):
                emit(_of_record(record, lang, f"{called}, line {number}"))
            continue
        document = read(blank + first + _rest(stream, called), called, Given(lang=lang))
        found = _found(document.text, document.lang, document.blocks)
        if not as_json:
            _show(name, document.text, found, _aside(document.blocks))
            continue
        facts = {key: getattr(document, key) or None for key in _FACTS}
        about = {**facts, "language": document.lang, "encoding": document.encoding or None}
        emit(_object(name, document.text, about, found, document.blocks))


def _source(name: str, called: str) -> BinaryIO:
    """The bytes of a file or of standard input. Raises UnreadableInput with the reason."""
    from workbench.ingest.files import read_bytes, standard_input

    if name == "-":
        standard_input(0)
        return sys.stdin.buffer
    if not name.endswith(_JSON_LINES) or not Path(name).is_file():
        return BytesIO(read_bytes(name))
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise _unreadable(called, error) from error


def _line(stream: BinaryIO, called: str, number: int) -> bytes:
    """The next line, empty at the end. Raises UnreadableInput for one longer than any article."""
    from workbench.ingest.limits import MAX_BYTES

    try:
        line = stream.readline(2 * MAX_BYTES)
    except OSError as error:
        raise _unreadable(called, error) from error
    if len(line) == 2 * MAX_BYTES:
        raise UnreadableInput(
            f"{called}, line {number} is longer than {2 * MAX_BYTES // 2**20} MiB, as no article is."
        )
    return line


def _rest(stream: BinaryIO, called: str) -> bytes:
    from workbench.ingest.limits import MAX_BYTES

    try:
        return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(called, error) from error


def _unreadable(called: str, error: OSError) -> UnreadableInput:
    return UnreadableInput(f"{called} cannot be read ({error.strerror}): check its permissions.")


def _records(
    first: bytes, stream: BinaryIO, called: str, number: int
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON Lines input with the numbers of their lines; blank lines are passed over."""
    line = first
    while line:
        if line.strip(_BLANK):
            yield number, _record(line, f"{called}, line {number}")
        number += 1
        line = _line(stream, called, number)


def _record(line: bytes, place: str) -> dict[str, Any]:
    """One object with a text. Raises UnreadableInput, with the place, for anything else."""
    try:
        record = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{place}: byte {error.start + 1} is not UTF-8; save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(
            f'{place} is no JSON; write one object a line, for instance {{"text": "…"}}.'
        ) from error
    if not isinstance(record, dict):
        raise UnreadableInput(f"{place} is no JSON object; write one a line, with a `text` in it.")
    if not isinstance(record.get("text"), str):
        raise UnreadableInput(f"{place} has no `text`; give the words of the article as a string.")
    return record


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _of_record(record: Mapping[str, Any], lang: str, place: str) -> dict[str, Any]:
    """What is printed for an article that came as an object; its text is taken exactly as it is."""
    from workbench.ingest.metadata import text_facts
    from workbench.ingest.reader import blocks_of

    text = record["text"]
    blocks = blocks_of(text)
    tag = _language(text, blocks, lang or str(record.get("lang") or ""), place)
    read = text_facts(text, blocks, day_first=not tag.startswith("en"))
    stated = {key: record[key] for key in _FACTS if isinstance(record.get(key), str)}
    about = {key: stated.get(key) or getattr(read, key) or None for key in _FACTS}
    about |= {"language": tag, "encoding": "utf-8"}
    return _object(record.get("id"), text, about, _found(text, tag, blocks), blocks)


def _language(text: str, blocks: Iterable[Block], stated: str, place: str) -> LanguageTag:
    from workbench.text.detect import detect
    from workbench.text.language import normalise

    if not stated:
        return detect("\n".join(block.span.of(text) for block in blocks if not block.set_aside))[0]
    try:
        return normalise(stated)
    except WorkbenchError as error:
        raise UnreadableInput(f"{place}: {error}") from error


def _object(
    name: Any, text: str, about: dict[str, Any], found: Sequence[FoundQuote], blocks: Sequence[Block]
) -> dict[str, Any]:
    """One line of output, as `docs/quotes.md` describes it."""
    return {
        "id": name,
        "lang": about["language"],
        "document": about,
        "quotes": [_quote(text, quote) for quote in found],
        "set_aside": _aside(blocks),
        "text": text,
    }


def _aside(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [{"start": b.start, "end": b.end, "reason": b.reason} for b in blocks if b.set_aside]


def _found(text: str, lang: LanguageTag, blocks: Sequence[Block]) -> list[FoundQuote]:
    from workbench.quotes.extract import find

    return find(text, lang, blocks) if blocks else []


def _quote(text: str, quote: FoundQuote) -> dict[str, Any]:
    telling = quote.telling
    return {
        "start": quote.pieces[0].start,
        "end": quote.pieces[-1].end,
        "text": text[quote.pieces[0].start : quote.pieces[-1].end],
        "speaker": quote.speaker or None,
        "mention": quote.mention.of(text) if quote.mention else None,
        "role": quote.role or None,
        "cue": quote.cue,
        "kind": quote.kind,
        "confidence": round(quote.confidence, 3),
        "pieces": [{"start": p.start, "end": p.end, "text": p.of(text)} for p in quote.pieces],
        "incises": [{"start": i.start, "end": i.end, "text": i.of(text)} for i in quote.incises],
        "lang": quote.lang if quote.lang != "und" else None,
        "lang_basis": quote.lang_basis,
        "translator": quote.translator or None,
        "told_to": telling.told_to or None,
        "occasion": telling.occasion or None,
        "via": list(telling.via),
        "notes": list(quote.notes),
    }


def _show(name: str, text: str, found: Sequence[FoundQuote], aside: Sequence[Mapping[str, Any]]) -> None:
    say(f"{name}: {len(found)} quotes, {len(aside)} passages set aside")
    for quote in found:
        who = quote.speaker or "speaker unknown"
        why = ", ".join((quote.cue or "nobody named", f"{quote.confidence:.2f}", *quote.notes))
        say(f"  {quote.pieces[0].start}–{quote.pieces[-1].end}  {quote.kind}, {who} ({why})")
        say("    " + " ".join(piece.of(text) for piece in quote.pieces))
