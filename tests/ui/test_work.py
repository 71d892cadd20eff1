"""Work off the window's thread: in order, with typed errors, progress and cancel, delivered on the window's thread."""

from __future__ import annotations

import os
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sai_thong.ground.errors import BadInput, Refused, SaiThongError
from sai_thong.ui.kit import ProgressStrip
from sai_thong.ui.mailbox import Line
from sai_thong.ui.process_work import WorkerDied, run_in_process
from sai_thong.ui.work import Job, Report, StoreWorker, UnexpectedError
from tests.ui import heavy


@pytest.fixture
def worker() -> Iterator[StoreWorker]:
    made = StoreWorker()
    yield made
    made.close()


def outcome(qtbot: QtBot, job: Job) -> object:
    with qtbot.waitSignal(job.done, timeout=30_000) as told:
        pass
    assert told.args is not None
    return told.args[0]


def error_of(qtbot: QtBot, job: Job) -> SaiThongError:
    with qtbot.waitSignal(job.failed, timeout=30_000) as told:
        pass
    assert told.args is not None
    error = told.args[0]
    assert isinstance(error, SaiThongError)
    return error


def test_operations_run_one_after_the_other_in_one_other_thread(qtbot: QtBot, worker: StoreWorker) -> None:
    order: list[tuple[int, int]] = []
    jobs = [worker.submit(lambda n=n: order.append((n, threading.get_ident()))) for n in range(20)]
    outcome(qtbot, jobs[-1])
    assert [number for number, _thread in order] == list(range(20))
    assert len({thread for _number, thread in order}) == 1
    assert order[0][1] != threading.get_ident()


