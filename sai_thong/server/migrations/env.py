"""Alembic runs this file; the connection was opened by `database.migrate`, within a transaction."""

from __future__ import annotations

from alembic import context

from sai_thong.server.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
