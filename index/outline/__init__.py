"""The structure of a Chinese official document, from red head to date."""

from index.outline.blocks import Block, blocks
from index.outline.whole import read_outline

__all__ = ["Block", "blocks", "read_outline"]
