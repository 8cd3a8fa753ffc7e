"""Whether the target is in its own language: copies of the source, clauses left over, another language."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import Severity, Span
from workbench.checks.check import Check, Example, Found
from workbench.checks.fluency.languages import no_word_of_it, other_language, other_script, small_words
from workbench.checks.fluency.left_over import stretches
from workbench.checks.subject import Subject
from workbench.draft.flaws.leftovers import untranslated

POINTLESS = frozenset(
    {
        "num",
        "date",
        "name",
        "term",
        "acr",
        "quo",
        "spc",
        "neg",
        "hedge",
        "mood",
        "per",
        "gender",
        "cap",
        "omit",
    }
)
"""Families that compare what cannot be alike in a text that was not translated."""
MOST_SHOWN = 60
"""Characters of what was left over that a message shows."""
MOST_COPIED = 0.85
"""Share of its words that the target has from the source if it was left as it was."""
FEWEST_EQUAL = 4
"""Words of a text in an unknown language that is no name."""


def _left_as_it_was(subject: Subject) -> Iterator[Found]:
    if subject.pair.from_tag == subject.pair.to_tag or not subject.target.strip():
        return
    if _is_copy(subject):
        whole = Span(0, len(subject.source)), Span(0, len(subject.target))
        yield Found("the target has the words of the source", *whole)
        return
    for left in stretches(subject):
        words = subject.target[left.span.start : left.span.end]
        shown = words[:MOST_SHOWN] + " …" * (len(words) > MOST_SHOWN)
        place = subject.source.find(words)
        source = Span(place, place + len(words)) if place >= 0 else None
        yield Found(f"“{shown}” is in the language of the source", source, left.span)


def _is_copy(subject: Subject) -> bool:
    words, known = subject.target_side.folded, subject.source_side.known
    copied = sum(map(known.__contains__, words))
    if copied >= MOST_COPIED * len(words) and not _only_names(subject, subject.pair.source.function):
        source, target = subject.pair.source.function, subject.pair.target.function
        if source and target:
            own = sum(word in target and word not in source for word in words)
            strange = sum(word in source and word not in target for word in words)
            return own <= strange and any(flag.kind == "copy" for flag in untranslated(subject.sides))
        return len(words) >= FEWEST_EQUAL and copied == len(words)
    return False


def _only_names(subject: Subject, small: frozenset[str]) -> bool:
    """Whether all words but the small ones have a capital, as in a list of names, and there are several."""
    side = subject.target_side
    if subject.target.isupper() or not side.aligned:
        return False
    words = [word for word, folded in zip(side.words, side.folded, strict=True) if folded not in small]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _wrong_language(subject: Subject) -> Iterator[Found]:
    whole = None, Span(0, len(subject.target))
    target, pair = subject.target_side, subject.pair
    if script := other_script(target, pair.to_tag):
        yield Found(f"most letters of the target are {script.capitalize()}", *whole)
    elif tag := other_language(subject.source_side, target, pair):
        if _only_names(subject, small_words(tag)):
            return
        yield Found(f"the small words of the target are those of “{tag}”, not of “{pair.to_tag}”", *whole)
    elif no_word_of_it(subject.source_side, target, pair):
        yield Found(f"hardly a word of the target is known to be one of “{pair.to_tag}”", *whole)


CHECKS = (
    Check(
        id="same.source",
        severity=Severity.ERROR,
        title="Left in the language of the source",
        explanation=(
            "The target has the words of the source, or a clause in it stayed in the source's language. "
            "Names, titles between quotation marks, expressions explained in brackets, and words that both "
            "languages share are right."
        ),
        wrong=Example(
            "Le maire a dit qu'il ne reviendra pas sur sa décision.",
            "The mayor said qu'il ne reviendra pas sur sa décision.",
        ),
        right=(
            Example("Bakary Doulenga, Idrissa Sanwé.", "Bakary Doulenga, Idrissa Sanwé."),
            Example(
                "Elle a chanté « La Vie au bord du fleuve ».", "She sang “La Vie au bord du fleuve”, a song."
            ),
            Example(
                "Le Parti de la justice et du progrès (PJP) a gagné.",
                "The Parti de la justice et du progrès (PJP, Justice and Progress Party) won.",
            ),
            Example("Impossible, unique, indispensable.", "Impossible, unique, indispensable."),
        ),
        find=_left_as_it_was,
        hides=POINTLESS | {"lang"},
    ),
    Check(
        id="lang.target",
        severity=Severity.ERROR,
        title="Target in another language",
        explanation=(
            "The small words of the target (articles, pronouns, auxiliaries) are those of another language "
            "than its own, or its letters are. Names and headlines without small words are right."
        ),
        wrong=Example(
            "Le maire a promis une école aux habitants du village.",
            "El alcalde ha prometido una escuela a los habitantes del pueblo.",
        ),
        right=(
            Example("Rue de la Paix, Sélibouna", "Rue de la Paix, Selibouna"),
            Example("Nouvelle attaque à Tarbane", "New attack hits Tarbane"),
            Example("LE MAIRE DÉMISSIONNE", "MAYOR RESIGNS"),
            Example("Il vit à Los Corrales de la Sierra.", "He lives in Los Corrales de la Sierra."),
        ),
        find=_wrong_language,
        hides=POINTLESS,
    ),
)
