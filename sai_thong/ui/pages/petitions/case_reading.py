"""Everything the window shows of one case, read in one go on the store's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sai_thong.db import slots
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.registers.last_change import LastChange
from sai_thong.registers.law.services import Division, Service
from sai_thong.registers.office.operations import signers
from sai_thong.registers.office.records import Signer
from sai_thong.registers.petitions.case_view import CaseView, case_view
from sai_thong.registers.petitions.clocks_in_force import mend_by_default
from sai_thong.registers.petitions.correct import last_correction
from sai_thong.registers.petitions.files import case_thumbnails
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.links import AlikeCase, alike_to
from sai_thong.registers.petitions.listing import due_soon_days
from sai_thong.registers.petitions.numbers import series_here
from sai_thong.registers.petitions.terms import ENDED_STATES
from sai_thong.registers.saraban.series import gives_numbers, series_of
from sai_thong.registers.saraban.terms import Register
from sai_thong.thai.calendar import be_year


@dataclass(frozen=True)
class ShownCase:
    """A case with what its forms propose.

    Attributes:
        store: The office's store.
        now: When it was read.
        today: The day in Bangkok.
        view: The case.
        thumbnails: Small pictures of its files, by the file's id.
        alike: Open cases that may be the same matter.
        signers: Who signs for the office.
        divisions: Where it can go.
        services: What it can be put under.
        users: Who opens this file.
        gives_letter_numbers: Whether this station gives the numbers of outgoing letters.
        gives_case_numbers: Whether this station gives the numbers of petitions.
        due_soon_days: Within how many days a clock is told as running out soon.
        mend_by: The last day to mend papers that are noted as missing today.
        appeal_days: The term to appeal, by law.
    """

    store: Store
    now: datetime
    today: date
    view: CaseView
    thumbnails: Mapping[str, bytes]
    alike: tuple[AlikeCase, ...]
    signers: tuple[Signer, ...]
    divisions: tuple[Division, ...]
    services: tuple[Service, ...]
    users: tuple[str, ...]
    gives_letter_numbers: bool
    gives_case_numbers: bool
    due_soon_days: int
    mend_by: date
    appeal_days: int

    @property
    def case_id(self) -> str:
        """The id of the case."""
        return self.view.petition.id

    @property
    def ended(self) -> bool:
        """Whether nothing of the case is waited for any more."""
        return self.view.petition.state in ENDED_STATES

    @property
    def last_correction(self) -> LastChange | None:
        """What can be taken back, read when it is asked for; None where the last change was no correction."""
        return last_correction(self.store, self.view.petition)

    @property
    def name(self) -> str:
        """The number of the case, or its subject while it has none."""
        return self.view.petition.number or self.view.petition.subject


def read_case(store: Store, case_id: str) -> ShownCase:
    """A case and what its forms propose.

    Raises:
        RecordMissing: There is no such case, or none for this user.
    """
    view = case_view(store, case_id)
    petition, today, law = view.petition, bangkok_today(store.clock), petition_law(store)
    year = be_year(today.year)
    letters = series_of(store, Register.LETTERS)
    return ShownCase(
        store=store,
        now=store.clock.now(),
        today=today,
        view=view,
        thumbnails=case_thumbnails(store, case_id, view.files),
        alike=() if petition.state in ENDED_STATES else tuple(alike_to(store, case_id)),
        signers=tuple(signers(store)),
        divisions=law.services.divisions,
        services=law.services.in_force(today),
        users=slots.users(store.path),
        gives_letter_numbers=gives_numbers(store, letters, year, station=store.file_id),
        gives_case_numbers=bool(series_here(store, petition.year_be, confidential=view.confidential)),
        due_soon_days=due_soon_days(store),
        mend_by=mend_by_default(law, petition, today),
        appeal_days=law.profile_of(petition).appeal.amount,
    )
