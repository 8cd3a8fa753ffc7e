"""From one language to another by one package, or by two through a third language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.records import LanguageTag
from workbench.draft.packages.installed import Directed, NoPackage, PackageInfo, first, no_package
from workbench.text.language import primary, same_language

PREFERRED_PIVOT = "en"
"""Most packages have English on one side, and are trained on more text for it."""


def route(
    from_lang: LanguageTag, to_lang: LanguageTag, packages: Iterable[PackageInfo]
) -> tuple[PackageInfo, ...]:
    """The packages to draft with one after the other: one for the pair, or two through a pivot.

    `packages` are in order of preference, as `installed` lists them; damaged ones are passed over. Raises
    NoPackage, which says what there is and how to get what is not.
    """
    offered = list(packages)
    found = legs(from_lang, to_lang, [package for package in offered if not package.broken])
    if found:
        return found
    if same_language(from_lang, to_lang):
        raise NoPackage(f"Nothing is to be translated from {from_lang} to {to_lang}: it is one language.")
    raise no_package(from_lang, to_lang, offered)


def legs(from_lang: LanguageTag, to_lang: LanguageTag, offered: Sequence[Directed]) -> tuple[Directed, ...]:
    """One of `offered` for the pair of languages, else two that meet in a third language, else none.

    Through English rather than another language; then by the places that the two have in `offered`,
    added up; then by the tag of the language in the middle.
    """
    direct = first(from_lang, to_lang, offered)
    if direct is not None:
        return (direct,)
    if same_language(from_lang, to_lang):
        return ()
    ways = [
        (tag, onto, off)
        for tag in {offer.to_lang for offer in offered}
        if not same_language(tag, from_lang) and not same_language(tag, to_lang)
        if (onto := first(from_lang, tag, offered)) is not None and onto.to_lang == tag
        if (off := first(tag, to_lang, offered)) is not None
    ]
    if not ways:
        return ()

    def cost(way: tuple[LanguageTag, Directed, Directed]) -> tuple[bool, int, str]:
        tag, onto, off = way
        return primary(tag) != PREFERRED_PIVOT, offered.index(onto) + offered.index(off), tag

    return min(ways, key=cost)[1:]
