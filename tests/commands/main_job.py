"""The main job on an office's books by commands, compared with what a careful clerk ends up with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


def equals_truth(done: Callable[..., Any], books: Path) -> None:
    """Import, run and close the month of an office, step by step, against the truth beside its books.

    Args:
        done: Carries out the words of a command and gives its document.
        books: The folder of the workbooks, with ``truth.json``.
    """
    truth = json.loads((books / "truth.json").read_text(encoding="utf-8"))
    told = done("import", "citizens", books / "elders.xlsx", "--scheme", "old-age")
    assert told["created"] == len(truth["elders"])
    assert [(each["sheet"], each["row"], each["value"]) for each in told["rejected"]] == [
        (each["sheet"], each["row"], each["cid"]) for each in truth["rejects"]
    ]
    names = ("prefix", "first_name", "last_name", "birth_date", "birth_date_exact", "house_no", "moo", "alive")
    keys = ("prefix", "first", "last", "born", "born_exact", "house", "moo", "alive")
    people = done("citizens", "list")
    assert {each["citizen_id"]: [each[name] for name in names] for each in people} == {
        cid: [each[key] for key in keys] for cid, each in truth["elders"].items()
    }
    assert len(people) == len(truth["elders"])
    done("import", "citizens", books / "disabled.csv", "--scheme", "disability")
    assert {each["citizen_id"] for each in done("cards", "list")} == {each["cid"] for each in truth["disabled"]}
    run = done("allowances", "run", "--month", "2569-11")
    paid = {line["citizen_id"] for line in run["lines"] if line["scheme"] == "old-age"}
    assert paid <= {cid for cid, each in truth["elders"].items() if each["alive"]}
    closed = done("allowances", "close", "--month", "2569-11")["closed"]
    assert sum(each["amount_satang"] for each in closed) == run["totals"]["amount_satang"]
