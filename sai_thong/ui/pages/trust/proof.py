"""Whether the file is what was written: every check by one button, what is wrong and where, and the certificate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.keys import KeyRing
from sai_thong.db.station import this_machine
from sai_thong.db.store import Store
from sai_thong.db.verify import Check
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import N_, _, ngettext
from sai_thong.registers.trust.proof import Counts, Verification, verify_store
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    ChipText,
    Column,
    ListTable,
    ListWithRecord,
    RecordPanel,
    RecordView,
    Row,
    Tone,
    keys,
)
from sai_thong.ui.pages.trust.section import Section, moment_words

if TYPE_CHECKING:
    from sai_thong.ui.pages.trust.page import TrustPage

_CHECKS: Final = (
    ("file", N_("Pages of the file and its references"), frozenset({Check.FILE, Check.REFERENCES})),
    ("chain", N_("Journal and access log, entry by entry"), frozenset({Check.CHAIN})),
    ("rows", N_("Every record against the journal"), frozenset({Check.ROWS})),
    ("numbers", N_("Official numbers without a gap"), frozenset({Check.NUMBERS})),
    ("closed", N_("Closed months and years against their lines"), frozenset({Check.REGISTER})),
    ("contents", N_("Attached files against their hashes"), frozenset({Check.CONTENTS})),
    ("anchors", N_("What is kept outside the file"), frozenset({Check.ANCHOR})),
)
_FAULTS_TOLD: Final = 50


class ProofSection(Section):
    """The checks as lines, each with how much was looked at and what came of it."""

    def __init__(self, page: TrustPage) -> None:
        self.verify_button = ActionButton(_("Verify now"), self.verify, key=keys.NEW, kind="primary")
        self.print_button = ActionButton(_("Print the certificate…"), self.print_certificate, key=keys.PRINT)
        super().__init__(page, _("Proof"), [self.print_button, self.verify_button])
        self.found: Verification | None = None
        self.table = ListTable(
            [
                Column("check", _("What is looked at"), strong=True),
                Column("amount", _("How much"), 150),
                Column("result", _("Result"), 150, kind="chip"),
            ],
            name=_("Proof"),
        )
        self.record = RecordPanel(_("Verify the file to see what stands, and what is wrong where."))
        self.put(ListWithRecord(self.table, self.record))
        self.table.row_chosen.connect(lambda _row: self._tell())

    def load(self) -> None:
        """Show what was found; nothing is verified by itself, as it takes a while."""
        self.table.set_rows([self._row(*each) for each in _CHECKS])
        self.print_button.setEnabled(self.found is not None and self.found.ok)
        self._tell()

    def verify(self) -> None:
        """Verify in a process of its own, beside which everything else goes on."""
        store = self.store
        self.verify_button.setEnabled(False)

        def done(found: Verification) -> None:
            self.verify_button.setEnabled(True)
            self.found = found
            self.load()
            words = _("The file is what was written.")
            if not found.ok:
                words = ngettext("{count} thing is wrong.", "{count} things are wrong.", len(found.faults))
                words = words.format(count=len(found.faults))
            self.page.tell(Banner(words, Tone.OK if found.ok else Tone.BAD))

        job = self.page.work(
            verified,
            store.path,
            store.user,
            store.keys.named(),
            self.page.desk.clock,
            done=done,
            busy=_("Verifying the file…"),
        )
        for ended in (job.failed, job.cancelled):
            ended.connect(lambda *_values: self.verify_button.setEnabled(True))

    def print_certificate(self) -> None:
        """The certificate of what was found last, to be signed."""
        found = self.found
        if found is None or not found.ok:
            return

        def show(pdf: bytes) -> None:
            self.page.desk.preview(
                pdf, title=_("Certificate of verification"), file_name="verification-certificate.pdf"
            )

        self.page.write(_certificate, self.store, found, done=show, busy=_("Drawing the paper…"))

    def _row(self, key: str, words: str, checks: frozenset[Check]) -> Row:
        result = ChipText(_("Not verified yet"), Tone.PLAIN)
        if self.found is not None:
            count = sum(1 for each in self.found.faults if each.check in checks)
            result = (
                ChipText(_("Wrong: {count}").format(count=count), Tone.BAD) if count else ChipText(_("Whole"), Tone.OK)
            )
        return {"id": key, "check": _(words), "amount": _amount(key, self.found), "result": result}

    def _tell(self) -> None:
        """What the file held when it was verified, and what is wrong in what is chosen."""
        found, row = self.found, self.table.chosen()
        if found is None:
            self.record.show_nothing()
            return
        checks = next((each[2] for each in _CHECKS if row is not None and each[0] == row["id"]), frozenset(Check))
        faults = [each for each in found.faults if each.check in checks]
        self.record.show_record(
            RecordView(
                name=_("Verified {moment}").format(moment=moment_words(found.moment)),
                line=found.user,
                sentences=tuple(each.message for each in faults[:_FAULTS_TOLD]) or (_("Nothing is wrong here."),),
                facts=tuple(_facts(found)),
            ),
            [],
        )


def verified(path: Path, user: str, held: dict[str, bytes], clock: Clock) -> Verification:
    """Open the file beside the window for reading and verify it; in a process of its own."""
    from sai_thong.sync.retelling import told_rows

    with Store(path, user, KeyRing.from_named(held), clock, lock=None, station=this_machine()) as store:
        return verify_store(store, told_rows)


def _certificate(store: Store, found: Verification) -> bytes:
    """On the store's thread: note the paper, and draw it."""
    from sai_thong.forms.trust.certificate import certificate_pdf

    assert found.head is not None
    access_log.note(store, Look(Access.PRINT, found.head.text, "verification-certificate", register="trust"))
    return certificate_pdf(store, found)


def _amount(key: str, found: Verification | None) -> str:
    if found is None:
        return ""
    amounts = {
        "chain": _("{count} entries"),
        "rows": _("{count} records"),
        "numbers": _("{count} series"),
        "closed": _("{count} months"),
        "contents": _("{count} files"),
        "anchors": _("{count} anchors"),
    }
    return amounts[key].format(count=f"{_counted(key, found.counts):,}") if key in amounts else ""


def _counted(key: str, counts: Counts) -> int:
    return {
        "chain": counts.entries,
        "rows": counts.records,
        "numbers": counts.series,
        "closed": counts.months,
        "contents": counts.contents,
        "anchors": counts.anchors,
    }[key]


def _facts(found: Verification) -> Iterator[tuple[str, str]]:
    if found.head is not None:
        yield _("Journal head"), found.head.text
        yield _("Hash of the state"), found.digest
    yield _("Accesses noted"), f"{found.counts.accesses:,}"
    yield _("Computers with entries"), f"{sum(1 for each in found.chains if each.counter):,}"
