"""Shorthand for the rules' tests: moments in Bangkok, and a case of each profile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from sai_thong.ground.clock import BANGKOK
from sai_thong.registers.law.petition_clocks import shipped_petition_clocks
from sai_thong.registers.petitions.rules.facts import CaseFacts
from sai_thong.registers.petitions.terms import PetitionState

CaseOf = Callable[..., CaseFacts]


@pytest.fixture
def case() -> CaseOf:
    """``case("permit", "2026-11-02 09:00", …)``: a case of a profile, received then."""

    def make(profile: str = "complaint", received: str = "2026-11-02 09:00", **facts: Any) -> CaseFacts:
        received_at = datetime.fromisoformat(received).replace(tzinfo=BANGKOK)
        row = shipped_petition_clocks().profile_in_force(profile, date(2026, 11, 2))
        return CaseFacts(**{"received_at": received_at, "state": PetitionState.RECEIVED, "profile": row} | facts)

    return make
