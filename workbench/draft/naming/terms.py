"""The glossary in drafts: which names a draft must have, which of several drafts has them, what is put right.

The source goes to the model as it is. Afterwards the names are looked for in what came out: a rival draft may
have them, the model may write the rest of a sentence anew after a name (`forcing`), and a name is
written into a draft only where one known wrong form of it stands (`wrong_forms`). What is left open becomes
a flag. The way follows Bogoychev and Chen (WMT 2023) in checking terms after decoding.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from db.records import Change, Flag, Name, NameForm, Span, TermUse
from workbench.draft.naming import forcing, pairing
from workbench.draft.naming import wrong_forms as forms
from workbench.draft.naming.admitted import overlaps, protected, ranked
from workbench.draft.naming.forcing import Try
from workbench.draft.naming.lookup import Lookup
from workbench.draft.naming.pairing import dealt_out, groups_of
from workbench.draft.naming.patches import applied, fitted, moved
from workbench.draft.naming.values import BAD, MISSING, Finding, Judged, Required, Standing
from workbench.draft.naming.wrong_forms import Links
from workbench.glossary.matcher import NameMark
from workbench.text.fold import fold

MARGIN = 4.0
"""What a required name is worth against the log probability of a whole draft, in nats."""
MENDABLE = 1.0
"""The same where the name can be written in afterwards."""

Bare = Mapping[str, Sequence[str]]
"""Drafts of mentions alone, by their text in the source."""


class Terms(Lookup):
    """The glossary for drafts from one language into another; built once, asked for every sentence."""

    def check(self, required: Sequence[Required], draft: str) -> list[Standing]:
        """For each required name the one that stands for it in `draft`.

        Names stand as whole words, in either number, whatever their case where that does not matter. A
        name that the source repeats may be a pronoun in the draft: a mention without a name of its own
        is left out where another mention has one.
        """
        if not required:
            return []
        return dealt_out(required, self._admitted_marks(required, draft, self._target.find(draft)))

    def missing(self, required: Sequence[Required], draft: str) -> list[Required]:
        """The first mention of each required name that no admitted name stands for in `draft`."""
        return [each.required for each in self.check(required, draft) if each.span is None]

    def chosen(self, required: Sequence[Required], hypotheses: Sequence[tuple[str, float]]) -> int:
        """The place of the hypothesis to take: (text, total natural-log probability) each, the best first.

        A required name that is missing and a name that the glossary forbids cost `MARGIN` nats each, or
        `MENDABLE` where they can be put right. The first one stays where another has no fewer faults.
        """
        if not required or len(hypotheses) < 2:
            return 0
        first, likeliest = self.cost(required, hypotheses[0][0]), hypotheses[0][1]
        if not first:
            return 0
        gains = [0.0]
        for text, score in hypotheses[1:]:
            gain = first - self.cost(required, text)
            gains.append(gain - (likeliest - score) if gain > 0 else 0.0)
        return gains.index(max(gains))

    def cost(self, required: Sequence[Required], draft: str) -> float:
        """What the names of a draft cost it, in nats; 0 where nothing is missing and nothing forbidden."""
        judged = self.judged(required, draft, polish=False)
        return MENDABLE * len(judged.changes) + MARGIN * len(judged.flags)

    def tries(
        self, required: Sequence[Required], source: str, draft: str, bare: Bare | None = None
    ) -> list[Try]:
        """Target prefixes with which the model may yet write the names that are missing in `draft`.

        The model has to go on from each, and `accepted` tells which outcome to take. There are none for a
        name that the source tells twice in the same words: it could take the place of both. `bare` holds
        drafts of the missing mentions alone, if there are any.
        """
        missing = self.missing(required, draft)
        if not missing:
            return []
        wanted = {key for each in required for key in each.concepts}
        marks = [mark for mark in self._target.find(draft) if mark.concept in wanted]
        blocked = [*(mark.span for mark in marks), *protected(draft)]
        told = Counter(fold(each.source) for each in required)
        found = []
        for place, each in enumerate(missing):
            if not each.vague and told[fold(each.source)] == 1:
                known = forcing.known_words(each, bare)
                found += forcing.tries(place, each, known, source, draft, blocked, self._to_lang)
        return found

    def accepted(
        self,
        required: Sequence[Required],
        draft: str,
        tries: Sequence[Try],
        written: Sequence[tuple[str, float]],
    ) -> str | None:
        """The draft to take of those that the model wrote from the prefixes of `tries`, in their order.

        Each comes as (text, total natural-log probability of the whole text). None where none has all
        the names of `draft` and the new one, and else says the same. Where several names are missing
        one is put right at a time: ask for `tries` again.
        """
        missing = self.missing(required, draft)
        best: dict[tuple[int, str], tuple[float, str]] = {}
        for attempt, (text, score) in zip(tries, written, strict=True):
            if forcing.agrees(attempt, draft, text):
                left = [each.span for each in self.missing(required, text)]
                if missing[attempt.mention].span not in left and len(left) < len(missing):
                    key = attempt.mention, attempt.name.text
                    best[key] = max(best.get(key, (score, text)), (score, text))
        return next(iter(best.values()))[1] if best else None

    def judged(
        self,
        required: Sequence[Required],
        draft: str,
        *,
        best: str | None = None,
        how: str = "model",
        bare: Bare | None = None,
        links: Links | None = None,
        polish: bool = True,
    ) -> Judged:
        """`draft` with its names put right as far as there is no doubt, and what is to be said of them.

        `best` is the text that the model gave unasked and `how` the way to `draft` where that is another
        one (`hypothesis`, `forced`); a name that stands in `best` is called the model's own. A wrong form
        that is known from `bare` alone is left where `links` lead elsewhere. Without `polish` names are
        left that are only misspelt, and acronyms garbled in brackets after them.
        """
        if not required and not self._target.may_hold_bad(draft):
            return Judged(draft)
        marks = self._target.find(draft)
        changes = self._changes(required, draft, marks, bare, links, polish)
        unasked = self._named(required, draft, marks)
        if best is not None and best != draft:
            unasked = self._named(required, best, self._target.find(best))
        text = applied(draft, changes)
        if changes:
            marks = self._target.find(text)
        terms = self._uses(required, text, marks, moved(changes), unasked, how)
        flags = [finding.flag for finding in self._findings(required, text, marks, bare)]
        return Judged(text, tuple(changes), tuple(terms), tuple(flags))

    def offers(
        self, required: Sequence[Required], judged: Judged, bare: Bare | None = None
    ) -> tuple[Change | None, ...]:
        """For each flag of `judged` the change of its text that would write the preferred name.

        None where no words of the draft seem to render the name, or where the glossary prefers nothing.
        `bare` is what `judged` got.
        """
        draft = judged.text
        marks = self._target.find(draft)
        blocked = [*(mark.span for mark in marks), *protected(draft)]
        changes: list[Change | None] = []
        for flag, name, mention in self._findings(required, draft, marks, bare):
            span = flag.span
            if span is None and mention is not None:
                span = forcing.rendering(mention, forcing.known_words(mention, bare), draft, blocked)
            changes.append(fitted(draft, span, name, self._to_lang) if span and name else None)
        return tuple(changes)

    def _admitted_marks(
        self, required: Sequence[Required], draft: str, marks: Sequence[NameMark]
    ) -> list[NameMark]:
        """The marks of admitted names of required concepts, each place once.

        A name that several of them share goes to the one that has fewer places so far. One within the
        longer name of another concept counts where that concept is not required too:
        `UN` in `UN Security Council` stands for nothing where the source has both.
        """
        wanted = {key for each in required for key in each.concepts}
        sharing: defaultdict[Span, list[NameMark]] = defaultdict(list)
        for mark in marks:
            within = [mark] if mark.concept in wanted else self._target.inside(mark, draft)
            for each in within:
                if each.concept in wanted and self.admits(each):
                    sharing[each.span].append(each)
        given: Counter[str] = Counter()
        found = {}
        for span in sorted(sharing, key=lambda span: (len(sharing[span]), span)):
            found[span] = min(sharing[span], key=lambda mark: given[mark.concept])
            given[found[span].concept] += 1
        return [found[span] for span in sorted(found)]

    def _changes(
        self,
        required: Sequence[Required],
        draft: str,
        marks: Sequence[NameMark],
        bare: Bare | None,
        links: Links | None,
        polish: bool,
    ) -> list[Change]:
        """What is certain enough to be written into a draft, in order."""
        admitted = self._admitted_marks(required, draft, marks)
        groups = groups_of(required)
        wrong = [self._wrong_forms(group, draft, marks, bare) for group in groups]
        lost = [
            group[0]
            for group, forms_of_it in zip(groups, wrong, strict=True)
            if not forms_of_it and not any(mark.concept in group[0].concepts for mark in admitted)
        ]
        changes: list[Change] = []
        for group, found in zip(groups, wrong, strict=True):
            due = self._certain(group, found, draft, admitted, lost, links)
            due += self._polish(group, found, draft, admitted) if polish else []
            for span, name in due:
                change = fitted(draft, span, name, self._to_lang)
                if not overlaps(change.span, [other.span for other in changes]):
                    changes.append(change)
        return sorted(changes)

    def _certain(
        self,
        group: Sequence[Required],
        wrong: Sequence[forms.Wrong],
        draft: str,
        admitted: Sequence[NameMark],
        lost: Sequence[Required],
        links: Links | None,
    ) -> list[tuple[Span, Name]]:
        """The places of a draft where a name is certain to be due, and the name."""
        standing = _standing_beside(wrong, group, admitted)
        pairs = pairing.paired(group, wrong, draft) if len(standing) + len(wrong) <= len(group) else []
        return [
            (form.span, mention.preferred)
            for mention, form in pairs
            if forms.certain(mention, form, draft, lost, links) and not _told(mention, standing)
        ]

    def _polish(
        self,
        group: Sequence[Required],
        wrong: Sequence[forms.Wrong],
        draft: str,
        admitted: Sequence[NameMark],
    ) -> list[tuple[Span, Name]]:
        """The places of a draft where a name is only to be spelt rightly, and the name."""
        standing = _standing_beside(wrong, group, admitted)
        if draft.isupper() or not standing or len(standing) > len(group):
            return []
        names = [name for key in group[0].concepts for name in self._admitted[key]]
        return [
            *pairing.bracketed(group, standing, draft),
            *pairing.respelled(group, standing, names, draft),
        ]

    def _wrong_forms(
        self, group: Sequence[Required], draft: str, marks: Sequence[NameMark], bare: Bare | None
    ) -> list[forms.Wrong]:
        """The known wrong forms of a name in a draft, in order: bad names, copies, what comes of it alone.

        Where forms overlap the longest counts. A name that is right for another concept is no wrong form,
        and what comes of the name alone is looked for only where no admitted name stands.
        """
        own = [mark for mark in marks if mark.concept in group[0].concepts]
        right = {mark.span for mark in marks if self.admits(mark)}
        bad = [mark for mark in own if mark.span not in right]
        others = {mark.span for mark in marks} - {mark.span for mark in bad}
        left = [mark for mark in self._source.find(draft) if mark.concept in group[0].concepts]
        found = [*forms.listed(bad), *forms.copies(left, others)]
        if bare and not group[0].vague and not any(mark.span in right for mark in own):
            taken, known = {*others, *protected(draft)}, forcing.known_words(group[0], bare)
            for each in group:
                alone = bare.get(each.source, ())
                found += forms.guesses(each, alone, draft, known, taken, self._to_lang)
        return forms.longest(found)

    def _findings(
        self, required: Sequence[Required], draft: str, marks: Sequence[NameMark], bare: Bare | None
    ) -> list[Finding]:
        """What is left to say of a draft, in the order of its words, after what stands nowhere."""
        admitted = self._admitted_marks(required, draft, marks)
        absent: list[Finding] = []
        found: dict[Span, Finding] = {}
        for group in groups_of(required):
            name = group[0].preferred
            wrong = self._wrong_forms(group, draft, marks, bare)
            for each in wrong:
                message = f"“{each.span.of(draft)}” stands here for “{name.text}”"
                found.setdefault(each.span, Finding(Flag(each.kind, message, each.span), name, group[0]))
            if not wrong and not any(mark.concept in group[0].concepts for mark in admitted):
                message = f"“{name.text}” is missing, for “{group[0].source}”"
                absent.append(Finding(Flag(MISSING, message), name, group[0]))
        right = {mark.span for mark in admitted}
        for mark in marks:
            if mark.status in BAD and mark.span not in right:
                found.setdefault(mark.span, self._bad_name(mark, draft))
        return [*absent, *(found[span] for span in sorted(found))]

    def _bad_name(self, mark: NameMark, draft: str) -> Finding:
        names = self._admitted[mark.concept]
        name = ranked(names, mark.form, mark.text)[0] if names else None
        rather = f"; the glossary prefers “{name.text}”" if name else ""
        message = f"“{mark.span.of(draft)}” is {mark.status}{rather}"
        return Finding(Flag(BAD[mark.status], message, mark.span), name, None)

    def _named(self, required: Sequence[Required], draft: str, marks: Sequence[NameMark]) -> set[str]:
        """The keys of the required concepts of which an admitted name stands in a draft."""
        return {mark.concept for mark in self._admitted_marks(required, draft, marks)}

    def _uses(
        self,
        required: Sequence[Required],
        draft: str,
        marks: Sequence[NameMark],
        written: Sequence[Span],
        unasked: set[str],
        how: str,
    ) -> list[TermUse]:
        uses = []
        for mention, span, name, status in dealt_out(required, self._admitted_marks(required, draft, marks)):
            way = how if unasked.isdisjoint(mention.concepts) else "model"
            if span is None or overlaps(span, written):
                way = "substituted" if span else ""
            target = span.of(draft) if span else name
            key = self._meant(mention, name)
            uses.append(TermUse(key, mention.source, mention.span, target, span, status, way))
        return uses

    def _meant(self, mention: Required, name: str) -> str:
        """The concept that a mention of several means, as far as the name in the draft tells."""
        having = (key for key in mention.concepts if any(each.text == name for each in self._admitted[key]))
        return next(having, mention.concepts[0])


def _standing_beside(
    wrong: Sequence[forms.Wrong], group: Sequence[Required], admitted: Sequence[NameMark]
) -> list[NameMark]:
    """The admitted names that stand for a group beside its wrong forms."""
    spans = [each.span for each in wrong]
    return [mark for mark in admitted if mark.concept in group[0].concepts and not overlaps(mark.span, spans)]


def _told(mention: Required, standing: Iterable[NameMark]) -> bool:
    """True for an acronym that has none in the other language, where the name stands: not once more."""
    name = mention.preferred
    return mention.form is NameForm.ACRONYM is not name.form and any(
        mark.text == name.text for mark in standing
    )
