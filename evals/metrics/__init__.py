"""Metrics over Answer JSON: pure functions, one subject a file, each definition with its source in the docstring.

`None` means not applicable; 0 means measured and bad. Every mean is shown with its n.
"""
