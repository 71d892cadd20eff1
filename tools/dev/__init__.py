"""What `dev.py` opens. Standard library only: these run before anything is installed."""
