"""Aligning the texts of a table: one result each, kept while nothing it was made from changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from db.errors import UnreadableInput, WrongUse
from db.records import Bead, LanguageTag
from workbench.align.bead_formats import FORMATS, Aligned
from workbench.align.known_words import Lexicon
from workbench.align.ledger import Entry, Ledger, State, digest
from workbench.align.line_files import Row, bitext_of
from workbench.align.pool import Bitext, align_all
from workbench.exchange.atomic import write_atomically

POOL = 20_000
"""Sentences, of both sides together, that share what they teach of the words. A longer table is aligned in
parts of up to this size, so that memory is bounded and a run that is stopped loses one part at most."""

CHANGED = "It was changed by hand after it was made; remove it to have it made again."
_CHANGED_AND_OLD = (
    "It was changed by hand, and by now it would be made from other texts or settings; "
    "remove it to have it made again."
)
_FOREIGN = "It was there before and not made by this command; remove it, or give another folder with --out."
_KEPT = {State.EDITED: CHANGED, State.EDITED_BEFORE: _CHANGED_AND_OLD, State.FOREIGN: _FOREIGN}


@dataclass(frozen=True, slots=True)
class Settings:
    """What all texts of a run have in common."""

    source_lang: LanguageTag
    target_lang: LanguageTag
    form: str = "beads"
    """One of `FORMATS`; also the ending of each result."""
    pooled: bool = True
    lexicon: Callable[[], Lexicon | None] = lambda: None
    """Called when something is to be aligned."""
    lexicon_digest: str = ""
    """Tells one lexicon from another; those that come with the program need only a word."""

    @property
    def mark(self) -> str:
        """Tells settings apart that may give other results."""
        return repr((self.source_lang, self.target_lang, self.form, self.pooled, self.lexicon_digest))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row."""

    row: Row
    result: Path
    outcome: str
    """`new`, `updated`, `unchanged`, `kept` (a file that this command did not leave so) or `skipped`."""
    beads: int = 0
    reason: str = ""
    """Why it was kept or skipped, as a sentence."""
    notes: tuple[str, ...] = ()
    """What the format could not hold, a sentence each."""

    @property
    def left(self) -> bool:
        """True when the row has no result of these texts and settings."""
        return self.outcome == "skipped" or (self.outcome == "kept" and self.reason != CHANGED)


@dataclass(frozen=True, slots=True)
class _Job:
    """A row with its texts, or with the reason why there are none."""

    row: Row
    result: Path
    text: Bitext
    problem: str = ""

    @property
    def size(self) -> int:
        return len(self.text.source) + len(self.text.target)