def test_the_result_arrives_on_the_windows_thread(qtbot: QtBot, worker: StoreWorker) -> None:
    arrived: list[tuple[object, int]] = []
    job = worker.submit(lambda: 42)
    job.done.connect(lambda value: arrived.append((value, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == [(42, threading.get_ident())]


def test_a_typed_error_arrives_as_it_is_and_the_queue_goes_on(qtbot: QtBot, worker: StoreWorker) -> None:
    def refuse() -> None:
        raise Refused("เดือนนี้ปิดแล้ว", kept="ไม่มีอะไรเปลี่ยน", do="ทำรายการย้อนหลังในเดือนถัดไป")

    failing = worker.submit(refuse)
    after = worker.submit(lambda: "after")
    told: list[object] = []
    after.done.connect(told.append)
    error = error_of(qtbot, failing)
    assert isinstance(error, Refused) and error.do == "ทำรายการย้อนหลังในเดือนถัดไป"
    qtbot.waitUntil(lambda: told == ["after"])


@pytest.mark.expects_log("unexpected ValueError")
def test_a_mistake_of_ours_is_told_in_words_and_logged_without_names(
    qtbot: QtBot, worker: StoreWorker, caplog: pytest.LogCaptureFixture
) -> None:
    error = error_of(qtbot, worker.submit(heavy.stumble))
    assert isinstance(error, UnexpectedError)
    assert error.what and error.kept and error.do
    assert "heavy.py" in caplog.text
    assert "ทองใบ" not in caplog.text + str(error)


def test_an_operation_is_cancelled_at_its_next_report(qtbot: QtBot, worker: StoreWorker) -> None:
    started = threading.Event()
    left_behind: list[str] = []

    def long(*, report: Report) -> None:
        while True:
            started.set()
            report(0, 0)

    def guarded(*, report: Report) -> None:
        try:
            long(report=report)
        except BaseException:
            left_behind.append("rolled back")
            raise

    job = worker.submit(guarded, reports_progress=True)
    with qtbot.waitSignal(job.cancelled):
        assert started.wait(10)
        job.cancel()
    assert left_behind == ["rolled back"]


def test_busy_is_told_from_first_to_last(qtbot: QtBot, worker: StoreWorker) -> None:
    told: list[bool] = []
    worker.busy_changed.connect(told.append)
    worker.submit(lambda: 1)
    last = worker.submit(lambda: 2)
    outcome(qtbot, last)
    qtbot.waitUntil(lambda: not worker.busy)
    assert told == [True, False]


def test_closing_finishes_what_was_queued() -> None:
    done: list[int] = []
    worker = StoreWorker()
    for number in range(50):
        worker.submit(done.append, number)
    worker.close()
    assert done == list(range(50))


def test_heavy_work_runs_in_a_process_of_its_own(qtbot: QtBot) -> None:
    assert outcome(qtbot, run_in_process(heavy.process_id)) != os.getpid()


def test_progress_of_the_other_process_is_shown(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    seen: list[tuple[int, int]] = []
    job = run_in_process(heavy.squares, 5, reports_progress=True)
    job.progressed.connect(lambda done, total: seen.append((done, total)))
    strip.follow(job, "กำลังคำนวณ")
    assert outcome(qtbot, job) == [0, 1, 4, 9, 16]
    assert seen == [(n, 5) for n in range(1, 6)]
    assert strip.isHidden()


def test_a_large_answer_arrives_whole(qtbot: QtBot) -> None:
    assert outcome(qtbot, run_in_process(heavy.big_answer, 20_000)) == heavy.big_answer(20_000)


def test_a_typed_error_of_the_other_process_keeps_its_words_and_family(qtbot: QtBot) -> None:
    error = error_of(qtbot, run_in_process(heavy.refuse, "elders.xlsx"))
    assert isinstance(error, BadInput)
    assert (error.what, error.kept, error.do) == ("elders.xlsx อ่านไม่ได้", "ไม่มีอะไรเปลี่ยน", "เลือกแฟ้มอื่น")


def test_a_mistake_in_the_other_process_is_told_in_words(qtbot: QtBot) -> None:
    error = error_of(qtbot, run_in_process(heavy.stumble))
    assert "ทองใบ" not in str(error)
    assert error.what == "โปรแกรมทำงานผิดพลาด"


def test_a_process_that_dies_is_told_in_words(qtbot: QtBot) -> None:
    error = error_of(qtbot, run_in_process(heavy.die))
    assert isinstance(error, WorkerDied)
    assert error.kept


def test_cancel_in_the_progress_strip_stops_the_process(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    job = run_in_process(heavy.wait_for_ever, reports_progress=True)
    strip.follow(job, "กำลังอ่าน")
    with qtbot.waitSignal(job.progressed, timeout=30_000):
        pass
    with qtbot.waitSignal(job.cancelled, timeout=30_000):
        strip.cancel_button().click()
    assert strip.isHidden()


def test_a_function_that_cannot_report_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="report"):
        run_in_process(heavy.process_id, reports_progress=True)


def test_a_job_whose_page_is_gone_delivers_nothing(qtbot: QtBot, app: QApplication) -> None:
    owner = QObject()
    told: list[object] = []
    job = run_in_process(heavy.process_id, parent=owner)
    job.done.connect(told.append)
    owner.deleteLater()
    del owner
    other = run_in_process(heavy.process_id)
    outcome(qtbot, other)
    app.processEvents()
    assert told == []


def test_a_thread_may_report_while_its_job_is_deleted(app: QApplication) -> None:
    """A thread that sent the job's own signal read freed memory, and killed the program within a few hundred turns."""
    switching = sys.getswitchinterval()
    sys.setswitchinterval(2e-5)
    for turn in range(400):
        owner, stop = QObject(), threading.Event()
        line = Job(owner).line
        thread = threading.Thread(target=_report_until, args=(line, stop))
        thread.start()
        for _event in range(turn % 7):
            app.processEvents()
        owner.deleteLater()
        del owner
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        stop.set()
        thread.join()
    sys.setswitchinterval(switching)
    app.processEvents()


def _report_until(line: Line, stop: threading.Event) -> None:
    for _time in range(500):
        line.report(1, 2)
        if stop.is_set():
            break
    line.post("done")


def test_no_thread_lets_the_last_reference_to_a_widget_go(qtbot: QtBot, worker: StoreWorker) -> None:
    class Owner(QObject):
        def read(self) -> int:
            return 1

    ended: list[threading.Thread] = []
    owner = Owner()
    # Qt's own thread would be of no use here: the question is in which thread of Python the last reference goes.
    weakref.finalize(owner, lambda: ended.append(threading.current_thread()))
    job = worker.submit(owner.read)
    del owner
    assert outcome(qtbot, job) == 1
    del job
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.main_thread()]


def test_an_error_handed_over_holds_on_to_nothing(qtbot: QtBot, worker: StoreWorker) -> None:
    def refuse() -> None:
        try:
            raise KeyError("inside")
        except KeyError as inside:
            raise Refused("refused") from inside

    error = error_of(qtbot, worker.submit(refuse))
    assert (error.__traceback__, error.__cause__, error.__context__) == (None, None, None)
