"""The page of security (ความปลอดภัย): who may do what, what can be proved, and the data protection act."""

from sai_thong.ui.pages.trust.page import TrustPage

__all__ = ["TrustPage"]
