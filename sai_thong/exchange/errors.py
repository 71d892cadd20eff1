"""Why a file could not be read or an import did not finish."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sai_thong.ground.errors import BadInput, EnvironmentTrouble, Refused
from sai_thong.ground.language import _


def _rebuilt(kind: type[Exception], args: tuple[Any, ...], state: dict[str, Any]) -> Exception:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class _Portable(Exception):
    """An error that comes home whole from a worker process: its words are rebuilt, not its arguments run again."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.args, self.__dict__)


class UnreadableWorkbook(_Portable, BadInput):
    """A file given as a workbook cannot be used. The family of all the causes below."""


class BrokenWorkbook(UnreadableWorkbook):
    """The file is cut short or damaged."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            _("The file {file} is damaged or incomplete.").format(file=file_name),
            kept=_("Nothing was changed."),
            do=_("Open it in a spreadsheet program and save it again as XLSX, or take the original file."),
        )


class EmptyWorkbook(UnreadableWorkbook):
    """The file holds no filled cell."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            _("The file {file} is empty.").format(file=file_name),
            kept=_("Nothing was changed."),
            do=_("Choose the file that holds the list."),
        )


class ProtectedWorkbook(UnreadableWorkbook):
    """The file is encrypted with a password."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            _("The file {file} is protected with a password.").format(file=file_name),
            kept=_("Nothing was changed."),
            do=_("Open it in a spreadsheet program, save a copy without a password, and choose the copy."),
        )


class UnknownFileKind(UnreadableWorkbook):
    """The file is neither a workbook nor separated text."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            _("The file {file} is neither a workbook nor a CSV file.").format(file=file_name),
            kept=_("Nothing was changed."),
            do=_("Choose a file of the kind XLSX, XLS, ODS or CSV."),
        )


class OversizedWorkbook(UnreadableWorkbook):
    """A sheet reaches so far down and to the right that no list can be meant."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            _("A sheet of {file} reaches too far: something stands in a cell far outside the list.").format(
                file=file_name
            ),
            kept=_("Nothing was changed."),
            do=_("Copy the list alone into a new workbook, and choose that."),
        )


class FileOutOfReach(_Portable, EnvironmentTrouble):
    """The machine does not give the file: missing, forbidden or held by another program."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            _("The file {file} cannot be opened.").format(file=file_name),
            kept=_("Nothing was changed."),
            do=_("Close it in other programs, see that it is still there, and try again."),
        )


class NoListFound(_Portable, BadInput):
    """No sheet of the file looks like a list of people."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            _("No list of people was found in {file}.").format(file=file_name),
            kept=_("Nothing was changed."),
            do=_("See that the list has a row of headings, such as citizen ID, name and birth date."),
        )


class NoAssetListFound(_Portable, BadInput):
    """No sheet of the file looks like a list of assets."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            _("No list of assets was found in {file}.").format(file=file_name),
            kept=_("Nothing was changed."),
            do=_("See that the list has a row of headings, such as asset number, item and price."),
        )


class NoSightingsFound(_Portable, BadInput):
    """No sheet of the file looks like the sightings of an inspection."""

    def __init__(self, file_name: str) -> None:
        super().__init__(
            _("No list of things seen was found in {file}.").format(file=file_name),
            kept=_("Nothing was changed."),
            do=_("See that the list has a row of headings, with a column of asset numbers or codes."),
        )


class NoSuchColumn(_Portable, BadInput):
    """A column was named that no list of the file has."""

    def __init__(self, heading: str, headings: Sequence[str]) -> None:
        super().__init__(
            _("No list has a column “{heading}”.").format(heading=heading),
            kept=_("Nothing was changed."),
            do=_("Name one of these: {headings}.").format(headings=", ".join(headings)),
        )


class NamesNobody(_Portable, BadInput):
    """The columns of a list, as corrected, do not tell who a person is."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            _("The columns of “{sheet}” do not tell who a person is.").format(sheet=sheet),
            kept=_("Nothing was changed."),
            do=_("Say which column holds the citizen ID, or the name and the birth date."),
        )


class ImportCancelled(_Portable, Refused):
    """The person stopped the import."""

    def __init__(self) -> None:
        super().__init__(
            _("The import was cancelled."),
            kept=_("Nothing was changed."),
            do=_("Start it again when you are ready."),
        )
