"""The first tables. On PostgreSQL whoever serves requests sees the rows of one office only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_API = "sai_thong_api"
_PAGES = "sai_thong_pages"
_OF_ONE_OFFICE = (
    "offices",
    "devices",
    "enrolment_codes",
    "chests",
    "sessions",
    "unfinished",
    "crash_reports",
    "files",
    "batches",
    "outcomes",
    "states",
    "waiting",
    "contents",
    "content_pieces",
    "content_books",
    "figures",
    "contacts",
    "hubs",
)


def upgrade() -> None:
    """Make the tables, and on PostgreSQL the role that serves with its narrow sight."""
    _offices()
    _talk()
    _order()
    _contents()
    _hubs()
    _figures()
    _sent_down()
    _pages()
    _directory()
    op.create_table(
        "authority",
        sa.Column("only", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("signing_key", sa.LargeBinary, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        _narrow_sight()
        _sight_of_officers()
        _sight_of_what_is_sent()


def _hubs() -> None:
    op.create_table(
        "hubs",
        sa.Column("office", sa.String(32), primary_key=True),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("call", sa.LargeBinary, nullable=False),
        sa.Column("addresses", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["office"], ["offices.office"]),
    )


def _offices() -> None:
    op.create_table(
        "offices",
        sa.Column("office", sa.String(32), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("district", sa.Text, nullable=False),
        sa.Column("epoch", sa.String(64), nullable=False),
        sa.Column("lineage", sa.Text, nullable=False),
        sa.Column("last_seq", _WHOLE, nullable=False),
        sa.Column("last_contact", sa.Text, nullable=False),
    )
    op.create_table(
        "devices",
        *_key("device"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("signing_key", sa.LargeBinary, nullable=False),
        sa.Column("box_key", sa.LargeBinary, nullable=False),
        sa.Column("enrolled_at", sa.Text, nullable=False),
        sa.Column("revoked_at", sa.Text, nullable=False),
        sa.Column("replaced_by", sa.String(64), nullable=False),
    )


def _talk() -> None:
    op.create_table(
        "enrolment_codes",
        *_key(),
        sa.Column("code_hash", sa.LargeBinary, primary_key=True),
        sa.Column("given_by", sa.String(64), nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("good_until", sa.Text, nullable=False),
        sa.Column("used_at", sa.Text, nullable=False),
    )
    op.create_table(
        "chests",
        *_key(),
        sa.Column("chest", sa.LargeBinary, nullable=False),
        sa.Column("changed_at", sa.Text, nullable=False),
    )
    op.create_table(
        "sessions",
        *_key(),
        sa.Column("nonce", sa.LargeBinary, primary_key=True),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("challenge", sa.LargeBinary, nullable=False),
        sa.Column("number", _WHOLE, nullable=False),
        sa.Column("begun_at", sa.Text, nullable=False),
    )
    op.create_index("sessions_challenge", "sessions", ["office", "device", "challenge"], unique=True)
    op.create_table(
        "unfinished",
        *_key("device"),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.Column("kept_at", sa.Text, nullable=False),
    )
    op.create_table(
        "crash_reports",
        *_key(),
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("came_at", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )


def _order() -> None:
    op.create_table(
        "files",
        *_key("file_id"),
        sa.Column("counter", _WHOLE, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "batches",
        *_key("file_id"),
        sa.Column("first", _WHOLE, primary_key=True),
        sa.Column("last", _WHOLE, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
    )
    op.create_index("batches_last", "batches", ["office", "file_id", "last"])
    op.create_table(
        "outcomes",
        *_key(),
        sa.Column("seq", _WHOLE, primary_key=True),
        sa.Column("file_id", sa.String(64), nullable=False),
        sa.Column("counter", _WHOLE, nullable=False),
        sa.Column("effects", sa.Text, nullable=False),
        sa.Column("given_up", sa.Text, nullable=False),
    )
    op.create_index("outcomes_entry", "outcomes", ["office", "file_id", "counter"], unique=True)
    op.create_table(
        "states",
        *_key("record_type", "record_id"),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("contended", sa.Boolean, nullable=False),
    )
    op.create_table(
        "waiting",
        *_key("file_id"),
        sa.Column("counter", _WHOLE, primary_key=True),
        sa.Column("record_type", sa.String(64), nullable=False),
        sa.Column("record_id", sa.String(64), nullable=False),
        sa.Column("place", _WHOLE, nullable=False),
    )
    op.create_index("waiting_record", "waiting", ["office", "record_type", "record_id"])


def _pages() -> None:
    op.create_table(
        "contacts",
        *_key("file_id"),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("counter", _WHOLE, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "users",
        sa.Column("user_name", sa.String(64), primary_key=True),
        sa.Column("full_name", sa.Text, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("district", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("temporary_until", sa.Text, nullable=False),
        sa.Column("totp_secret", sa.Text, nullable=False),
        sa.Column("totp_step", _WHOLE, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("disabled_at", sa.Text, nullable=False),
    )
    user = sa.ForeignKey("users.user_name")
    op.create_table(
        "recovery_codes",
        sa.Column("user_name", sa.String(64), user, primary_key=True),
        sa.Column("code_hash", sa.LargeBinary, primary_key=True),
        sa.Column("used_at", sa.Text, nullable=False),
    )
    op.create_table(
        "page_sessions",
        sa.Column("token_hash", sa.LargeBinary, primary_key=True),
        sa.Column("user_name", sa.String(64), sa.ForeignKey("users.user_name"), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("pending_secret", sa.Text, nullable=False),
        sa.Column("begun_at", sa.Text, nullable=False),
        sa.Column("seen_at", sa.Text, nullable=False),
    )
    op.create_table(
        "sign_in_tries",
        sa.Column("subject", sa.String(128), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", sa.Text, nullable=False),
    )
    op.create_table(
        "access_log",
        sa.Column("number", _WHOLE, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("user_name", sa.String(64), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("act", sa.String(64), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
    )
    op.create_index("access_log_at", "access_log", ["at"])


def _directory() -> None:
    op.create_table(
        "nodes",
        sa.Column("node", sa.String(32), primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
    )
    op.create_table(
        "places",
        sa.Column("code", sa.String(32), primary_key=True),
        sa.Column("node", sa.String(32), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("other", sa.String(32), nullable=False),
    )


def _sent_down() -> None:
    op.create_table(
        "sent_down",
        sa.Column("revision", _WHOLE, primary_key=True, autoincrement=False),
        sa.Column("number", _WHOLE, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("for_office", sa.String(32), nullable=False),
        sa.Column("for_district", sa.Text, nullable=False),
        sa.Column("sent_at", sa.Text, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )


def _sight_of_what_is_sent() -> None:
    """An office sees what is for it, its district or everybody; whoever sends owns the table."""
    op.execute("ALTER TABLE sent_down ENABLE ROW LEVEL SECURITY")
    own = "for_office IN ('', current_setting('sai_thong.office', true))"
    district = "(for_district = '' OR for_district IN (SELECT district FROM offices))"
    op.execute(f"CREATE POLICY for_the_office ON sent_down FOR SELECT TO {_API} USING ({own} AND {district})")
    op.execute(f"CREATE POLICY seen_by_officers ON sent_down FOR SELECT TO {_PAGES} USING (true)")
    op.execute(f"GRANT SELECT ON sent_down TO {_API}, {_PAGES}")


def _figures() -> None:
    named = ("kind", "period", "scheme", "step", "service", "state", "asset_class", "figure")
    op.create_table(
        "figures",
        *_key("record_id"),
        *(sa.Column(name, sa.Text, nullable=False) for name in named),
        sa.Column("count", sa.BigInteger),
        sa.Column("amount_satang", sa.BigInteger),
        sa.Column("withheld", sa.Integer, nullable=False),
        sa.Column("amount_withheld", sa.Integer, nullable=False),
    )
    across = ["kind", "period", "step", "service", "state", "asset_class", "scheme", "figure", "office"]
    summed = ["count", "amount_satang", "withheld", "amount_withheld"]
    op.create_index("figures_across", "figures", [*across, *summed])
    op.create_index("figures_of_office", "figures", ["office", "kind", "period"])


def _contents() -> None:
    op.create_table(
        "contents",
        *_key("tag"),
        sa.Column("number", _WHOLE, nullable=False),
        sa.Column("size", _WHOLE, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("held", _WHOLE, nullable=False),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("dropped", sa.Boolean, nullable=False),
        sa.Column("above", sa.Boolean, nullable=False),
    )
    op.create_index("contents_number", "contents", ["office", "number"])
    op.create_table(
        "content_pieces",
        *_key("tag"),
        sa.Column("start", _WHOLE, primary_key=True),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "content_books",
        *_key(),
        sa.Column("last_number", _WHOLE, nullable=False),
        sa.Column("room", _WHOLE, nullable=False),
    )


def _key(*names: str) -> tuple[sa.Column[str], ...]:
    """The office's code, which leads every key, and more names behind it."""
    office = sa.Column("office", sa.String(32), sa.ForeignKey("offices.office"), primary_key=True)
    return (office, *(sa.Column(name, sa.String(64), primary_key=True) for name in names))


