"""One name for each group or institution that speaks under several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from db.records import Concept, LanguageTag, NameForm
from workbench.text.fold import fold


def speaker_names(concepts: Iterable[Concept], lang: LanguageTag) -> Mapping[str, str]:
    """For each folded name or acronym the full name of what it means, in `lang` if it has one there.

    `aqmi` gives `Al-Qaïda au Maghreb islamique`. A name that several concepts share is left out.
    """
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        full = _full_name(concept, lang)
        for name in concept.names if full else ():
            bearers[fold(name.text)].add(full)
    return {name: next(iter(full)) for name, full in bearers.items() if len(full) == 1}


def _full_name(concept: Concept, lang: LanguageTag) -> str:
    preferred = concept.preferred(lang, NameForm.FULL)
    full = [name for name in concept.names if name.form is NameForm.FULL]
    names = [preferred] if preferred else [name for name in full if name.lang == lang] or full
    return names[0].text if names else ""
