"""The tables no register declares: the journal, its files, sealed records, the store's facts, contents, the sync."""

OF_THE_STORE = (
    # One row a file id this store has had: a restored or moved file continues under a new one.
    """CREATE TABLE files (
  file_id TEXT PRIMARY KEY,
  started_at TEXT NOT NULL,
  after_file_id TEXT NOT NULL,
  after_counter INTEGER NOT NULL,
  genesis BLOB NOT NULL
) STRICT""",
    """CREATE TABLE journal (
  file_id TEXT NOT NULL REFERENCES files(file_id),
  counter INTEGER NOT NULL,
  at TEXT NOT NULL,
  user TEXT NOT NULL,
  register TEXT NOT NULL,
  record_type TEXT NOT NULL,
  schema INTEGER NOT NULL,
  record_id TEXT NOT NULL,
  base_version TEXT NOT NULL,
  content TEXT,
  salt BLOB,
  digest BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (file_id, counter)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX journal_record ON journal(record_id)",
    # Sealed before they come here: neither type, nor person, nor amount can be read without the set's key.
    """CREATE TABLE sealed_records (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  set_name TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT""",
    "CREATE INDEX sealed_records_set ON sealed_records(set_name)",
    """CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT""",
)
"""``facts`` holds: store_id (never changes), file_id (the present one), office_name, sort_key_version."""

OF_CONTENTS = (
    # Bytes by their address, in parts, so that no row grows beyond what a slow machine reads at once.
    """CREATE TABLE contents (
  address TEXT NOT NULL,
  part INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (address, part)
) STRICT""",
)

OF_SYNC = (
    # What the authority of the office said became of each entry, in its order. `effects` and `given_up` are JSON.
    """CREATE TABLE outcomes (
  seq INTEGER PRIMARY KEY,
  file_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  effects TEXT NOT NULL,
  given_up TEXT NOT NULL,
  UNIQUE (file_id, counter)
) STRICT""",
    # Values that wait for a person: which entry wanted something else of a field than what stands.
    """CREATE TABLE contenders (
  record_type TEXT NOT NULL,
  record_id TEXT NOT NULL,
  field TEXT NOT NULL,
  version TEXT NOT NULL,
  PRIMARY KEY (record_type, record_id, field, version)
) STRICT, WITHOUT ROWID""",
    # The rows as the authority has them, of records that have changes it has not seen yet.
    """CREATE TABLE base_rows (
  record_type TEXT NOT NULL,
  record_id TEXT NOT NULL,
  version TEXT NOT NULL,
  row TEXT NOT NULL,
  PRIMARY KEY (record_type, record_id)
) STRICT, WITHOUT ROWID""",
    # Which contents the authority holds and which are here (`content_places`).
    """CREATE TABLE content_places (
  tag TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  number INTEGER NOT NULL,
  size INTEGER NOT NULL,
  digest BLOB NOT NULL,
  rank INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX content_places_address ON content_places(address)",
    # What came of contents that are not whole yet.
    """CREATE TABLE content_parts_coming (
  tag TEXT NOT NULL,
  start INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (tag, start)
) STRICT""",
)

OF_TRUST: tuple[str, ...] = ()

STATEMENTS = (*OF_THE_STORE, *OF_CONTENTS, *OF_SYNC, *OF_TRUST)
