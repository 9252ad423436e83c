"""From found passages to proposed sentences: which words of which document answer a question."""
