"""The office's own list of assets, read from any workbook into plain rows."""
