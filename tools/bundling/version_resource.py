"""What Windows shows of the programs under Properties: name, version, whose they are; in Thai and in English."""

from __future__ import annotations

from typing import Any, Final

from sai_thong import __version__

_THAI, _ENGLISH, _UNICODE = 0x041E, 0x0409, 1200
_TEXTS: Final = {
    _THAI: ("ทรายทอง", "ทรายทอง ระบบงานของสำนักงาน อบต."),
    _ENGLISH: ("Sai Thong", "Sai Thong, the registers of a tambon office"),
}


def version_resource(program: str) -> Any:  # noqa: ANN401 - a type that exists where PyInstaller builds for Windows
    """The version resource of one of the programs."""
    from PyInstaller.utils.win32 import versioninfo as windows

    numbers = (*(int(part) for part in __version__.split(".")[:3]), 0)
    tables = [
        windows.StringTable(
            f"{language:04X}{_UNICODE:04X}",
            [
                windows.StringStruct("CompanyName", name),
                windows.StringStruct("FileDescription", words),
                windows.StringStruct("FileVersion", __version__),
                windows.StringStruct("InternalName", program),
                windows.StringStruct("LegalCopyright", "Apache-2.0"),
                windows.StringStruct("OriginalFilename", f"{program}.exe"),
                windows.StringStruct("ProductName", name),
                windows.StringStruct("ProductVersion", __version__),
            ],
        )
        for language, (name, words) in _TEXTS.items()
    ]
    translations = [number for language in _TEXTS for number in (language, _UNICODE)]
    return windows.VSVersionInfo(
        ffi=windows.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            windows.StringFileInfo(tables),
            windows.VarFileInfo([windows.VarStruct("Translation", translations)]),
        ],
    )
