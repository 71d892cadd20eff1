"""Runs before everything else in both programs: lets them import what lies beside them once.

PyInstaller packs a program's modules into the program itself; two programs would bring everything twice, which is a
tenth of what is installed. `build.spec` keeps Python's own modules, with which a program begins, where PyInstaller puts
them, and the others in archives of the same form (`tools/bundling/archives.py`).
"""

import sys
from pathlib import Path
from types import CodeType

import pyimod02_importers as importers
from pyimod01_archive import ZlibArchiveReader

_own = importers.pyz_archive
_archives = [_own, *(ZlibArchiveReader(str(each), check_pymagic=True) for each in Path(sys._MEIPASS).glob("*.pyz"))]
_extracts = {name: archive.extract for archive in reversed(_archives) for name in archive.toc}


def _extract(name: str, raw: bool = False) -> CodeType | bytes | None:
    return _extracts[name](name, raw)


for _archive in _archives[1:]:
    _own.toc = _archive.toc | _own.toc
_own.extract = _extract
