"""งานสารบรรณ: what came, what leaves, and what is past its time."""

from sai_thong.ui.pages.saraban.page import SarabanPage

__all__ = ["SarabanPage"]
