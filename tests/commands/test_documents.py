"""The command line as its document tells it: each command written there is taken, and none is left out."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from sai_thong import cli

DOCS = Path(__file__).resolve().parents[2] / "docs"
DOCUMENTS = [DOCS / "command-line.md", DOCS / "command-line.th.md"]


def told(document: Path) -> list[str]:
    """The commands of a document, as a person would type them."""
    return re.findall(r"^\| `(sai-thong [^`]+)`", document.read_text(encoding="utf-8"), re.MULTILINE)


def declared(parser: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command the parser takes, as the words that name it."""
    groups = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    if not groups or parser.get_default("run"):
        yield words
    for each in groups:
        for name, command in each.choices.items():
            yield from declared(command, (*words, name))


PARSER = cli.parser()
COMMANDS = sorted(declared(PARSER))


def named_by(command: str) -> tuple[str, ...]:
    """The words that name the command of a line."""
    words = shlex.split(re.sub(r"--(store|user) \S+ ", "", command))
    return max((each for each in COMMANDS if tuple(words[1 : 1 + len(each)]) == each), key=len)


@pytest.mark.parametrize("command", told(DOCUMENTS[0]))
def test_a_command_of_the_document_is_taken(command: str) -> None:
    assert callable(PARSER.parse_args(shlex.split(command)[1:]).run)


@pytest.mark.parametrize("words", sorted({named_by(each) for each in told(DOCUMENTS[0])}), ids=" ".join)
def test_help_of_a_command_of_the_document(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--store", "x", *words, "--help"])
    assert ended.value.code == 0
    helped = capsys.readouterr().out
    assert helped.startswith(f"usage: sai-thong {' '.join(words)}")
    assert re.search("[ก-๙]{4}", helped)


def test_every_command_is_told() -> None:
    assert sorted({named_by(each) for each in told(DOCUMENTS[0])}) == COMMANDS


def test_both_languages_tell_the_same_commands() -> None:
    assert told(DOCUMENTS[0]) == told(DOCUMENTS[1])