def _narrow_sight() -> None:
    """Rows of the office that the transaction named; where it named none, no rows, and so for the owner too."""
    op.execute(
        f"""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{_API}') THEN
                CREATE ROLE {_API} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
            END IF;
        END $$
        """
    )
    named = "office = current_setting('sai_thong.office', true)"
    for table in _OF_ONE_OFFICE:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_office ON {table} USING ({named}) WITH CHECK ({named})")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {_API}")
    # Whoever keeps the database lists its offices; of what is in them, it too sees one at a time.
    op.execute("CREATE POLICY lists_offices ON offices FOR SELECT TO CURRENT_USER USING (true)")
    op.execute(f"REVOKE INSERT, DELETE ON offices FROM {_API}")
    op.execute(f"GRANT SELECT ON authority, alembic_version, nodes, places TO {_API}")
    op.execute(f"GRANT {_API} TO CURRENT_USER")


def _sight_of_officers() -> None:
    """What the pages are read as: offices, devices and statistics of what the officer may see; no batch, no order.

    A transaction names the officer's sight; `province` is all, a district is its own, none is nothing.
    """
    op.execute(
        f"""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{_PAGES}') THEN
                CREATE ROLE {_PAGES} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
            END IF;
        END $$
        """
    )
    sight, district = (f"current_setting('sai_thong.{name}', true)" for name in ("sight", "district"))
    own = f"{sight} = 'province' OR ({sight} = 'district' AND district = {district})"
    op.execute(f"CREATE POLICY seen_by_officers ON offices FOR SELECT TO {_PAGES} USING ({own})")
    seen = "office IN (SELECT office FROM offices)"
    for table, rows in (
        ("devices", seen),
        ("files", seen),
        ("contacts", seen),
        ("figures", seen),
    ):
        op.execute(f"CREATE POLICY seen_by_officers ON {table} FOR SELECT TO {_PAGES} USING ({rows})")
    op.execute(f"GRANT SELECT ON offices, devices, files, contacts, figures TO {_PAGES}")
    op.execute(
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON users, recovery_codes, page_sessions, sign_in_tries TO {_PAGES}"
    )
    op.execute(f"GRANT SELECT, INSERT ON access_log TO {_PAGES}")
    op.execute(f"GRANT USAGE ON SEQUENCE access_log_number_seq TO {_PAGES}")
    op.execute(f"GRANT {_PAGES} TO CURRENT_USER")
