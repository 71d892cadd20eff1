"""An invented office and invented people, for the papers and for the store they are gathered from. Nobody is real."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.forms.office.office_on_paper import OfficeOnPaper
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances.records import (
    Claim,
    ClaimState,
    Origin,
    PaymentChannel,
)
from sai_thong.registers.allowances.rules.facts import Channel, Scheme, SchemeSet, scheme_set_of
from sai_thong.registers.allowances.shelves import writer_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.operations import appoint, save_village, set_office
from sai_thong.registers.office.records import Capacity, Office, Post, Signer, Village
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from sai_thong.thai.citizen_id import check_digit

OFFICE = Office(
    name="ทรายทอง",
    code="99460101",
    district="โนนทรายคำ",
    province="กาฬสินธุ์",
    address="เลขที่ 999 หมู่ที่ 1 ตำบลทรายทอง",
    postcode="46999",
    phone="0 7999 0001",
    email="office@saithong.example",
    letter_code="กส 99901",
)
MAYOR, CLERK, DEVELOPER = "นายกู้เกียรติ ทรายทองคำ", "นางสาวณัฏฐ์ชญา ศิลาแลงคำ", "นางสาวปิ่นมณี แสงเดือนเพ็ญ"
FINANCE, PAYER = "นางเรไรวรรณ กุดน้ำใส", "นายธำรงไทย ชัยเนินทอง"
SIGNERS = (
    Signer(post=Post.MAYOR, name=MAYOR, from_day=date(2025, 2, 3)),
    Signer(
        post=Post.MAYOR,
        name=CLERK,
        position="ปลัดองค์การบริหารส่วนตำบล",
        capacity=Capacity.ACTS_FOR_VACANT,
        order_no="214/2569",
        from_day=date(2026, 9, 14),
        to_day=date(2026, 9, 18),
    ),
    Signer(post=Post.CLERK, name=CLERK, from_day=date(2023, 10, 2)),
    Signer(post=Post.FINANCE_HEAD, name=FINANCE, from_day=date(2022, 6, 1)),
    Signer(post=Post.COMMUNITY_DEVELOPER, name=DEVELOPER, position="นักพัฒนาชุมชนชำนาญการ", from_day=date(2021, 5, 3)),
    Signer(post=Post.PAYER, name=PAYER, position="เจ้าพนักงานการเงินและบัญชี", from_day=date(2022, 1, 4)),
    Signer(post=Post.COMMITTEE, name=CLERK, position="ประธานกรรมการ", from_day=date(2024, 10, 1)),
    Signer(post=Post.COMMITTEE, name=FINANCE, position="กรรมการ", from_day=date(2024, 10, 1)),
    Signer(post=Post.COMMITTEE, name=DEVELOPER, position="กรรมการและเลขานุการ", from_day=date(2024, 10, 1)),
)
VILLAGES = (
    Village(moo=1, name="บ้านทรายทอง", headman="นายผายเมือง ทรายทองคำ", pay_point="ศาลากลางบ้านทรายทอง"),
    Village(moo=3, name="บ้านโนนปู่ทวด", headman="นางบัวระวง ปู่ทวดทอง"),
)
ON_PAPER = OfficeOnPaper(OFFICE, SIGNERS, VILLAGES)

TODAY = date(2026, 11, 3)
PASSWORD = "ทดสอบ-saithong"


def clock_of(day: date = TODAY) -> FixedClock:
    """Nine in the morning in Bangkok."""
    return FixedClock(datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC))


def invented_id(number: int) -> str:
    """A citizen id with a right check digit, of a registry office that does not exist."""
    first_twelve = f"39999{number:07}"
    return first_twelve + check_digit(first_twelve)


# Key, prefix, first, last, birth in BE, house, moo, scheme, channel, account, proxy.
PEOPLE = (
    ("boonmee", "นาง", "บุญมี", "ศรีสุข", (2499, 3, 5), "12/1", 1, Scheme.OLD_AGE, Channel.CASH_SELF, "", ""),
    ("thongdee", "นาย", "ทองดี", "ฤทธิ์ณรงค์", (2495, 5, 20), "7", 1, Scheme.OLD_AGE, Channel.BANK_SELF, "0209990001", ""),
    ("pinthong", "นาย", "ปิ่นทอง", "ผู้ใหญ่ดี", (2489, 10, 15), "88", 3, Scheme.OLD_AGE, Channel.BANK_SELF, "0209990002", ""),
    ("kam", "นางสาว", "คำ", "ญาติดี", (2475, 1, 1), "9", 3, Scheme.OLD_AGE, Channel.CASH_PROXY, "", "นายป้อม ญาติดี"),
    ("gone", "นาย", "ที่จากไป", "แล้วหนอ", (2490, 2, 2), "4", 3, Scheme.OLD_AGE, Channel.CASH_SELF, "", ""),
    ("sixty", "นาง", "ครบรอบ", "หกสิบ", (2509, 10, 9), "5", 1, Scheme.OLD_AGE, Channel.CASH_SELF, "", ""),
    ("mai", "เด็กหญิง", "ใหม่", "น้ำฝน", (2558, 6, 6), "31", 3, Scheme.DISABILITY, Channel.CASH_PROXY, "", "นางฝน น้ำฝน"),
    ("quiet", "นาย", "เงียบ", "สงบสุข", (2520, 7, 7), "2/9", 1, Scheme.HIV, Channel.CASH_SELF, "", ""),
    ("still", "นางสาว", "นิ่ง", "สงัดดี", (2525, 8, 8), "6", 3, Scheme.HIV, Channel.BANK_SELF, "0209990009", ""),
)
"""In October: 700, 700, 700, 1,000, 700 and nothing; 1,000; 500 and 500. ปิ่นทอง is 80 from November, ครบรอบ is 60."""


def fill(store: Store) -> dict[str, str]:
    """Enter office and people; gives the person ids by key."""
    set_office(store, OFFICE)
    for village in VILLAGES:
        save_village(store, village)
    for signer in SIGNERS:
        appoint(store, signer)
    ids = {}
    with store.transaction() as tx:
        for number, (key, prefix, first, last, birth, house, moo, scheme, channel, account, proxy) in enumerate(PEOPLE):
            person = tx.insert(
                Citizen(
                    citizen_id=invented_id(number),
                    prefix=prefix,
                    first_name=first,
                    last_name=last,
                    birth=PartialDate(*birth),
                    thai_national=True,
                    house_no=house,
                    moo=moo,
                    subdistrict="ทรายทอง",
                    district="โนนทรายคำ",
                    province="กาฬสินธุ์",
                    postcode="46999",
                )
            )
            ids[key] = person.id
            writer = writer_of(tx, scheme_set_of(scheme))
            claim = writer.insert(
                Claim(
                    person_id=person.id,
                    scheme=scheme,
                    origin=Origin.BROUGHT_OVER,
                    state=ClaimState.ACCEPTED,
                    proxy_name=proxy,
                    proxy_relation="บุตร" if proxy else "",
                )
            )
            writer.insert(
                PaymentChannel(
                    claim_id=claim.id,
                    from_month=Month(2026, 10),
                    channel=channel,
                    bank_code="030" if account else "",
                    account_no=account,
                    account_name=f"{prefix}{first} {last}" if account else "",
                    payee_name=proxy,
                )
            )
    return ids


def make_store(path: Path, clock: FixedClock) -> Store:
    """An empty store, open for writing, with cheap key costs."""
    store, _sheets = Store.create(
        path,
        office="ทรายทอง",
        user="ผู้ดูแล",
        password=PASSWORD,
        clock=clock,
        sets=SENSITIVE_SETS,
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    return store


ORDINARY, SPECIAL = SchemeSet.ORDINARY, SchemeSet.SPECIAL
OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
