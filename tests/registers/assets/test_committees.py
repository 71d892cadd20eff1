"""Who may be appointed: one person or a committee with one chair, and no supply officer inspects."""

from __future__ import annotations

import pytest

from sai_thong.db.store import Store
from sai_thong.registers.assets.committees import Appointed, appoint, seats
from sai_thong.registers.assets.disposals import ToDispose, begin_disposal, drop
from sai_thong.registers.assets.inspection_reports import submit
from sai_thong.registers.assets.records import CommitteeSeat
from sai_thong.registers.assets.refusals import CommitteeRefused, DisposalRefused, RoundFrozen, RoundMissing
from sai_thong.registers.assets.terms import AssetStatus, CommitteeRole, CommitteeTask
from sai_thong.registers.office.records import Post, Signer
from tests.registers.assets.small_rounds import INSPECTOR, TODAY, add_cards, become, begun

INSPECTION, SALE = CommitteeTask.INSPECTION, CommitteeTask.SALE
CHAIR = Appointed("นายสมชาย ใจดี", "ครู", CommitteeRole.CHAIR)
MEMBER = Appointed("นางมาลี ดีงาม", "นักวิชาการศึกษา")
SECRETARY = Appointed("นายวิชัย รักเรียน", "นักทรัพยากรบุคคล", CommitteeRole.SECRETARY)


@pytest.mark.parametrize(
    "people",
    [
        [],
        [Appointed("  ")],
        [MEMBER, SECRETARY],
        [CHAIR, CHAIR],
        [CHAIR, Appointed("นายสมชาย  ใจดี", "ครู")],
        [CHAIR, Appointed("นางมาลี ดีงาม", "", CommitteeRole.CHAIR)],
        [CHAIR, Appointed("นางมาลี ดีงาม", "", CommitteeRole.SOLE)],
    ],
    ids=["nobody", "no-name", "no-chair", "twice", "twice-but-for-blanks", "two-chairs", "alone-among-others"],
)
def test_what_is_no_committee_is_refused_and_the_one_before_sits_on(store: Store, people: list[Appointed]) -> None:
    add_cards(store)
    found = begun(store)
    head = store.head()
    with pytest.raises(CommitteeRefused):
        appoint(store, found.id, INSPECTION, people)
    assert store.head() == head
    assert [each.name for each in seats(store, found.id)] == [INSPECTOR.name]


def test_another_committee_takes_the_place_of_the_one_before_which_is_kept(store: Store) -> None:
    add_cards(store)
    found = begun(store)
    appoint(store, found.id, INSPECTION, [CHAIR, MEMBER, SECRETARY])
    appoint(store, found.id, INSPECTION, [MEMBER])
    assert [each.name for each in seats(store, found.id, INSPECTION)] == [MEMBER.name]
    assert len(store.find(CommitteeSeat, round_id=found.id)) == 1 + 3 + 1
    appoint(store, found.id, INSPECTION, [SECRETARY, CHAIR, MEMBER])
    assert [each.role for each in seats(store, found.id)] == [
        CommitteeRole.SECRETARY,
        CommitteeRole.CHAIR,
        CommitteeRole.MEMBER,
    ]


def test_a_supply_officer_does_not_inspect_but_may_sell(store: Store) -> None:
    with store.transaction() as tx:
        tx.insert(Signer(post=Post.SUPPLY_OFFICER, name="นางสาวพัสดุ ขยัน", from_day=TODAY))
    (card, *_more) = add_cards(store, 2)
    found = begun(store)
    for officer in (Appointed("นางสาวพัสดุ  ขยัน", "", CommitteeRole.SOLE), Appointed("นายใหม่", "เจ้าพนักงานพัสดุ")):
        with pytest.raises(CommitteeRefused):
            appoint(store, found.id, INSPECTION, [officer])
    become(store, card, AssetStatus.BROKEN)
    disposal = begin_disposal(store, "จำหน่าย", [ToDispose(card.id)]).round
    appoint(store, disposal.id, SALE, [Appointed("นายใหม่", "เจ้าพนักงานพัสดุ")])
    assert [each.task for each in seats(store, disposal.id)] == [SALE]


def test_nobody_is_appointed_after_the_end(store: Store) -> None:
    (card,) = add_cards(store)
    become(store, card, AssetStatus.BROKEN)
    found = begun(store)
    submit(store, found.id, receipts_right=True, balances_right=True, missing_are_lost=True)
    with pytest.raises(RoundFrozen):
        appoint(store, found.id, INSPECTION, [CHAIR])
    become(store, card, AssetStatus.WORN)
    disposal = begin_disposal(store, "จำหน่าย", [ToDispose(card.id)]).round
    drop(store, disposal.id, why="ซ่อมได้")
    with pytest.raises(DisposalRefused):
        appoint(store, disposal.id, SALE, [CHAIR])
    for task in (INSPECTION, SALE):
        with pytest.raises(RoundMissing):
            appoint(store, "ไม่มี", task, [CHAIR])
