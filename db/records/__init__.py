"""The values that every room shares: nothing here touches a database or a screen.

Offsets are Python string indices (code points), half-open, into the text they name.
Records carry `id == 0` until the store has given them one.
"""

from db.records.actions import Action, PairEvent
from db.records.comments import Comment, Unfinished
from db.records.concepts import (
    CaseRule,
    Concept,
    GlossaryFiles,
    KeptOut,
    Mention,
    Name,
    NameForm,
    NameStatus,
    Relation,
)
from db.records.documents import Block, BlockKind, Document
from db.records.drafts import Change, Draft, Flag, TermUse
from db.records.findings import Finding, Severity, Waiver
from db.records.pairs import PairFilter, PairRange, PairRow, Source, Status
from db.records.quotes import (
    FoundQuote,
    Quote,
    QuoteKind,
    QuoteState,
    Retelling,
    Segment,
    Telling,
    Witness,
    joined,
)
from db.records.renderings import EngineSignature, Origin, Rendering
from db.records.texts import UNDETERMINED, Basis, Bead, LanguageTag, Span

__all__ = [
    "UNDETERMINED",
    "Action",
    "Basis",
    "Bead",
    "Block",
    "BlockKind",
    "CaseRule",
    "Change",
    "Comment",
    "Concept",
    "Document",
    "Draft",
    "EngineSignature",
    "Finding",
    "Flag",
    "FoundQuote",
    "GlossaryFiles",
    "KeptOut",
    "LanguageTag",
    "Mention",
    "Name",
    "NameForm",
    "NameStatus",
    "Origin",
    "PairEvent",
    "PairFilter",
    "PairRange",
    "PairRow",
    "Quote",
    "QuoteKind",
    "QuoteState",
    "Relation",
    "Rendering",
    "Retelling",
    "Segment",
    "Severity",
    "Source",
    "Span",
    "Status",
    "Telling",
    "TermUse",
    "Unfinished",
    "Waiver",
    "Witness",
    "joined",
]
