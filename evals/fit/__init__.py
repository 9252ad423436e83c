"""Fit the two small models that choose and refuse: `python -m evals.fit --help`."""
