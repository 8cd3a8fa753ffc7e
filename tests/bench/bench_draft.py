"""How fast quotes are drafted: Argos' own way, ours, and CTranslate2 alone, on the same package and sentences.

Run as `python tests/bench/bench_draft.py [--quick] [--news]`: `--quick` leaves out the large package, `--news`
takes newstest2013 where it lies beside the checkout, instead of fictional quotes. Speed is printed per
second of CPU (the best of the rounds) and by the clock; ratios by the clock are the median of those within
each round, in which every way has its turn, since a shared machine is not equally fast all the time.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.argos_way import DEFAULT_THREADS, ArgosWay, Threads
from tests.bench.draft_costs import measured
from tests.bench.fictional_quotes import fictional, news, word_for_word
from tests.support.analytic_package import LARGE, make_package
from workbench.draft.engine import Engine
from workbench.draft.packages.installed import STARTER, PackageInfo, read_package

Quotes = Sequence[Sequence[str]]
Setting = TypeVar("Setting")

ARGOS_THREADS = tuple(Threads(*each) for each in product((1, 2), (1, 2)))
BATCH_TOKENS = (256, 512, 1024, 2048)
"""What is tried to find the best setting of Argos and of `translate_batch`."""

ARGOS, ARGOS_ONE, ARGOS_BEST = "Argos, its default threads", "Argos, one thread", "Argos, its best threads"
OURS, OURS_NAMES, OURS_2 = (
    "ours, beam 4, with repair",
    "ours, and the shipped glossary",
    "ours, beam 2, with repair",
)
DECODED, DECODED_2 = "ours, beam 4, as decoded", "ours, beam 2, as decoded"
RAW, RAW_2 = "ceiling: raw translate_batch", "ceiling at beam 2"


class Plan(NamedTuple):
    """How much is measured with a package."""

    quotes: int
    argos_quotes: int
    """How many of these quotes Argos gets with its best threads: it is slow."""
    default_quotes: int
    """How many with its default threads."""
    tried_quotes: int
    """On how many of them the best threads of Argos are looked for; four times as many for the ceiling."""
    rounds: int
    names: bool = True
    """Whether ours is measured with the shipped glossary as well."""


QUICK = Plan(200, 40, 12, 10, 2)
FULL = Plan(200, 200, 60, 60, 3)
LARGE_PACKAGE = Plan(100, 10, 4, 5, 2, names=False)


class Way(NamedTuple):
    """A way to draft `sentences` sentences."""

    run: Callable[[], object]
    sentences: int


class Took(NamedTuple):
    """Seconds for one sentence, of CPU on all cores and by the clock."""

    cpu: float
    clock: float


class Runs(list[Took]):
    """All rounds of one way."""

    @property
    def cpu(self) -> float:
        """Sentences in a second of CPU, in the best round."""
        return 1 / min(took.cpu for took in self)

    @property
    def clock(self) -> float:
        """Sentences in a second by the clock, in the best round."""
        return 1 / min(took.clock for took in self)

    def faster_by_clock(self, other: Runs) -> float:
        """How many times as fast as another way: the median over the rounds."""
        return statistics.median(theirs.clock / ours.clock for ours, theirs in zip(self, other, strict=True))


def took(way: Way) -> Took:
    """Run a way once."""
    cpu, clock = time.process_time(), time.perf_counter()
    way.run()
    return Took((time.process_time() - cpu) / way.sentences, (time.perf_counter() - clock) / way.sentences)


def in_rounds(ways: dict[str, Way], rounds: int) -> dict[str, Runs]:
    """Every way in its turn, so many times."""
    runs = {name: Runs() for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            runs[name].append(took(way))
    return runs


def quickest(settings: Iterable[Setting], way: Callable[[Setting], Way]) -> Setting:
    """The setting with the least seconds by the clock, each tried twice."""
    ways = {setting: way(setting) for setting in settings}
    return min(ways, key=lambda setting: min(took(ways[setting]).clock for _ in range(2)))


def argos_way(package: PackageInfo, quotes: Quotes, threads: Threads) -> Way:
    """One quote at a time, as Argos has it."""
    argos = ArgosWay(package.path, threads)
    argos.translate(["Bonjour."])  # what is loaded at the first use is not counted, for nobody
    return Way(lambda: [argos.translate(quote) for quote in quotes], _count(quotes))


def our_way(engine: Engine, quotes: Quotes) -> Way:
    """All quotes in one stream."""
    list(engine.translate(["Bonjour."]))
    sentences = [sentence for quote in quotes for sentence in quote]
    return Way(lambda: list(engine.translate(sentences)), len(sentences))


class Ceiling:
    """`translate_batch` over input that has been tokenised and sorted, two workers of one thread each."""

    def __init__(self, package: PackageInfo, quotes: Quotes) -> None:
        import ctranslate2
        import sentencepiece

        processor = sentencepiece.SentencePieceProcessor(model_file=str(package.path / "sentencepiece.model"))
        sentences = [sentence for quote in quotes for sentence in quote]
        self._pieces = sorted(processor.encode(sentences, out_type=str), key=len, reverse=True)
        self._translator = ctranslate2.Translator(
            str(package.path / "model"), compute_type="int8", inter_threads=2, intra_threads=1
        )

    def way(self, batch_tokens: int, beam_size: int = 4) -> Way:
        """Nothing but the decoding."""
        return Way(
            lambda: self._translator.translate_batch(
                self._pieces,
                max_batch_size=batch_tokens,
                batch_type="tokens",
                beam_size=beam_size,
                length_penalty=0.2,
                replace_unknowns=True,
            ),
            len(self._pieces),
        )


def ways_of(package: PackageInfo, quotes: Quotes, plan: Plan) -> dict[str, Way]:
    """All ways with one package, at their best settings, which are printed."""
    quotes, tried = quotes[: plan.quotes], quotes[: plan.tried_quotes]
    threads = quickest(ARGOS_THREADS, lambda each: argos_way(package, tried, each))
    tokens = quickest(BATCH_TOKENS, Ceiling(package, quotes[: 4 * plan.tried_quotes]).way)
    print(
        f"best for Argos: inter {threads.inter}, intra {threads.intra} (one quote at a time, beam 4, 32 tokens, "
        f"sentences split by us); best for the ceiling: {tokens} tokens, sorted, inter 2, intra 1"
    )
    default = argos_way(package, quotes[: plan.default_quotes], DEFAULT_THREADS)
    ways = {
        ARGOS: default,
        ARGOS_ONE: argos_way(package, quotes[: plan.argos_quotes], Threads(1, 1)),
        ARGOS_BEST: argos_way(package, quotes[: plan.argos_quotes], threads),
        DECODED: our_way(Engine.load(package, careful=False), quotes),
        OURS: our_way(Engine.load(package), quotes),
        DECODED_2: our_way(Engine.load(package, beam_size=2, careful=False), quotes),
        OURS_2: our_way(Engine.load(package, beam_size=2), quotes),
        RAW: Ceiling(package, quotes).way(tokens),
        RAW_2: Ceiling(package, quotes).way(tokens, beam_size=2),
    }
    if plan.names:
        ways[OURS_NAMES] = our_way(_with_names(package), quotes)
    return ways


def _with_names(package: PackageInfo) -> Engine:
    from workbench.draft.naming.names import Names
    from workbench.glossary.tables import bundled

    return Engine.load(package, names=Names(bundled(), package.from_lang, package.to_lang))


def print_speeds(package: PackageInfo, quotes: Quotes, plan: Plan) -> dict[str, Runs]:
    """Print how fast each way is."""
    shown = quotes[: plan.quotes]
    print(
        f"\n{package.name}, {package.size / 1e6:.1f} MB: {len(shown)} quotes, {_count(shown)} sentences, "
        f"{plan.rounds} rounds; Argos gets the first {plan.argos_quotes} quotes, "
        f"with its default threads {plan.default_quotes}"
    )
    runs = in_rounds(ways_of(package, quotes, plan), plan.rounds)
    for name, of_way in runs.items():
        print(f"  {name:34s} {of_way.cpu:7.1f} sentences per CPU-second {of_way.clock:7.1f} by the clock")
    return runs


def goal(what: str, value: float, bar: float, *, at_most: bool = False, unit: str = "") -> None:
    """Print a figure beside its goal."""
    met = value <= bar if at_most else value >= bar
    sign = "≤" if at_most else "≥"
    print(
        f"  {what:60s} {value:7.2f}{unit}  goal {sign} {bar:.2f}{unit}  {'met' if met else 'MISSED'}",
        flush=True,
    )


def print_costs(package: PackageInfo) -> None:
    """Print memory and what the person at the screen notices."""
    used = measured("memory", package.path)
    grown = used["loaded"] - used["before"]
    print(
        f"  memory: {used['before']:.0f} MB, {grown:.0f} more by loading, files {package.size / 1e6:.1f} MB"
    )
    for of, loaded in (("the package as it is in memory", grown), ("its files", package.size / 1e6)):
        bar = 1.3 * loaded + 120
        goal(f"peak memory (goal: 1.3 × {of} + 120 MB)", used["peak"], bar, at_most=True, unit=" MB")
    first = measured("first", package.path)
    print(f"  loading: {first['load']:.2f} s of CPU")
    goal("first quote after loading, 4 sentences, CPU", first["draft"], 0.5, at_most=True, unit=" s")
    stopped = measured("cancel", package.path)
    goal("cancelling until the drafts end, CPU", stopped["cpu"], 3, at_most=True, unit=" s")
    late = measured("ticks", package.path)
    goal(
        f"tick while drafting, p99 of {late['ticks']:.0f} (goal: idle + 8)",
        *(late["drafting"], late["idle"] + 8),
        at_most=True,
        unit=" ms",
    )


def print_starter(quotes: Quotes, plan: Plan) -> None:
    """Everything with the package that comes with the program."""
    package = _described(next(path for path in STARTER.iterdir() if path.is_dir()))
    runs = print_speeds(package, quotes, plan)
    for ours, raw in ((DECODED, RAW), (OURS, RAW), (OURS_NAMES, RAW), (DECODED_2, RAW_2), (OURS_2, RAW_2)):
        goal(f"{ours}, of the ceiling, per CPU-second", runs[ours].cpu / runs[raw].cpu, 0.92)
        goal(f"{ours}, of the ceiling, by the clock", runs[ours].faster_by_clock(runs[raw]), 0.92)
    goal("beam 4 against Argos at its best, by the clock", runs[OURS].faster_by_clock(runs[ARGOS_BEST]), 2.5)
    goal(
        "beam 4 against Argos with one thread, by the clock", runs[OURS].faster_by_clock(runs[ARGOS_ONE]), 2.5
    )
    goal("beam 4 against Argos' default, by the clock", runs[OURS].faster_by_clock(runs[ARGOS]), 10)
    print_costs(package)


def print_large() -> None:
    """The same with a package of the usual size, whose weights are made up; it knows the fictional quotes."""
    quotes = fictional()
    with TemporaryDirectory() as name:
        package = _described(large_package(Path(name)))
        runs = print_speeds(package, quotes, LARGE_PACKAGE)
        goal("beam 2 against Argos at its best, per CPU-second", runs[OURS_2].cpu / runs[ARGOS_BEST].cpu, 4.5)
        goal(
            "beam 4 against Argos at its best, by the clock",
            runs[OURS].faster_by_clock(runs[ARGOS_BEST]),
            2.5,
        )
        for ours, raw in ((DECODED, RAW), (OURS, RAW), (DECODED_2, RAW_2), (OURS_2, RAW_2)):
            goal(f"{ours}, of the ceiling, per CPU-second", runs[ours].cpu / runs[raw].cpu, 0.92)
            goal(f"{ours}, of the ceiling, by the clock", runs[ours].faster_by_clock(runs[raw]), 0.92)
        print_costs(package)


def large_package(folder: Path) -> Path:
    """A package that renders the fictional quotes word for word: copies would all be drafted again."""
    sentences = [sentence for quote in fictional() for sentence in quote]
    return make_package(
        folder, from_code="fr", to_code="en", sentences=sentences, mapping=word_for_word(), shape=LARGE
    )


def _described(path: Path) -> PackageInfo:
    package = read_package(path)
    if package is None or package.broken:
        raise SystemExit(f"{path} is no usable package.")
    return package


def _count(quotes: Quotes) -> int:
    return sum(map(len, quotes))


def main(arguments: Sequence[str]) -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description="Measure drafting.")
    parser.add_argument("--quick", action="store_true", help="the starter package alone, in under a minute")
    parser.add_argument("--news", action="store_true", help="draft newstest2013 instead of fictional quotes")
    chosen = parser.parse_args(arguments)
    quotes = news() if chosen.news else fictional()
    print_starter(quotes, QUICK if chosen.quick else FULL)
    if not chosen.quick:
        print_large()


if __name__ == "__main__":
    main(sys.argv[1:])
