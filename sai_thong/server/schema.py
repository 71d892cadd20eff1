"""The tables of an authority. The office's code leads every key, so that an office can live on any database whole."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA: Final = MetaData()
_CODE: Final = 32
_ID: Final = 64
_COUNTER: Final = BigInteger().with_variant(Integer, "sqlite")

OFFICES: Final = Table(
    "offices",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("name", Text, nullable=False),
    Column("district", Text, nullable=False, default=""),
    Column("epoch", String(_ID), nullable=False),
    Column("lineage", Text, nullable=False),  # JSON: [[epoch, begins after], …], the oldest first
    Column("last_seq", _COUNTER, nullable=False, default=0),
    Column("last_contact", Text, nullable=False, default=""),
)
"""The row of an office is locked while its order grows, so that `seq` is given in the order of commits."""

DEVICES: Final = Table(
    "devices",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("device", String(_ID), primary_key=True),
    Column("name", Text, nullable=False),
    Column("signing_key", LargeBinary, nullable=False),  # Ed25519, public
    Column("box_key", LargeBinary, nullable=False),  # X25519, public
    Column("enrolled_at", Text, nullable=False),
    Column("revoked_at", Text, nullable=False, default=""),
    Column("replaced_by", String(_ID), nullable=False, default=""),  # the same computer under its next keys
    ForeignKeyConstraint(["office"], ["offices.office"]),
)

ENROLMENT_CODES: Final = Table(
    "enrolment_codes",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("code_hash", LargeBinary, primary_key=True),
    Column("given_by", String(_ID), nullable=False, default=""),  # the device; empty of the province
    Column("made_at", Text, nullable=False),
    Column("good_until", Text, nullable=False),
    Column("used_at", Text, nullable=False, default=""),
    ForeignKeyConstraint(["office"], ["offices.office"]),
)

CHESTS: Final = Table(
    "chests",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("chest", LargeBinary, nullable=False),
    Column("changed_at", Text, nullable=False),
    ForeignKeyConstraint(["office"], ["offices.office"]),
)
"""The keys of an office, sealed by it; only the newest."""

SESSIONS: Final = Table(
    "sessions",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("nonce", LargeBinary, primary_key=True),
    Column("device", String(_ID), nullable=False),
    Column("challenge", LargeBinary, nullable=False),
    Column("number", _COUNTER, nullable=False, default=0),
    Column("begun_at", Text, nullable=False),
    ForeignKeyConstraint(["office"], ["offices.office"]),
    Index("sessions_challenge", "office", "device", "challenge", unique=True),
)
"""Who talks, and the highest number a request of the session had: no process that serves remembers anything."""

UNFINISHED_BODIES: Final = Table(
    "unfinished",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("device", String(_ID), primary_key=True),
    Column("digest", LargeBinary, nullable=False),  # SHA-256 of the whole
    Column("bytes", LargeBinary, nullable=False),
    Column("kept_at", Text, nullable=False),
    ForeignKeyConstraint(["office"], ["offices.office"]),
)
"""The beginning of a request's body that came before the line broke (`unfinished`)."""

CRASH_REPORTS: Final = Table(
    "crash_reports",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("digest", String(_ID), primary_key=True),
    Column("device", String(_ID), nullable=False),
    Column("came_at", Text, nullable=False),
    Column("text", Text, nullable=False),
    ForeignKeyConstraint(["office"], ["offices.office"]),
)
"""Mistakes of the program, reported by a person's choice; no personal data."""

