"""Officers are added, listed, reset and disabled at the machine of the server, and the access log tells it."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from sai_thong.server.cli import main
from sai_thong.server.database import open_database
from sai_thong.server.schema import ACCESS_LOG


@pytest.fixture
def run(sqlite_url: sa.URL, capsys: pytest.CaptureFixture[str]):
    def run(*arguments: str):
        code = main(["--database", str(sqlite_url), "--json", "user", *arguments])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else None, err

    return run


def test_an_officer_is_added_listed_reset_and_disabled(run, sqlite_url):
    code, added, _ = run("add", "--user", "somchai", "--name", "นายสมชาย ใจดี")
    assert (code, added["user"], len(added["password"])) == (0, "somchai", 23)
    district = ("--role", "district", "--district", "แม่แจ่ม")
    assert run("add", "--user", "malee", "--name", "นางมาลี ศรีสุข", *district)[0] == 0
    assert run("add", "--user", "malee", "--name", "อีกคน")[0] == 1
    assert run("reset", "--user", "malee")[1]["password"] != added["password"]
    assert run("disable", "--user", "malee")[0] == 0
    code, _document, told = run("disable", "--user", "somchai")
    assert (code, "คนสุดท้าย" in told) == (1, True)
    code, document, _ = run("list")
    assert [(each["user"], each["role"], each["disabled"]) for each in document["users"]] == [
        ("malee", "district", True),
        ("somchai", "province", False),
    ]
    engine = open_database(sqlite_url)
    with engine.begin() as connection:
        acts = connection.execute(sa.select(ACCESS_LOG.c.act).order_by(ACCESS_LOG.c.number)).scalars().all()
    engine.dispose()
    assert acts == ["added_user", "added_user", "reset_user", "disabled_user"]
