"""Metrics over Answer JSON: pure functions, one subject a file, definitions and sources in the docstrings.

`None` means not applicable; 0 means measured and bad. Every mean is shown with its n.
"""
