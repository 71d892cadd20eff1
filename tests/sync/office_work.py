"""What clerks of an office do in a day, in every register, through the program's own operations, drawn by chance."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from random import Random

from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock, bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.registers.allowances import life_events, months, results
from sai_thong.registers.allowances.records import Claim, ClaimState, Outcome, PaymentLine, PaymentMonth
from sai_thong.registers.allowances.results import ResultEntry
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.assets import corrections, custody, materials, requisitions, stock
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.records import Asset, Material
from sai_thong.registers.assets.requisitions import RequisitionState, requisition_list
from sai_thong.registers.attachments.operations import Subject, attach
from sai_thong.registers.attachments.preparing import PreparedFile
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.operations import register_citizen
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.registers.office.operations import save_village, villages
from sai_thong.registers.office.records import Village
from sai_thong.registers.office.settings import change_setting
from sai_thong.registers.petitions import endings, notices, routing
from sai_thong.registers.petitions.notices import NoticeGiven
from sai_thong.registers.petitions.numbers import BLANK, NEXT_NUMBER, open_numbers, series_here
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.shelves import shelf_of as petitions_shelf
from sai_thong.registers.petitions.terms import Decision, NoticeKind, Way
from sai_thong.registers.saraban.incoming import Receipt, receive
from sai_thong.registers.saraban.series import INCOMING_SERIES, Numbering, open_register
from sai_thong.sync.closes import settle_with, waiting_things
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import BANK, CASH, SmallOffice, invented_id
from tests.registers.petitions.small_desk import Desk

FIRST = Month(2026, 10)
"""The first month that is paid."""


class Clerk:
    """Somebody who works at one computer.

    Args:
        store: The open store.
        clock: Its clock.
        chance: What is done follows from it.
        did: Counts what was done, for all clerks.

    Attributes:
        paid: Payment lines sent here: version, and what was paid, by the id of the line.
    """

    def __init__(self, store: Store, clock: FixedClock, chance: Random, did: Counter[str]) -> None:
        self.store = store
        self.clock = clock
        self.chance = chance
        self.did = did
        self.paid: dict[tuple[str, str], int] = {}

    def open_office(self) -> None:
        """Give the office's numbers here, and enter who is paid already."""
        open_numbers(self.store, 2569, next_number=10)
        open_register(self.store, INCOMING_SERIES, 2569, next_number=100)
        office = SmallOffice(self.store, self.clock)
        for scheme, channel in ((Scheme.OLD_AGE, BANK), (Scheme.OLD_AGE, BANK), (Scheme.HIV, BANK)) * 2:
            office.accepted(office.person(), scheme, channel=channel)

    def work(self) -> None:
        """Do something; a refusal is an answer too, and leaves no trace."""
        works = {
            self.register: 12, self.amend: 30, self.claim: 8, self.die: 2, self.pay: 12, self.record_result: 3,
            self.take_petition: 8, self.work_petition: 10, self.attach_file: 2, self.add_asset: 5,
            self.work_asset: 8, self.add_material: 3, self.move_stock: 6, self.receive_letter: 3, self.set_setting: 3,
            self.correct_village: 3, self.settle_conflict: 6, self.let_time_pass: 2,
        }  # fmt: skip
        (what,) = self.chance.choices(list(works), list(works.values()))
        before = self.store.head()
        try:
            what()
        except SaiThongError:
            self.did["refused"] += 1
            assert self.store.head() == before
        else:
            self.did[what.__name__] += 1

    # citizens

    def register(self) -> None:
        """Now and then somebody whom another computer registered as well."""
        known = self.chance.random() < 0.3
        number = self.chance.randrange(6) if known else 1000 + self.chance.randrange(10**6)
        citizen = Citizen(
            citizen_id=invented_id(number),
            prefix="นาง",
            first_name=f"คน{number}",
            last_name="ทดสอบ",
            birth=PartialDate.parse_stored("2489-01-12"),
            moo=self.chance.randint(1, 9),
        )
        register_citizen(self.store, citizen)

    def amend(self) -> None:
        """What people told, of contact data, notes and what only a person may settle."""
        citizen = self._some(Citizen)
        if citizen is None:
            return
        told = {
            "phone": f"08{self.chance.randrange(10**8):08}",
            "note": f"{citizen.note}\n{self.store.user} {self.chance.randrange(100)}".strip(),
            "moo": self.chance.randint(1, 9),
            "house_no": f"{self.chance.randrange(300)}/{self.chance.randrange(9)}",
            "last_name": f"สกุล{self.chance.randrange(5)}",
        }
        names = self.chance.sample(sorted(told), self.chance.randint(1, 2))
        life_events.amend(self.store, citizen, {name: told[name] for name in names}, why="แจ้งที่เคาน์เตอร์")

    def die(self) -> None:
        citizen = self._some(Citizen)
        if citizen is not None:
            life_events.record_death(self.store, citizen, PartialDate.from_date(self.today), source="ญาติ")

    # allowances

    def claim(self) -> None:
        """A claim with every step taken: mostly old age, now and then in the set that is sealed."""
        citizen = self._some(Citizen)
        if citizen is not None:
            scheme = Scheme.HIV if self.chance.random() < 0.3 else Scheme.OLD_AGE
            SmallOffice(self.store, self.clock).accepted(
                citizen, scheme, channel=self.chance.choice((BANK, BANK, BANK, CASH))
            )

    def pay(self) -> None:
        """The next step of the oldest month; two computers apart may do the same."""
        in_set = self.chance.choice(list(SchemeSet))
        shelf = shelf_of(self.store, in_set)
        if not shelf.find(Claim, state=ClaimState.ACCEPTED):
            return
        known = sorted(shelf.find(PaymentMonth), key=lambda each: each.month)
        (step,) = self.chance.choices(("send", "paid", "close", "take over"), (4, 2, 4, 1))
        if step == "send":
            month = known[-1].month.next() if known else FIRST
            months.send(self.store, in_set, month)
            for line in shelf.find(PaymentLine, paid_in=month):
                self.paid[line.version, line.id] = line.amount_satang
        elif known and step == "paid":
            months.mark_paid(self.store, in_set, known[0].month)
        elif known and step == "close":
            months.close(self.store, in_set, known[0].month)
        elif known:
            months.take_over(self.store, in_set, known[-1].month, why="เครื่องเดิมเสีย")
        else:
            return
        self.did[f"month: {step}"] += 1

    def record_result(self) -> None:
        in_set = self.chance.choice(list(SchemeSet))
        lines = shelf_of(self.store, in_set).find(PaymentLine)
        if lines:
            line = self.chance.choice(sorted(lines, key=lambda each: each.id))
            back = Outcome.NOT_CLAIMED if line.channel.is_cash else Outcome.TRANSFER_FAILED
            results.record_results(self.store, in_set, [ResultEntry(line.id, back, reason="บัญชีปิด")])

    # petitions and letters

    def take_petition(self) -> None:
        """At the counter, with a number where this computer gives them; some are behind the key."""
        behind_the_key = self.chance.random() < 0.2
        here = not behind_the_key and bool(series_here(self.store, 2569))
        number = NEXT_NUMBER if here else BLANK
        given = {"number": number, "subject": f"ไฟถนนดับ {self.chance.randrange(100)}"}
        Desk(self.store, self.clock, confidential=behind_the_key).taken(
            "corruption" if behind_the_key else "street-light", **given
        )

    def work_petition(self) -> None:
        """The next step of a case, or another one that does not fit."""
        shelf = petitions_shelf(self.store, confidential=self.chance.random() < 0.2)
        case = self._some_of(shelf.find(Petition))
        if case is None:
            return
        self.chance.choice(
            (
                lambda: routing.assign(self.store, case.id, self.chance.choice(("works", "health"))),
                lambda: routing.propose(self.store, case.id),
                lambda: routing.decide(self.store, case.id, Decision.APPROVED, reason="เห็นควร", law="ม.50"),
                lambda: notices.tell(self.store, case.id, NoticeGiven(NoticeKind.RESULT, Way.PHONE, text="เสร็จแล้ว")),
                lambda: endings.close(self.store, case.id),
                lambda: endings.withdraw(self.store, case.id, reason="ตกลงกันได้"),
            )
        )()

    def attach_file(self) -> None:
        case = self._some(Petition)
        if case is not None:
            data = b"\xff\xd8\xff" + self.chance.randbytes(300)
            attach(self.store, Subject("petitions", case.id), PreparedFile("รูป.jpg", "image/jpeg", data, data[:40]))

    def receive_letter(self) -> None:
        receipt = Receipt(sender="อำเภอ", subject=f"เรื่องที่ {self.chance.randrange(100)}", received_at=self.clock.now())
        receive(self.store, receipt, numbering=self.chance.choice((Numbering.NEXT, Numbering.BLANK)))

    # assets and materials

    def add_asset(self) -> None:
        day = self.today - timedelta(days=self.chance.randrange(900))
        price = self.chance.randint(5_000_00, 90_000_00)
        card = Asset(name="เครื่อง", class_code="400", cost_satang=price, acquired_on=day, type_key="computer")
        # The same number on two computers, now and then: both cards are kept.
        add_assets(self.store, NewAssets(card, numbers=(f"400-66-{self.chance.randrange(2000):04}",)))

    def work_asset(self) -> None:
        card = self._some(Asset)
        if card is None:
            return
        if self.chance.random() < 0.6:
            custody.move(self.store, [card.id], on=self.today, division=f"กอง{self.chance.randrange(4)}")
        else:
            price = self.chance.randint(5_000_00, 90_000_00)
            corrections.correct_card(self.store, card, {"cost_satang": price}, why="ตามใบส่งของ")

    def add_material(self) -> None:
        number = self.chance.randrange(100)
        materials.add_material(self.store, Material(code=f"ว{number:02}", name=f"ของ{number}", unit="ชิ้น"))

    def move_stock(self) -> None:
        """Received, asked for, issued, counted."""
        card = self._some(Material)
        if card is None:
            return
        waiting = requisition_list(self.store, state=RequisitionState.WAITING)
        step = self.chance.randrange(4)
        if step == 0 and waiting:
            slip = self.chance.choice(waiting).slip
            people = {"allowed_by": "ผู้สั่งจ่าย", "issued_by": "ผู้จ่าย", "received_by": "ผู้รับ"}
            requisitions.issue_materials(self.store, slip.id, {}, **people, on=self.today)
        elif step == 1:
            asked = [requisitions.Asked(card.id, 1000)]
            requisitions.ask_materials(self.store, asked, asked_by="หัวหน้า", division="สำนักปลัด", asked_on=self.today)
        elif step == 2:
            stock.adjust(self.store, card.id, counted=self.chance.randrange(9) * 1000, why="ตรวจนับ")
        else:
            line = stock.Received(card.id, self.chance.randint(1, 9) * 1000, self.chance.randint(1, 9000))
            stock.receive(self.store, [line], on=self.today, from_whom="ร้านค้า", document_no="บส.1")

    # the office itself

    def set_setting(self) -> None:
        """What several computers may say for the first time: one record by its name."""
        key = self.chance.choice(("warnings.shared_from", "petitions.due_soon", "attachments.count"))
        change_setting(self.store, key, str(self.chance.randint(2, 6)))

    def correct_village(self) -> None:
        known = villages(self.store)
        if len(known) < 3:
            moo = len(known) + 1
            save_village(self.store, Village(moo=moo, name=f"บ้าน{moo}"))
            return
        village = self.chance.choice(known)
        with self.store.transaction() as tx:
            tx.update(tx.get(Village, village.id), name=f"บ้าน{self.chance.randrange(50)}")

    def settle_conflict(self) -> None:
        """A person chooses one of the values."""
        open_ones = [each for each in waiting_things(self.store, RECORD_TYPES) if each.standing is not None]
        if open_ones:
            conflict = self.chance.choice(open_ones)
            side = self.chance.choice((conflict.standing, *conflict.waiting))
            settle_with(self.store, RECORD_TYPES, conflict, side, note="ถามแล้ว")
            self.did["settled"] += 1

    def let_time_pass(self) -> None:
        day = self.today + timedelta(days=self.chance.choice((0, 1, 5)))
        self.clock.moment = max(self.clock.moment, datetime.combine(day, time(2 + self.chance.randrange(6)), UTC))

    @property
    def today(self):
        return bangkok_today(self.store.clock)

    def _some(self, record_type):
        return self._some_of(self.store.find(record_type))

    def _some_of(self, found):
        """Mostly one of a few that everybody works on."""
        ordered = sorted(found, key=lambda each: each.id)
        few = self.chance.random() < 0.6
        return self.chance.choice(ordered[:4] if few else ordered) if ordered else None
