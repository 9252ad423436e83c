"""From a question to an answer that quotes its documents, and the doors to it (command line, page, API)."""
