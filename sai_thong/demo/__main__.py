"""``python -m sai_thong.demo DIR``: a made-up office to try the program on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sai_thong.db.errors import translate_os_errors
from sai_thong.demo.elder_book import ElderLayout
from sai_thong.demo.living import make_living_office
from sai_thong.demo.office import MadeUpOffice, make_office
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _, ngettext


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the office that the arguments ask for and say where it lies.

    Returns:
        0 when it is made, 1 when it cannot be; wrong usage ends with 2.
    """
    chosen = _parser().parse_args(arguments)
    try:
        make = partial(make_living_office, petitions=True, assets=True) if chosen.ready else make_office
        with translate_os_errors(chosen.folder):
            office = make(chosen.folder, seed=chosen.seed, elders=chosen.elders, layout=chosen.layout)
    except SaiThongError as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    sys.stdout.write("\n".join(_told(office)) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sai_thong.demo", description=_("Makes an office in which nobody and nothing is real.")
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help=_("where it shall lie"))
    parser.add_argument("--seed", type=int, default=1, help=_("the same seed makes the same people"))
    parser.add_argument("--elders", type=_count, default=700, help=_("how many people the book of elders holds"))
    parser.add_argument(
        "--layout",
        type=ElderLayout,
        choices=tuple(ElderLayout),
        default=ElderLayout.VILLAGE_SHEETS,
        metavar="|".join(ElderLayout),
        help=_("how the book of elders is laid out"),
    )
    parser.add_argument(
        "--ready",
        action="store_true",
        help=_("import the books, close the months of the past, and keep counter and storeroom open since July"),
    )
    return parser


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 20 <= int(text[:9]) <= 20_000):
        raise argparse.ArgumentTypeError(_("from 20 to 20000"))
    return int(text)


def _told(office: MadeUpOffice) -> list[str]:
    """What a person needs to go on."""
    books, truth = office.books, office.books.truth
    counted = (
        (books.elders, len(truth.elders)),
        (books.disabled, len(truth.disabled)),
        (books.assistance, len(truth.assisted)),
        (books.registrar, len(truth.registered)),
        (books.pensions, len(truth.pensioners)),
    )
    return [
        _("The office: {path}").format(path=office.store),
        _("Its password: {password}").format(password=office.password),
        _("Its workbooks:"),
        *(f"  {path}  {_people(count)}" for path, count in counted),
        f"  {books.central}",
        f"  {office.equipment.path}",
        _("What a careful clerk ends up with: {path}").format(path=books.truth_file),
    ]


def _people(count: int) -> str:
    return ngettext("{count} person", "{count} people", count).format(count=count)


if __name__ == "__main__":
    sys.exit(main())
