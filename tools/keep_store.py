"""Make a small office's file as the schema of one step leaves it, for `tests/db/kept`: every later program migrates it.

    python tools/keep_store.py 1 tests/db/kept

Run once a step, before the next one is written; a kept file is never made again.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sai_thong.db import migrations
from sai_thong.db.connection import open_connection
from sai_thong.db.keys import Kdf
from sai_thong.db.numbering import NumberSeries, NumberState, OfficialNumber
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances.records import Claim, Origin, SchemePaySource
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet
from sai_thong.registers.office.records import Office, Setting, Village
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

USER, PASSWORD = "สมหญิง", "รหัสแรก"
CLOCK = FixedClock(datetime(2026, 11, 3, 2, 0, tzinfo=UTC))
PERSON = Citizen(
    citizen_id="1101700230708",
    prefix="นาง",
    first_name="ทองใบ",
    last_name="ทรายคำ",
    birth=PartialDate(2489, 1, None),
    house_no="12/3",
    moo=3,
)


def keep(step: int, folder: Path) -> Path:
    """Make the file of a step in `folder`; its keys lie beside it."""
    path = folder / f"office-{step:04}.saithong"
    every_step = migrations._steps()
    migrations._steps = lambda: every_step[:step]  # type: ignore[assignment]
    store, _sheets = Store.create(
        path,
        office="ทรายทอง",
        user=USER,
        password=PASSWORD,
        clock=CLOCK,
        sets=(SchemeSet.SPECIAL.value,),
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    with store:
        _fill(store)
    connection = open_connection(path, store.keys.data_key, write=True)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    for left in folder.glob(f"{path.name}*"):
        if left.name not in (path.name, f"{path.name}.keys"):
            left.unlink()
    return path


def _fill(store: Store) -> None:
    """A little of everything that a migration could lose: words, numbers, a change, a sealed record."""
    with store.transaction("เริ่มใช้งาน") as tx:
        tx.insert(Office(name="ทรายทอง", code="46990101", letter_code="กส 99901"))
        tx.insert(Village(moo=3, name="บ้านโนนปู่ทวด"))
        tx.insert(Setting(key="papers.digits", value="thai"))
        tx.insert(SchemePaySource(scheme=Scheme.OLD_AGE, from_month=Month(2026, 10), source=PaySource.CGD))
        person = tx.insert(PERSON)
        claim = Claim(person_id=person.id, scheme=Scheme.OLD_AGE, origin=Origin.BROUGHT_OVER)
        tx.insert(claim)
        # As rows of that step, not by the operations: those know later tables.
        tx.insert(NumberSeries(name="letters-out", year_be=2569, station=store.file_id, next_number=58))
        tx.insert(
            OfficialNumber(
                place="letters-out/2569/57",
                series="letters-out",
                year_be=2569,
                number=57,
                state=NumberState.ISSUED,
                given_to=person.id,
                on_day=date(2026, 11, 3),
            )
        )
        tx.on(SchemeSet.SPECIAL.value).insert(Claim(person_id=person.id, scheme=Scheme.HIV, origin=Origin.CONFIRMED))
    with store.transaction() as tx:
        tx.update(tx.get(Citizen, person.id), phone="0710000001", why="แจ้งเอง")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", type=int)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["SAI_THONG_HOME"] = home
        sys.stdout.write(f"{keep(chosen.step, chosen.folder)}\n")
