"""Sai Thong (ทรายทอง): the offline registers of a Thai tambon office."""

__version__ = "0.1.0"
