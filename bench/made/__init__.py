"""What the benches measure on: offices and lists, seeded, in a temporary folder."""
