"""The office as its papers show it: name, address, villages, and who signs on the day of the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.shelf import Shelf
from sai_thong.forms.kit import Signer as PrintedSigner
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.office.operations import current_office, signers, villages
from sai_thong.registers.office.records import Office, Post, Signer, Village
from sai_thong.registers.office.signing import Signature, committee_on, post_title, signatures_on, signer_on
from sai_thong.thai.calendar import thai_date

DRAFT = "ร่าง"
"""What a paper bears in the place of a number, and across it, until it has one."""


class OfficeUnknown(Refused):
    """The office has not said who it is."""

    def __init__(self) -> None:
        super().__init__(
            _("The office has no name yet, and every paper bears it."), do=_("Fill in the office under Settings.")
        )


@dataclass(frozen=True)
class OfficeOnPaper:
    """What papers take from the office.

    Attributes:
        office: Its own record.
        signers: Everyone who ever signed.
        villages: By their number.
    """

    office: Office
    signers: tuple[Signer, ...] = ()
    villages: tuple[Village, ...] = ()

    @property
    def name(self) -> str:
        """``องค์การบริหารส่วนตำบลทรายทอง``."""
        return f"{self.office.kind}{self.office.name}"

    @property
    def place(self) -> str:
        """``ที่ทำการองค์การบริหารส่วนตำบลทรายทอง``."""
        return f"ที่ทำการ{self.name}"

    @property
    def district_and_province(self) -> str:
        """``อำเภอโนนทรายคำ จังหวัดกาฬสินธุ์``, as far as they are known."""
        parts = (("อำเภอ", self.office.district), ("จังหวัด", self.office.province))
        return " ".join(f"{label}{value}" for label, value in parts if value)

    @property
    def sender(self) -> tuple[str, ...]:
        """The lines at the right of a letter's head."""
        where = " ".join(part for part in (self.district_and_province, self.office.postcode) if part)
        return tuple(line for line in (self.place, self.office.address, where) if line)

    @property
    def mayor_title(self) -> str:
        """``นายกองค์การบริหารส่วนตำบลทรายทอง``: whom memos and requests address."""
        return post_title(Post.MAYOR, self.office)

    @property
    def names_kept_whole(self) -> tuple[str, ...]:
        """Names that no line of a paper may break."""
        own = (self.office.name, self.office.district, self.office.province, *(each.name for each in self.villages))
        return tuple(name for name in own if name)

    def unit(self, day: date) -> str:
        """The unit that has the allowances: กองสวัสดิการสังคม where it has a head, else สำนักปลัด."""
        has_own = signer_on(self.signers, Post.WELFARE_HEAD, day) is not None
        return "กองสวัสดิการสังคม" if has_own else "สำนักปลัด"

    def unit_line(self, day: date) -> str:
        """ส่วนราชการ of a memo: unit, office and telephone."""
        phone = f" โทร. {self.office.phone}" if self.office.phone else ""
        return f"{self.unit(day)} {self.name}{phone}"

    def contact(self, day: date) -> tuple[str, ...]:
        """The lines at the lower left of a letter: unit, telephone, e-mail."""
        phone = f"โทร. {self.office.phone}" if self.office.phone else ""
        email = f"ไปรษณีย์อิเล็กทรอนิกส์ {self.office.email}" if self.office.email else ""
        return tuple(line for line in (self.unit(day), phone, email) if line)

    def letter_number(self, number: str) -> str:
        """``กส 71801/123``; ``กส 71801/ร่าง`` while the letter has no number."""
        return f"{self.office.letter_code}/{number or DRAFT}"

    def village(self, moo: int | None) -> str:
        """``หมู่ที่ 3 บ้านโนนปู่ทวด``; ``ไม่ระบุหมู่`` for who has no village."""
        if moo is None:
            return "ไม่ระบุหมู่"
        known = self._village(moo)
        return f"หมู่ที่ {moo} {known.name}".rstrip() if known else f"หมู่ที่ {moo}"

    def pay_point(self, moo: int | None) -> str:
        """Where a village is paid in cash; the office itself where nothing else is said."""
        known = self._village(moo)
        return (known.pay_point if known else "") or self.place

    def headman(self, moo: int | None) -> str:
        """The name of the village head, or nothing."""
        known = self._village(moo)
        return known.headman if known else ""

    def signer(self, post: Post, day: date) -> PrintedSigner:
        """Who signs for `post` on `day`; a vacant post keeps its title and an empty line."""
        found = signatures_on(self.signers, [post], day, self.office)
        return printed(found[0]) if found else PrintedSigner("", (post_title(post, self.office),))

    def signers_in_order(self, posts: Sequence[Post], day: date) -> tuple[PrintedSigner, ...]:
        """Who signs for each of `posts`; a vacant post is skipped, and nobody signs twice."""
        seen: dict[str, Signature] = {}
        for each in signatures_on(self.signers, posts, day, self.office):
            seen.setdefault(each.name, each)
        return tuple(printed(each) for each in seen.values())

    def committee(self, post: Post, day: date) -> tuple[PrintedSigner, ...]:
        """Everyone in a shared post on `day`."""
        return tuple(printed(each) for each in committee_on(self.signers, post, day, self.office))

    def _village(self, moo: int | None) -> Village | None:
        return next((each for each in self.villages if each.moo == moo), None)


def printed(signature: Signature) -> PrintedSigner:
    """A signature block in the words of the kit."""
    return PrintedSigner(signature.name, signature.position_lines)


def gather_office(shelf: Shelf) -> OfficeOnPaper:
    """Read what papers take from the office.

    Raises:
        OfficeUnknown: It has not been filled in.
    """
    office = current_office(shelf)
    if office is None:
        raise OfficeUnknown
    return OfficeOnPaper(office, tuple(signers(shelf)), tuple(villages(shelf)))


def dated(day: date | None) -> str:
    """A day as letters write it; empty leaves it to the pen."""
    return thai_date(day) if day else ""


def given_on(day: date | None) -> str:
    """``วันที่ 21 พฤศจิกายน พ.ศ. 2569``: the day of an order or an announcement."""
    if day is None:
        return "วันที่                    พ.ศ."
    month_day, _space, year = thai_date(day).rpartition(" ")
    return f"วันที่ {month_day} พ.ศ. {year}"
