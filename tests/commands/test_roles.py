"""A role holds on the command line as in the window: who may not view, write or export a register is refused."""

from __future__ import annotations

from typing import Any

import pytest

PASSWORD = "คนที่สอง"


def test_a_command_is_refused_what_the_role_does_not_allow(living: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAI_THONG_NEW_PASSWORD", PASSWORD)
    living("users", "add", "พัสดุ", "--role", "supply-officer", "--full-name", "นายวิชัย ทองดี")
    first = next(
        each for each in living.run("--json", "--user", "พัสดุ", "users", "list").out.split('"') if len(each) > 5
    )
    as_first = ("--user", first)
    shown = living.run("--json", *as_first, "users", "show").document
    assert {each["name"]: each["full_name"] for each in shown}["พัสดุ"] == "นายวิชัย ทองดี"
    lines = living.run(*as_first, "users", "show").out.splitlines()
    assert lines[0].split("\t") == ["ชื่อ", "บทบาท", "สถานะ"]
    assert "พัสดุ\tเจ้าหน้าที่พัสดุ\tเข้าใช้งานได้" in lines
    roles = {each["key"]: each for each in living.run("--json", *as_first, "roles", "list").document}
    assert roles["supply-officer"]["allows"]["assets"] == ["edit", "export", "print", "unmask", "view"]
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    as_supply = ("--user", "พัสดุ")
    for words in (
        ("citizens", "list"),
        ("claims", "list"),
        ("petitions", "list"),
        ("allowances", "run", "--month", "2569-11"),
        ("export", "citizens", "-o", living.folder / "people.xlsx"),
        ("print", "payment-list", "--month", "2569-10", "-o", living.folder / "list.pdf"),
        ("users", "add", "เพื่อน", "--role", "administrator"),
        ("users", "change", "พัสดุ", "--role", "administrator"),
        ("roles", "save", "mine", "--title", "ของฉัน", "--allow", "trust:administer"),
        ("villages", "set", "1", "--name", "อื่น"),
        ("settings", "set", "trust.approve_on_screen", "no"),
        ("law", "set", "services", "tap-water", "name=น้ำ", "--why", "ลอง"),
        ("access", "list"),
    ):
        refused = living.run(*as_supply, *words)
        assert refused.code == 1, words
        assert "บทบาทของท่าน" in refused.err, words
    assert not (living.folder / "people.xlsx").exists()
    assert not (living.folder / "list.pdf").exists()
    assert living.run(*as_supply, "assets", "list").code == 0
    assert len(living.run(*as_supply, "today").out.splitlines()) == 1
    assert living.run(*as_supply, "office", "show").code == 0
