"""Newer versions of the program: signed releases, packages of what changed, versioned folders, and the way back."""
