"""Every trouble of the store tells a person what happened, what was kept and what to do, in Thai; and travels whole."""

from __future__ import annotations

import errno
import inspect
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from sai_thong.db import errors
from sai_thong.db.errors import DiskFull, DiskTrouble, ReadOnlyDisk, StoreTrouble, translate_os_errors
from sai_thong.db.holder import Holder
from sai_thong.ground import language
from sai_thong.ground.errors import EnvironmentTrouble

CATALOGUE = Path(__file__).parents[2] / "i18n" / "th" / "LC_MESSAGES" / "db.po"
PATH = Path("อบต") / "office.saithong"
HOLDER = Holder("สมหญิง", "PC-2", 4321, "2026-11-03T02:15:00+00:00")
ARGUMENTS: dict[str, object] = {
    "path": PATH,
    "found": 9,
    "known": 3,
    "users": ("สมหญิง", "สมชาย"),
    "holder": HOLDER,
    "group": 3,
}
TROUBLES = [
    kind
    for _name, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, StoreTrouble | errors.BadRecoveryCode) and kind is not StoreTrouble
]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = language.current()
    language.use("en")
    yield
    language.use(before)


def made(kind: type[Exception]) -> Exception:
    wanted = inspect.signature(kind).parameters
    return kind(**{name: ARGUMENTS[name] for name in wanted})


@pytest.mark.parametrize("kind", TROUBLES)
def test_a_trouble_says_what_happened_and_what_to_do_and_travels_whole(kind: type[Exception]) -> None:
    error = made(kind)
    assert error.what.endswith(".")
    assert error.do or kind is errors.Interrupted
    assert "{" not in str(error)
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), vars(back)) == (kind, str(error), vars(error))


def test_the_machine_is_at_fault_for_troubles_and_we_for_mistakes() -> None:
    assert issubclass(StoreTrouble, EnvironmentTrouble)
    assert not issubclass(errors.StoreMistake, errors.EnvironmentTrouble)
    assert issubclass(errors.StoreMistake, RuntimeError)


def test_every_sentence_of_this_module_has_its_thai_with_the_same_placeholders() -> None:
    with CATALOGUE.open("rb") as file:
        thai = {message.id: message.string for message in read_po(file) if message.id}
    source = inspect.getsource(errors)
    said = [re.sub(r'"\s*\n\s*"', "", text) for text in re.findall(r'_\(\s*"((?:[^"]|"\s*\n\s*")*)"', source)]
    assert len(said) > 40
    for sentence in said:
        assert re.search("[ก-๙]", thai[sentence]), sentence
        assert set(re.findall(r"{\w+}", thai[sentence])) == set(re.findall(r"{\w+}", sentence)), sentence


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, ReadOnlyDisk),
        (errno.EROFS, ReadOnlyDisk),
        (errno.EPERM, ReadOnlyDisk),
        (errno.EIO, DiskTrouble),
    ],
)
def test_what_the_system_says_of_a_file_is_told_by_its_name(number: int, expected: type[Exception]) -> None:
    with pytest.raises(expected) as raised, translate_os_errors(PATH):
        raise OSError(number, "as the system says")
    assert isinstance(raised.value.__cause__, OSError)


def test_a_moment_that_cannot_be_read_is_shown_as_it_is() -> None:
    assert "since เช้านี้" in errors.StoreLocked(Holder("สมหญิง", "PC-2", 1, "เช้านี้")).what
    assert "09:15" in errors.StoreLocked(HOLDER).what
