"""A province with two districts and made-up figures, its pages, and officers who are signed in."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pyotp
import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from sai_thong.ground.clock import FixedClock
from sai_thong.registers.statistics.terms import LATE
from sai_thong.server.access import Role, of_pages
from sai_thong.server.database import add_office, of_office
from sai_thong.server.directory import Directory
from sai_thong.server.schema import DEVICES, FIGURES, OFFICES
from sai_thong.server.users import Accounts
from sai_thong.server.web.site import site

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "ฝนตกที่แม่แจ่ม 7 วัน"
OFFICES_BY_DISTRICT = {"5001": "แม่แจ่ม", "5002": "แม่แจ่ม", "5101": "จอมทอง"}
_KEYS = ("scheme", "step", "service", "state", "asset_class")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC))


@pytest.fixture
def accounts(clock: FixedClock) -> Accounts:
    return Accounts(clock, CHEAP)


@pytest.fixture
def province(sqlite_engine: sa.Engine) -> sa.Engine:
    return furnished(sqlite_engine)


def furnished(engine: sa.Engine) -> sa.Engine:
    """A database with the offices of both districts, their computers and figures."""
    for office, district in OFFICES_BY_DISTRICT.items():
        add_office(engine, office, f"อบต.ที่ {office}", epoch="first", district=district)
        with of_office(engine, office) as connection:
            device = {"device": f"pc-{office}", "name": "เครื่องธุรการ", "enrolled_at": "2026-10-01T02:00:00Z"}
            connection.execute(sa.insert(DEVICES).values(office=office, **device, signing_key=b"", box_key=b""))
            connection.execute(sa.insert(FIGURES), _figures(office))
    with of_office(engine, "5001") as connection:
        seen = {"last_contact": "2026-11-21T02:00:00Z"}
        connection.execute(sa.update(OFFICES).where(OFFICES.c.office == "5001").values(seen))
    return engine


def _figures(office: str) -> list[dict[str, object]]:
    """Two rates of one scheme, the dearer withheld by the first office; petitions; assets of two classes."""
    is_first, rows = office == "5001", []

    def row(kind: str, period: str, figure: str, count: int | None, satang: int | None = None, **keys: str) -> None:
        withheld = int(count is None)
        told = {"kind": kind, "period": period, "figure": figure, "count": count, "amount_satang": satang}
        told |= {"withheld": withheld, "amount_withheld": withheld, "office": office, "record_id": f"r{len(rows)}"}
        rows.append(dict.fromkeys(_KEYS, "") | told | keys)

    for month in ("2026-09", "2026-10"):
        row("allowance_month", month, "paid", 100, 6_000_000, scheme="old-age", step="60000")
        dear = (None, None) if is_first else (10, 1_000_000)
        row("allowance_month", month, "paid", *dear, scheme="old-age", step="100000")
        row("allowance_month", month, "paid", *((102, 6_200_000) if is_first else (110, 7_000_000)), scheme="old-age")
        row("petitions_month", month, "received", 30)
        row("petitions_month", month, "open", 12)
        row("petitions_month", month, "open", 7, state=LATE)
    for asset_class, cost in (("land", 0), ("", 0), ("building", 100_000_000)):
        for figure, satang in (("cost", cost or 100_000_000), ("accumulated", cost // 2), ("net", cost // 2)):
            row("asset_year", "2569", figure, 4, satang, asset_class=asset_class)
    return rows


@dataclass
class Browser:
    """A visitor with cookies, who fills in forms with the token their page gave."""

    client: TestClient

    def get(self, path: str):
        return self.client.get(path)

    def token(self, path: str) -> str:
        page = self.client.get(path).text
        return page.split('name="form_token" value="')[1].split('"')[0]

    def post(self, path: str, form: dict[str, str] | None = None, *, shown: str | None = None):
        """Post a form of the page `shown`, or of the page at the same address."""
        token = self.token(shown or path)
        return self.client.post(path, data={"form_token": token} | (form or {}))


@pytest.fixture
def pages(province: sa.Engine, clock: FixedClock, accounts: Accounts) -> Iterator:
    """Opens browsers that know nobody yet."""
    served = site(Directory(province), clock, accounts)
    opened = []

    def browser() -> Browser:
        client = TestClient(served, base_url="http://province.test", follow_redirects=True)
        opened.append(client)
        return Browser(client)

    yield browser
    for client in opened:
        client.close()


def new_user(engine: sa.Engine, accounts: Accounts, name: str, role: Role, district: str = "") -> str:
    """Add an officer; the secret of the codes. The password is `PASSWORD`."""
    with of_pages(engine) as connection:
        accounts.add(connection, name, f"เจ้าหน้าที่ {name}", role, district)
        secret = pyotp.random_base32()
        accounts.set_up(connection, name, CHEAP.hash(PASSWORD), secret)
    return secret


@pytest.fixture
def signed_in(pages, province: sa.Engine, accounts: Accounts, clock: FixedClock):
    """Opens a browser whose officer is signed in."""

    def signed_in(name: str = "somchai", role: Role = Role.PROVINCE, district: str = "") -> Browser:
        secret = new_user(province, accounts, name, role, district)
        browser = pages()
        browser.post("/sign-in", {"name": name, "password": PASSWORD})
        page = browser.post("/sign-in/code", {"code": pyotp.TOTP(secret).at(clock.now())})
        assert page.status_code == 200, page.text
        assert page.url.path == "/"
        return browser

    return signed_in


@pytest.fixture
def of_district(signed_in) -> Browser:
    """An officer of the district แม่แจ่ม."""
    return signed_in("malee", Role.DISTRICT, "แม่แจ่ม")
