"""The recovery sheets of a new office: a code a page, to be sealed in an envelope and locked away."""
