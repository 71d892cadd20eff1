"""`dev.py sbom`: what the program is made of, as CycloneDX 1.6, from the lock alone.

Of the same lock the same bytes come out, on any machine: nothing is asked of what is installed here. The bundle brings
the part that is of the program.
"""

from __future__ import annotations

import json
import re
import tomllib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

ROOT: Final = Path(__file__).resolve().parents[2]
FILE_NAME: Final = "sbom.cdx.json"
"""How the bill is named beside the program."""

_PACKAGE: Final = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA: Final = re.compile(r"^    #(?: via)? +(?P<name>[a-z0-9][\w.-]*)(?: \(pyproject\.toml\))?$", re.MULTILINE)
_VERSION: Final = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
_SPACE: Final = uuid.UUID("5a1d0b7e-3f0c-5a44-9c59-1f5b6a6f2569")
"""Under which the serial number of a bill follows from the bytes of its lock."""

Scope = Literal["required", "optional", "excluded"]
"""As CycloneDX says it: the program needs it, the province's server does, or only who builds them."""


@dataclass(frozen=True)
class Library:
    """A library as the lock names it.

    Attributes:
        name: As the package index writes it.
        version: The one version that is installed.
        hashes: SHA-256 of each file that may be installed for it, in hexadecimal.
        wanted_by: Who asked for it: other libraries, or the project itself.
    """

    name: str
    version: str
    hashes: tuple[str, ...]
    wanted_by: frozenset[str]

    @property
    def reference(self) -> str:
        """Its package URL."""
        return f"pkg:pypi/{self.name}@{self.version}"


def locked(lock: str) -> dict[str, Library]:
    """Every library of a lock that uv wrote, by name."""
    entries = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)
    found = {}
    for entry in entries:
        package = _PACKAGE.match(entry)
        if package is None:
            continue
        name = _canonical(package["name"])
        wanted_by = frozenset(_canonical(each["name"]) for each in _VIA.finditer(entry))
        found[name] = Library(name, package["version"], tuple(_HASH.findall(entry)), wanted_by)
    return found


def scopes(libraries: Mapping[str, Library], project: Mapping[str, object]) -> dict[str, Scope]:
    """What each library is for, by name, as the project's own table in pyproject.toml lists what it wants."""
    extras = project["optional-dependencies"]
    assert isinstance(extras, dict)
    wants: dict[str, set[str]] = {name: set() for name in libraries}
    for library in libraries.values():
        for wanting in library.wanted_by & wants.keys():
            wants[wanting].add(library.name)
    of_program = _reached(_names(project["dependencies"]), wants)
    of_server = _reached(_names(extras["server"]), wants)
    return {
        name: "required" if name in of_program else "optional" if name in of_server else "excluded"
        for name in sorted(libraries)
    }


def bill_of_materials(root: Path = ROOT, *, program_only: bool = False) -> str:
    """The bill as JSON text, with a line end.

    Args:
        root: The checkout.
        program_only: Only what the installed program brings along, as the bundle carries it.

    Raises:
        KeyError: tools/dev/licences.toml does not tell the licence of a library.
    """
    lock = (root / "requirements.lock").read_bytes()
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    licences = tomllib.loads((root / "tools" / "dev" / "licences.toml").read_text(encoding="utf-8"))
    libraries = locked(lock.decode("utf-8"))
    found = scopes(libraries, project)
    chosen = [name for name, scope in found.items() if scope == "required" or not program_only]
    own = _own_component(root, project)
    direct = _names(
        [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    )
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid.uuid5(_SPACE, f"{own['version']} {program_only} {lock.hex()}").urn,
        "version": 1,
        "metadata": {"component": own},
        "components": [_component(libraries[name], found[name], licences[name]) for name in chosen],
        "dependencies": [
            _depends(str(own["bom-ref"]), [libraries[name] for name in chosen if name in direct]),
            *(
                _depends(
                    libraries[name].reference, [libraries[each] for each in chosen if name in libraries[each].wanted_by]
                )
                for name in chosen
            ),
        ],
    }
    return json.dumps(bill, ensure_ascii=False, indent=2) + "\n"


def write(path: Path, *, program_only: bool = False) -> None:
    """Write the bill to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(bill_of_materials(program_only=program_only), encoding="utf-8", newline="\n")


def run() -> int:
    """Write the whole bill into ``build/`` and tell what stands in it; 0."""
    path = ROOT / "build" / FILE_NAME
    write(path)
    counted = [each["scope"] for each in json.loads(path.read_text(encoding="utf-8"))["components"]]
    told = ", ".join(
        f"{counted.count(scope)} {words}"
        for scope, words in (
            ("required", "of the program"),
            ("optional", "of the server"),
            ("excluded", "of its making"),
        )
    )
    print(f"{path}: {len(counted)} libraries, {told}")
    return 0


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _names(requirements: object) -> set[str]:
    """The names that a list of requirements begins with."""
    assert isinstance(requirements, list)
    return {_canonical(found[0]) for each in requirements if (found := re.match(r"[\w.-]+", each))}


def _reached(first: Iterable[str], wants: Mapping[str, set[str]]) -> set[str]:
    """Those names and whatever they want in turn."""
    reached: set[str] = set()
    waiting = [name for name in first if name in wants]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += wants[name]
    return reached


def _own_component(root: Path, project: Mapping[str, object]) -> dict[str, object]:
    told = _VERSION.search((root / "sai_thong" / "__init__.py").read_text(encoding="utf-8"))
    assert told is not None, "sai_thong/__init__.py tells no version"
    return {
        "type": "application",
        "bom-ref": f"{project['name']}@{told[1]}",
        "name": project["name"],
        "version": told[1],
        "description": project["description"],
        "licenses": [{"expression": project["license"]}],
    }


def _component(library: Library, scope: Scope, licence: str) -> dict[str, object]:
    return {
        "type": "library",
        "bom-ref": library.reference,
        "name": library.name,
        "version": library.version,
        "scope": scope,
        "hashes": [{"alg": "SHA-256", "content": each} for each in library.hashes],
        "licenses": [{"expression": licence}],
        "purl": library.reference,
    }


def _depends(reference: str, on: Iterable[Library]) -> dict[str, object]:
    return {"ref": reference, "dependsOn": [each.reference for each in on]}
