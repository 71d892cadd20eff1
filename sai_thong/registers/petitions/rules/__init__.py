"""What may follow what in a case, and by when: pure functions on plain data."""
