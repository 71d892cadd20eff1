"""A newer version is taken only as it was signed, whole and wanted; every other one leaves the program as it is."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sai_thong.ground.clock import FixedClock
from sai_thong.ground.errors import SaiThongError
from sai_thong.updates import package_format
from sai_thong.updates.installation import Installation
from sai_thong.updates.manifest import Kind, Manifest, ProgramFile, manifest_of, read_manifest
from sai_thong.updates.memory import Memory
from sai_thong.updates.mirror import file_offered, offered, take_over
from sai_thong.updates.refusals import (
    DamagedPackage,
    HeldBack,
    NoneFound,
    NotNewer,
    NotUpdatable,
    OtherBeginning,
    Unreachable,
    UnreadableRelease,
    WronglySigned,
)
from sai_thong.updates.release import document_name
from sai_thong.updates.sources import FolderSource
from sai_thong.updates.updater import Updater
from sai_thong.updates.versions import Version
from tests.updates.conftest import (
    KEY,
    NEW,
    NOW,
    OLD,
    PLATFORM,
    SECOND,
    STRANGER,
    Published,
    of_version,
    publisher_key,
    ring_of,
    write_program,
)


def get(updater: Updater, place: Path, up_to: Version | None = None) -> None:
    """Look, fetch and lay out, as a person who says yes to everything."""
    source = FolderSource(place)
    offer = updater.look(source, up_to)
    updater.make_ready(source, offer, fetched=lambda *_: None, laid_out=lambda *_: None)


def is_as_before(installation: Installation) -> bool:
    """Whether nothing but the old version is there, and it is started."""
    return installation.versions() == [OLD] and installation.current == OLD


def test_the_changes_make_the_new_version_to_the_byte(updater: Updater, published: Published) -> None:
    get(updater, published.folder)
    made = updater.installation.place(NEW)
    assert manifest_of(made).digest == published.release.manifest
    assert (made / "_internal" / "lib.so").is_symlink()
    assert (made / "sai-thong").stat().st_mode & 0o100
    assert updater.installation.current == OLD  # nothing runs before a person says so


def test_what_one_computer_fetched_the_next_one_of_the_office_takes_from_it(updater, published, tmp_path) -> None:
    published.rotate(ring_of(2, SECOND), KEY, SECOND)
    published.tell(published.release, SECOND)
    get(updater, published.folder)
    other = Installation(tmp_path / "other")
    write_program(other.place(OLD), OLD)
    other.point_at(OLD)
    get(replace(updater, installation=other, memory=Memory(tmp_path / "home-other")), updater.memory.offered)
    assert other.versions() == [OLD, NEW]


def test_a_place_without_the_changes_gives_the_whole(updater: Updater, published: Published) -> None:
    published.package(OLD).unlink()
    get(updater, published.folder)
    assert manifest_of(updater.installation.place(NEW)).digest == published.release.manifest


def test_only_what_changed_is_fetched(updater: Updater, published: Published) -> None:
    published.package(None).unlink()
    get(updater, published.folder)
    whole, changes = (next(p.size for p in published.release.packages if p.former == f) for f in (None, OLD))
    assert changes < whole / 4
    assert updater.installation.place(NEW).is_dir()


@pytest.mark.parametrize("name", ["library.bin", "คำไทย.txt"], ids=["changed since", "the same since"])
def test_another_build_of_the_same_version_takes_the_whole(updater: Updater, published: Published, name: str) -> None:
    file = updater.installation.place(OLD) / "_internal" / name
    file.write_bytes(b"built elsewhere" + file.read_bytes())
    get(updater, published.folder)
    assert manifest_of(updater.installation.place(NEW)).digest == published.release.manifest


def test_another_build_without_the_whole_is_refused(updater: Updater, published: Published) -> None:
    (updater.installation.place(OLD) / "_internal" / "library.bin").write_bytes(b"built elsewhere")
    published.tell(replace(published.release, packages=published.release.packages[:1]))
    with pytest.raises(OtherBeginning):
        get(updater, published.folder)
    assert is_as_before(updater.installation)


def test_every_byte_of_a_package_counts(updater: Updater, published: Published) -> None:
    file = published.package(OLD)
    good = file.read_bytes()
    for at in range(0, len(good), max(1, len(good) // 40)):
        file.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        with pytest.raises(DamagedPackage):
            get(updater, published.folder)
    assert is_as_before(updater.installation)


@pytest.mark.parametrize("left", [0, 1, 100, -1])
def test_a_truncated_package_is_refused(updater: Updater, published: Published, left: int) -> None:
    file = published.package(OLD)
    file.write_bytes(file.read_bytes()[:left])
    with pytest.raises(DamagedPackage):
        get(updater, published.folder)
    assert is_as_before(updater.installation)


@pytest.mark.parametrize("version", [OLD, Version(0, 0, 9)], ids=["same", "older"])
def test_what_is_not_newer_is_refused(updater: Updater, published: Published, version: Version) -> None:
    published.tell(of_version(published.release, version))
    with pytest.raises(NotNewer):
        get(updater, published.folder)
    assert is_as_before(updater.installation)


def test_a_stranger_s_signature_is_refused(updater: Updater, published: Published) -> None:
    published.tell(published.release, STRANGER)
    with pytest.raises(WronglySigned):
        get(updater, published.folder)
    assert updater.memory.remembered().seen == ""


def test_a_word_changed_behind_the_signature_is_refused(updater: Updater, published: Published) -> None:
    document = published.folder / document_name(PLATFORM)
    document.write_bytes(document.read_bytes().replace(b"0.1.1", b"0.1.2"))
    with pytest.raises(WronglySigned):
        get(updater, published.folder)


def test_the_release_of_other_computers_is_refused(updater: Updater, published: Published) -> None:
    published.tell(replace(published.release, platform="windows-x86_64"))
    with pytest.raises(UnreadableRelease):
        get(updater, published.folder)


def test_one_signature_of_two_is_too_few_and_the_same_twice_too(updater: Updater, published: Published) -> None:
    published.rotate(ring_of(2, KEY, SECOND, threshold=2), KEY, SECOND)
    for keys in ((KEY,), (KEY, KEY), (KEY, STRANGER)):
        published.tell(published.release, *keys)
        with pytest.raises(WronglySigned):
            get(updater, published.folder)
    published.tell(published.release, KEY, SECOND)
    get(updater, published.folder)


def test_the_old_key_hands_over_to_a_new_one_and_ends(updater: Updater, published: Published) -> None:
    new = publisher_key(3)
    published.rotate(ring_of(2, new), KEY, new)
    published.tell(published.release, new)
    assert updater.look(FolderSource(published.folder), None).newer
    # The place forgets the new ring, and somebody signs with the key that was stolen.
    (published.folder / "keys-2.json").unlink()
    published.tell(published.release, KEY)
    with pytest.raises(WronglySigned):
        updater.look(FolderSource(published.folder), None)


@pytest.mark.parametrize("signers", [(STRANGER,), (SECOND,), (KEY,)], ids=["stranger", "only new", "only old"])
def test_a_ring_that_old_and_new_keys_did_not_both_sign_is_refused(updater, published, signers) -> None:
    published.rotate(ring_of(2, SECOND), *signers)
    published.tell(published.release, SECOND)
    with pytest.raises(WronglySigned):
        updater.look(FolderSource(published.folder), None)
    assert updater.memory.ring().number == 1


def test_what_broke_off_goes_on_by_the_byte(updater: Updater, published: Published) -> None:
    asked: list[tuple[int, int]] = []

    class Stick(FolderSource):
        broken = True

        def piece(self, name: str, start: int, most: int) -> bytes:
            if not name.endswith(".update"):
                return super().piece(name, start, most)
            if self.broken and asked:
                raise Unreachable
            asked.append((start, most))
            return super().piece(name, start, 100 if self.broken else most)

    stick = Stick(published.folder)
    offer = updater.look(stick, None)
    with pytest.raises(Unreachable):
        updater.make_ready(stick, offer, fetched=lambda *_: None, laid_out=lambda *_: None)
    assert is_as_before(updater.installation)
    stick.broken = False
    updater.make_ready(stick, offer, fetched=lambda *_: None, laid_out=lambda *_: None)
    size = published.release.packages[0].size
    assert asked == [(0, size), (100, size - 100)]
    assert updater.is_ready(offer)


def test_an_office_that_stays_with_a_version_is_left_there(updater: Updater, published: Published) -> None:
    with pytest.raises(HeldBack):
        get(updater, published.folder, up_to=Version(0, 1, 0))
    get(updater, published.folder, up_to=NEW)


def test_a_clock_off_by_years_only_warns(updater: Updater, published: Published) -> None:
    for days, expired in ((-9000, False), (9000, True)):
        shifted = replace(updater, clock=FixedClock(NOW + timedelta(days=days)))
        offer = shifted.look(FolderSource(published.folder), None)
        assert (offer.newer, offer.expired) == (True, expired)


def test_an_old_release_is_known_for_one_where_a_newer_was_seen(updater: Updater, published: Published) -> None:
    source = FolderSource(published.folder)
    assert updater.look(source, None).newer_seen is None
    published.tell(of_version(published.release, Version(0, 2, 0)))
    updater.look(source, None)
    published.tell(of_version(published.release, NEW))
    assert updater.look(source, None).newer_seen == Version(0, 2, 0)


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"[]",
        b'{"signed": 1, "signatures": {}}',
        b'{"signed": "x", "signatures": []}',
        b"\xff" * 100,
        b"[" * 60_000,
    ],
    ids=["nothing", "list", "number", "no signatures", "bytes", "deep"],
)
def test_what_is_no_document_is_refused_in_words(updater: Updater, published: Published, written: bytes) -> None:
    (published.folder / document_name(PLATFORM)).write_bytes(written)
    with pytest.raises(SaiThongError):
        updater.look(FolderSource(published.folder), None)


@pytest.mark.parametrize(
    "path", ["../x", "/etc/x", "a/../../x", "C:/x", "a\\b", "con", "a//b", "nul.txt", "end.", "a\x00b", ""]
)
def test_a_file_outside_the_version_is_refused_even_if_signed(path: str) -> None:
    manifest = Manifest((ProgramFile(path, 0, hashlib.sha256(b"").hexdigest(), Kind.PLAIN),))
    header = package_format.Header(manifest, (package_format.Step(package_format.How.WHOLE),), 0)
    with pytest.raises(DamagedPackage):
        package_format.read_header(header.to_bytes()[len(package_format.MAGIC) + package_format.LENGTH_BYTES :])


def test_a_file_below_a_link_is_refused_even_if_signed() -> None:
    """Both links lead inside by their own words; one by way of the other leads out."""
    files = [ProgramFile(path, 0, "", kind) for path, kind in (("a/b", Kind.LINK), ("a/B/out", Kind.LINK))]
    with pytest.raises(UnreadableRelease):
        read_manifest(Manifest(tuple(files)).to_bytes())


def test_an_empty_place_says_so(updater: Updater, tmp_path: Path) -> None:
    with pytest.raises(NoneFound):
        updater.look(FolderSource(tmp_path), None)


def test_a_program_built_without_keys_believes_nobody(tmp_path: Path) -> None:
    with pytest.raises(NotUpdatable):
        Memory(tmp_path / "home").ring()


@pytest.mark.usefixtures("publisher")
def test_a_checkout_does_not_update_itself(tmp_path: Path) -> None:
    with pytest.raises(NotUpdatable):
        Updater.of_this_program(tmp_path, FixedClock(NOW))


@pytest.mark.usefixtures("publisher")
def test_a_mirror_offers_only_what_is_signed_and_never_goes_back(published: Published, tmp_path: Path) -> None:
    folder = tmp_path / "mirror"
    assert take_over(FolderSource(published.folder), folder, PLATFORM).version == NEW
    assert {each.name for each in published.folder.iterdir()} <= {each.name for each in folder.iterdir()}
    assert file_offered(folder, "../mirror/" + document_name(PLATFORM)) is None
    published.tell(of_version(published.release, Version(0, 1, 0)))
    with pytest.raises(NotNewer):
        take_over(FolderSource(published.folder), folder, PLATFORM)
    published.tell(published.release, STRANGER)
    with pytest.raises(WronglySigned):
        take_over(FolderSource(published.folder), folder, PLATFORM)
    told = offered(folder, PLATFORM)
    assert told is not None
    assert told.version == NEW


@pytest.mark.usefixtures("publisher")
def test_a_mirror_takes_a_damaged_package_again(published: Published, tmp_path: Path) -> None:
    folder = tmp_path / "mirror"
    take_over(FolderSource(published.folder), folder, PLATFORM)
    package = published.package(OLD)
    (folder / package.name).write_bytes(b"torn")
    take_over(FolderSource(published.folder), folder, PLATFORM)
    assert (folder / package.name).read_bytes() == package.read_bytes()


def test_versions_that_nobody_needs_go_and_the_former_one_stays(updater: Updater, installation: Installation) -> None:
    for version in (Version(0, 0, 8), Version(0, 0, 9), NEW):
        write_program(installation.place(version), version)
    (installation.folder / "app-0.0.7.gone" / "_internal").mkdir(parents=True)
    installation.switch_to(NEW)
    updater = replace(updater, running=NEW)
    assert updater.window_stands() is None
    assert installation.versions() == [OLD, NEW]
    assert not (installation.folder / "app-0.0.7.gone").exists()
    assert installation.go_back() == OLD
    assert not installation.on_trial


def test_what_was_left_is_remembered_and_offered_with_a_warning(updater: Updater, published: Published) -> None:
    get(updater, published.folder)
    installation = updater.installation
    installation.switch_to(NEW)
    (installation.folder / "trial" / "former").replace(installation.folder / "current")  # as the starter goes back
    assert updater.window_stands() == NEW
    assert is_as_before(installation)
    assert updater.window_stands() is None
    offer = updater.look(FolderSource(published.folder), None)
    assert (offer.newer, offer.given_up) == (True, True)


def test_a_window_of_before_does_not_end_the_trial(updater: Updater, published: Published) -> None:
    get(updater, published.folder)
    updater.installation.switch_to(NEW)
    assert updater.window_stands() is None
    assert updater.installation.on_trial


def test_a_version_laid_out_and_never_started_is_none_to_go_back_to(updater: Updater, published: Published) -> None:
    get(updater, published.folder)
    published.tell(of_version(published.release, Version(0, 1, 2)))
    get(updater, published.folder)
    assert updater.installation.versions() == [OLD, Version(0, 1, 2)]


def test_two_versions_that_never_came_up_lead_back_to_the_one_that_did(installation: Installation) -> None:
    installation.switch_to(NEW)
    installation.switch_to(Version(0, 1, 2))
    (installation.folder / "trial" / "former").replace(installation.folder / "current")  # as the starter goes back
    assert installation.current == OLD
