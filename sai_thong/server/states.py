"""What an authority knows of a record, as JSON: open values as they are, sealed ones by their marks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from sai_thong.records.encoding import Plain
from sai_thong.sync.entries import Change, Mark, Value
from sai_thong.sync.merge import Contender, FieldState, RecordState

_as_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_OF_NOTHING: Final = _as_json({"first": {}, "fields": {}})
"""Most new records show nothing but that they are there."""


def write_state(state: RecordState) -> str:
    """A state as text."""
    fields = {
        name: [_written(each.value), each.known, [[one.version, _written(one.value)] for one in each.contenders]]
        for name, each in state.fields.items()
    }
    first = {name: _written(value) for name, value in state.first.items()}
    return _as_json({"first": first, "fields": fields})


def state_of_new(changes: Mapping[str, Change]) -> str:
    """The state of a record as an entry makes it, as text."""
    if not changes:
        return _OF_NOTHING
    return _as_json({"first": {name: _written(wanted) for name, (_found, wanted) in changes.items()}, "fields": {}})


def read_state(text: str, version: str) -> RecordState:
    """The state of `write_state`."""
    if text == _OF_NOTHING:
        return RecordState({}, version)
    document = json.loads(text)
    fields = {
        name: FieldState(_read(value), known, tuple(Contender(each, _read(wanted)) for each, wanted in contenders))
        for name, (value, known, contenders) in document["fields"].items()
    }
    return RecordState({name: _read(value) for name, value in document["first"].items()}, version, fields)


def _written(value: Value) -> object:
    return [value.tag.hex()] if isinstance(value, Mark) else value


def _read(written: Plain | list[str]) -> Value:
    return Mark(bytes.fromhex(written[0])) if isinstance(written, list) else written
