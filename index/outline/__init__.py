"""The structure of a Chinese official document: red head, title, recipients, numbered parts, signature, date."""

from index.outline.blocks import Block, blocks
from index.outline.whole import read_outline

__all__ = ["Block", "blocks", "read_outline"]
