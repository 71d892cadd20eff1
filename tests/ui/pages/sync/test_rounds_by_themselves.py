"""Rounds run beside the window: when due, on the button, on closing; they stop when asked, and tell how they ended."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from sai_thong.registers.citizens.records import Citizen
from sai_thong.sync.refusals import LinkCut, NoLink
from sai_thong.sync.schedule import OVER_THE_NETWORK, Ending
from sai_thong.ui.background_sync import BackgroundSync, RoundEnded, SyncState
from sai_thong.ui.closing import LastRoundDialog
from sai_thong.ui.pages.citizens import CitizensPage
from tests.ui.pages.sync.conftest import OpenWindow
from tests.ui.pages.sync.office import TwoComputers


class Seconds:
    """A timer that a test turns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class DeadLine:
    """Nobody answers."""

    def ask(self, *_asked: object) -> object:
        raise LinkCut


class HeldLine:
    """Answers only once it is let go, so that a test can look while a round is under way."""

    def __init__(self, line: object) -> None:
        self.line = line
        self.asked = threading.Event()
        self.go = threading.Event()

    def ask(self, *asked: object) -> object:
        self.asked.set()
        assert self.go.wait(20)
        return self.line.ask(*asked)  # type: ignore[attr-defined]


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def background(two: TwoComputers, seconds: Seconds, qtbot: QtBot):
    """The exchange of `here` without a window, on the turned timer."""
    made = BackgroundSync(two.here.store, open_round=two.here.open_round, timer=seconds, chance=lambda: 1.0)
    made.begin()
    qtbot.waitUntil(lambda: made.standing is not None)
    yield made
    made.close()


def ended(qtbot: QtBot, sync: BackgroundSync, act) -> RoundEnded:
    with qtbot.waitSignal(sync.ended, timeout=20_000) as told:
        act()
    return told.args[0]


def test_what_is_asked_for_while_it_still_counts_is_run_when_it_has_counted(
    two: TwoComputers, seconds: Seconds, qtbot: QtBot
) -> None:
    made = BackgroundSync(two.here.store, open_round=two.here.open_round, timer=seconds, chance=lambda: 1.0)
    made.count()
    assert made.standing is None
    assert ended(qtbot, made, made.sync_now).error is None
    made.close()


def test_a_round_comes_by_itself_when_it_is_due(background, seconds: Seconds, qtbot: QtBot) -> None:
    assert background.state is SyncState.RESTING

    def become_due() -> None:
        seconds.now = OVER_THE_NETWORK.opening

    assert ended(qtbot, background, become_due).ending is Ending.DONE
    assert background._schedule.due_at > seconds.now + OVER_THE_NETWORK.interval


def test_what_is_written_here_goes_out_soon(two: TwoComputers, background, seconds: Seconds, qtbot: QtBot) -> None:
    ended(qtbot, background, background.sync_now)
    two.here.add(Citizen(first_name="สมหญิง"))
    qtbot.waitUntil(lambda: background.standing.waiting_in_all == 1, timeout=10_000)
    seconds.now += OVER_THE_NETWORK.after_change
    assert ended(qtbot, background, lambda: None).error is None
    qtbot.waitUntil(lambda: background.standing.waiting_in_all == 0)


def test_what_came_is_told_and_what_does_not_answer_too(two: TwoComputers, background, qtbot: QtBot) -> None:
    two.there.add(Citizen(first_name="สมชาย"))
    two.there.exchange()
    assert ended(qtbot, background, background.sync_now).changes.touches(Citizen)
    two.here.line = DeadLine()
    failed = ended(qtbot, background, background.sync_now)
    assert isinstance(failed.error, NoLink)
    assert failed.ending is Ending.NO_ANSWER
    assert background.unanswered
    assert not background.refused


def test_a_revoked_computer_asks_no_more_for_hours(two: TwoComputers, background, seconds, qtbot: QtBot) -> None:
    two.authority.revoked |= set(two.authority.devices)
    assert ended(qtbot, background, background.sync_now).ending is Ending.REFUSED
    assert background.refused
    assert background._schedule.due_at - seconds.now > OVER_THE_NETWORK.interval * 2


