"""Papers of the allowances: one file a paper, with its data, what draws it and what gathers it."""
