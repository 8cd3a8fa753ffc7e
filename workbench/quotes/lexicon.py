"""The words that tell who says what, one data file per language in `lexicons/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from db.records import LanguageTag

LANGUAGES = ("fr", "en", "es")

_FUNCTION_WORDS = (
    *("auxiliaries", "clitics", "adverbs", "indefinite", "prepositions", "links", "further_links"),
    *("conjunctions", "that", "relatives"),
)

_APOSTROPHES = str.maketrans("’ʼ‘", "'''")


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """`word` as the lexicons write it: lower case, with a straight apostrophe."""
    return word.lower().translate(_APOSTROPHES)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What one language says about speech. Every word is as `plain` writes it."""

    speech: frozenset[str]
    """Forms of verbs that introduce words said or written: `a déclaré` counts by `déclaré`."""
    attitude: frozenset[str]
    """Forms of verbs that introduce a fragment: `qualifie`, `branded`."""
    verbs: frozenset[str]
    """`speech` and `attitude` together."""
    told: frozenset[str]
    """Forms that can be nothing but a verb of speech: `affirme`, `said`."""
    noun_like: frozenset[str]
    """Those of `verbs` that are as often nouns: `juge`, `claims`."""
    beside: frozenset[str]
    """Those of `verbs` that introduce words only right beside these: `poursuit-il`."""
    endings: tuple[str, ...]
    """Endings that tell a verb from a noun or adjective."""
    uninverted: frozenset[str]
    """Those of `verbs` that their subject never follows: `told`."""
    verb_phrases: frozenset[tuple[str, ...]]
    phrase_openers: frozenset[str]
    """First words of the verb phrases."""
    auxiliaries: frozenset[str]
    be: frozenset[str]
    """Forms of the verb that makes the passive."""
    perfect: frozenset[str]
    """Forms of the verb that makes the perfect."""
    reflexives: frozenset[str]
    agents: frozenset[str]
    """What stands before the agent of a passive: `par`, `by`."""
    gerunds: tuple[str, ...]
    """Endings of gerunds."""
    participles: tuple[str, ...]
    """Endings of past participles."""
    clitics: frozenset[str]
    adverbs: frozenset[str]
    pronouns: Mapping[str, str]
    """Subject pronouns and their gender: `m`, `f`, or `p` for the plural."""
    impersonal: frozenset[str]
    """Subject pronouns that stand for nobody: `on`."""
    disjunctive: Mapping[str, str]
    """Pronouns behind a preposition, as in `selon lui`."""
    demonstratives: frozenset[tuple[str, ...]]
    relatives: frozenset[str]
    determiners: Mapping[str, str]
    """Determiners and the gender or number they show, empty where they show none."""
    articles: frozenset[str]
    """The definite ones among them: a phrase with another determiner names somebody new."""
    indefinite: frozenset[str]
    prepositions: frozenset[str]
    links: frozenset[str]
    """Prepositions that join a complement to its noun: `de`, `of`."""
    further_links: frozenset[str]
    """Prepositions that join a complement to the name of an office: `ministre à`, `chef en`."""
    coordinators: frozenset[str]
    """Those conjunctions that join two names: `et`, `and`."""
    conjunctions: frozenset[str]
    that: frozenset[str]
    according_to: tuple[tuple[str, ...], ...]
    """Cues of the kind `selon`, `according to`, the longest first."""
    cue_ends: frozenset[str]
    """Last words of these cues."""
    weak_according_to: frozenset[tuple[str, ...]]
    """Those of `according_to` that more often mean something else: `pour`, `for`."""
    naming: frozenset[str]
    """Words before a mark that names something: `intitulé`, `so-called`."""
    works: frozenset[str]
    """Things that carry a title or a name between marks: `film`, `salle`."""
    not_reported: tuple[tuple[str, ...], ...]
    """Frames that repeat words without reporting them: `you say`."""
    titles: Mapping[str, str]
    particles: frozenset[str]
    calendar: frozenset[str]
    modifiers: frozenset[str]
    """Words that come before the name of an office: `ancien`, `former`."""
    persons: frozenset[str]
    descriptors: frozenset[str]
    """Nouns among `persons` that describe somebody already named: `l'universitaire`, `the player`."""
    organisations: frozenset[str]
    body_descriptors: frozenset[str]
    """Nouns among `organisations` that describe a body already named: `le groupe`, `the company`."""
    named_after: frozenset[str]
    """Nouns that take the name of a head: `le gouvernement Papadimos` is no mention of Papadimos."""
    nouns: frozenset[str]
    """`persons` and `organisations` together."""
    feminine: frozenset[str]
    mention_openers: frozenset[str]
    """Words in lower case that a mention may begin with."""
    compounds: bool
    """True where the last noun of a compound is its head, as in `party leader`."""
    interjections: bool
    """True where `, a-t-il dit,` stands inside the marks."""
    dashes: bool
    """True where a dash opens a turn of a dialogue."""
    labels: frozenset[str]
    """Labels of turns that name nobody: `question`."""
    capitals: frozenset[str]
    """Words that are no names although a sentence or headline writes them with a capital."""


