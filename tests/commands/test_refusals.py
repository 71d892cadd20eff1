"""Exit codes and words: 1 with a Thai message and nothing changed, 2 for wrong usage; nothing of it on the output."""

from __future__ import annotations

import json
import shutil
import sys
from typing import Any

import pytest

from sai_thong import cli
from sai_thong.commands import opening

THAI = tuple("กขคงจชตทนบปมยรลวสหอ")


def refused(ran: Any) -> str:
    assert (ran.code, ran.out) == (1, "")
    assert any(letter in ran.err for letter in THAI)
    assert "Traceback" not in ran.err
    return str(ran.err)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nosuch",),
        ("allowances", "run"),
        ("allowances", "run", "--month", "2026-11"),
        ("allowances", "run", "--month", "2569-13"),
        ("allowances", "run", "--month", "พฤศจิกายน"),
        ("allowances", "run", "--month", "2569-11", "--set", "nosuch"),
        ("import", "citizens", "x.xlsx", "--scheme", "nosuch"),
        ("import", "citizens", "x.xlsx", "--listed-on", "1/11/2026"),
        ("import", "citizens", "x.xlsx", "--listed-on", "31/2/2569"),
        ("print", "nosuch", "-o", "x.pdf"),
        ("print", "payment-list", "-o", "x.pdf"),
        ("print", "payment-list", "--month", "2569-11"),
        ("print", "payment-list", "--month", "2569-11", "--pages", "0", "-o", "x.pdf"),
        ("export", "nosuch", "-o", "x.xlsx"),
        ("export", "citizens"),
        ("year", "notice", "2027"),
        ("citizens", "search", "ก", "--limit", "many"),
        ("overpayments", "repay", "x.1", "--amount", "มาก", "--receipt", "1"),
        ("settings", "set", "nosuch", "1"),
        ("claims", "committee", "1", "--report", "1"),
        ("claims", "committee", "1", "--report", "1", "--approve", "--reject"),
        ("--language", "xx", "verify"),
        ("office", "create", "--name", "ก"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two_and_words(fresh: Any, words: tuple[str, ...]) -> None:
    ran = fresh.run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "usage:" in ran.err
    assert any(letter in ran.err for letter in THAI)


def test_without_a_store_the_usage_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["citizens", "list"])
    assert ended.value.code == 2
    assert "--store" in capsys.readouterr().err


def test_wrong_usage_in_english_when_asked(fresh: Any) -> None:
    ran = fresh.run("--language", "en", "allowances", "run")
    assert "Still missing: --month" in ran.err


def test_a_missing_store_is_refused(fresh: Any) -> None:
    fresh.store.rename(fresh.folder / "elsewhere")
    refused(fresh.run("citizens", "list"))


