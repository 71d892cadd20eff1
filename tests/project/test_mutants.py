"""The mutants' tool itself: it must tell a killed mutant from one that survived, and from one that tested nothing."""

from __future__ import annotations

import sys
from itertools import takewhile
from pathlib import Path

import pytest

from tools.dev import mutants
from tools.dev.mutants import Mutant

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A checkout of two rules, of which one is guarded."""
    root = tmp_path / "tree"
    root.mkdir()
    (root / "rule.py").write_text(
        "def pays(age):\n    return age >= 60\n\n\ndef doubles(age):\n    return age * 2\n\n\nZERO = 0\nNULL = 0\n"
    )
    (root / "test_rule.py").write_text("import rule\n\n\ndef test_sixty():\n    assert rule.pays(60)\n")
    (root / "test_red.py").write_text("def test_red():\n    assert False\n")
    return root


def _mutant(source: str, becomes: str, tests: str = "test_rule.py") -> Mutant:
    return Mutant("m", "rule.py", source, becomes, (tests,))


FATES = {
    "killed": (_mutant(">= 60", "> 60"), ""),
    "survived": (_mutant("* 2", "* 3"), "SURVIVED"),
    "not found": (_mutant("no such text", ""), "its source text stands 0 times in rule.py"),
    "found twice": (_mutant("= 0", "= 1"), "its source text stands 2 times in rule.py"),
    "does not even import": (_mutant(">= 60", ">= 60)"), "pytest could not run its tests (exit 2)"),
    "red before": (_mutant(">= 60", "> 60", "test_red.py"), "its tests fail without it"),
}


def test_each_fate_is_told_apart_and_the_tree_stays_as_it_was(tree: Path) -> None:
    before = (tree / "rule.py").read_bytes()
    outcomes = mutants.try_all(tree, [mutant for mutant, _fault in FATES.values()], Path(sys.executable))
    told = dict(zip(FATES, (outcome.fault for outcome in outcomes), strict=True))
    assert told == {name: fault for name, (_mutant, fault) in FATES.items()}
    assert (tree / "rule.py").read_bytes() == before


def test_every_mutant_of_the_table_still_finds_its_text() -> None:
    table = mutants.read_table(ROOT / mutants.TABLE)
    assert len({mutant.name for mutant in table}) == len(table)
    lost = [
        mutant.name
        for mutant in table
        if (ROOT / mutant.file).read_text(encoding="utf-8").count(mutant.source) != 1
        or not all((ROOT / test.split("::")[0]).exists() for test in takewhile(lambda each: each != "-k", mutant.tests))
    ]
    assert lost == []
