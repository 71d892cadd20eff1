"""The command line: groups and actions declared in one line each."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser

if TYPE_CHECKING:
    from sai_thong.commands.opening import Session

Run: TypeAlias = "Callable[[Session, argparse.Namespace], None]"
Actions: TypeAlias = "argparse._SubParsersAction[CommandParser]"


def group(commands: Actions, name: str, words: str) -> Actions:
    """Declare a command that has actions, such as ``citizens list``."""
    command = commands.add_parser(name, help=words, description=words)
    return command.add_subparsers(dest="action", required=True, metavar=_("ACTION"))


def action(actions: Actions, name: str, run: Run, words: str) -> CommandParser:
    """Declare an action, or a command without actions; add its arguments to what is returned."""
    declared = actions.add_parser(name, help=words, description=words)
    # `usage_error` ends with exit code 2 where only the store or a table can tell that the usage is wrong.
    declared.set_defaults(run=run, usage_error=declared.error)
    return declared
