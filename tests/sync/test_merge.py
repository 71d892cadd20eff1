"""The merge: a table of what two changes of one field come to, then what holds whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.sync.entries import WHOLE, Mark
from sai_thong.sync.merge import Effect, RecordUnknown, decide, joined, settle
from tests.sync.made_entries import entry, policy

STANDS, SAME, BESIDE, CONTENDS = Effect.STANDS, Effect.SAME, Effect.BESIDE, Effect.CONTENDS


def record(**first):
    return decide(None, entry("a.1", **{name: (None, value) for name, value in first.items()}), policy).state


def after(state, *changes):
    """The state and the effects of the last of several changes."""
    decision = None
    for change in changes:
        decision = decide(state, change, policy)
        state = decision.state
    return decision


@pytest.mark.parametrize(
    ("name", "first", "theirs", "ours", "effect"),
    [
        ("amount", 600, (600, 700), (700, 800), STANDS),  # ours saw theirs
        ("amount", 600, (600, 700), (600, 700), SAME),
        ("amount", 600, (600, 700), (600, 800), CONTENDS),
        ("amount", None, (None, 700), (None, 800), CONTENDS),
        ("phone", "1", ("1", "2"), ("1", "3"), STANDS),  # the later arrival
        ("note", "ก", ("ก", "ก\nข"), ("ก", "ก\nค"), BESIDE),
        ("amount", None, (Mark(b"1"), Mark(b"2")), (Mark(b"1"), Mark(b"3")), CONTENDS),  # sealed
        ("amount", None, (Mark(b"1"), Mark(b"2")), (Mark(b"2"), Mark(b"3")), STANDS),
        ("amount", None, (Mark(b"1"), Mark(b"2")), (Mark(b"1"), Mark(b"2")), SAME),
        ("phone", None, (Mark(b"1"), Mark(b"2")), (Mark(b"1"), Mark(b"3")), STANDS),
        ("note", None, (Mark(b"1"), Mark(b"2")), (Mark(b"1"), Mark(b"3")), BESIDE),
    ],
)
def test_two_changes_of_one_field(name, first, theirs, ours, effect):
    made = record(**({name: first} if first is not None else {}))
    decision = after(made, entry("b.1", base="a.1", **{name: theirs}), entry("c.1", base="a.1", **{name: ours}))
    assert decision.effects == {name: effect}
    assert decision.state.version == ("b.1" if effect in (SAME, CONTENDS) else "c.1")
    assert decision.state.contended == ((name,) if effect is CONTENDS else ())


def test_changes_of_different_fields_both_stand():
    made = record(amount=600, phone="1")
    decision = after(made, entry("b.1", base="a.1", amount=(600, 700)), entry("c.1", base="a.1", phone=("1", "2")))
    assert decision.effects == {"phone": STANDS}
    assert decision.state.fields["amount"].value == 700


def contended():
    made = record(amount=600)
    changes = entry("b.1", base="a.1", amount=(600, 700)), entry("c.1", base="a.1", amount=(600, 800))
    return after(made, *changes).state


@pytest.mark.parametrize(
    ("who", "found", "wanted", "effect", "left", "given_up"),
    [
        ("c.2", 800, 900, CONTENDS, ["c.2"], (("amount", "c.1"),)),  # changes its mind while it waits
        ("c.2", 800, 700, SAME, [], (("amount", "c.1"),)),  # agrees to what stands
        ("d.1", 700, 800, STANDS, [], (("amount", "c.1"),)),  # a person takes the other value
        ("d.1", 700, 950, STANDS, ["c.1"], ()),  # somebody who knows of nothing goes on
        ("d.1", 600, 950, CONTENDS, ["c.1", "d.1"], ()),
    ],
)
def test_a_value_waits_until_it_is_taken_given_up_or_settled(who, found, wanted, effect, left, given_up):  # noqa: PLR0917 - a table
    decision = decide(contended(), entry(who, base="b.1", amount=(found, wanted)), policy)
    assert decision.effects == {"amount": effect}
    assert [each.version for each in decision.state.fields["amount"].contenders] == left
    assert decision.given_up == given_up


def test_a_settlement_ends_the_waiting_and_leaves_what_stands():
    settled = settle(contended(), "amount", ("c.1",))
    assert (settled.contended, settled.fields["amount"].value, settled.version) == ((), 700, "b.1")
    assert settle(settled, "phone", ("c.1",)) == settled


def test_one_fact_told_twice_is_one_fact():
    made = record(amount=600)
    again = decide(made, entry("b.1", amount=(None, 600)), policy)
    assert (again.state, again.effects) == (made, {"amount": SAME})


def test_two_facts_under_one_name_wait_for_a_person():
    made = record(**{"amount": 600, WHOLE: Mark(b"1")})
    other = decide(made, entry("b.1", **{"amount": (None, 600), WHOLE: (None, Mark(b"2"))}), policy)
    assert (other.effects, other.state.contended) == ({WHOLE: CONTENDS}, (WHOLE,))
    assert other.state.version == "a.1"


def test_what_a_change_wants_of_another_record_under_the_same_id_waits():
    """The value that stands cannot be read here: only the version it was made on tells of which record it is."""
    other = after(record(**{WHOLE: Mark(b"1")}), entry("b.1", **{WHOLE: (None, Mark(b"2"))})).state
    unseen = decide(other, entry("b.2", base="b.1", amount=(Mark(b"3"), Mark(b"4"))), policy)
    assert (unseen.effects, unseen.state.contended) == ({"amount": CONTENDS}, (WHOLE, "amount"))
    own = decide(unseen.state, entry("a.2", base="a.1", amount=(Mark(b"5"), Mark(b"6"))), policy)
    assert (own.effects, own.state.contended) == ({"amount": STANDS}, (WHOLE, "amount"))


def test_each_change_of_a_sensitive_record_waits_with_those_before_it():
    """Each says a part of the record only, so that the last one does not stand for all."""
    stands = after(record(**{WHOLE: "a.1"}), entry("b.1", base="a.1", **{WHOLE: ("a.1", "b.1")})).state
    steps = [entry(f"c.{step}", base=base, **{WHOLE: (base, f"c.{step}")}) for step, base in ((1, "a.1"), (2, "c.1"))]
    waiting = after(stands, *steps)
    assert (waiting.effects, waiting.given_up) == ({WHOLE: CONTENDS}, ())
    assert [each.version for each in waiting.state.fields[WHOLE].contenders] == ["c.1", "c.2"]
    assert waiting.state.version == "b.1"


def test_a_change_of_a_record_nobody_sent_yet_waits():
    with pytest.raises(RecordUnknown):
        decide(None, entry("b.1", base="a.1", amount=(1, 2)), policy)


@pytest.mark.parametrize(
    ("found", "stands", "wanted", "text"),
    [
        ("ก", "ก", "ก\nข", "ก\nข"),
        ("ก", "ก\nข", "ก\nค", "ก\nข\nค"),
        ("", "ข", "ค", "ข\nค"),
        ("ก", "ก\nข", "ก\nข", "ก\nข"),
        ("ก", "ก\nข", "ง", "ก\nข\nง"),
        ("ก", "", "ก\nค", "ค"),
    ],
)
def test_two_texts_stand_one_after_the_other(found, stands, wanted, text):
    assert joined(found, stands, wanted) == text


VALUES = st.integers(0, 3)


@given(changes=st.lists(st.tuples(st.sampled_from("bcd"), VALUES, VALUES), max_size=12))
def test_no_value_is_lost_in_silence(changes):
    """Whatever arrives: each value stands, stood, waits, was given up by its own, or was there already."""
    state, stood = record(amount=0), {0}
    wanted_by: dict[str, int] = {}
    settled: set[str] = set()
    for place, (file_id, found, wanted) in enumerate(changes, 1):
        version = f"{file_id}.{place}"
        wanted_by[version] = wanted
        decision = decide(state, entry(version, base="a.1", amount=(found, wanted)), policy)
        state = decision.state
        settled |= {each for _name, each in decision.given_up}
        if decision.effects["amount"] is STANDS:
            assert found in stood  # a change stands only on a value that stood
            stood.add(wanted)
    waiting = {each.version for each in state.fields["amount"].contenders} if state.fields else set()
    for version, wanted in wanted_by.items():
        assert wanted in stood or version in waiting or version in settled
    assert not waiting & settled
