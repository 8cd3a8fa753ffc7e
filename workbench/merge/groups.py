"""Rows that stand or fall together: a quote with its beads, a pair with its words, a name by itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

from db.records import Origin
from workbench.merge.entries import Image, Key, Life, Step

OF_QUOTES = (
    *("quote", "witness", "piece", "quote_segment", "rendering", "rendering_segment", "pair"),
    *("retelling", "refused_match"),
)
"""Tables whose rows make up a quote, with its places, renderings and pairs."""

_JUDGING = {
    *("rendering_id", "status", "note", "probability", "aligned_by"),
    *("reviewer", "reviewed_at", "revision"),
}
_PLACED = {"state", "merged_into", "place_document", "place_offset"}

Read = Callable[[str, int], Image | None]
"""A row that neither side has touched."""


class Together:
    """A partition of things, made by saying which two belong together."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def root(self, thing: Hashable) -> Hashable:
        """The thing that stands for all that belong together with this one."""
        path = []
        while (above := self._above.get(thing, thing)) != thing:
            path.append(thing)
            thing = above
        for passed in path:
            self._above[passed] = thing
        return thing

    def join(self, one: Hashable, other: Hashable) -> None:
        """Say that two things belong together."""
        self._above[self.root(one)] = self.root(other)


class Rows:
    """The rows that either copy touched, with ids of ours, and the rows around them."""

    def __init__(
        self,
        ours: Mapping[Key, Life],
        theirs: Mapping[Key, Life],
        references: Mapping[str, Mapping[str, str]],
        read: Read,
    ) -> None:
        self.ours, self.theirs, self.references = ours, theirs, references
        self._read = read
        self._ranges: dict[int, set[tuple[int, int, int]]] = {}
        for table, identifier in {*ours, *theirs}:
            for image in self.known(table, identifier) if table == "pair" else ():
                place = (image["target_start"], image["target_end"], identifier)
                self._ranges.setdefault(image["rendering_id"], set()).add(place)

    def pairs_at(self, words: Image) -> set[int]:
        """The touched pairs that ever held these words of a rendering (a row of `rendering_segment`)."""
        ranges = self._ranges.get(words["rendering_id"], ())
        return {pair for start, end, pair in ranges if start <= words["position"] < end}

    def known(self, table: str, identifier: int) -> Iterator[Image]:
        """Every image of a row: as it was before either touched it and after each step."""
        lives = [life for side in (self.ours, self.theirs) if (life := side.get((table, identifier)))]
        for life in lives:
            yield from (image for step in life.steps for image in (step.before, step.after) if image)
            if life.base:
                yield life.base
        if not lives and (image := self._read(table, identifier)):
            yield image

    def images(self, key: Key) -> Iterator[Image]:
        """Every image of a touched row."""
        return self.known(*key)

    def quotes(self, key: Key) -> set[int]:
        """The quotes that a row of `OF_QUOTES` was ever part of."""
        return {quote for image in self.images(key) for quote in self.owners(key[0], image)}

    def owners(self, table: str, image: Image) -> Iterator[int]:
        """The quotes that a row is part of as this image has it."""
        if table == "quote":
            yield image["id"]
        for column, target in self.references[table].items():
            value = image.get(column)
            if value is None or column == "id":
                continue
            if target == "quote":
                yield value
            elif target in ("rendering", "witness") and table != "rendering":
                yield from (owner["quote_id"] for owner in self.known(target, value))

    def is_new(self, key: Key) -> bool:
        """Whether a row was there on neither side when they parted."""
        return all(life.base is None for side in (self.ours, self.theirs) if (life := side.get(key))) and (
            key in self.ours or key in self.theirs
        )


