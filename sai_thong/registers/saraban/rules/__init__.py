"""How numbers are printed and how long documents are kept: pure functions on plain data."""
