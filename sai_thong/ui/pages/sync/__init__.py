"""The page of the data exchange (แลกเปลี่ยนข้อมูล): where it stands, what waits for a person, the office's computers."""

from sai_thong.ui.pages.sync.page import SyncPage

__all__ = ["SyncPage"]
