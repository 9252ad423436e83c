"""The few errors a user can meet.

AssistantError            something the user can act on; shown as one line, never as a traceback
├── BadInput              a question, file or argument that cannot be used        (exit code 2)
│   └── BadDocument       a document file that breaks the corpus schema: file, field and fix
├── MissingPart           an optional part that is not installed or not reachable  (exit code 1)
└── StoreError            the index is missing, broken or made by another version   (exit code 1)
"""

from __future__ import annotations


class AssistantError(Exception):
    """A fault that a user can act on."""

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        """Keep what happened and what to do.

        Args:
            message: what is wrong, in the user's language (Chinese), one line.
            remedy: what the user can do about it, one line; may be empty.
        """
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        """The one line that a door prints."""
        return f"{self.message}（{self.remedy}）" if self.remedy else self.message


class BadInput(AssistantError):
    """The question, file or argument cannot be used as it is."""

    exit_code = 2


class BadDocument(BadInput):
    """A corpus file breaks the schema."""

    def __init__(self, file: str, field: str, problem: str, fix: str) -> None:
        """Name the file, the field and the fix.

        Args:
            file: the file, relative to its corpus folder.
            field: the field path, such as `claims[3].verdict`; empty for the whole file.
            problem: what is wrong.
            fix: what to write instead.
        """
        place = f"{file}：{field}" if field else file
        super().__init__(f"{place}：{problem}", fix)
        self.file = file
        self.field = field
        self.problem = problem
        self.fix = fix


class MissingPart(AssistantError):
    """An optional part is not installed or cannot be reached; the remedy holds the exact command."""


class StoreError(AssistantError):
    """The built index is missing, broken or belongs to another version."""
