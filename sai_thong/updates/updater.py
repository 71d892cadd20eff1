"""Finds the newest release in a place, judges it, fetches its package and lays it out beside the present version."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Self

from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.ground.whole_file import NotWritten, replace, write_whole
from sai_thong.updates.installation import PLATFORM, Installation, installed
from sai_thong.updates.manifest import file_digest
from sai_thong.updates.memory import Memory, Remembered
from sai_thong.updates.refusals import (
    DamagedPackage,
    HeldBack,
    NoneFound,
    NoRoom,
    NotNewer,
    OtherBeginning,
    UnreadableRelease,
)
from sai_thong.updates.release import RINGS, Package, Release, document_name, ring_name
from sai_thong.updates.signing import MOST_SIGNED, KeyRing, SignedDocument, follower
from sai_thong.updates.sources import PIECE, Source, whole
from sai_thong.updates.staging import Report, lay_out
from sai_thong.updates.versions import Version

_PART: Final = ".part"


@dataclass(frozen=True)
class Offer:
    """A release, and what is to be said of it before it is taken.

    Attributes:
        release: The release.
        document: What it was read from, signed.
        newer: Whether it is newer than what runs; only then is it an offer.
        held_back: The version the office stays at, where that is older than the release.
        given_up: Whether it did not come up on this computer before.
        expired: Whether the publisher meant something newer to be there by now, or the clock is wrong.
        newer_seen: A still newer version that was seen elsewhere.
    """

    release: Release
    document: bytes
    newer: bool
    held_back: Version | None
    given_up: bool
    expired: bool
    newer_seen: Version | None

    def size_for(self, running: Version) -> int:
        """Bytes to fetch where a version runs; 0 where nothing of it begins with that version."""
        return min((each.size for each in self.release.smallest_for(running)), default=0)

    def warnings(self) -> list[str]:
        """What whoever decides should know, in sentences."""
        said = []
        if self.held_back is not None:
            said.append(_("The office takes no version after {version}.").format(version=self.held_back))
        if self.given_up:
            said.append(_("On this computer it did not come up before, and the former version was taken up again."))
        if self.newer_seen is not None:
            said.append(_("Elsewhere version {version} was seen, which is newer.").format(version=self.newer_seen))
        if self.expired:
            said.append(_("By now there should be a newer one; or the clock of this computer is wrong."))
        return said

    def refuse_unless_wanted(self, running: Version) -> None:
        """Look whether the release may be taken at all.

        Raises:
            NotNewer: It is the version that runs, or an older one.
            HeldBack: The office stays with an older one.
        """
        if not self.newer:
            raise NotNewer(str(self.release.version), str(running))
        if self.held_back is not None:
            raise HeldBack(str(self.release.version), str(self.held_back))


def judge(
    document: bytes, release: Release, *, running: Version, now: datetime, up_to: Version | None, known: Remembered
) -> Offer:
    """What is to be said of a release. Versions decide; the clock, which may be wrong, only warns."""
    seen = Version.read(known.seen) if known.seen else None
    return Offer(
        release,
        document,
        newer=release.version > running,
        held_back=up_to if up_to is not None and release.version > up_to else None,
        given_up=str(release.version) in known.given_up,
        expired=release.expires < now,
        newer_seen=seen if seen is not None and seen > release.version else None,
    )


@dataclass(frozen=True)
class Updater:
    """What changes the program of this computer.

    Attributes:
        installation: Where the versions lie.
        running: The version that runs.
        platform: What computers of this kind are called among releases.
        memory: What this computer remembers of updates.
        clock: The clock; it only ever warns.
    """

    installation: Installation
    running: Version
    platform: str
    memory: Memory
    clock: Clock

    @classmethod
    def of_this_program(cls, home: Path, clock: Clock) -> Self:
        """The updater of the program that runs.

        Args:
            home: The program's own folder.
            clock: The clock.

        Raises:
            NotUpdatable: It was not installed so that it can change itself.
        """
        installation, running = installed()
        return cls(installation, running, PLATFORM, Memory(home / "updates"), clock)

    def refuse_without_publisher(self) -> None:
        """Look whether the program knows whom to believe.

        Raises:
            NotUpdatable: It was built without the keys of a publisher.
        """
        self.memory.ring()

    def window_stands(self) -> Version | None:
        """The running version showed its window: end its trial, remove what is not needed any more.

        Returns:
            The version that was tried before, did not come up and was left; None where all went well.
        """
        given_up = self.installation.given_up()
        if given_up is not None:
            self.memory.note_given_up(given_up)
            self.installation.forget_given_up()
        self.installation.reached_window(self.running)
        self.installation.tidy()
        return given_up

    def look(self, source: Source, up_to: Version | None) -> Offer:
        """The newest release a place has for computers of this kind.

        Args:
            source: The place.
            up_to: The version the office stays at; None where it takes every one.

        Raises:
            NoneFound: It has none.
            WronglySigned: The publisher did not sign it.
            UnreadableRelease: It is no release, or one for other computers.
            Unreachable: Nothing came, or not all of it.
            NotUpdatable: The program knows no publisher.
        """
        ring = newest_ring(source, self.memory)
        document = whole(source, document_name(self.platform), MOST_SIGNED)
        release = Release.of(SignedDocument.read(document).believed(ring))
        if release.platform != self.platform:
            raise UnreadableRelease("platform")
        self.memory.saw(release.version)
        known = self.memory.remembered()
        return judge(document, release, running=self.running, now=self.clock.now(), up_to=up_to, known=known)

    def make_ready(self, source: Source, offer: Offer, *, fetched: Report, laid_out: Report) -> None:
        """Fetch what makes the release of the running version, and lay it out beside that.

        The smallest package is taken; where it was made of other files than are installed here, the next one. What
        came of a package before the line broke stays for the next time.

        Args:
            source: The place.
            offer: What was found there.
            fetched: Told how many bytes are here.
            laid_out: Told how many files are made.

        Raises:
            NotNewer: It is the version that runs, or an older one.
            HeldBack: The office stays with an older one.
            DamagedPackage: What came is not what was signed; it is thrown away.
            OtherBeginning: It was made of other files than are installed here, and there is no other package.
            NoneFound: No package of it begins with what is installed here.
            Unreachable: The place broke off.
            NotAllowedHere: This user may not change what is installed.
            NoRoom: The disk takes no more.
        """
        offer.refuse_unless_wanted(self.running)
        self.installation.refuse_unless_writable()
        for version in self.installation.versions():
            if version > self.installation.current:
                self.installation.remove(version)  # laid out and never started: no version to go back to
        release = offer.release
        former, into = self.installation.place(self.running), self.installation.place(release.version)
        unfit: Refused = NoneFound()
        for package in release.smallest_for(self.running):
            try:
                file = fetch(source, package, self.memory.folder, fetched)
            except NoneFound as error:
                unfit = error
                continue
            try:
                lay_out(file, release, former=former, into=into, report=laid_out)
            except OtherBeginning as error:
                unfit = error
                file.unlink()
            except DamagedPackage:
                file.unlink()
                raise
            else:
                self._pass_on(file, package, offer)
                return
        raise unfit

    def _pass_on(self, file: Path, package: Package, offer: Offer) -> None:
        """Keep what was fetched for the other computers of the office, which a hub hands it to."""
        folder = self.memory.offered
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            replace(file, folder / package.name)
            for ring in self.memory.folder.glob(RINGS):
                shutil.copyfile(ring, folder / ring.name)
            write_whole(folder / document_name(self.platform), offer.document)
        except (OSError, NotWritten):
            file.unlink(missing_ok=True)  # the version lies here; that others fetch it themselves is no loss

    def is_ready(self, offer: Offer) -> bool:
        """Whether what is offered lies here already and only has to be started."""
        return self.installation.place(offer.release.version).is_dir()


def newest_ring(source: Source, memory: Memory) -> KeyRing:
    """The ring a place leads to from the newest one known here; it is remembered, so that no older one counts.

    Raises:
        WronglySigned: A ring is not signed by the one before it.
        UnreadableRelease: It is none.
        Unreachable: It broke off.
        NotUpdatable: The program knows no publisher.
    """
    ring = memory.ring()
    with suppress(NoneFound):
        while True:
            document = whole(source, ring_name(ring.number + 1), MOST_SIGNED)
            ring = follower(ring, SignedDocument.read(document))
            memory.keep_ring(ring, document)
    return ring


def fetch(source: Source, package: Package, folder: Path, report: Report) -> Path:
    """Bring a package here, going on by the byte with what came before.

    Raises:
        DamagedPackage: What came is not what was signed; it is thrown away.
        Unreachable: The place broke off; what came stays.
        NoneFound: The place does not have it.
        NoRoom: The disk takes no more.
    """
    part = folder / f"{package.digest}{_PART}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for other in folder.glob(f"*{_PART}"):
            if other != part:
                other.unlink(missing_ok=True)
        with part.open("ab") as file:
            while (here := file.tell()) < package.size:
                report(here, package.size)
                piece = source.piece(package.name, here, min(PIECE, package.size - here))
                if not piece:
                    break
                file.write(piece)
    except OSError as error:
        raise NoRoom from error
    report(package.size, package.size)
    if part.stat().st_size != package.size or file_digest(part) != package.digest:
        part.unlink()
        raise DamagedPackage
    return part
