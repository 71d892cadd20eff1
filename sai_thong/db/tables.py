"""The tables a declaration asks for. Migrations freeze this text; a test holds the two equal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sai_thong.records import Declaration, FieldDeclaration, Kind, Record, declaration_of

_SQL_TYPES = {
    Kind.INTEGER: "INTEGER",
    Kind.MONEY: "INTEGER",
    Kind.BOOLEAN: "INTEGER",
}


def search_table(table: str) -> str:
    """The full-text table beside a record table."""
    return f"{table}_search"


def statements_for(record_class: type[Record]) -> Iterator[str]:
    """The CREATE statements of one record type: its table, its indexes, its search table."""
    declared = declaration_of(record_class)
    yield _create_table(declared)
    for each in declared.fields:
        yield from _indexes(declared.table, each)
    if declared.searchable:
        # Contentless: the words stand in the records already, and are never kept twice.
        yield (
            f"CREATE VIRTUAL TABLE {search_table(declared.table)} "
            "USING fts5(text, content='', contentless_delete=1, tokenize='trigram')"
        )


def schema_text(record_classes: Iterable[type[Record]]) -> str:
    """All statements of the given record types, in order, as one SQL text."""
    return "".join(f"{statement};\n" for each in record_classes for statement in statements_for(each))


def _create_table(declared: Declaration) -> str:
    columns = ["row INTEGER PRIMARY KEY", "id TEXT NOT NULL UNIQUE", "version TEXT NOT NULL"]
    for each in declared.fields:
        columns.append(_column(each))
        if each.sorted_as:
            columns.append(f"{each.sorted_as} TEXT NOT NULL DEFAULT ''")
    return f"CREATE TABLE {declared.table} (\n  " + ",\n  ".join(columns) + "\n) STRICT"


def _column(each: FieldDeclaration) -> str:
    sql_type = _SQL_TYPES.get(each.kind, "TEXT")
    if each.optional:
        return f"{each.name} {sql_type}"
    return f"{each.name} {sql_type} NOT NULL"


def _indexes(table: str, each: FieldDeclaration) -> Iterator[str]:
    # Not unique: two stations may have written the same, and both rows stand until a person settles it. What is
    # written here is held to it by the transaction.
    if each.unique or each.indexed:
        yield f"CREATE INDEX {table}_{each.name} ON {table}({each.name})"
    if each.sorted_as:
        yield f"CREATE INDEX {table}_{each.sorted_as} ON {table}({each.sorted_as})"
