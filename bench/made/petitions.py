"""Petitions to measure on: ten years of a busy office, seeded, put in as records and not step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from bench.made.offices import USER
from sai_thong.db.store import Store
from sai_thong.demo.place import demo_clock
from sai_thong.ground.clock import BANGKOK
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.clocks_in_force import recompute_open
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.records import Notice, Party, Petition, PetitionEvent, Task
from sai_thong.registers.petitions.terms import (
    Channel,
    Decision,
    EventKind,
    NoticeKind,
    PetitionState,
    Role,
    TaskKind,
    Way,
)
from sai_thong.thai.calendar import be_year

_YEARS: Final = 10
_OPEN_STATES: Final = (PetitionState.RECEIVED, PetitionState.ASSIGNED, PetitionState.PROPOSED, PetitionState.IN_WORK)
_EVENTS: Final = (EventKind.RECEIVED, EventKind.ASSIGNED, EventKind.CLOSED)
_PLACES: Final = ("หน้าวัด", "ปากซอย", "หลังโรงเรียน", "ข้างศาลากลางบ้าน", "ทางเข้าหมู่บ้าน", "ริมคลอง", "สะพาน", "ตลาดนัด")


@dataclass(frozen=True)
class Sizes:
    """How much is made: petitions, of these open ones; each petition has three events."""

    petitions: int = 30_000
    open: int = 1_000


def fill_with_petitions(store: Store, sizes: Sizes, seed: int = 1) -> None:
    """Put petitions, their people, events, notices and appointments into an office that has citizens."""
    chance = Random(seed)
    people = store.find(Citizen)
    services = petition_law(store).services.in_force(demo_clock().now().astimezone(BANGKOK).date())
    ordinary = [service for service in services if not service.confidential]
    petitions: list[Petition] = []
    parties: list[Party] = []
    for place, moment in enumerate(_moments(sizes)):
        person, service = chance.choice(people), chance.choice(ordinary)
        petitions.append(
            Petition(
                id=f"made.{place}",
                number=f"{place + 1}/{be_year(moment.year)}",
                year_be=be_year(moment.year),
                received_at=moment,
                channel=chance.choice(list(Channel)),
                service=service.key,
                subject=f"{service.name} {chance.choice(_PLACES)}",
                moo=chance.randint(1, 12),
                place=f"{chance.choice(_PLACES)} {chance.randint(1, 300)}",
                petitioner_name=person.full_name,
                person_id=person.id,
                taken_by=USER,
                profile=service.profile.value,
                promise_amount=service.amount,
                promise_unit=service.unit.value if service.unit else "",
                division=service.division,
                officer=chance.choice((USER, "สมหมาย", "สมใจ", "สมคิด")),
                **_course(chance, moment, still_open=place >= sizes.petitions - sizes.open),
            )
        )
        parties.append(
            Party(petition_id=f"made.{place}", role=Role.PETITIONER, person_id=person.id, name=person.full_name)
        )
    with store.transaction() as tx:
        tx.insert_many(petitions)
        tx.insert_many(parties)
        tx.insert_many(list(_events(petitions)))
        tx.insert_many(list(_notices(petitions)))
        tx.insert_many(list(_appointments(chance, petitions[-sizes.open :])))
    recompute_open(store)


def _moments(sizes: Sizes) -> Iterator[datetime]:
    """When each came: evenly over ten years, the open ones over the last six weeks."""
    now = demo_clock().now()
    ended = sizes.petitions - sizes.open
    long, short = timedelta(days=365 * _YEARS), timedelta(days=42)
    for place in range(ended):
        yield now - short - long + long * place / ended
    for place in range(sizes.open):
        yield now - short + short * place / sizes.open


def _course(chance: Random, moment: datetime, *, still_open: bool) -> dict[str, Any]:
    if still_open:
        return {"state": chance.choice(_OPEN_STATES), "next_due_at": moment + timedelta(days=15)}
    answered = moment + timedelta(days=chance.randint(1, 25))
    return {
        "state": PetitionState.CLOSED,
        "decision": chance.choice((Decision.APPROVED, Decision.INFORMED, Decision.REFUSED)),
        "decided_on": answered.astimezone(BANGKOK).date(),
        "answered_at": answered,
        "in_time": chance.random() < 0.9,
        "closed_on": answered.astimezone(BANGKOK).date(),
    }


def _events(petitions: list[Petition]) -> Iterator[PetitionEvent]:
    for petition in petitions:
        for step, kind in enumerate(_EVENTS):
            happened = petition.received_at + timedelta(hours=step)
            yield PetitionEvent(petition_id=petition.id, kind=kind, happened_at=happened, by_name=USER)


def _notices(petitions: list[Petition]) -> Iterator[Notice]:
    for petition in petitions:
        kind = NoticeKind.RESULT if petition.answered_at else NoticeKind.ACKNOWLEDGEMENT
        told = petition.answered_at or petition.received_at + timedelta(hours=2)
        yield Notice(petition_id=petition.id, kind=kind, way=Way.PHONE, told_at=told, told_by=USER)


def _appointments(chance: Random, petitions: list[Petition]) -> Iterator[Task]:
    now = demo_clock().now()
    for petition in petitions:
        begins = now + timedelta(days=chance.randint(-5, 20), hours=chance.randint(0, 6))
        yield Task(petition_id=petition.id, kind=TaskKind.VISIT, what="ตรวจสอบพื้นที่", who=USER, begins_at=begins)
