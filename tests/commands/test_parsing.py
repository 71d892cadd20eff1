"""Which commands there are is known before any is loaded, and only the one that was given is."""

from __future__ import annotations

from importlib import import_module

import pytest

from sai_thong import cli
from sai_thong.ground.usage import CommandParser


@pytest.mark.parametrize(("module", "names"), cli.COMMANDS.items(), ids=list(cli.COMMANDS))
def test_a_module_declares_the_commands_it_is_listed_with(module: str, names: tuple[str, ...]) -> None:
    commands = CommandParser(prog="sai-thong").add_subparsers()
    import_module(f"sai_thong.commands.{module}").add_to(commands)
    assert tuple(commands.choices) == names


def test_a_command_nobody_knows_is_answered_with_all_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    # "office" stands where no command is read: what follows a wrong command must not narrow the choice.
    with pytest.raises(SystemExit) as ended:
        cli.main(["--store", "x", "--language", "en", "offices", "office"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert all(f"'{name}'" in said for names in cli.COMMANDS.values() for name in names)


def test_the_values_of_options_are_not_taken_for_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--user", "office", "--store", "citizens", "law", "--help"])
    assert ended.value.code == 0
    assert "sai-thong law" in capsys.readouterr().out
