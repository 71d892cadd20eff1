"""The authority takes each entry once, in order, of its own office, and of one chain."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from sai_thong.sync.authority import ChainHead, Refusal, receive
from sai_thong.sync.batches import Batch
from sai_thong.sync.columns import pack_entries
from sai_thong.sync.merge import Effect
from tests.sync.made_entries import entry, policy
from tests.sync.memory_book import MemoryBook


def chain(file_id, counter):
    return hashlib.sha256(f"{file_id} {counter}".encode()).digest()


def batch(*entries):
    first, last = entries[0].id, entries[-1].id
    hashes = chain(first.file_id, first.counter - 1), chain(last.file_id, last.counter)
    return Batch("office", first.file_id, first.counter, last.counter, *hashes, pack_entries(entries), b"")


MADE = entry("a.1", amount=(None, 600))
RAISED = entry("a.2", base="a.1", amount=(600, 700))
OURS = entry("b.1", base="a.1", amount=(600, 800))


def told(book):
    return [(each.seq, each.entry.id.text, each.effects) for each in book.outcomes]


def test_entries_are_told_in_the_order_of_their_arrival():
    book = MemoryBook()
    receipt = receive(book, batch(MADE, RAISED), policy)
    assert receipt.held == ChainHead(2, chain("a", 2))
    answer = receive(book, batch(OURS), policy)
    assert (answer.contending, answer.refused) == ((1,), None)
    assert told(book) == [
        (1, "a.1", {"amount": Effect.STANDS}),
        (2, "a.2", {"amount": Effect.STANDS}),
        (3, "b.1", {"amount": Effect.CONTENDS}),
    ]


@pytest.mark.parametrize("again", [(MADE,), (MADE, RAISED), (RAISED,)])
def test_what_was_sent_twice_changes_nothing(again):
    book = MemoryBook()
    receive(book, batch(MADE, RAISED), policy)
    before = told(book), len(book.batches)
    receipt = receive(book, batch(*again), policy)
    assert (receipt.held.counter, receipt.refused) == (2, None)
    assert (told(book), len(book.batches)) == before


def test_a_batch_that_reaches_back_gives_only_what_is_new():
    book = MemoryBook()
    receive(book, batch(MADE), policy)
    assert receive(book, batch(MADE, RAISED), policy).held.counter == 2
    assert [version for _seq, version, _effects in told(book)] == ["a.1", "a.2"]


def other(field, value):
    return replace(batch(RAISED), **{field: value})


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (batch(entry("a.3", base="a.1", amount=(600, 1))), Refusal.GAP),
        (other("before", b"x" * 32), Refusal.FORKED),
        (other("office", "elsewhere"), Refusal.OTHER_OFFICE),
        (other("open_side", b"?"), Refusal.UNREADABLE),
        (replace(batch(MADE), after=b"x" * 32), Refusal.FORKED),
    ],
)
def test_what_does_not_belong_is_refused_and_changes_nothing(wrong, refusal):
    book = MemoryBook()
    receive(book, batch(MADE), policy)
    before = told(book)
    receipt = receive(book, wrong, policy)
    assert (receipt.refused, receipt.held.counter, told(book)) == (refusal, 1, before)


def test_a_batch_that_reaches_back_into_another_chain_is_refused():
    """Two copies of one file went on writing; the batch of the second begins where both were one."""
    book = MemoryBook()
    receive(book, batch(MADE, RAISED), policy)
    before = told(book)
    lowered = replace(RAISED, at="2026-11-21T03:00:01.000Z")
    receipt = receive(book, batch(MADE, lowered, entry("a.3", base="a.2", amount=(500, 400))), policy)
    assert (receipt.refused, receipt.held.counter, told(book)) == (Refusal.FORKED, 2, before)


def test_a_change_waits_for_its_record_and_holds_nobody_up():
    book = MemoryBook()
    unrelated = entry("b.2", "other", amount=(None, 1))
    receipt = receive(book, batch(OURS, unrelated), policy)
    assert (receipt.waiting, receipt.held.counter) == ((1,), 2)
    receive(book, batch(MADE), policy)
    assert [version for _seq, version, _effects in told(book)] == ["b.2", "a.1", "b.1"]
    assert book.waits == 0


def test_what_was_only_looked_at_is_kept_in_order_and_merges_with_nothing():
    book = MemoryBook()
    looks = [replace(entry(f"a.{place}", "2026-11", table="access"), changes={}) for place in (1, 2)]
    receive(book, batch(*looks), policy)
    assert told(book) == [(1, "a.1", {}), (2, "a.2", {})]


def test_a_settlement_lets_the_standing_value_stand():
    book = MemoryBook()
    receive(book, batch(MADE, RAISED), policy)
    receive(book, batch(OURS), policy)
    assert book.state("things", "r").contended == ("amount",)
    told_by_person = {"subject_table": "things", "subject_id": "r", "field_name": "amount", "versions": "b.1"}
    settled = {name: (None, value) for name, value in told_by_person.items()}
    receive(book, batch(entry("a.3", "a.3", table="merge_settlements", **settled)), policy)
    assert book.state("things", "r").contended == ()
    assert book.outcomes[-1].given_up == (("amount", "b.1"),)
