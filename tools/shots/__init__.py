"""Pictures of all that people see, drawn on the made-up office: `python3 dev.py shots`, then look at build/shots/."""
