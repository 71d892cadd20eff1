"""The page that imports lists: a file is chosen, its columns understood, looked through, and only then written."""

from sai_thong.ui.pages.importing.page import ImportPage

__all__ = ["ImportPage"]
