"""Conversation: a follow-up question made to stand alone, without a model."""

from assistant.converse.resolve import carry_on, resolve

__all__ = ["carry_on", "resolve"]
