"""The bench runner: a promise not kept is said and fails; figures for a program are one JSON document."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import types
from pathlib import Path

import pytest

from bench import Figure, __main__


@pytest.mark.parametrize(
    ("figure", "kept", "promise"),
    [
        (Figure("search", 24.9, "ms", most=25), True, "≤ 25"),
        (Figure("search", 25.1, "ms", most=25), False, "≤ 25"),
        (Figure("pages", 0.5, "×", least=0.5), True, "≥ 0.5"),
        (Figure("pages", 0.49, "×", least=0.5), False, "≥ 0.5"),
        (Figure("rows", 20_000, "rows"), True, ""),
    ],
)
def test_a_figure_knows_its_promise(figure: Figure, kept: bool, promise: str) -> None:
    assert (figure.kept, figure.promise) == (kept, promise)


@pytest.fixture
def slow_bench(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("bench.slow", "How slow it is.\n\nIn detail.")
    module.measure = lambda: [Figure("one", 1, "s", most=2), Figure("two", 3, "s", most=2)]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bench.slow", module)


@pytest.mark.usefixtures("slow_bench")
def test_the_table_says_what_was_not_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "slow"])
    assert __main__.main() == 1
    title, one, two = capsys.readouterr().out.strip().splitlines()
    assert title == "slow: How slow it is."
    assert not one.endswith("NOT KEPT")
    assert two.endswith("NOT KEPT")


@pytest.mark.usefixtures("slow_bench")
def test_the_figures_for_a_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "slow", "--json"])
    assert __main__.main() == 1
    figures = json.loads(capsys.readouterr().out)
    assert [(each["name"], each["kept"]) for each in figures] == [("one", True), ("two", False)]


def test_a_floor_imports_nothing_of_ours() -> None:
    floors = sorted((Path(__main__.__file__).parent / "floors").glob("*.py"))
    assert len(floors) > 5
    ours = {
        (floor.name, name)
        for floor in floors
        for node in ast.walk(ast.parse(floor.read_text(encoding="utf-8")))
        for name in imported_by(node)
        if name.partition(".")[0] in {"", "bench", "sai_thong", "tests", "tools"}
    }
    assert ours == set()


def imported_by(node: ast.AST) -> list[str]:
    """The modules that a statement imports; one of its own folder has no name."""
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "" if not node.level else ""]
    return []


@pytest.mark.parametrize("name", sorted(each.stem for each in Path(__main__.__file__).parent.glob("[!_]*.py")))
def test_every_bench_stands_on_what_the_program_is_today(name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", f"from bench.{name} import measure"],
        cwd=Path(__main__.__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
