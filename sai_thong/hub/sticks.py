"""A stick of another computer of the office is answered by this computer's hub, running or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.hub.keeping import book_path, kept_hub
from sai_thong.server.database import open_database
from sai_thong.server.sticks import TakenStick, take_stick
from sai_thong.sync.stick import StickNotForHere, file_name, read_stick


def answer_stick(
    store: Store, path: Path, answer: Path, *, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> tuple[TakenStick, Path]:
    """Take in what another computer of the office wrote, and write its answer.

    Args:
        store: The open store of the computer that is the hub.
        path: The stick.
        answer: The file of the answer, or the folder in which it gets its usual name.
        progress: Told of the bytes of the stick.

    Returns:
        What came, and the file of the answer.

    Raises:
        StickNotForHere: This computer is not the hub of the office.
        SaiThongError: As `take_stick` does.
    """
    hub = kept_hub(store)
    if hub is None or not hub.is_on:
        raise StickNotForHere(_("the province or the hub"))
    head = read_stick(path).head
    if answer.is_dir():
        answer /= file_name(head.office, bangkok_today(store.clock), head.device, answer=True)
    engine = open_database(URL.create("sqlite", database=str(book_path(store.path))), keeps_key=False)
    try:
        return take_stick(engine, hub.signing_key, path, answer, store.clock, progress=progress), answer
    finally:
        engine.dispose()
