"""Petitions: every case from the counter to its answer."""

from sai_thong.ui.pages.petitions.page import PetitionsPage

__all__ = ["PetitionsPage"]