def load(lang: LanguageTag) -> Lexicon:
    """The lexicon of `lang` by its primary subtag; all of them together for any other language."""
    return _load(languages_for(lang))


def languages_for(lang: LanguageTag) -> tuple[str, ...]:
    """The languages whose lexicons are read for `lang`: its own, or all of them where it has none."""
    primary = lang.split("-")[0]
    return (primary,) if primary in LANGUAGES else LANGUAGES


@cache
def _load(languages: tuple[str, ...]) -> Lexicon:
    tables = [lexicon_table(language) for language in languages]
    sentence, name = _sentence_fields(tables), _name_fields(tables)
    openers = frozenset[str]().union(
        *(sentence[key] for key in ("pronouns", "disjunctive", "determiners", "indefinite")),
        *(name[key] for key in ("nouns", "modifiers", "titles")),
        (phrase[0] for phrase in sentence["demonstratives"]),
    )
    return Lexicon(**_verb_fields(tables, languages), **sentence, **name, mention_openers=openers)


def _verb_fields(tables: Sequence[Mapping[str, Any]], languages: Sequence[str]) -> dict[str, Any]:
    words = [table["words"] for table in tables]
    speech, attitude = _verbs(tables, languages, "speech"), _verbs(tables, languages, "attitude")
    noun_like = _words(words, "noun_like")
    phrases = frozenset(_phrases(table["speech"]["phrases"] for table in tables))
    kinds = ("beside", "uninverted", "be", "perfect", "reflexives", "agents")
    endings = ("endings", "gerunds", "participles")
    return {
        "speech": speech,
        "attitude": attitude,
        "verbs": speech | attitude,
        "noun_like": noun_like,
        "told": speech - noun_like,
        "verb_phrases": phrases,
        "phrase_openers": frozenset(phrase[0] for phrase in phrases),
        **{key: _words(words, key) for key in kinds},
        **{key: tuple(_words(words, key)) for key in endings},
    }