def align_rows(
    rows: Sequence[Row], out: Path, settings: Settings, progress: Callable[[int, int], None]
) -> Iterator[Outcome]:
    """Align the texts of each row into a file of `out` that is called as the source but for its ending.

    Pooled, the texts teach each other their words (`POOL`). A result is unchanged while texts, drafts,
    lexicon, settings and the aligner are those it was made with; pooled also the texts aligned with it.
    What a person changed, and what was there before, is never replaced. A row whose files cannot be
    read is skipped; the others go on. `progress` gets the number of rows done, and of all.
    Raises WrongUse where a result would replace one of the files it is made from.
    """
    results = {row: out / f"{row.stem}.{settings.form}" for row in rows}
    _refuse_overwriting(results)
    out.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(out)
    jobs = (_read(row, results[row]) for row in rows)
    done = 0
    for part in _parts(jobs, POOL if settings.pooled else 0):
        before = done

        def within(steps: int, every: int, before: int = before, size: int = len(part)) -> None:
            progress(before + steps * size // every, len(rows))

        yield from _align_part(part, settings, ledger, within)
        done += len(part)
        progress(done, len(rows))


def _refuse_overwriting(results: Mapping[Row, Path]) -> None:
    needed = {path.resolve() for row in results for path in row.paths()}
    for row, result in results.items():
        if result.resolve() in needed:
            raise WrongUse(
                f"{row.where}: the result would replace {result}, which the list needs; "
                "give another folder with --out."
            )


def _read(row: Row, result: Path) -> _Job:
    try:
        return _Job(row, result, bitext_of(row.files()))
    except UnreadableInput as error:
        return _Job(row, result, Bitext([], []), str(error))


def _parts(jobs: Iterable[_Job], most: int) -> Iterator[list[_Job]]:
    """Consecutive jobs of up to `most` sentences together, or single ones."""
    part: list[_Job] = []
    size = 0
    for job in jobs:
        if part and size + job.size > most:
            yield part
            part, size = [], 0
        part.append(job)
        size += job.size
    if part:
        yield part


def _align_part(
    part: Sequence[_Job], settings: Settings, ledger: Ledger, progress: Callable[[int, int], None]
) -> Iterator[Outcome]:
    """Align what is not there yet; if any of a pool is not, all of it, but nothing is written twice."""
    jobs = [job for job in part if not job.problem]
    texts = [_digest(job.text) for job in jobs]
    together = digest(repr((_aligner(), settings.mark, texts)).encode())
    inputs = {job.row: digest(f"{together} {text}".encode()) for job, text in zip(jobs, texts, strict=True)}
    states = {job.row: ledger.state(job.result, inputs[job.row]) for job in jobs}
    beads: dict[Row, list[Bead]] = {}
    if {State.ABSENT, State.OUTDATED} & set(states.values()):
        found = _align([job.text for job in jobs], settings, progress)
        beads = {job.row: of_job for job, of_job in zip(jobs, found, strict=True)}
    for job in part:
        state = states.get(job.row)
        if state is None:
            yield Outcome(job.row, job.result, "skipped", reason=job.problem)
        elif state in _KEPT:
            yield Outcome(job.row, job.result, "kept", reason=_KEPT[state])
        elif state is State.CURRENT:
            yield Outcome(job.row, job.result, "unchanged", ledger.beads(job.result.name))
        else:
            notes = _write(job, beads[job.row], settings, ledger, inputs[job.row])
            outcome = "new" if state is State.ABSENT else "updated"
            yield Outcome(job.row, job.result, outcome, len(beads[job.row]), notes=notes)


def _align(
    texts: Sequence[Bitext], settings: Settings, progress: Callable[[int, int], None]
) -> list[list[Bead]]:
    lexicon = settings.lexicon()
    if settings.pooled:
        return align_all(texts, lexicon=lexicon, progress=progress)
    return [align_all([text], lexicon=lexicon)[0] for text in texts]


def _write(
    job: _Job, beads: Sequence[Bead], settings: Settings, ledger: Ledger, inputs: str
) -> tuple[str, ...]:
    """Write a result; returns what the format could not hold, a sentence each."""
    aligned = Aligned(job.text.source, job.text.target, settings.source_lang, settings.target_lang, beads)
    content, report = FORMATS[settings.form](aligned)
    ledger.add(Entry(job.result.name, inputs, digest(content), len(beads)))
    write_atomically(job.result, lambda file: file.write(content))
    return tuple(report.sentences()[1:])


def _digest(text: Bitext) -> str:
    """Tells texts with their drafts apart; line endings and byte order marks of the files do not count."""
    hashed = sha256()
    for lines in (text.source, text.target, text.drafts, text.back_drafts):
        hashed.update(b"none" if lines is None else f"{len(lines)}\n".encode())
        hashed.update("\n".join(lines or ()).encode() + b"\n")
    return hashed.hexdigest()


@cache
def _aligner() -> str:
    """Tells versions of the aligner apart, by its code and its lexicons: a new one aligns anew."""
    hashed = sha256(version("quote-workbench").encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            hashed.update(path.read_bytes())
    return hashed.hexdigest()
