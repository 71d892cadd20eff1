"""The commands of the program without its window: one file a subject, each a thin door to operations."""
