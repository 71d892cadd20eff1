"""Thai by default, English at a word, and the message itself where a catalogue lacks it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from sai_thong.ground import language, resources
from sai_thong.ground.language import _, ngettext


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of translations in which the tests write their own."""
    with monkeypatch.context() as patch:
        patch.setattr(resources, "catalogue_root", lambda: tmp_path)
        yield tmp_path
    language.use("th")


def _write(root: Path, room: str, messages: dict[str | tuple[str, str], str]) -> None:
    catalogue = Catalog(locale="th", domain=room)
    for message, thai in messages.items():
        catalogue.add(message, (thai,) if isinstance(message, tuple) else thai)
    binary = io.BytesIO()
    write_mo(binary, catalogue)
    folder = root / "th" / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{room}.mo").write_bytes(binary.getvalue())


def test_thai_is_spoken_unless_something_else_was_chosen() -> None:
    assert language.current() == "th"


def test_the_last_room_is_found_behind_all_others(catalogues: Path) -> None:
    _write(catalogues, language.ROOMS[0], {"Close": "ปิด"})
    _write(catalogues, language.ROOMS[-1], {"Elders": "ผู้สูงอายุ"})
    language.use("th")
    assert (_("Close"), _("Elders"), _("Unknown")) == ("ปิด", "ผู้สูงอายุ", "Unknown")


def test_a_room_is_read_when_no_room_before_it_has_the_word(catalogues: Path) -> None:
    _write(catalogues, language.ROOMS[0], {"Close": "ปิด"})
    language.use("th")
    assert _("Close") == "ปิด"
    _write(catalogues, language.ROOMS[1], {"Elders": "ผู้สูงอายุ"})
    assert (_("Elders"), _("Close")) == ("ผู้สูงอายุ", "ปิด")


def test_many_threads_find_every_word_from_the_first_moment(catalogues: Path) -> None:
    for number, room in enumerate(language.ROOMS):
        _write(catalogues, room, {f"word {number}": f"คำ {number}"})
    language.use("th")
    wanted = list(range(len(language.ROOMS))) * 4
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(_, [f"word {number}" for number in wanted]))
    assert found == [f"คำ {number}" for number in wanted]


def test_the_language_changes_while_running(catalogues: Path) -> None:
    _write(catalogues, "ui", {"Close": "ปิด"})
    spoken = []
    for code in ("th", "en", "th"):
        language.use(code)
        spoken.append(_("Close"))
    assert spoken == ["ปิด", "Close", "ปิด"]


def test_counted_messages_have_one_form_in_thai_and_two_in_english(catalogues: Path) -> None:
    _write(catalogues, "exchange", {("{count} row", "{count} rows"): "{count} แถว"})
    counted = {}
    for code in ("th", "en"):
        language.use(code)
        counted[code] = [ngettext("{count} row", "{count} rows", n).format(count=n) for n in (1, 2)]
    assert counted == {"th": ["1 แถว", "2 แถว"], "en": ["1 row", "2 rows"]}


def test_a_block_speaks_its_own_language_and_no_other_thread_with_it(catalogues: Path) -> None:
    _write(catalogues, "ui", {"Close": "ปิด"})
    language.use("en")
    with language.speaking("th"), ThreadPoolExecutor(1) as pool:
        assert (_("Close"), language.current()) == ("ปิด", "th")
        assert pool.submit(_, "Close").result() == "Close"
    assert (_("Close"), language.current()) == ("Close", "en")


def test_an_empty_message_stays_empty(catalogues: Path) -> None:
    # gettext itself answers the catalogue's header to it.
    _write(catalogues, "ground", {"Close": "ปิด"})
    language.use("th")
    assert _("") == ""


def test_a_language_we_do_not_speak_is_refused_and_changes_nothing() -> None:
    with pytest.raises(ValueError, match="xx"):
        language.use("xx")
    assert language.current() == "th"


def test_an_installation_without_its_files_says_so_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(resources, "_root", lambda _folder: None)
        language.use("th")
        with pytest.raises(resources.BrokenInstallation, match=r"A part of the program is missing: law/x\.toml"):
            resources.read_text("law/x.toml")
    language.use("th")
