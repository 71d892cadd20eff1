"""The store: one encrypted SQLite file an office, its journal, its search, its numbers, its keys and backups."""
