"""Who signs for a post on a day, and in which words the paper says so.

Signers are dated: a paper takes who was in post on its date, so that a reprint never changes, and a vacant post is
skipped. The wordings of acting are those of papers: รักษาราชการแทน and ปฏิบัติราชการแทน (พ.ร.บ. ระเบียบบริหารราชการแผ่นดิน
พ.ศ. 2534, as local offices follow it), รักษาการในตำแหน่ง for posts of the staff.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.ground.language import N_
from sai_thong.registers.office.records import Capacity, Office, Post, Signer

POST_LABELS: Final[dict[Post, str]] = {
    Post.MAYOR: N_("Chief executive of the office"),
    Post.CLERK: N_("Chief administrator"),
    Post.WELFARE_HEAD: N_("Director of social welfare"),
    Post.FINANCE_HEAD: N_("Director of finance"),
    Post.OFFICE_HEAD: N_("Head of the administrator's office"),
    Post.WORKS_HEAD: N_("Director of works"),
    Post.HEALTH_HEAD: N_("Director of public health"),
    Post.EDUCATION_HEAD: N_("Director of education"),
    Post.SUPPLY_OFFICER: N_("Supply officer"),
    Post.COMMUNITY_DEVELOPER: N_("Community developer"),
    Post.PAYER: N_("Paying officer"),
    Post.COMMITTEE: N_("Member of the qualification committee"),
}
"""English message ids; show them through `_`."""

CAPACITY_LABELS: Final[dict[Capacity, str]] = {
    Capacity.HOLDS: N_("Holds the post"),
    Capacity.ACTS_FOR_VACANT: N_("Acts for the post"),
    Capacity.BY_DELEGATION: N_("By delegation of the post"),
    Capacity.CARETAKER: N_("Caretaker of the post"),
}
"""English message ids; show them through `_`."""

SHARED_POSTS: Final = frozenset({Post.SUPPLY_OFFICER, Post.COMMUNITY_DEVELOPER, Post.PAYER, Post.COMMITTEE})
"""Posts that several people hold at once."""

HEAD_OF_DIVISION: Final[dict[str, Post]] = {
    "office": Post.OFFICE_HEAD,
    "prevention": Post.OFFICE_HEAD,
    "works": Post.WORKS_HEAD,
    "finance": Post.FINANCE_HEAD,
    "health": Post.HEALTH_HEAD,
    "welfare": Post.WELFARE_HEAD,
    "education": Post.EDUCATION_HEAD,
}
"""Who heads each division of the service catalogue; a division of the office's own is headed by somebody typed."""

_CAPACITY_WORDS: Final[dict[Capacity, str]] = {
    Capacity.ACTS_FOR_VACANT: "รักษาราชการแทน",
    Capacity.BY_DELEGATION: "ปฏิบัติราชการแทน",
    Capacity.CARETAKER: "รักษาการในตำแหน่ง",
}

_STAFF_TITLES: Final[dict[Post, str]] = {
    Post.WELFARE_HEAD: "ผู้อำนวยการกองสวัสดิการสังคม",
    Post.FINANCE_HEAD: "ผู้อำนวยการกองคลัง",
    Post.OFFICE_HEAD: "หัวหน้าสำนักปลัด",
    Post.WORKS_HEAD: "ผู้อำนวยการกองช่าง",
    Post.HEALTH_HEAD: "ผู้อำนวยการกองสาธารณสุขและสิ่งแวดล้อม",
    Post.EDUCATION_HEAD: "ผู้อำนวยการกองการศึกษา ศาสนา และวัฒนธรรม",
    Post.SUPPLY_OFFICER: "เจ้าหน้าที่พัสดุ",
    Post.COMMUNITY_DEVELOPER: "นักพัฒนาชุมชน",
    Post.PAYER: "ผู้จ่ายเงิน",
    Post.COMMITTEE: "กรรมการตรวจสอบคุณสมบัติ",
}


@dataclass(frozen=True)
class Signature:
    """A signature block as a paper prints it, under the line for the signature.

    Attributes:
        post: The post signed for.
        name: Full name with prefix, without brackets.
        position_lines: One line for a holder of the post; own position with the capacity, then the post, for others.
    """

    post: Post
    name: str
    position_lines: tuple[str, ...]

    @property
    def bracketed_name(self) -> str:
        """``(นายสมชาย ใจดี)``, as it stands under the signature."""
        return f"({self.name})"

    @property
    def position(self) -> str:
        """The position in one line: ``ปลัดองค์การบริหารส่วนตำบล รักษาราชการแทน นายกองค์การบริหารส่วนตำบลทรายทอง``."""
        return " ".join(self.position_lines)


def post_title(post: Post, office: Office) -> str:
    """The post's title at this office, such as ``นายกองค์การบริหารส่วนตำบลทรายทอง`` or ``นายกเทศมนตรีตำบลทรายทอง``."""
    if post is Post.MAYOR:
        # A municipality drops its own word: เทศบาลตำบล is led by a นายกเทศมนตรีตำบล.
        municipality = office.kind.startswith("เทศบาล")
        kind = f"เทศมนตรี{office.kind.removeprefix('เทศบาล')}" if municipality else office.kind
        return f"นายก{kind}{office.name}"
    if post is Post.CLERK:
        return f"ปลัด{office.kind}{office.name}"
    return _STAFF_TITLES[post]


def signers_on(signers: Iterable[Signer], post: Post, day: date) -> list[Signer]:
    """Everyone who may sign for `post` on `day`, the one whose time began last first.

    Acting and delegation are ordered for a time within the holder's own; hence the later order goes first, and on
    the same day the one who acts. Who began together keeps the order given.
    """
    in_post = [each for each in signers if each.post is post and in_post_on(each, day)]
    return sorted(in_post, key=lambda each: (-each.from_day.toordinal(), each.capacity is Capacity.HOLDS))


def signer_on(signers: Iterable[Signer], post: Post, day: date) -> Signer | None:
    """Who signs for `post` on a paper of `day`; None while the post is vacant and nobody acts."""
    return next(iter(signers_on(signers, post, day)), None)


def in_post_on(signer: Signer, day: date) -> bool:
    """Whether the signer's time covers `day`; first and last day are included."""
    return signer.from_day <= day and (signer.to_day is None or day <= signer.to_day)


def signature(signer: Signer, office: Office) -> Signature:
    """The block this signer's papers carry."""
    title = post_title(signer.post, office)
    if signer.capacity is Capacity.HOLDS:
        return Signature(signer.post, signer.name, (signer.position or title,))
    own = " ".join(part for part in (signer.position, _CAPACITY_WORDS[signer.capacity]) if part)
    return Signature(signer.post, signer.name, (own, title))


def signatures_on(signers: Sequence[Signer], posts: Iterable[Post], day: date, office: Office) -> list[Signature]:
    """The blocks of a paper that passes through `posts` in order; a vacant post is skipped.

    Of a post that several hold (`SHARED_POSTS`) only the first signs here; see `committee_on` for all of them.
    """
    found = (signer_on(signers, post, day) for post in posts)
    return [signature(signer, office) for signer in found if signer]


def committee_on(signers: Iterable[Signer], post: Post, day: date, office: Office) -> list[Signature]:
    """Every member of a shared post on `day`, such as the qualification committee, in the order they were entered."""
    return [signature(each, office) for each in signers if each.post is post and in_post_on(each, day)]
