"""Fetching what the province sends down: kept as records that wait for a person; nothing takes effect by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.registers.from_province.records import ProvinceItem
from sai_thong.sync.device import PinnedAuthority, keep_document, kept_document
from sai_thong.sync.down import DOWN_PATH, SentDown, pack_after, unpack_sent, verify_sent
from sai_thong.sync.engine import Stage
from sai_thong.sync.messages import DOWN, Welcome
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.refusals import NotUnderstood
from sai_thong.sync.talk import Talk

_KEPT: Final = "sync_down"


class DownExchange:
    """An `engine.Exchange`.

    Args:
        store: The open store, writable.
        authority: Whose signature is believed.
    """

    stage: Final = Stage.DOWN
    capability: Final = DOWN

    def __init__(self, store: Store, authority: PinnedAuthority) -> None:
        self._store = store
        self._authority = authority

    def run(self, talk: Talk, welcome: Welcome) -> ChangeSet:
        """Fetch what was said since the last round; nothing is asked where the welcome tells of nothing new."""
        changes, more = ChangeSet(), welcome.down > self.after
        while more:
            answer = talk.ask(DOWN_PATH, lambda: pack_after(self.after))
            try:
                sent, more = unpack_sent(answer)
                changes.add(self.take(sent))
            except Unreadable as error:
                raise NotUnderstood from error
        return changes

    def take(self, sent: Iterable[SentDown]) -> ChangeSet:
        """Keep what was sent down, whatever way it came; of what is known already, whether it was withdrawn.

        Raises:
            Unreadable: The authority did not sign it.
        """
        key, last = self._authority.verifying_key, self.after
        with self._store.transaction() as tx:
            for each in sent:
                verify_sent(each, key)
                last = max(last, each.revision)
                name = tx.natural_id("from-province", self._authority.key.hex(), str(each.number))
                known = tx.find(ProvinceItem, id=name)
                if known and each.withdrawn and not known[0].withdrawn:
                    tx.update(known[0], withdrawn=True)
                if known or each.withdrawn:
                    continue
                made = ProvinceItem(
                    number=each.number, kind=each.kind, title=each.title, content=each.content, sent_at=each.sent_at
                )
                tx.insert(made, record_id=name)
            changes = tx.changes
        keep_document(self._store, _KEPT, {"after": last, "authority": self._authority.key.hex()})
        return changes

    @property
    def after(self) -> int:
        """The last revision heard of this authority."""
        kept = kept_document(self._store, _KEPT) or {}
        return int(kept["after"]) if kept.get("authority") == self._authority.key.hex() else 0
