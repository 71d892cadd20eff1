"""What a careful clerk ends up with after reading the made-up office's workbooks: the answer, beside the question."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sai_thong.demo.people import Person
from sai_thong.thai.birth import PartialDate


@dataclass(frozen=True)
class Rejected:
    """A row whose id cannot be right: where it stands and the thirteen digits that were typed."""

    sheet: str
    row: int
    citizen_id: str


@dataclass(frozen=True)
class Truth:
    """The right result of every import.

    Attributes:
        on: The day the books were made.
        elders: Who stands in the book of elders, each once.
        rejects: Its rows with a mistyped id.
        differing_amounts: Ids whose amount in the book is not what the rules give, where it has amounts.
        disabled: Who stands in the book of disabled people.
        assisted: Who stands in the sealed book.
        registered: Who stands in the registrar's list.
        pensioners: Elders found on the list of special pensions.
        missing_in_central: Paid elders whom the central system's list leaves out.
        differing_in_central: Ids whose amount in that list is not what the rules give.
    """

    on: date
    elders: tuple[Person, ...]
    rejects: tuple[Rejected, ...]
    differing_amounts: tuple[str, ...]
    disabled: tuple[Person, ...]
    assisted: tuple[Person, ...]
    registered: tuple[Person, ...]
    pensioners: tuple[Person, ...]
    missing_in_central: tuple[str, ...]
    differing_in_central: tuple[str, ...]

    def to_json(self) -> str:
        """The truth as text; the same truth is always the same text."""
        return json.dumps(
            {
                "on": self.on.isoformat(),
                "elders": _by_id(self.elders, _as_in_book),
                "rejects": [
                    {"sheet": each.sheet, "row": each.row, "cid": each.citizen_id, "why": "citizen id checksum"}
                    for each in self.rejects
                ],
                "differing_amounts": list(self.differing_amounts),
                "disabled": [_as_disabled(each) for each in self.disabled],
                "assisted": [each.citizen_id for each in self.assisted],
                "registered": _by_id(self.registered, _as_registered),
                "pensioners": [each.citizen_id for each in self.pensioners],
                "missing_in_central": list(self.missing_in_central),
                "differing_in_central": list(self.differing_in_central),
            },
            ensure_ascii=False,
            indent=1,
        )


def _by_id(people: Iterable[Person], facts: Callable[[Person], dict[str, Any]]) -> dict[str, Any]:
    return {each.citizen_id: facts(each) for each in people}


def _as_in_book(person: Person) -> dict[str, Any]:
    return {**_identity(person), "alive": not person.death_in_book}


def _as_registered(person: Person) -> dict[str, Any]:
    return {
        **_identity(person),
        "alive": person.alive,
        "death": _stored(person.death),
        "moved_out": _iso(person.moved_out_on),
        "moved_in": _iso(person.moved_in_on),
    }


def _as_disabled(person: Person) -> dict[str, Any]:
    card = person.disability
    if card is None:
        raise ValueError("not in the book of disabled people")
    return {
        "cid": person.citizen_id,
        "born": person.birth.effective.isoformat(),
        "kinds": list(card.kinds),
        "written_kind": card.written,
        "card_expires": _iso(card.expires_on),
        "card_lifelong": card.lifelong,
    }


def _identity(person: Person) -> dict[str, Any]:
    return {
        "prefix": person.prefix,
        "first": person.first_name,
        "last": person.last_name,
        "born": person.birth.effective.isoformat(),
        "born_exact": person.birth.exact,
        "house": person.house_no,
        "moo": person.moo,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _stored(partial: PartialDate | None) -> str | None:
    return partial.iso_parts if partial else None
