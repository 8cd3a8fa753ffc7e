"""`workbench extract`: the quotes of a text, nothing stored."""

from __future__ import annotations

import json
from typing import Any

import click

from workbench.commands.output import emit, json_option, say


@click.command("extract")
@click.argument("files", nargs=-1, required=True, metavar="FILE…|-")
@click.option("--lang", default="", help="Language of the text; found by reading it unless given.")
@json_option
def command(files: tuple[str, ...], lang: str, as_json: bool) -> None:
    """Find the quotes of articles, with speakers and exact offsets.

    With --json and lines of JSON objects that have a `text` (and perhaps `id` and `lang`) on
    standard input, each is read as an article of its own: one line out for one line in.
    """
    from workbench.ingest.files import STANDARD_INPUT, read_bytes
    from workbench.ingest.reader import Given, read

    for name in files:
        raw = read_bytes(name)
        records = _records(raw) if as_json else None
        if records is not None:
            for record in records:
                emit(_of_text(record, lang))
            continue
        document = read(raw, "standard input" if name == STANDARD_INPUT else name, Given(lang=lang))
        found = _found(document.text, document.lang, document.blocks)
        if as_json:
            emit({"id": name, "lang": document.lang, "quotes": found})
        else:
            _show(name, found)


def _records(raw: bytes) -> list[dict[str, Any]] | None:
    """The JSON objects of a JSON Lines input, or None when it is something else."""
    if not raw.lstrip().startswith(b"{"):
        return None
    try:
        records = [json.loads(line) for line in raw.decode("utf-8").split("\n") if line.strip()]
    except ValueError:
        return None
    return records if all(isinstance(r, dict) and isinstance(r.get("text"), str) for r in records) else None


def _of_text(record: dict[str, Any], lang: str) -> dict[str, Any]:
    from workbench.text.detect import detect
    from workbench.text.language import normalise

    stated = lang or str(record.get("lang") or "")
    tag = normalise(stated) if stated else detect(record["text"])[0]
    return {"id": record.get("id"), "lang": tag, "quotes": _found(record["text"], tag, ())}


def _found(text: str, lang: Any, blocks: Any) -> list[dict[str, Any]]:
    from workbench.quotes.extract import find

    return [
        {
            "start": quote.pieces[0].start,
            "end": quote.pieces[-1].end,
            "text": " ".join(piece.of(text) for piece in quote.pieces),
            "pieces": [{"start": p.start, "end": p.end, "text": p.of(text)} for p in quote.pieces],
            "kind": quote.kind,
            "speaker": quote.speaker or None,
            "mention": quote.mention.of(text) if quote.mention else None,
            "role": quote.role or None,
            "cue": quote.cue,
            "confidence": round(quote.confidence, 3),
            "translator": quote.translator or None,
            "notes": list(quote.notes),
        }
        for quote in find(text, lang, blocks)
    ]


def _show(name: str, found: list[dict[str, Any]]) -> None:
    say(f"{name}: {len(found)} quotes")
    for quote in found:
        who = quote["speaker"] or "speaker unknown"
        why = f"{quote['cue']}, {quote['confidence']:.2f}"
        say(f"  {quote['start']}–{quote['end']}  {quote['kind']}, {who} ({why})")
        say(f"    {quote['text']}")
