"""What the province sends down: announcements, and proposals that a person of the office accepts or declines."""
