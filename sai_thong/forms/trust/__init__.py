"""The papers of the data protection act, and those that prove."""
