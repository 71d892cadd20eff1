"""Runs before everything else in both programs: lets them import what lies beside them once, in `modules.pyz`.

PyInstaller packs a program's modules into the program itself; two programs would bring everything twice, which is a
tenth of what is installed. `build.spec` keeps Python's own modules, with which a program begins, where PyInstaller puts
them, and the others in an archive of the same form.
"""

import os
import sys

import pyimod02_importers as importers
from pyimod01_archive import ZlibArchiveReader

_own = importers.pyz_archive
_shared = ZlibArchiveReader(os.path.join(sys._MEIPASS, "modules.pyz"), check_pymagic=True)
_own_modules = frozenset(_own.toc)
_extract_own = _own.extract


def _extract(name, raw=False):
    return _extract_own(name, raw) if name in _own_modules else _shared.extract(name, raw)


_own.toc = _shared.toc | _own.toc
_own.extract = _extract
