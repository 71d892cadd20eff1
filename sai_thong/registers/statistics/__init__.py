"""Counts that an office shows its province: computed here, small ones withheld here, naming nobody."""
