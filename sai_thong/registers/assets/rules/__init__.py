"""The rules of the asset register: pure functions on plain data."""
