"""Which lexicon a run of `workbench align` uses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import WrongUse
from db.records import LanguageTag

if TYPE_CHECKING:
    from workbench.align.known_words import Lexicon


def lexicon_for(
    path: Path | None, none: bool, languages: tuple[LanguageTag, LanguageTag]
) -> tuple[Callable[[], Lexicon | None], str]:
    """What gives the lexicon of a file, none, or that of the program, and a word that tells them apart.

    Raises UnreadableInput for a file that is no lexicon, and WrongUse where a file and none are asked for.
    """
    from workbench.align.known_words import Lexicon, shipped
    from workbench.align.ledger import digest

    if path is None:
        return (lambda: None if none else shipped(*languages)), "none" if none else "shipped"
    if none:
        raise WrongUse("Give either --lexicon or --no-lexicon.")
    lexicon = Lexicon.read(path)
    return (lambda: lexicon), digest(path.read_bytes())
