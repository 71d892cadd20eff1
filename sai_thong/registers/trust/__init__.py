"""Trust: who works here and may do what, what can be proved, and the papers of the data protection act."""
