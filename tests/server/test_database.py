"""The tables come from the migrations alone; on PostgreSQL a request sees the rows of the office it named, or none."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from sai_thong.server.access import PAGES_ROLE
from sai_thong.server.database import API_ROLE, add_office, authority_key, of_office, offices, open_database
from sai_thong.server.schema import METADATA, OF_ONE_OFFICE, OFFICES, OUTCOMES


def test_the_migrations_make_the_tables_as_they_are_declared(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_oldest_postgresql_gets_the_same_tables(postgres_engine: sa.Engine) -> None:
    test_the_migrations_make_the_tables_as_they_are_declared(postgres_engine)


def test_every_key_of_an_offices_table_leads_with_the_office(engine: sa.Engine) -> None:
    """What Citus asks of tables that are distributed by office, with all of an office in one place."""
    there = sa.inspect(engine)
    columns = {table: {column["name"] for column in there.get_columns(table)} for table in there.get_table_names()}
    of_offices = {table for table, names in columns.items() if "office" in names}
    assert of_offices == {table.name for table in OF_ONE_OFFICE}
    for table in of_offices:
        unique = [each["column_names"] for each in there.get_unique_constraints(table)]
        unique += [each["column_names"] for each in there.get_indexes(table) if each["unique"]]
        for key in (there.get_pk_constraint(table)["constrained_columns"], *unique):
            assert key[0] == "office", (table, key)
    for table in columns:
        for foreign in there.get_foreign_keys(table):
            sides = foreign["constrained_columns"][0], foreign["referred_columns"][0]
            to_an_office = foreign["referred_table"] in of_offices
            assert to_an_office is (table in of_offices), (table, foreign)
            assert not to_an_office or sides == ("office", "office"), (table, foreign)


def test_a_database_opened_again_is_as_it_was(engine: sa.Engine) -> None:
    add_office(engine, "5001", "ทรายทอง", epoch="first")
    key = authority_key(engine).private_bytes_raw()
    again = open_database(engine.url)
    assert authority_key(again).private_bytes_raw() == key
    assert offices(again) == ["5001"]
    assert add_office(again, "5001", "other", epoch="second") is False
    again.dispose()


@pytest.fixture
def two_offices(postgres_engine: sa.Engine) -> sa.Engine:
    for office in ("5001", "5002"):
        add_office(postgres_engine, office, "อบต.", epoch="first")
        with of_office(postgres_engine, office) as connection:
            row = {"office": office, "seq": 1, "file_id": "f", "counter": 1, "effects": "{}", "given_up": "[]"}
            connection.execute(sa.insert(OUTCOMES).values(row))
    return postgres_engine


@pytest.fixture
def served(two_offices: sa.Engine):
    """The database as a login of its own sees it, that is a member of the role and nothing else."""
    with two_offices.begin() as connection:
        connection.execute(sa.text("DROP ROLE IF EXISTS api_login"))
        connection.execute(sa.text(f"CREATE ROLE api_login LOGIN PASSWORD 'x' IN ROLE {API_ROLE}"))
    login = sa.create_engine(two_offices.url.set(username="api_login", password="x"))
    yield login
    login.dispose()
    with two_offices.begin() as connection:
        connection.execute(sa.text("DROP ROLE api_login"))


def test_who_serves_is_no_superuser_and_owns_nothing(served: sa.Engine) -> None:
    with served.connect() as connection:
        wide = "SELECT count(*) FROM pg_roles WHERE rolname IN (:login, :api) AND (rolsuper OR rolbypassrls)"
        assert connection.execute(sa.text(wide), {"login": "api_login", "api": API_ROLE}).scalar_one() == 0
        owned = "SELECT count(*) FROM pg_tables WHERE tableowner IN (:login, :api)"
        assert connection.execute(sa.text(owned), {"login": "api_login", "api": API_ROLE}).scalar_one() == 0
        forced = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        assert set(connection.execute(sa.text(forced)).scalars()) == {table.name for table in OF_ONE_OFFICE}


def test_a_query_without_a_condition_sees_the_office_that_was_named_only(served: sa.Engine) -> None:
    with served.begin() as connection:
        for table in OF_ONE_OFFICE:
            assert connection.execute(sa.select(table)).all() == []
    for office in ("5001", "5002"):
        with of_office(served, office) as connection:
            assert connection.execute(sa.select(OUTCOMES.c.office)).scalars().all() == [office]
            assert connection.execute(sa.select(OFFICES.c.office)).scalars().all() == [office]


def test_the_name_of_the_office_ends_with_its_transaction(served: sa.Engine) -> None:
    with of_office(served, "5001") as connection:
        first = connection.execute(sa.text("SELECT pg_backend_pid()")).scalar_one()
    with served.begin() as connection:
        assert connection.execute(sa.text("SELECT pg_backend_pid()")).scalar_one() == first
        assert connection.execute(sa.select(OUTCOMES)).all() == []


def test_nothing_is_written_for_another_office(served: sa.Engine) -> None:
    row = {"office": "5002", "seq": 2, "file_id": "f", "counter": 2, "effects": "{}", "given_up": "[]"}
    with pytest.raises(sa.exc.ProgrammingError), of_office(served, "5001") as connection:
        connection.execute(sa.insert(OUTCOMES).values(row))
    with of_office(served, "5001") as connection:
        assert connection.execute(sa.update(OUTCOMES).values(effects="x")).rowcount == 1
        assert connection.execute(sa.delete(OUTCOMES)).rowcount == 1
    with of_office(served, "5002") as connection:
        assert connection.execute(sa.select(OUTCOMES.c.effects)).scalars().all() == ["{}"]


def test_who_serves_neither_makes_offices_nor_changes_the_key(served: sa.Engine) -> None:
    for refused in ("INSERT INTO offices VALUES ('5001','','','','',0,'')", "UPDATE authority SET only = 2"):
        with pytest.raises(sa.exc.ProgrammingError), of_office(served, "5001") as connection:
            connection.execute(sa.text(refused))


def test_a_superuser_too_serves_with_the_narrow_sight(two_offices: sa.Engine) -> None:
    with of_office(two_offices, "5001") as connection:
        assert connection.execute(sa.select(OUTCOMES.c.office)).scalars().all() == ["5001"]


def test_whoever_owns_the_tables_needs_no_superuser_and_sees_one_office_at_a_time(any_postgres_url: sa.URL) -> None:
    admin = sa.create_engine(any_postgres_url)
    with admin.begin() as connection:
        connection.execute(sa.text("CREATE ROLE keeper LOGIN PASSWORD 'x' NOSUPERUSER NOBYPASSRLS"))
        for role in (API_ROLE, PAGES_ROLE):
            if connection.execute(sa.text(f"SELECT FROM pg_roles WHERE rolname = '{role}'")).first() is None:
                connection.execute(sa.text(f"CREATE ROLE {role}"))
            connection.execute(sa.text(f"GRANT {role} TO keeper WITH ADMIN OPTION"))
        connection.execute(sa.text("GRANT CREATE ON SCHEMA public TO keeper"))
    kept = open_database(any_postgres_url.set(username="keeper", password="x"))
    for office in ("5001", "5002"):
        assert add_office(kept, office, "อบต.", epoch="first")
        with of_office(kept, office) as connection:
            row = {"office": office, "seq": 1, "file_id": "f", "counter": 1, "effects": "{}", "given_up": "[]"}
            connection.execute(sa.insert(OUTCOMES).values(row))
    assert offices(kept) == ["5001", "5002"]
    with kept.begin() as connection:
        assert connection.execute(sa.select(OUTCOMES)).all() == []
    kept.dispose()
    with admin.begin() as connection:
        connection.execute(sa.text("DROP OWNED BY keeper"))
        connection.execute(sa.text("DROP ROLE keeper"))
    admin.dispose()
