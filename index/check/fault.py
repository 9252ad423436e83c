"""One fault of a corpus."""

from __future__ import annotations

from dataclasses import dataclass

from index.errors import BadDocument


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something in a corpus that must be put right.

    Attributes:
        file: the file, relative to the corpus folder.
        field: the field or place in it.
        code: what kind of fault, one word for programs.
        message: what is wrong, Chinese, one line.
        fix: what to do, Chinese, one line.
    """

    file: str
    field: str
    code: str
    message: str
    fix: str

    @classmethod
    def of(cls, error: BadDocument, code: str) -> Fault:
        """The fault that an error reports."""
        return cls(error.file, error.field, code, error.problem, error.fix)

    def __str__(self) -> str:
        """One line for a person."""
        place = f"{self.file}：{self.field}" if self.field else self.file
        return f"{place}：{self.message}（{self.fix}）"
