"""Which words correspond, as the package that is installed for two languages sees it."""

from __future__ import annotations

from db.records import LanguageTag
from workbench.align.word_links import WordLink
from workbench.draft.decoding.attention import attention_links
from workbench.draft.engine import Engine
from workbench.draft.engines import Settings, engine, spare_threads
from workbench.draft.packages.installed import NoPackage


def package_links(
    source_lang: LanguageTag, target_lang: LanguageTag, source: str, target: str
) -> list[WordLink]:
    """The links that the installed package for two languages sees; none without a package for them.

    Raises UnreadableInput when that is damaged, DraftingFailed when it breaks off.
    """
    try:
        made = engine(source_lang, target_lang, settings=Settings(threads=spare_threads()), careful=False)
    except NoPackage:
        return []
    return attention_links(made, source, target) if isinstance(made, Engine) else []
