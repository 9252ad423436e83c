"""Conversation: a follow-up question made to stand alone, without a model."""

from assistant.converse.resolve import resolve

__all__ = ["resolve"]
