"""One file per format: bytes of a file to canonical text, or to documents."""