def _sentence_fields(tables: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    words, cues = [table["words"] for table in tables], [table["cues"] for table in tables]
    dialogues = [table["dialogue"] for table in tables]
    function_words = {key: _words(words, key) for key in _FUNCTION_WORDS}
    genders = {key: _merged(words, key) for key in ("pronouns", "disjunctive", "determiners")}
    according_to = _longest_first(_phrases(c["according_to"] for c in cues))
    calendar = _words([table["names"] for table in tables], "calendar")
    return {
        **function_words,
        **genders,
        "impersonal": _words(words, "impersonal"),
        "articles": _words(words, "articles"),
        "coordinators": _words(words, "coordinators"),
        "demonstratives": frozenset(_phrases(w["demonstratives"] for w in words)),
        "according_to": according_to,
        "cue_ends": frozenset(cue[-1] for cue in according_to),
        "weak_according_to": frozenset(_phrases(c["weak_according_to"] for c in cues)),
        "naming": _words(cues, "naming"),
        "works": _words(cues, "works"),
        "not_reported": _longest_first(_phrases(c["not_reported"] for c in cues)),
        "interjections": any(d["interjections"] for d in dialogues),
        "dashes": any(d["dashes"] for d in dialogues),
        "labels": _words(dialogues, "labels"),
        "capitals": calendar.union(
            genders["determiners"],
            genders["pronouns"],
            *function_words.values(),
            _words(words, "openers"),
            (cue[0] for cue in according_to),
        ),
    }


def _name_fields(tables: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    names = [table["names"] for table in tables]
    persons, organisations = _words(names, "persons"), _words(names, "organisations")
    listed = ("particles", "modifiers", "calendar", "feminine")
    kinds = ("descriptors", "body_descriptors", "named_after")
    return {
        "titles": _merged(names, "titles"),
        "persons": persons,
        "organisations": organisations,
        "nouns": persons | organisations,
        "compounds": all(n["compounds"] for n in names),
        **{key: _words(names, key) for key in (*listed, *kinds)},
    }


def translation_cues() -> tuple[list[str], list[str]]:
    """Phrases that make the author the translator, and patterns that name one, in all languages."""
    tables = [lexicon_table(language)["translation"] for language in LANGUAGES]
    return [own for t in tables for own in t["own"]], [stated for t in tables for stated in t["stated"]]


@cache
def lexicon_table(language: str) -> Mapping[str, Any]:
    """The data file of a language, one of `LANGUAGES`, read once."""
    resource = files(__package__).joinpath("lexicons", f"{language}.toml")
    return tomllib.loads(resource.read_text(encoding="utf-8"))


def _words(sections: Iterable[Mapping[str, Any]], key: str) -> frozenset[str]:
    return frozenset(word for section in sections for word in section[key].split())


def _merged(sections: Iterable[Mapping[str, Any]], key: str) -> dict[str, str]:
    """Words and the gender they are listed under; `any` shows none."""
    return {
        word: "" if gender == "any" else gender
        for section in sections
        for gender, listed in section[key].items()
        for word in listed.split()
    }


_PHRASE_TOKEN = re.compile(r"(?:[cdjlmnst]|qu)'|[\w-]+(?:'\w+)*")


def _phrases(groups: Iterable[Iterable[str]]) -> list[tuple[str, ...]]:
    """Phrases as the tokens they consist of: `s'est dit` gives `s'`, `est`, `dit`."""
    return [tuple(_PHRASE_TOKEN.findall(phrase)) for group in groups for phrase in group]


def _longest_first(phrases: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(phrases, key=len, reverse=True))


def _verbs(tables: Iterable[Mapping[str, Any]], languages: Iterable[str], key: str) -> frozenset[str]:
    forms: set[str] = set()
    for table, language in zip(tables, languages, strict=True):
        forms.update(table[key]["forms"].split())
        for verb in table[key]["regular"].split():
            forms.update(_CONJUGATIONS[language](verb))
    return frozenset(forms)


def _french(verb: str) -> list[str]:
    """Third persons, participles, infinitive of a verb in -er; é and e in the last syllable open to è."""
    stem = verb.removesuffix("er")
    soft = re.sub("c$", "ç", re.sub("g$", "ge", stem))
    open_stem = re.sub(r"[ée]([bcdfgjlmnprstvz]|[bcdfgptv][rl])$", r"è\1", stem)
    future = stem + "er"
    return [
        verb,
        *(open_stem + ending for ending in ("e", "ent")),
        *(soft + ending for ending in ("ait", "aient", "a", "ant")),
        *(stem + ending for ending in ("é", "èrent")),
        *(future + ending for ending in ("a", "ait", "ont", "aient")),
    ]


def _english(verb: str) -> list[str]:
    """The four forms of a regular verb; those that double a consonant are listed in full."""
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    plural = "es" if verb.endswith(("s", "x", "ch", "sh")) else "s"
    return [verb, verb + plural, verb + "ed", verb + "ing"]


def _spanish(verb: str) -> list[str]:
    """Third persons, participle and gerund of a verb in -ar, or in -er and -ir where it is regular."""
    stem, vowel = verb[:-2], verb[-2]
    if vowel == "a":
        endings = ["a", "an", "ó", "aron", "aba", "aban", "ado", "ando"]
    else:
        endings = ["e", "en", "ió", "ieron", "ía", "ían", "ido", "iendo"]
    return [verb, verb + "á", verb + "ía", *(stem + ending for ending in endings)]


_CONJUGATIONS: Mapping[str, Callable[[str], list[str]]] = {
    "fr": _french,
    "en": _english,
    "es": _spanish,
}
