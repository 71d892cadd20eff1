"""ทรัพย์สิน: the register of assets, its money, what is lent, the yearly inspection and the end of things."""

from sai_thong.ui.pages.assets.page import AssetsPage

__all__ = ["AssetsPage"]
