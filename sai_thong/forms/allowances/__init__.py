"""Papers of the allowances: one file a paper, each with its data, the function that draws it and the one that gathers."""
