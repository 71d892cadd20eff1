"""Reports of mistakes that the computers behind a hub let go: the hub lets them go further, to its province."""

from __future__ import annotations

from sqlalchemy import Engine

from sai_thong.db.store import Store
from sai_thong.server.crash_reports import take_away
from sai_thong.server.database import of_office
from sai_thong.sync.crash_messages import MOST_AT_ONCE
from sai_thong.sync.crash_reports import let_go, waiting_to_go


def pass_on(store: Store, engine: Engine, office: str) -> None:
    """Let what lies in the hub's book go with its next round or stick, as much as may wait at once.

    Args:
        store: The open store of the hub's computer, writable.
        engine: The hub's book.
        office: The code of the office.
    """
    room = MOST_AT_ONCE - len(waiting_to_go(store))
    with of_office(engine, office) as connection:
        texts = take_away(connection, office, room)
        if texts:
            # Before the book forgets them: what goes twice is kept once.
            let_go(store, texts)
