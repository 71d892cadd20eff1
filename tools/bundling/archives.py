"""Which of the program's modules lie in which archive, and how they are packed there."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

Module = tuple[str, str, str]
"""A module as PyInstaller lists it: its name, its file, its kind."""

_PACKED: Final = frozenset({"alembic", "fontTools", "reportlab", "sqlalchemy"})
"""Large libraries that few actions open, packed on disk too, so that not too much is installed.

All others lie there as they are: the installer then packs them all at once, a sixth smaller than each by itself, an
update tells a few changed bytes instead of a packed module, and the program starts without unpacking.
"""


def of_python(modules: Iterable[Module]) -> list[Module]:
    """Python's own modules, which each program brings itself."""
    return [each for each in modules if _top(each) in sys.stdlib_module_names]


def plain(modules: Iterable[Module]) -> list[Module]:
    """Modules that lie in `modules.pyz` as they are."""
    return [each for each in modules if _top(each) not in sys.stdlib_module_names | _PACKED]


def packed(modules: Iterable[Module]) -> list[Module]:
    """Modules that lie in `libraries.pyz`, each packed."""
    return [each for each in modules if _top(each) in _PACKED]


@contextmanager
def unpacked() -> Iterator[None]:
    """Archives made here hold their modules as they are."""
    from PyInstaller.archive.writers import ZlibArchiveWriter

    level = ZlibArchiveWriter._COMPRESSION_LEVEL
    ZlibArchiveWriter._COMPRESSION_LEVEL = 0
    try:
        yield
    finally:
        ZlibArchiveWriter._COMPRESSION_LEVEL = level


def _top(module: Module) -> str:
    return module[0].partition(".")[0]
