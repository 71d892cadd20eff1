"""Pictures of all that people see: `python3 dev.py shots`, then look at build/shots/."""
