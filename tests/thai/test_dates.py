"""Dates are read in every habit of writing, settled by the row and the list, and refused when nothing settles them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import BE_OFFSET, MONTHS, MONTHS_SHORT, thai_date
from sai_thong.thai.dates import DateFault, DateHint, Purpose, UnreadableDate, read_date
from sai_thong.thai.digits import to_thai

ON = date(2026, 11, 1)
ELDERS = DateHint(on=ON, purpose="elders")
ANY = DateHint(on=ON)
TWELFTH = PartialDate(2489, 1, 12)
SERIAL_ZERO = date(1899, 12, 30)


@pytest.mark.parametrize(
    "written",
    [
        "12 ม.ค. 2489",
        "12 ม.ค 2489",
        "12 มค 2489",
        "12ม.ค.2489",
        "12 ม. ค. 2489",
        "12-ม.ค.-2489",
        "12/ม.ค./2489",
        "12 มกราคม 2489",
        "12 มก ราคม 2489",
        "12 มกรา 2489",
        "๑๒ มกราคม พ.ศ. ๒๔๘๙",
        "12 มกราคม พ.ศ.2489",
        "12 มกราคม พศ 2489",
        "12 มกราคม ปี 2489",
        "วันที่ 12 เดือน มกราคม พ.ศ. 2489",
        "วันเสาร์ที่ 12 มกราคม พ.ศ. 2489",
        "12 มกราคม ค.ศ. 1946",
        "12 January 1946",
        "12-Jan-2489",
        "12/1/2489",
        "12/01/2489",
        "12-01-2489",
        "12–01–2489",
        "12.1.2489",
        "12,1,2489",
        "12 1 2489",
        "12 / 1 / 2489",
        "12\\1\\2489",
        "'12/1/2489",
        "12/1/'2489",
        "12/1/1946",
        "12\u00a0ม.ค.\u00a02489",
        " 12/1/2489\u200b ",
        "12/1/2489 00:00:00",
        "12/1/2489 12:00:00 AM",
        "12/1/2489 เวลา 10.30 น.",
        "12 ม.ค. 2489 (80 ปี)",
        "2489-01-12",
        "2489/1/12",
        "1946-01-12",
        "1946-01-12 00:00:00",
        "2489-01-12T00:00:00",
        "12012489",
        "24890112",
        "19460112",
        12012489,
        24890112.0,
        datetime(1946, 1, 12),
        datetime(2489, 1, 12, 8, 30),
        date(2489, 1, 12),
        (date(1946, 1, 12) - SERIAL_ZERO).days,
        float((date(1946, 1, 12) - SERIAL_ZERO).days) + 0.25,
        (date(2489, 1, 12) - SERIAL_ZERO).days,
    ],
)
def test_one_day_in_every_habit(written: str | int | float | date) -> None:
    assert read_date(written, ELDERS) == TWELFTH


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("-/-/2485", "2485-00-00"),
        ("--/--/2485", "2485-00-00"),
        ("- - 2485", "2485-00-00"),
        ("../../2485", "2485-00-00"),
        ("?/?/2485", "2485-00-00"),
        ("xx/xx/2485", "2485-00-00"),
        ("0/0/2476", "2476-00-00"),
        ("00/00/2476", "2476-00-00"),
        ("24760000", "2476-00-00"),
        ("2476-00-00", "2476-00-00"),
        ("2468", "2468-00-00"),
        ("๒๔๖๘", "2468-00-00"),
        (2468, "2468-00-00"),
        (2468.0, "2468-00-00"),
        ("2468.0", "2468-00-00"),
        ("1925", "2468-00-00"),
        ("พ.ศ. 2468", "2468-00-00"),
        ("ปี พ.ศ.2468", "2468-00-00"),
        ("ไม่ทราบ 2489", "2489-00-00"),
        ("ไม่ปรากฏวันที่และเดือนเกิด พ.ศ. 2489", "2489-00-00"),
        ("-/-/89", "2489-00-00"),
        ("0/1/2489", "2489-01-00"),
        ("-/1/2489", "2489-01-00"),
        ("24890100", "2489-01-00"),
        ("1/2489", "2489-01-00"),
        ("ม.ค. 2489", "2489-01-00"),
        ("มกราคม พ.ศ. 2489", "2489-01-00"),
        ("- ม.ค. 2489", "2489-01-00"),
        ("ไม่ทราบวันที่ ม.ค. 2489", "2489-01-00"),
        ("12/0/2489", "2489-00-00"),
    ],
)
def test_unknown_parts_stay_unknown(written: str | int | float, stored: str) -> None:
    assert read_date(written, ELDERS).iso_parts == stored


@pytest.mark.parametrize(
    ("written", "purpose", "age", "stored"),
    [
        ("05-12-89", "elders", None, "2489-12-05"),
        ("05-12-07", "elders", None, "2507-12-05"),
        ("05-12-89", "disabled", None, "2489-12-05"),
        ("05-12-40", "disabled", None, "2540-12-05"),
        ("05-12-60", "disabled", 8, "2560-12-05"),
        ("05-12-60", "disabled", 108, "2460-12-05"),
        ("05-12-60", "disabled", 5, "2560-12-05"),  # an age column three years old
        ("18 ก.พ. 76", "future", None, "2576-02-18"),
        ("18 ก.พ. 68", "future", None, "2568-02-18"),
        ("18 ก.พ. 69", "any", None, "2569-02-18"),
        ("12ม.ค.'89", "elders", None, "2489-01-12"),
        ("120189", "elders", None, "2489-01-12"),
        (50389, "elders", 81, "2489-03-05"),
        ("12 Jan 46", "elders", None, "2489-01-12"),
        ("12/1/46", "elders", 80, "2489-01-12"),
        ("12 ม.ค. ค.ศ. 46", "elders", None, "2489-01-12"),
        (datetime(1989, 12, 5), "elders", 80, "2489-12-05"),  # typed 5/12/89, completed by the workbook
        (datetime(2005, 3, 27), "elders", 64, "2505-03-27"),
        (datetime(1989, 12, 5), "elders", None, "2532-12-05"),
        ("12/1/2489", "elders", 61, "2489-01-12"),  # a full year stands against any age
    ],
)
def test_the_row_and_the_list_settle_the_century(
    written: str | int | datetime, purpose: Purpose, age: int | None, stored: str
) -> None:
    assert read_date(written, DateHint(on=ON, purpose=purpose, age=age)).iso_parts == stored


@pytest.mark.parametrize(
    ("written", "hint", "reason"),
    [
        ("", ANY, DateFault.EMPTY),
        ("  \u200b", ANY, DateFault.EMPTY),
        ("-", ANY, DateFault.NOT_A_DATE),
        ("ตลอดชีพ", ANY, DateFault.NOT_A_DATE),
        ("12 ม.ค. 2489 " + "(" * 300, ANY, DateFault.NOT_A_DATE),
        ("12 มกราธันวา 2489", ANY, DateFault.NOT_A_DATE),
        ("89", ELDERS, DateFault.NOT_A_DATE),
        ("12/1/489", ELDERS, DateFault.NOT_A_DATE),
        ("12/1/3489", ELDERS, DateFault.NOT_A_DATE),
        ("99999999", ANY, DateFault.NOT_A_DATE),
        (float("nan"), ANY, DateFault.NOT_A_DATE),
        (-1, ANY, DateFault.NOT_A_DATE),
        (-2489, ANY, DateFault.NOT_A_DATE),
        (-160, ANY, DateFault.NOT_A_DATE),
        (10**400, ANY, DateFault.NOT_A_DATE),
        ("31/2/2489", ELDERS, DateFault.IMPOSSIBLE),
        ("31 เม.ย. 2489", ELDERS, DateFault.IMPOSSIBLE),
        ("1/13/2489", ELDERS, DateFault.IMPOSSIBLE),
        ("1/25/2489", ELDERS, DateFault.IMPOSSIBLE),
        ("29/2/2488", ELDERS, DateFault.IMPOSSIBLE),
        ("32-01-89", ELDERS, DateFault.IMPOSSIBLE),
        (datetime(2488, 2, 29), ELDERS, DateFault.IMPOSSIBLE),
        ("05-12-60", DateHint(on=ON, purpose="disabled"), DateFault.AMBIGUOUS),
        ("05-12-60", DateHint(on=ON, purpose="births"), DateFault.AMBIGUOUS),
        ("05-12-89", DateHint(on=ON, purpose="elders", age=62), DateFault.AMBIGUOUS),
        ("05-12-89", ANY, DateFault.AMBIGUOUS),
        ("12/1/2589", ELDERS, DateFault.IN_THE_FUTURE),
        ("2/11/2569", DateHint(on=ON, purpose="disabled"), DateFault.IN_THE_FUTURE),
        ("12/1/2409", ELDERS, DateFault.TOO_LONG_AGO),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    written: str | float | datetime, hint: DateHint, reason: DateFault
) -> None:
    with pytest.raises(UnreadableDate) as refused:
        read_date(written, hint)
    assert refused.value.reason is reason


def test_29_february_is_judged_by_the_ce_year() -> None:
    assert read_date("29/2/2487", ELDERS) == PartialDate(2487, 2, 29)


def test_months_before_the_new_year_of_2484_are_read() -> None:
    assert read_date("15 ก.พ. 2483", ELDERS) == PartialDate(2483, 2, 15)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_read_in_full_short_without_dots_and_glued(month: int) -> None:
    full, short = MONTHS[month - 1], MONTHS_SHORT[month - 1]
    for name in (full, short, short.replace(".", ""), short.rstrip("."), full[:-2]):
        for written in (f"5 {name} 2489", f"5{name}2489", f"5 {name}พ.ศ.2489"):
            assert read_date(written, ELDERS) == PartialDate(2489, month, 5), written


HABITS: dict[str, Callable[[date], str | int | date]] = {
    "in full": thai_date,
    "in full, Thai digits": lambda d: to_thai(f"{d.day} {MONTHS[d.month - 1]} พ.ศ. {d.year + BE_OFFSET}"),
    "short month": lambda d: f"{d.day} {MONTHS_SHORT[d.month - 1]} {d.year + BE_OFFSET}",
    "short month, short year": lambda d: f"{d.day}{MONTHS_SHORT[d.month - 1]}{(d.year + BE_OFFSET) % 100:02}",
    "slashes": lambda d: f"{d.day}/{d.month}/{d.year + BE_OFFSET}",
    "slashes, CE": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "dashes, two digits": lambda d: f"{d.day:02}-{d.month:02}-{(d.year + BE_OFFSET) % 100:02}",
    "dots, Thai digits": lambda d: to_thai(f"{d.day}.{d.month}.{d.year + BE_OFFSET}"),
    "year first, BE": lambda d: f"{d.year + BE_OFFSET}-{d.month:02}-{d.day:02}",
    "year first, CE": date.isoformat,
    "chip": lambda d: f"{d.year + BE_OFFSET}{d.month:02}{d.day:02}",
    "packed": lambda d: int(f"{d.day}{d.month:02}{d.year + BE_OFFSET}"),
    "date cell": lambda d: d,
    "serial number": lambda d: (d - SERIAL_ZERO).days,
}


@given(st.dates(date(1912, 1, 1), date(1971, 10, 31)), st.sampled_from(sorted(HABITS)), st.booleans())
def test_an_elders_birth_reads_back_from_any_habit(born: date, habit: str, with_age: bool) -> None:
    truth = PartialDate.from_date(born)
    age = truth.age_on(ON) if with_age else None
    assert read_date(HABITS[habit](born), DateHint(on=ON, purpose="elders", age=age)) == truth


@given(st.dates(date(1917, 1, 1), ON), st.sampled_from(sorted(HABITS)), st.integers(-1, 1))
def test_any_birth_reads_back_when_the_row_gives_the_age(born: date, habit: str, off_by: int) -> None:
    truth = PartialDate.from_date(born)
    hint = DateHint(on=ON, purpose="disabled", age=truth.age_on(ON) + off_by)
    assert read_date(HABITS[habit](born), hint) == truth


@given(st.dates(ON - timedelta(days=365 * 10), ON + timedelta(days=365 * 14)), st.sampled_from(sorted(HABITS)))
def test_a_cards_expiry_reads_back_from_any_habit(expires: date, habit: str) -> None:
    hint = DateHint(on=ON, purpose="future")
    assert read_date(HABITS[habit](expires), hint) == PartialDate.from_date(expires)


@given(st.text(st.sampled_from("0129๒๔๘-/. มคกพ.ศ,'\u00a0x"), max_size=14) | st.integers() | st.floats())
def test_anything_else_is_read_or_refused_and_nothing_breaks(written: str | int | float) -> None:
    try:
        read = read_date(written, ANY)
    except UnreadableDate as refused:
        assert str(refused)
    else:
        assert PartialDate.parse_stored(read.iso_parts) == read
