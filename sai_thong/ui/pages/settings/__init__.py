"""The page of the settings (ตั้งค่า): the office, who signs, villages, holidays, the law as kept, choices and papers."""

from sai_thong.ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