def test_a_round_under_way_can_be_stopped(two: TwoComputers, background, qtbot: QtBot) -> None:
    two.here.line = held = HeldLine(two.here.line)
    two.here.add(Citizen(first_name="สมหญิง"))
    background.sync_now()
    qtbot.waitUntil(held.asked.is_set)
    assert background.state is SyncState.RUNNING
    background.cancel()
    assert background.state is SyncState.STOPPING
    assert ended(qtbot, background, held.go.set).stopped
    assert two.authority.book.head(two.here.store.file_id) is None


def test_pressed_while_one_runs_another_follows(two: TwoComputers, background, qtbot: QtBot) -> None:
    two.here.line = held = HeldLine(two.here.line)
    background.sync_now()
    qtbot.waitUntil(held.asked.is_set)
    background.sync_now()
    ended(qtbot, background, held.go.set)
    assert background.busy
    ended(qtbot, background, lambda: None)


def test_a_computer_that_works_alone_asks_nobody(tmp_path, qtbot: QtBot) -> None:
    from tests.sync.real_stations import make_station

    store = make_station(tmp_path, "คนเดียว").store
    sync = BackgroundSync(store, timer=lambda: 1e9)
    sync.begin()
    qtbot.waitUntil(lambda: sync.standing is not None)
    sync._look_around()
    assert sync.state is SyncState.ALONE
    assert not sync.busy
    sync.close()
    store.close()


def test_the_window_shows_what_came_and_the_sign_tells_in_words(
    two: TwoComputers, window: OpenWindow, qtbot: QtBot
) -> None:
    shell = window("citizens")
    page = shell.page()
    assert isinstance(page, CitizensPage)
    two.there.add(Citizen(first_name="บัวลี", last_name="ฤทธิ์ฤา"))
    two.there.exchange()
    ended(qtbot, shell.sync, shell.sync.sync_now)
    qtbot.waitUntil(lambda: any("บัวลี" in row["name"] for row in page.people.table.rows()))
    qtbot.waitUntil(lambda: shell.sync_sign.words().startswith("ข้อมูลตรงกันแล้ว"))
    assert shell.sync_sign.isVisible()
    two.here.line = DeadLine()
    ended(qtbot, shell.sync, shell.sync.sync_now)
    assert shell.sync_sign.words().startswith("ติดต่อปลายทางไม่ได้")


def test_closing_sends_what_waits_and_asks_nothing(two: TwoComputers, window: OpenWindow, qtbot: QtBot) -> None:
    shell = window()
    two.here.add(Citizen(first_name="สมหญิง"))
    shell.sync.count()
    qtbot.waitUntil(lambda: shell.sync.standing.waiting_in_all == 1)
    assert not shell.close()
    assert shell.findChild(LastRoundDialog) is not None
    qtbot.waitUntil(shell.isHidden, timeout=20_000)
    assert two.authority.book.head(two.here.store.file_id).counter == two.here.store.head().counter


def test_closing_may_be_hurried(two: TwoComputers, window: OpenWindow, qtbot: QtBot) -> None:
    shell = window()
    two.here.line = held = HeldLine(two.here.line)
    two.here.add(Citizen(first_name="สมหญิง"))
    shell.sync.count()
    qtbot.waitUntil(lambda: shell.sync.standing.waiting_in_all == 1)
    shell.close()
    dialog = shell.findChild(LastRoundDialog)
    assert dialog is not None
    assert not shell.isHidden()
    dialog.leave.click()
    assert shell.isHidden()
    held.go.set()


def test_closing_with_nothing_to_send_or_a_dead_line_closes_at_once(
    two: TwoComputers, window: OpenWindow, qtbot: QtBot
) -> None:
    shell = window()
    two.here.add(Citizen(first_name="สมหญิง"))
    two.here.line = DeadLine()
    ended(qtbot, shell.sync, shell.sync.sync_now)
    qtbot.waitUntil(lambda: shell.sync.standing.waiting_in_all == 1)
    assert shell.close()
