"""The people of a case as papers write them: by their place in the register of citizens, or as typed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.person_on_paper import PersonOnPaper, person_on_paper
from sai_thong.forms.office.office_on_paper import OfficeOnPaper
from sai_thong.registers.citizens.joined import stands_for
from sai_thong.registers.petitions.records import Party
from sai_thong.registers.petitions.terms import Role
from sai_thong.thai.citizen_id import formatted

HEAD_FIRST: Final = (Role.REPRESENTATIVE, Role.PETITIONER, Role.INFORMANT, Role.IN_NEED, Role.CO_PETITIONER)
"""Who stands at the head of a paper, in this order."""


@dataclass(frozen=True)
class PetitionerOnPaper:
    """A person of a case; every field may be empty.

    Attributes:
        name: The whole name.
        role: What they are to the case.
        citizen_id: Thirteen digits.
        age: Years, in words of digits.
        nationality: สัญชาติ.
        house: บ้านเลขที่, or the address as it was typed.
        moo: หมู่ที่.
        lane: ซอย and ถนน.
        subdistrict: ตำบล.
        district: อำเภอ.
        province: จังหวัด.
        phone: โทรศัพท์.
        relation: To the person in need, or their post.
    """

    name: str = ""
    role: Role = Role.PETITIONER
    citizen_id: str = ""
    age: str = ""
    nationality: str = ""
    house: str = ""
    moo: str = ""
    lane: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""
    phone: str = ""
    relation: str = ""

    @property
    def address(self) -> str:
        """The address in one line."""
        house = f"บ้านเลขที่ {self.house}" if self.house[:1].isdigit() else self.house
        parts = (
            ("", house),
            ("หมู่ที่ ", self.moo),
            ("", self.lane),
            ("ตำบล", self.subdistrict),
            ("อำเภอ", self.district),
            ("จังหวัด", self.province),
        )
        return " ".join(f"{label}{value}" for label, value in parts if value)

    @property
    def shown_id(self) -> str:
        """The citizen id with its dashes, or nothing."""
        return formatted(self.citizen_id) if len(self.citizen_id) == 13 else self.citizen_id


def people_on_paper(
    store: Store, parties: Sequence[Party], office: OfficeOnPaper, day: date
) -> tuple[PetitionerOnPaper, ...]:
    """The people of a case who have not withdrawn, whoever stands at the head of papers first."""
    staying = [party for party in parties if party.withdrawn_on is None]
    in_order = sorted(staying, key=lambda party: HEAD_FIRST.index(party.role))
    return tuple(_on_paper(store, party, office, day) for party in in_order)


def _on_paper(store: Store, party: Party, office: OfficeOnPaper, day: date) -> PetitionerOnPaper:
    if not party.person_id:
        return PetitionerOnPaper(
            name=party.name,
            role=party.role,
            citizen_id=party.citizen_id,
            house=party.address,
            moo=str(party.moo or ""),
            phone=party.phone,
            relation=party.relation,
        )
    person = person_on_paper(stands_for(store, party.person_id), office, day)
    return PetitionerOnPaper(
        name=party.name or person.name,
        role=party.role,
        citizen_id=party.citizen_id or person.citizen_id,
        age=person.age_text,
        nationality=person.nationality,
        house=person.house_no,
        moo=person.moo_text,
        lane=_lane(person),
        subdistrict=person.subdistrict,
        district=person.district,
        province=person.province,
        phone=party.phone or person.phone,
        relation=party.relation,
    )


def _lane(person: PersonOnPaper) -> str:
    parts = (("ซอย", person.soi), ("ถนน", person.road))
    return " ".join(f"{label}{value}" for label, value in parts if value)
