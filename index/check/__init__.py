"""Check a corpus as a whole: every fault with its file, its field and the fix."""

from index.check.corpus import check_corpus
from index.check.fault import Fault

__all__ = ["Fault", "check_corpus"]