def test_a_wrong_password_is_refused_and_changes_nothing(fresh: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fresh.store.read_bytes()
    monkeypatch.setenv("SAI_THONG_PASSWORD", "ไม่ใช่")
    refused(fresh.run("import", "citizens", fresh.books / "elders.xlsx"))
    assert fresh.store.read_bytes() == before


def test_a_damaged_file_is_refused(fresh: Any) -> None:
    whole = bytearray(fresh.store.read_bytes())
    whole[:4096] = bytes(4096)
    fresh.store.write_bytes(whole)
    refused(fresh.run("citizens", "list"))
    assert fresh.store.read_bytes() == bytes(whole)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_damage_in_the_middle_of_a_file_is_told_by_every_command(living: Any, share: float) -> None:
    living.run("citizens", "list")  # what the log holds comes into the file
    whole = bytearray(living.store.read_bytes())
    at = int(len(whole) * share) // 4096 * 4096
    whole[at : at + 3 * 4096] = bytes(3 * 4096)
    living.store.write_bytes(whole)
    verified = living.run("--json", "verify")
    assert verified.code == 1
    assert "Traceback" not in verified.err
    if verified.out:
        document = json.loads(verified.out)
        assert (document["ok"], document["faults"][0]["check"]) == (False, "file")
    else:
        assert refused(verified)  # the damage lies where opening already reads
    for words in (("citizens", "list"), ("allowances", "run", "--month", "2569-11"), ("citizens", "search", "ใจ")):
        ran = living.run(*words)
        assert ran.code in (0, 1)
        assert ran.code == 0 or refused(ran)
    assert living.store.read_bytes() == bytes(whole)


@pytest.mark.parametrize("command", [("import", "citizens"), ("import", "found-elsewhere", "--list", "ก")])
def test_a_workbook_that_is_missing_or_broken_is_refused(fresh: Any, command: tuple[str, ...]) -> None:
    refused(fresh.run(*command, fresh.folder / "none.xlsx"))
    broken = fresh.folder / "broken.xlsx"
    broken.write_bytes((fresh.books / "elders.xlsx").read_bytes()[:3000])
    refused(fresh.run(*command, broken))
    assert fresh("citizens", "list") == []


def test_a_file_that_lists_nobody_is_refused(fresh: Any) -> None:
    nobody = fresh.folder / "nobody.csv"
    nobody.write_text("สิ่งของ,ราคา\nโต๊ะ,500\n", encoding="utf-8")
    refused(fresh.run("import", "citizens", nobody))


def test_places_that_cannot_be_written_to_are_refused(living: Any) -> None:
    nowhere = living.folder / "none"
    refused(living.run("export", "citizens", "-o", nowhere / "x.xlsx"))
    refused(living.run("print", "payment-list", "--month", "2569-11", "-o", nowhere / "x.pdf"))
    refused(living.run("backup", "make", "-o", nowhere / "x"))


def test_a_store_is_never_made_over_another(fresh: Any) -> None:
    before = fresh.store.read_bytes()
    refused(fresh.run("office", "create", "--name", "ก", "--code", "1"))
    assert fresh.store.read_bytes() == before


def test_a_closed_month_is_not_closed_again(living: Any) -> None:
    refused(living.run("allowances", "close", "--month", "2569-10"))


def test_nobody_and_no_claim_are_refused(living: Any) -> None:
    refused(living.run("citizens", "show", "1101700230708"))
    refused(living.run("citizens", "show", "1101700230709"))
    refused(living.run("citizens", "show", "nosuch.1"))
    elder = living("allowances", "entitled", "--month", "2569-11")["entitled"][0]["citizen_id"]
    refused(living.run("claims", "waive", elder, "--scheme", "hiv", "--why", "ก"))


def test_an_unexpected_page_is_refused(living: Any) -> None:
    out = living.folder / "x.pdf"
    refused(living.run("print", "payment-list", "--month", "2569-11", "--pages", "999", "-o", out))
    assert not out.exists()


class TestPassword:
    """From the environment, a prompt, or a pipe; a cancelled prompt leaves everything as it was."""

    @pytest.fixture(autouse=True)
    def unsaid(self, fresh: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        assert fresh.store.is_file()
        monkeypatch.delenv("SAI_THONG_PASSWORD")

    def answer(self, monkeypatch: pytest.MonkeyPatch, *answers: str | type[BaseException]) -> None:
        given = iter(answers)

        def prompt(_words: str) -> str:
            said = next(given)
            if isinstance(said, str):
                return said
            raise said

        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(opening.getpass, "getpass", prompt)

    def test_it_is_asked_for_at_a_terminal(self, fresh: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer(monkeypatch, "saithong-demo")
        assert fresh.run("--json", "citizens", "list").document == []

    @pytest.mark.parametrize("given", [EOFError, KeyboardInterrupt, ""])
    def test_a_cancelled_prompt_is_refused(
        self, fresh: Any, monkeypatch: pytest.MonkeyPatch, given: str | type[BaseException]
    ) -> None:
        self.answer(monkeypatch, given)
        refused(fresh.run("citizens", "list"))

    def test_a_new_password_is_typed_twice_alike(self, fresh: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer(monkeypatch, "หนึ่ง", "สอง")
        shutil.rmtree(fresh.folder)
        fresh.folder.mkdir()
        refused(fresh.run("office", "create", "--name", "ก", "--code", "1"))
        assert list(fresh.folder.iterdir()) == []


def test_an_error_leaves_the_json_stream_empty(fresh: Any) -> None:
    refused(fresh.run("--json", "allowances", "close", "--month", "2569-11"))


def test_every_json_document_is_one_and_alone(living: Any) -> None:
    for words in (("today",), ("settings", "list"), ("signers", "list"), ("queue", "list"), ("retro", "list")):
        json.loads(living.run("--json", *words).out)


def test_reading_commands_write_nothing(living: Any) -> None:
    before = living.store.read_bytes()
    for words in (("citizens", "list"), ("allowances", "run", "--month", "2569-11"), ("today",), ("verify",)):
        living(*words)
    assert living.store.read_bytes() == before