def coarse(rows: Rows) -> dict[Hashable, set[Key]]:
    """The touched rows, parted so that nothing in one part bears upon another."""
    together = Together()
    touched = {*rows.ours, *rows.theirs}
    for key in touched:
        table, identifier = key
        if table in OF_QUOTES:
            for quote in rows.quotes(key):
                together.join(key, ("quote", quote))
        elif table in ("document_raw", "block"):
            for image in rows.images(key):
                together.join(key, ("document", image.get("document_id", identifier)))
        elif table == "name":
            for image in rows.images(key):
                if image["status"] == "preferred":
                    together.join(key, ("preferred", image["concept_id"], image["lang"], image["form"]))
    for one, other in _gone_together(rows):
        together.join(one, other)
    return _parts(together, touched)


def _parts(together: Together, keys: Iterable[Key]) -> dict[Hashable, set[Key]]:
    found: dict[Hashable, set[Key]] = {}
    for key in keys:
        found.setdefault(together.root(key), set()).add(key)
    return found


def _gone_together(rows: Rows) -> Iterator[tuple[Key, Key]]:
    yield from _gone_with(rows, rows.ours, rows.theirs)
    yield from _gone_with(rows, rows.theirs, rows.ours)


def _gone_with(rows: Rows, side: Mapping[Key, Life], other: Mapping[Key, Life]) -> Iterator[tuple[Key, Key]]:
    """Rows that one side removed, with what it removed along with them and what the other put upon them."""
    gone = {key for key, life in side.items() if life.now is None}
    for key in gone:
        last = side[key].base or side[key].steps[-1].before
        yield from ((key, target) for target in _targets(rows, key[0], last or {}) if target in gone)
    for key, life in other.items():
        if life.now:
            yield from ((key, target) for target in _targets(rows, key[0], life.now) if target in gone)


def _targets(rows: Rows, table: str, image: Image) -> Iterator[Key]:
    for column, target in rows.references[table].items():
        if image.get(column) is not None and (target, image[column]) != (table, image["id"]):
            yield target, image[column]


def is_simple(rows: Rows, keys: Iterable[Key]) -> bool:
    """Whether both sides only wrote and judged words in these rows of quotes, and laid nothing anew."""
    return all(
        _simple(rows, step)
        for key in keys
        for side in (rows.ours, rows.theirs)
        if key in side
        for step in side[key].steps
    )


def _simple(rows: Rows, step: Step) -> bool:
    table = step.key[0]
    images = [image for image in (step.before, step.after) if image]
    if table in ("retelling", "refused_match") or all(_of_new(rows, table, image) for image in images):
        return True
    if step.before and step.after:
        changed = {column for column, value in step.after.items() if step.before.get(column) != value}
        if table == "pair":
            newly = step.before["target_start"] == step.before["target_end"]
            return changed <= (_JUDGING | {"target_start", "target_end"} if newly else _JUDGING)
        return changed.isdisjoint(_PLACED) and (table in ("quote", "witness") or not changed)
    if table == "rendering":
        return step.before is None and images[0]["origin"] == Origin.HUMAN
    if table == "rendering_segment":
        # Words of no pair that is written in only repeat those that a rendering was derived from.
        owners = rows.known("rendering", images[0]["rendering_id"])
        written = all(owner["origin"] == Origin.HUMAN for owner in owners)
        return written and (step.before is None or bool(rows.pairs_at(images[0])))
    return False


def _of_new(rows: Rows, table: str, image: Image) -> bool:
    """Whether a row is one more place of a quote, or part of a quote that was not there when they parted."""
    if table in ("witness", "piece") and rows.is_new(("witness", image.get("witness_id") or image["id"])):
        return table == "witness" or image["witness_id"] is not None
    if table == "quote":
        return rows.is_new(("quote", image["id"]))
    return all(rows.is_new(("quote", quote)) for quote in rows.owners(table, image))


def fine(rows: Rows, keys: Iterable[Key]) -> dict[Hashable, set[Key]]:
    """The rows of quotes that were only judged and written in: a pair with its words, all else by itself."""
    together = Together()
    keys = set(keys)
    for key in keys:
        if key[0] == "rendering_segment":
            for pair in (pair for image in rows.images(key) for pair in rows.pairs_at(image)):
                together.join(key, ("pair", pair))
    for one, other in _gone_together(rows):
        if one in keys and other in keys:
            together.join(one, other)
    return _parts(together, keys)
