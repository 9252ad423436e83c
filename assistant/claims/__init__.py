"""Judge claims by what is on record: same, opposite, merely alike, or unknown."""

from assistant.claims.asks import Claimhood, claimhood, says_nothing
from assistant.claims.base import VERIFY_AT, ClaimBase, Judgement, judge
from assistant.claims.batch import check_csv, decode
from assistant.claims.compare import Relation
from assistant.claims.labels import LABELS
from assistant.claims.parse import parse
from assistant.claims.proposition import Proposition
from assistant.claims.sheet import Sheet, make_sheet, to_claim_review, to_docx, to_markdown
from assistant.claims.support import Support, verify_against

__all__ = [
    "LABELS",
    "VERIFY_AT",
    "ClaimBase",
    "Claimhood",
    "Judgement",
    "Proposition",
    "Relation",
    "Sheet",
    "Support",
    "check_csv",
    "claimhood",
    "decode",
    "judge",
    "make_sheet",
    "parse",
    "says_nothing",
    "to_claim_review",
    "to_docx",
    "to_markdown",
    "verify_against",
]
