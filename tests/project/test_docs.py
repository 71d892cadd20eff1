"""What the documents say is so: commands exist, paths lead somewhere, both languages give the same commands."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sai_thong import cli
from sai_thong.ui.pages import PAGES

ROOT = Path(__file__).resolve().parents[2]
READMES = [ROOT / "README.md", ROOT / "README.th.md"]
DOCUMENTS = sorted([*READMES, ROOT / "NOTICE", ROOT / "i18n" / "README", *(ROOT / "docs").rglob("*.md")])


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _commands(readme: Path) -> list[str]:
    return re.findall(r"^sai-thong .+$", _text(readme), re.MULTILINE)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def dev_help() -> str:
    done = subprocess.run(
        [sys.executable, "dev.py", "--help"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return done.stdout


@pytest.mark.parametrize("readme", READMES, ids=_name)
def test_every_command_of_dev_in_the_readme_exists_and_the_other_way_round(readme: Path, dev_help: str) -> None:
    told = set(re.findall(r"dev\.py (\w+)", _text(readme)))
    existing = set(re.findall(r"^    (\w+)\b", dev_help, re.MULTILINE))
    assert told == existing


def test_both_readmes_name_the_same_commands() -> None:
    english, thai = [re.findall(r"^\| `(dev\.py[^`]+)`", _text(path), re.MULTILINE) for path in READMES]
    assert english == thai
    assert _commands(READMES[0]) == _commands(READMES[1])


@pytest.mark.parametrize("command", _commands(READMES[0]))
def test_a_command_of_the_readme_is_one_the_program_takes(command: str) -> None:
    chosen = cli.parser().parse_args(shlex.split(command)[1:])
    assert callable(chosen.run)


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_link_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", _text(document))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_path_named_in_a_document_is_there(document: Path) -> None:
    tops = "sai_thong|tests|tools|resources|i18n|bench|docs"
    named = re.findall(rf"`((?:{tops})/[\w./-]*)`", _text(document))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_two_commands_come_first() -> None:
    for readme in READMES:
        head = _text(readme).splitlines()[:8]
        assert [line.split("#")[0].strip() for line in head if line.startswith("python3")] == [
            "python3 dev.py run",
            "python3 dev.py test",
        ]


def test_each_page_of_the_window_has_its_picture() -> None:
    shown = set(re.findall(r"docs/pictures/([\w-]+)\.png", _text(READMES[0])))
    assert {spec.key for spec in PAGES} == {name.split("-")[0] for name in shown}
    assert shown == set(re.findall(r"docs/pictures/([\w-]+)\.png", _text(READMES[1])))
    assert shown == {path.stem for path in (ROOT / "docs" / "pictures").glob("*.png")}
