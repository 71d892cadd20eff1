"""The office itself: its name and address, its villages, who signs and in which capacity, its holidays and settings."""