FILES: Final = Table(
    "files",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("file_id", String(_ID), primary_key=True),
    Column("counter", _COUNTER, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    ForeignKeyConstraint(["office"], ["offices.office"]),
)
"""How far the chain of each file is held."""

BATCHES: Final = Table(
    "batches",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("file_id", String(_ID), primary_key=True),
    Column("first", _COUNTER, primary_key=True),
    Column("last", _COUNTER, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    ForeignKeyConstraint(["office"], ["offices.office"]),
    Index("batches_last", "office", "file_id", "last"),
)
"""What came, as it came."""

OUTCOMES: Final = Table(
    "outcomes",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("seq", _COUNTER, primary_key=True),
    Column("file_id", String(_ID), nullable=False),
    Column("counter", _COUNTER, nullable=False),
    Column("effects", Text, nullable=False),  # JSON: field → what became of it
    Column("given_up", Text, nullable=False),  # JSON: [[field, version], …]
    ForeignKeyConstraint(["office"], ["offices.office"]),
    Index("outcomes_entry", "office", "file_id", "counter", unique=True),
)
"""The order of the office: what became of each entry."""

STATES: Final = Table(
    "states",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("record_type", String(_ID), primary_key=True),
    Column("record_id", String(_ID), primary_key=True),
    Column("version", String(_ID), nullable=False),
    Column("state", Text, nullable=False),  # JSON, see `states`
    Column("contended", Boolean, nullable=False, default=False),
    ForeignKeyConstraint(["office"], ["offices.office"]),
)
"""What is known of each record: derived from the order, and rebuilt from it."""

WAITING: Final = Table(
    "waiting",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("file_id", String(_ID), primary_key=True),
    Column("counter", _COUNTER, primary_key=True),
    Column("record_type", String(_ID), nullable=False),
    Column("record_id", String(_ID), nullable=False),
    Column("place", _COUNTER, nullable=False),
    ForeignKeyConstraint(["office"], ["offices.office"]),
    Index("waiting_record", "office", "record_type", "record_id"),
)
"""Entries whose record has not arrived, in the order of their arrival."""

CONTENTS: Final = Table(
    "contents",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("tag", String(_ID), primary_key=True),
    Column("number", _COUNTER, nullable=False, default=0),  # 0 until it is whole
    Column("size", _COUNTER, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("held", _COUNTER, nullable=False, default=0),  # bytes that came
    Column("device", String(_ID), nullable=False),
    Column("dropped", Boolean, nullable=False, default=False),
    Column("above", Boolean, nullable=False, default=False),  # whether the province of this hub holds it
    ForeignKeyConstraint(["office"], ["offices.office"]),
    Index("contents_number", "office", "number"),
)
"""Attached files, sealed by their office; of one that was destroyed there the line stays."""

CONTENT_PIECES: Final = Table(
    "content_pieces",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("tag", String(_ID), primary_key=True),
    Column("start", _COUNTER, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
    ForeignKeyConstraint(["office"], ["offices.office"]),
)

CONTENT_BOOKS: Final = Table(
    "content_books",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("last_number", _COUNTER, nullable=False),  # never given twice
    Column("room", _COUNTER, nullable=False),  # bytes the office may keep
    ForeignKeyConstraint(["office"], ["offices.office"]),
)
"""One line for each office that has contents, or another room for them than is usual."""

FIGURES: Final = Table(
    "figures",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("record_id", String(_ID), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("period", Text, nullable=False),  # ISO month, or fiscal year (BE)
    Column("scheme", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("asset_class", Text, nullable=False),
    Column("figure", Text, nullable=False),
    Column("count", BigInteger),
    Column("amount_satang", BigInteger),
    Column("withheld", Integer, nullable=False),  # 0 or 1, to be added up
    Column("amount_withheld", Integer, nullable=False),
    ForeignKeyConstraint(["office"], ["offices.office"]),
    # It holds all that is added up, so that a sum over every office reads the index alone.
    Index(
        "figures_across",
        *("kind", "period", "step", "service", "state", "asset_class", "scheme", "figure", "office"),
        *("count", "amount_satang", "withheld", "amount_withheld"),
    ),
    Index("figures_of_office", "office", "kind", "period"),
)
"""What offices count (`figures`): derived from the states of their records, and rebuilt with them."""

HUBS: Final = Table(
    "hubs",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("generation", Integer, nullable=False),
    Column("key", LargeBinary, nullable=False),  # Ed25519, public; empty since the order was given back
    Column("device", String(_ID), nullable=False),
    Column("since", Text, nullable=False),
    Column("call", LargeBinary, nullable=False, default=b""),  # where it is reached: what it calls, signed by it
    Column("addresses", Text, nullable=False, default=""),  # and of its computer, with spaces between
    ForeignKeyConstraint(["office"], ["offices.office"]),
)
"""The hub that keeps the order of an office in our place: what it decides is taken, and nothing is decided here."""

NODES: Final = Table(
    "nodes",
    METADATA,
    Column("node", String(_CODE), primary_key=True),
    Column("url", Text, nullable=False),
)
"""Further databases that offices live on, told in the first one."""

PLACES: Final = Table(
    "places",
    METADATA,
    Column("code", String(_CODE), primary_key=True),  # of the office; not named so, for no office sees its row
    Column("node", String(_CODE), nullable=False),
    Column("stage", String(16), nullable=False, default=""),
    Column("other", String(_CODE), nullable=False, default=""),
)
"""On which node an office lives, and how far a move is (`directory`); offices of the first database need no row."""

SENT_DOWN: Final = Table(
    "sent_down",
    METADATA,
    Column("revision", _COUNTER, primary_key=True, autoincrement=False),
    Column("number", _COUNTER, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("for_office", String(_CODE), nullable=False),
    Column("for_district", Text, nullable=False),
    Column("sent_at", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("signature", LargeBinary, nullable=False),  # Ed25519, by the authority
)
"""What the province sends down (`down`): lines are added only; one that withdraws bears the number of what it ends."""

AUTHORITY: Final = Table(
    "authority",
    METADATA,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("signing_key", LargeBinary, nullable=False),  # Ed25519, private
)
"""One row: what this authority signs with."""

CONTACTS: Final = Table(
    "contacts",
    METADATA,
    Column("office", String(_CODE), primary_key=True),
    Column("file_id", String(_ID), primary_key=True),
    Column("device", String(_ID), nullable=False),
    Column("counter", _COUNTER, nullable=False),  # how far the file goes at its station
    Column("at", Text, nullable=False),
    ForeignKeyConstraint(["office"], ["offices.office"]),
)
"""What a station said of its own files when it last began to talk; what it has beyond `files` has not arrived."""

USERS: Final = Table(
    "users",
    METADATA,
    Column("user_name", String(_ID), primary_key=True),
    Column("full_name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("district", Text, nullable=False, default=""),
    Column("password_hash", Text, nullable=False),  # argon2id, with its salt and cost
    Column("temporary_until", Text, nullable=False, default=""),
    Column("totp_secret", Text, nullable=False, default=""),  # base 32; empty until the user set it up
    Column("totp_step", _COUNTER, nullable=False, default=0),  # the last one that was used
    Column("made_at", Text, nullable=False),
    Column("disabled_at", Text, nullable=False, default=""),
)
"""The officers who read the pages; nothing of an office is among it."""

RECOVERY_CODES: Final = Table(
    "recovery_codes",
    METADATA,
    Column("user_name", String(_ID), primary_key=True),
    Column("code_hash", LargeBinary, primary_key=True),
    Column("used_at", Text, nullable=False, default=""),
    ForeignKeyConstraint(["user_name"], ["users.user_name"]),
)

PAGE_SESSIONS: Final = Table(
    "page_sessions",
    METADATA,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("user_name", String(_ID), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("pending_secret", Text, nullable=False, default=""),
    Column("begun_at", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    ForeignKeyConstraint(["user_name"], ["users.user_name"]),
)
"""Who is signed in; the cookie holds the token, the table its hash."""

SIGN_IN_TRIES: Final = Table(
    "sign_in_tries",
    METADATA,
    Column("subject", String(128), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Text, nullable=False),
)

ACCESS_LOG: Final = Table(
    "access_log",
    METADATA,
    Column("number", _COUNTER, primary_key=True),
    Column("at", Text, nullable=False),
    Column("user_name", String(_ID), nullable=False),
    Column("address", Text, nullable=False),
    Column("act", String(_ID), nullable=False),
    Column("about", Text, nullable=False),
    Index("access_log_at", "at"),
)
"""Who looked at what and did what, through the pages and the commands; lines are added only."""

OF_ONE_OFFICE: Final = tuple(table for table in METADATA.sorted_tables if "office" in table.columns)
"""The tables of which a request sees the rows of its own office only."""
