"""The book on SQL says what the book in memory says, on SQLite and on PostgreSQL, whatever arrives in which order."""

from __future__ import annotations

import threading
from random import Random

import pytest
import sqlalchemy as sa

from sai_thong.server.book import OfficeUnknown
from sai_thong.server.database import add_office
from sai_thong.server.schema import OUTCOMES
from sai_thong.sync.authority import receive
from sai_thong.sync.batches import read_batch
from tests.server.books import open_book
from tests.sync.made_entries import policy
from tests.sync.memory_book import MemoryBook
from tests.sync.simulated import Office


@pytest.fixture
def office(engine: sa.Engine) -> str:
    add_office(engine, "office", "ทรายทอง", epoch="first")
    return "office"


def sent_by_stations(seed: int) -> list[bytes]:
    """Every batch that stations of a made-up office sent, in the order of arrival, doubled and reaching back."""
    simulated = Office(seed, stations=3)
    sent: list[bytes] = []
    simulated.merge = sent.append  # type: ignore[method-assign]
    for _step in range(120):
        simulated.step()
    for station in simulated.stations:
        if (last := station.batch(0, 1000)) is not None:
            sent.append(last)
    Random(seed).shuffle(sent)
    return sent + sorted(sent, key=lambda data: read_batch(data).first)


@pytest.mark.parametrize("seed", range(4))
def test_sql_and_memory_take_everything_alike(engine: sa.Engine, office: str, seed: int) -> None:
    memory = MemoryBook(office)
    for data in sent_by_stations(seed):
        batch = read_batch(data)
        expected = receive(memory, batch, policy)
        with open_book(engine, office) as book:
            book.expect(batch.columns.records)
            assert receive(book, batch, policy) == expected
            book.write("2026-11-21T03:00:00Z")
    with open_book(engine, office) as book:
        page = book.page(0, 10_000)
        told = [(each.file_id, each.counter, each.effects, each.given_up) for each in page.lines]
        assert told == [
            (each.entry.id.file_id, each.entry.id.counter, each.effects, each.given_up) for each in memory.outcomes
        ]
        assert (book.last_seq, page.more, len(told) > 25) == (len(told), False, True)
        for record_type, record_id in {(each.entry.record_type, each.entry.record_id) for each in memory.outcomes}:
            assert book.state(record_type, record_id) == memory.state(record_type, record_id)


def test_a_page_brings_the_batches_of_its_entries_that_are_not_known(engine: sa.Engine, office: str) -> None:
    for data in sent_by_stations(1):
        batch = read_batch(data)
        with open_book(engine, office) as book:
            receive(book, batch, policy)
            book.write("")
    with open_book(engine, office) as book:
        heads = book.heads()
        page = book.page(3, 5)
        assert (page.first_seq, len(page.lines), page.more) == (4, 5, True)
        brought = {
            (each.file_id, counter)
            for each in book.batches_of(page, {})
            for counter in range(each.first, each.last + 1)
        }
        assert {(line.file_id, line.counter) for line in page.lines} <= brought
        assert book.batches_of(page, heads) == []


def test_an_office_nobody_added_is_unknown(engine: sa.Engine) -> None:
    with pytest.raises(OfficeUnknown), open_book(engine, "elsewhere"):
        pass


def test_two_at_once_get_one_order_without_a_gap(engine: sa.Engine, office: str) -> None:
    batches = [read_batch(data) for data in sent_by_stations(2)]
    by_file = {
        file_id: [each for each in batches if each.file_id == file_id] for file_id in {b.file_id for b in batches}
    }

    def send(of_file: list) -> None:
        for batch in sorted(of_file, key=lambda each: (each.first, each.last)):
            with open_book(engine, office) as book:
                receive(book, batch, policy)
                book.write("")

    senders = [threading.Thread(target=send, args=(each,)) for each in by_file.values()]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    with engine.connect() as connection:
        seqs = connection.execute(sa.select(OUTCOMES.c.seq).order_by(OUTCOMES.c.seq)).scalars().all()
    written = sum(max(each.last for each in of_file) for of_file in by_file.values())
    with open_book(engine, office) as book:
        waiting = written - book.last_seq
    assert list(seqs) == list(range(1, written - waiting + 1))
    assert waiting == 0
