"""The page of the citizens (ประชาชน): the list, the record beside it, its forms, and possible duplicates."""

from sai_thong.ui.pages.citizens.page import CitizensPage

__all__ = ["CitizensPage"]
