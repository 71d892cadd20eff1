"""Train the dictionary that small messages of the sync are compressed with: `python tools/sync_dictionary.py NUMBER`.

It learns from the made-up office only, packed as it travels in batches of every size. A dictionary that was released
stays for ever: whoever reads must know every number that was ever sent (`sai_thong/sync/packing.py`).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import zstandard

ROOT = Path(__file__).resolve().parent.parent
SEED = 7
ELDERS = 250
KIB = 1024
DICTIONARY_BYTES = 48 * KIB
ENTRIES_IN_A_SAMPLE = (1, 2, 4, 8, 16, 40)
SAMPLES_OF_A_SIZE = 300
_HEADER_BYTES = 2


def main(number: str) -> None:
    """Make the office, take samples, train, and write ``resources/sync/dictionary-NUMBER.zstd``."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SAI_THONG_HOME"] = str(Path(folder) / "home")
        samples: list[bytes | bytearray | memoryview] = list(made_up_messages(Path(folder)))
    trained = zstandard.train_dictionary(DICTIONARY_BYTES, samples, dict_id=int(number), level=12)
    place = ROOT / "resources" / "sync" / f"dictionary-{number}.zstd"
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(trained.as_bytes())
    print(f"{place.relative_to(ROOT)}: {len(trained)} bytes from {len(samples)} samples")


def made_up_messages(folder: Path) -> Iterator[bytes]:
    """What the made-up office would send, before it is compressed: open sides, boxes, pages and the talk itself."""
    from sai_thong.db.keys import Kdf
    from sai_thong.db.store import Store
    from sai_thong.demo.living import make_living_office
    from sai_thong.ground.clock import SystemClock
    from sai_thong.registers.catalogue import RECORD_TYPES
    from sai_thong.sync.columns import pack_entries, pack_secrets
    from sai_thong.sync.merge import Effect
    from sai_thong.sync.messages import Hello, PullRequest, pack_hello, pack_pull
    from sai_thong.sync.pages import OutcomeLine, Page, pack_page
    from sai_thong.sync.station import StationSide
    from sai_thong.sync.translation import Declared, JournalRow, marker, to_travel

    office = make_living_office(
        folder, seed=SEED, elders=ELDERS, kdf=Kdf(memory_kib=8, time_cost=1), petitions=True, assets=True
    )
    chance = Random(SEED)
    with Store.open(office.store, password=office.password, clock=SystemClock(), write=False) as store:
        heads = StationSide(store, "made-up", RECORD_TYPES, lambda _batch: True).heads()
        declared, mark = Declared(RECORD_TYPES), marker(store.keys.office_key)
        columns = ", ".join(JournalRow._fields)
        rows = [
            JournalRow(*row)
            for row in store.connection_for_reading().execute(f"SELECT {columns} FROM journal ORDER BY counter")
        ]
        travelling = [to_travel(row, declared, mark) for row in rows]
        for count in ENTRIES_IN_A_SAMPLE:
            for _sample in range(SAMPLES_OF_A_SIZE):
                begin = chance.randrange(len(travelling) - count)
                chosen = travelling[begin : begin + count]
                entries, secrets = [entry for entry, _ in chosen], [secret for _, secret in chosen]
                yield _bare(pack_entries(entries))
                yield _bare(pack_secrets(secrets))
                effects = [dict.fromkeys(each.changes, Effect.STANDS) for each in entries]
                lines = [
                    OutcomeLine(each.id.file_id, each.id.counter, effect)
                    for each, effect in zip(entries, effects, strict=True)
                ]
                yield _bare(pack_page(Page(f"{chance.getrandbits(64):016x}", begin + 1, tuple(lines))))
        for _sample in range(SAMPLES_OF_A_SIZE // 4):
            yield _bare(pack_hello(Hello("made-up", f"{chance.getrandbits(32):08x}", heads)))
            asked = PullRequest(f"{chance.getrandbits(64):016x}", chance.randrange(10_000), 32 * KIB, heads)
            yield _bare(pack_pull(asked))


def _bare(packed: bytes) -> bytes:
    """A message as it was before it was compressed, with whichever dictionary is in use."""
    from sai_thong.sync.packing import text_of_packed

    return text_of_packed(packed)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(*sys.argv[1:])
