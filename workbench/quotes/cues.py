"""What decided who is quoted: the values of `FoundQuote.cue`."""

from __future__ import annotations

from enum import StrEnum


class Cue(StrEnum):
    """A reason for an attribution; the surer ones come first."""

    AFTER = "after"
    """A verb of speech or `selon X` right behind it, or before a name what can only be such a verb."""
    INSIDE = "inside"
    """The same between two pieces of it."""
    LABEL = "label"
    """`X:` at the start of the paragraph."""
    BEFORE = "before"
    """A verb of speech before the quotation governs it, in its sentence or the line that introduces it."""
    ACCORDING_TO = "according to"
    """`selon X` or `according to X` elsewhere in the sentence."""
    SIGNATURE = "signature"
    """A line `— X` under the quotation."""
    FURTHER_ON = "further on"
    """A verb of speech later in the sentence."""
    COLON = "colon"
    """The subject of the clause before a colon; in a headline the name behind one."""
    FOLLOWING = "following"
    """The speaker of the quotation that it runs on into."""
    SENTENCE_BEFORE = "sentence before"
    """The subject of a sentence that tells of speech without quoting."""
    SUBJECT = "subject"
    """The subject of a verb that governs the quotation more loosely, or of the sentence around it."""
    RECENT = "recent"
    """Nothing but the sentences before: the last speaker, or their subject."""
    HEADLINE = "headline"
    """A headline that names nobody: the first speaker of the article."""
    MY_TRANSLATION = "my translation"
    """The author of the article says that the translation is theirs."""
    TRANSLATED = "translated"
    """The article says that it is a translation."""
    NOBODY = ""
    """Nobody is named."""
