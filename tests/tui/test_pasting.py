"""What a terminal sends between the marks of a paste is text and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tui.pasting import PasteParser

START, END = "\x1b[200~", "\x1b[201~"


def read(*chunks: str) -> list[events.Event]:
    parser = PasteParser()
    return [event for chunk in chunks for event in parser.feed(chunk) if isinstance(event, events.Event)]


def test_escape_sequences_in_a_paste_are_no_keys() -> None:
    text = "x\x1b]0;aaaa\x07 [/x] \x1b[A\x1b[31mr\x1bOP\x9b2J end"
    events_read = read(f"a{START}{text}{END}b")
    assert [type(event) for event in events_read] == [events.Key, events.Paste, events.Key]
    assert isinstance(events_read[1], events.Paste)
    assert events_read[1].text == text


def test_keys_and_sequences_outside_a_paste_are_read_as_ever() -> None:
    keys = [event.key for event in read("a", "\x1b[A", "\x1bOP", "\r") if isinstance(event, events.Key)]
    assert keys == ["a", "up", "f1", "enter"]


@given(st.text().filter(lambda text: END not in text and "\0" not in text), st.data())
def test_a_paste_in_pieces_is_one_paste(text: str, data: st.DataObject) -> None:
    sent = START + text + END
    cuts = sorted(data.draw(st.sets(st.integers(len(START), len(sent)), max_size=4)))
    pieces = [sent[first:last] for first, last in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    pasted = [event.text for event in read(*[p for p in pieces if p]) if isinstance(event, events.Paste)]
    assert pasted == [text]
