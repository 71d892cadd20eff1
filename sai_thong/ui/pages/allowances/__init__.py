"""The page of the allowances (เบี้ยยังชีพ): one module a section, put together by `page`."""

from sai_thong.ui.pages.allowances.page import AllowancesPage

__all__ = ["AllowancesPage"]
