"""Duties: who must do what, by when, under which condition, reported to whom, from any official document."""

from assistant.duties.aspect import Aspect, aspect
from assistant.duties.draft import DutyAnswer, duties_about, duty_drafts
from assistant.duties.export import render
from assistant.duties.extract import extract
from assistant.duties.match import SubjectMatch, match_subject
from assistant.duties.model import Duty, DutyTable, Modality, Origin, Other, Reason, Subject
from assistant.duties.select import Chosen, duties_for

__all__ = [
    "Aspect",
    "Chosen",
    "Duty",
    "DutyAnswer",
    "DutyTable",
    "Modality",
    "Origin",
    "Other",
    "Reason",
    "Subject",
    "SubjectMatch",
    "aspect",
    "duties_about",
    "duties_for",
    "duty_drafts",
    "extract",
    "match_subject",
    "render",
]
