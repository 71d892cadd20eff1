"""Backups by themselves: every place that is there gets a copy that was read back; the office hears of none."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sai_thong.db import backup
from sai_thong.db.backup_plan import BackupPlan, PlaceState, back_up, is_due_today, keep_plan, own_folder, plan_of
from sai_thong.db.backup_standing import backup_standing, is_overdue
from sai_thong.db.damage_note import is_damaged, note_damage
from sai_thong.db.errors import DamagedBackup, DamagedFile
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.citizens.records import Citizen

PASSWORD = "ทดสอบ-saithong"
BEGAN = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "แฟลชไดรฟ์"
    made.mkdir()
    return made


@pytest.fixture
def plan(store: Store, stick: Path) -> BackupPlan:
    return plan_of(store.path).with_place(stick)


def at(store: Store, moment: datetime) -> None:
    store.clock = FixedClock(moment)


def work(store: Store, name: str = "ก") -> None:
    with store.transaction() as tx:
        tx.insert(Citizen(first_name=name))


def states(store: Store, plan: BackupPlan) -> list[PlaceState]:
    return [each.state for each in back_up(store, plan)]


def copies_in(place: Path) -> list[str]:
    return sorted(each.name for each in place.iterdir())


def test_without_a_choice_backups_lie_beside_the_store_and_are_made_on_closing(store: Store) -> None:
    assert plan_of(store.path) == BackupPlan((own_folder(store.path),), on_closing=True)


def test_a_plan_is_kept_by_this_machine_for_this_store(store: Store, stick: Path) -> None:
    keep_plan(store.path, BackupPlan((stick,), on_closing=False))
    assert plan_of(store.path) == BackupPlan((stick,), on_closing=False)
    assert stick.name not in store.path.read_bytes().decode("latin-1")


def test_a_torn_plan_is_the_usual_one(store: Store, tmp_path: Path, stick: Path) -> None:
    keep_plan(store.path, BackupPlan((stick,), on_closing=False))
    for torn in (b"", b"[]", b'{"x": 1}', (tmp_path / "home" / "backups.json").read_bytes().replace(b"places", b"p")):
        (tmp_path / "home" / "backups.json").write_bytes(torn)
        assert plan_of(store.path) == BackupPlan((own_folder(store.path),))


def test_every_place_gets_the_same_copy_and_each_is_whole(store: Store, stick: Path, plan: BackupPlan) -> None:
    work(store)
    assert states(store, plan) == [PlaceState.DONE, PlaceState.DONE]
    (here,), (there,) = copies_in(own_folder(store.path)), copies_in(stick)
    assert here == there
    assert backup.verify(stick / there).counter == store.head().counter
    assert backup.verify(own_folder(store.path) / here) == backup.verify(stick / there)


def test_a_copy_that_holds_everything_is_not_made_again(store: Store, plan: BackupPlan) -> None:
    work(store)
    back_up(store, plan)
    at(store, BEGAN + timedelta(days=40))
    assert states(store, plan) == [PlaceState.HELD, PlaceState.HELD]
    work(store)
    assert states(store, plan) == [PlaceState.DONE, PlaceState.DONE]


def test_a_place_that_is_not_there_keeps_no_other_from_its_copy(store: Store, stick: Path, plan: BackupPlan) -> None:
    stick.rmdir()
    assert states(store, plan) == [PlaceState.DONE, PlaceState.ABSENT]
    assert not stick.exists()


def test_a_place_that_fails_keeps_no_other_from_its_copy(
    store: Store, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bad_stick(path: Path) -> backup.Manifest:
        manifest = whole(path)
        if path.is_relative_to(stick):
            raise DamagedBackup(path)
        return manifest

    whole = backup.verify
    monkeypatch.setattr(backup, "verify", bad_stick)
    first, second = back_up(store, BackupPlan((stick, own_folder(store.path))))
    assert (first.state, second.state) == (PlaceState.FAILED, PlaceState.DONE)
    assert isinstance(first.error, DamagedBackup)
    assert copies_in(stick) == []


def test_what_a_killed_backup_left_is_cleared_away(store: Store, stick: Path) -> None:
    left = stick / f"{store.path.stem}-20260101-010101{backup.SUFFIX}.new"
    another = stick / f"other-20260101-010101{backup.SUFFIX}.new"
    left.write_bytes(b"half")
    another.write_bytes(b"not ours")
    back_up(store, BackupPlan((stick,)))
    assert not left.exists()
    assert another.exists()


def test_places_are_thinned_and_copies_of_others_are_left_alone(store: Store, stick: Path) -> None:
    (stick / f"foreign{backup.SUFFIX}").write_bytes(b"not ours to remove")
    for number in range(9):
        at(store, BEGAN + timedelta(hours=number))
        work(store)
        (outcome,) = back_up(store, BackupPlan((stick,)))
    assert len(copies_in(stick)) == 2
    assert outcome.let_go == 1
    assert outcome.copy is not None
    assert outcome.copy.path.name in copies_in(stick)


def test_a_copy_of_another_branch_is_never_let_go(store: Store, stick: Path, clock: FixedClock) -> None:
    """The computer was set back to an older backup: the later one may hold what stands nowhere else."""
    work(store)
    back_up(store, BackupPlan((stick,)))
    older = stick.parent / "older"
    shutil.copytree(stick, older)
    at(store, BEGAN + timedelta(hours=1))
    work(store, "ข")
    back_up(store, BackupPlan((stick,)))
    later = max(copies_in(stick))
    store.close()
    restored = stick.parent / "restored.saithong"
    backup.restore(next(older.iterdir()), restored)
    with Store.open(restored, password=PASSWORD, clock=clock) as again:
        for number in range(2, 5):
            at(again, BEGAN + timedelta(hours=number))
            work(again)
            back_up(again, BackupPlan((stick,)))
        assert later in copies_in(stick)
        standing = backup_standing(again, BackupPlan((stick,)))
        assert standing.newest is not None
        assert standing.newest.manifest.file_id == again.file_id


def test_a_clock_years_ahead_for_a_day_lets_no_good_copy_go(store: Store, stick: Path) -> None:
    days = [0, 1, 543 * 365, 2, 3]
    for number in days:
        at(store, BEGAN + timedelta(days=number))
        work(store)
        back_up(store, BackupPlan((stick,)))
    assert len(copies_in(stick)) == len(days)
    newest = backup_standing(store, BackupPlan((stick,))).newest
    assert newest is not None
    assert newest.day == date(2026, 11, 6)


def test_a_clock_that_stands_still_makes_names_of_their_own(store: Store, stick: Path) -> None:
    work(store)
    back_up(store, BackupPlan((stick,)))
    work(store)
    assert states(store, BackupPlan((stick,))) == [PlaceState.DONE]


def test_damage_is_remembered_until_the_file_proves_whole_or_a_backup_is_put_in_its_place(
    store: Store, stick: Path, clock: FixedClock
) -> None:
    work(store)
    back_up(store, BackupPlan((stick,)))
    work(store)
    store.close()
    whole = store.path.read_bytes()
    store.path.write_bytes(whole[:-4096] + bytes(4096))
    with Store.open(store.path, password=PASSWORD, clock=clock) as damaged:
        (outcome,) = back_up(damaged, BackupPlan((stick,)))
    assert isinstance(outcome.error, DamagedFile)
    assert is_damaged(store.path)
    shutil.copyfile(store.path, store.path.with_suffix(".damaged"))
    store.path.write_bytes(whole)
    with Store.open(store.path, password=PASSWORD, clock=clock) as mended:
        assert states(mended, BackupPlan((stick,))) == [PlaceState.DONE]
    assert not is_damaged(store.path)
    note_damage(store.path, damaged=True)
    for each in store.path.parent.glob("office.saithong*"):
        each.unlink()
    backup.restore(min(stick.iterdir()), store.path)
    assert not is_damaged(store.path)


# ---- where they stand


def test_a_cut_or_changed_copy_is_no_copy(store: Store, stick: Path) -> None:
    work(store)
    back_up(store, BackupPlan((stick,)))
    (made,) = stick.iterdir()
    made.write_bytes(made.read_bytes()[:-5000])
    standing = backup_standing(store, BackupPlan((stick,)))
    assert standing.newest is None
    assert standing.entries_since == store.head().counter


def test_the_standing_tells_places_and_what_no_copy_holds(store: Store, stick: Path, plan: BackupPlan) -> None:
    work(store)
    back_up(store, plan)
    at(store, BEGAN + timedelta(days=1))
    work(store)
    shutil.rmtree(stick)
    standing = backup_standing(store, plan)
    here, there = standing.places
    assert (here.is_there, here.copies, here.same_disk) == (True, 1, True)
    assert (there.is_there, there.copies, there.newest) == (False, 0, None)
    assert (standing.entries_since, standing.days_since, standing.overdue) == (1, 1, False)
    at(store, BEGAN + timedelta(days=2))
    work(store)
    assert backup_standing(store, plan).overdue


TODAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("made_on", "entries", "days", "overdue"),
    [
        (None, 0, 0, False),
        (None, 1, 1, True),
        (TODAY, 500, 1, False),
        (TODAY - timedelta(days=400), 0, 0, False),
        (TODAY - timedelta(days=1), 1, 1, False),
        (TODAY - timedelta(days=2), 1, 1, True),
        # The clock went back: by the days of the journal alone.
        (TODAY + timedelta(days=543 * 365), 1, 1, False),
        (TODAY + timedelta(days=543 * 365), 40, 2, True),
        (TODAY, 40, 2, True),
    ],
)
def test_whether_a_backup_is_too_old(made_on: date | None, entries: int, days: int, overdue: bool) -> None:
    assert is_overdue(made_on, TODAY, entries_since=entries, days_since=days) is overdue


def test_a_backup_is_due_once_a_day_for_each_place_that_is_there(store: Store, plan: BackupPlan) -> None:
    work(store)
    assert is_due_today(store, [None])
    back_up(store, plan)
    newest = [each.newest for each in backup_standing(store, plan).places]
    assert not is_due_today(store, newest)
    at(store, BEGAN + timedelta(hours=16))  # 01:00 of the next day in Thailand
    assert is_due_today(store, newest)
