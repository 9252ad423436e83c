"""Training of what `index/model` ships; needs torch and time, and is never imported to answer a question."""
