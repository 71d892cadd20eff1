"""The bill of materials names every library of the lock as CycloneDX asks; an audit that did not happen says so."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import resources
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from license_expression import get_spdx_licensing

from tools.bundling.contents import brought_along
from tools.dev.audit import verdict
from tools.dev.bill_of_materials import bill_of_materials, locked, scopes

ROOT = Path(__file__).resolve().parents[2]
LOCK = locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))
LICENCES = tomllib.loads((ROOT / "tools" / "dev" / "licences.toml").read_text(encoding="utf-8"))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(bill_of_materials(ROOT))
    return read


def test_it_is_what_cyclonedx_describes(bill: dict[str, Any]) -> None:
    folder = resources.files("cyclonedx.schema") / "_res"
    schemas = {
        file: json.loads((folder / file).read_text(encoding="utf-8"))
        for file in (f"{name}.SNAPSHOT.schema.json" for name in ("bom-1.6", "spdx", "jsf-0.82"))
    }
    found = jsonschema_rs.validator_for(
        schemas["bom-1.6.SNAPSHOT.schema.json"], retriever=lambda uri: schemas[uri.rpartition("/")[2]]
    )
    assert [str(each) for each in found.iter_errors(bill)] == []
    broken = bill | {"components": [{"type": "libary", "name": "x"}]}
    assert not found.is_valid(broken)


def test_it_names_every_library_of_the_lock_with_every_hash_and_its_licence(bill: dict[str, Any]) -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert len(bill["components"]) == len(re.findall(r"^[\w.-]+==", lock, re.MULTILINE))
    told = {each["content"] for component in bill["components"] for each in component["hashes"]}
    assert told == set(re.findall(r"sha256:([0-9a-f]+)", lock))
    spdx = get_spdx_licensing()
    assert [
        each["name"] for each in bill["components"] if spdx.validate(each["licenses"][0]["expression"]).errors
    ] == []


def test_of_the_same_lock_the_same_bytes_come_out() -> None:
    assert bill_of_materials(ROOT) == bill_of_materials(ROOT)
    assert bill_of_materials(ROOT) != bill_of_materials(ROOT, program_only=True)


def test_the_program_brings_along_what_its_part_of_the_bill_names() -> None:
    bill = json.loads(bill_of_materials(ROOT, program_only=True))
    named = {each["name"] for each in bill["components"]}
    assert {canonical(each.metadata["Name"]) for each in brought_along()} <= named
    assert not named & {"pytest", "hypothesis", "jinja2", "psycopg"}
    references = {each["bom-ref"] for each in bill["components"]}
    assert {one for each in bill["dependencies"] for one in each["dependsOn"]} <= references


def test_licences_are_those_the_libraries_tell_themselves() -> None:
    assert set(LICENCES) == set(LOCK)
    differing = {}
    for name in LOCK:
        try:
            told = metadata(name)["License-Expression"]
        except PackageNotFoundError:  # for another system
            continue
        if told and told != LICENCES[name]:
            differing[name] = told
    assert differing == {}


def test_what_only_a_builder_needs_is_told_apart() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = scopes(LOCK, project)
    names = ("sqlcipher3", "argon2-cffi-bindings", "jinja2", "markupsafe", "pytest", "pluggy")
    assert {name: found[name] for name in names} == {
        "sqlcipher3": "required",
        "argon2-cffi-bindings": "required",
        "jinja2": "optional",
        "markupsafe": "required",  # mako, of Alembic
        "pytest": "excluded",
        "pluggy": "required",  # of sqlite-utils
    }


@pytest.mark.parametrize(
    ("answers", "lines", "clean"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], ["1 libraries, nothing known against any."], True),
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}],
            ["a 1: PYSEC-1, mended in 2"],
            False,
        ),
        (
            [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "?"}],
            ["Not audited, for the service does not know them: b"],
            False,
        ),
        (
            [{"name": "b", "skip_reason": "?"}],
            ["The package index of this machine knows no advisories; nothing was audited."],
            False,
        ),
    ],
    ids=["clean", "known", "partly", "not at all"],
)
def test_only_an_audit_of_everything_is_a_good_one(
    answers: list[dict[str, Any]], lines: list[str], clean: bool
) -> None:
    assert verdict(answers) == (lines, clean)
