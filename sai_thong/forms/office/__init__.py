"""Papers of the office itself, and what every paper takes from it: its name, its signers, its choices."""
