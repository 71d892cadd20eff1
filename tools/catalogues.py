"""The catalogues of the window's words: `build`, `update` and `check`, one a room (i18n/README tells how to translate).

Run as ``python -m tools.catalogues build|update|check`` in the project's environment; `dev.py` does.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sai_thong.ground.language import ROOMS

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "th"
_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
_METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract"}
_SHARED_CATALOGUES = {
    "law": "allowances",
    "workdays": "allowances",
    "catalogue": "office",
    "consequences": "office",
    "number_book": "office",
    "series_opening": "office",
    "record_words": "trust",
    "record_history": "trust",
    "last_change": "trust",
    "settlements": "sync",
    "from_province": "sync",
    "hub_terms": "sync",
    "hub": "sync",
    "commands": "cli",
    "app": "ui",
}
"""Parts too small for a catalogue of their own, and whose they share."""
_PLACEHOLDER = re.compile(r"\{\w*[^{}]*\}")
_HEADER = """\
# Thai words of the room "{room}". The English msgids stand in the source; i18n/README tells how to translate.
msgid ""
msgstr ""
"Project-Id-Version: Sai Thong\\n"
"Language: th\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


@dataclass(frozen=True)
class Tree:
    """A checkout: where the source and the catalogues lie."""

    root: Path = ROOT
    rooms: tuple[str, ...] = ROOMS

    def catalogue(self, room: str) -> Path:
        """The translations of a room, ``i18n/th/LC_MESSAGES/<room>.po``."""
        return self.root / "i18n" / LANGUAGE / "LC_MESSAGES" / f"{room}.po"

    def sources(self) -> Iterator[Path]:
        """Every source file of the program, and every template of its pages."""
        return iter(sorted(each for kind in _METHODS for each in (self.root / "sai_thong").rglob(f"*{kind}")))

    def room_of(self, source: Path) -> str:
        """The catalogue a source file's words go to: its register's or its room's.

        Raises:
            ValueError: It belongs to none; name it in `language.ROOMS` or in the shared catalogues here.
        """
        parts = source.relative_to(self.root / "sai_thong").with_suffix("").parts
        part = parts[1] if parts[0] == "registers" else parts[0]
        room = _SHARED_CATALOGUES.get(part, part)
        if room not in self.rooms:
            raise ValueError(f"{source} has words for people and belongs to no catalogue")
        return room


def build(tree: Tree) -> None:
    """Compile each .po that is newer than its .mo; safe beside other processes that do the same."""
    for room in tree.rooms:
        source = tree.catalogue(room)
        target = source.with_suffix(".mo")
        if not source.is_file() or (target.is_file() and target.stat().st_mtime_ns > source.stat().st_mtime_ns):
            continue
        compiled = io.BytesIO()
        write_mo(compiled, _read(source))
        half = target.with_suffix(f".{os.getpid()}.tmp")
        half.write_bytes(compiled.getvalue())
        half.replace(target)


def extract(tree: Tree) -> dict[str, Catalog]:
    """The messages each room's source declares, as empty catalogues."""
    templates = {room: Catalog(locale=LANGUAGE, domain=room) for room in tree.rooms}
    for source in tree.sources():
        where = source.relative_to(tree.root).as_posix()
        for _, message, _comments, _context in extract_from_file(_METHODS[source.suffix], source, keywords=_KEYWORDS):
            templates[tree.room_of(source)].add(message, locations=[(where, 0)])
    return templates


def update(tree: Tree) -> None:
    """Write each catalogue anew from the source.

    Translations are kept, also those of a message that moved to another room; new messages stand empty; messages
    that the source no longer has are dropped.
    """
    files = {room: tree.catalogue(room) for room in tree.rooms}
    old = {room: _read(path) for room, path in files.items() if path.is_file()}
    known = {message.id: message.string for catalogue in old.values() for message in catalogue if message.string}
    for room, catalogue in extract(tree).items():
        if not len(catalogue) and room not in old:
            continue
        for message in catalogue:
            own = old[room].get(message.id) if room in old else None
            if message.id:
                message.string = own.string if own and own.string else known.get(message.id, message.string)
                message.user_comments = own.user_comments if own else []
        text = io.BytesIO(_HEADER.format(room=room).encode())
        text.seek(0, io.SEEK_END)
        write_po(text, catalogue, width=110, omit_header=True, sort_by_file=True, include_lineno=False)
        files[room].parent.mkdir(parents=True, exist_ok=True)
        files[room].write_bytes(text.getvalue())


def faults(tree: Tree) -> list[str]:
    """What is wrong with the catalogues, a sentence each; empty when a clerk reads Thai everywhere."""
    found: list[str] = []
    thai_of: dict[object, dict[object, list[str]]] = defaultdict(lambda: defaultdict(list))
    for room, template in extract(tree).items():
        path = tree.catalogue(room)
        if not path.is_file():
            found += [f"{room}: {path.name} is missing, {len(template)} messages"] if len(template) else []
            continue
        catalogue = _read(path)
        found += [f"{room}: not in the source any more: {message.id!r}" for message in _unused(catalogue, template)]
        for wanted in template:
            message = catalogue.get(wanted.id)
            if wanted.id:
                found += [f"{room}: {fault}" for fault in _faults_of(wanted, message)]
                if message is not None and message.string:
                    thai_of[wanted.id][message.string].append(room)
    for identity, translations in thai_of.items():
        if len(translations) > 1:
            told = "; ".join(f"{'+'.join(rooms)}: {thai!r}" for thai, rooms in translations.items())
            found.append(f"two translations of {identity!r}: {told}")
    return found


def _faults_of(wanted: Message, message: Message | None) -> Iterator[str]:
    if message is None or not _strings(message.string):
        yield f"not translated: {wanted.id!r}"
        return
    if message.fuzzy:
        yield f"still fuzzy: {wanted.id!r}"
    declared = set(_PLACEHOLDER.findall(_strings(wanted.id)[-1]))
    for thai in _strings(message.string):
        if set(_PLACEHOLDER.findall(thai)) != declared:
            yield f"placeholders differ: {wanted.id!r} and {thai!r}"


def _unused(catalogue: Catalog, template: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id and template.get(message.id) is None]


def _strings(text: object) -> list[str]:
    """The forms of a message: one, or singular and plural; empty when a form is missing."""
    forms = [text] if isinstance(text, str) else list(text) if isinstance(text, list | tuple) else []
    return forms if all(forms) else []


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE, domain=path.stem, abort_invalid=True)


def main(arguments: list[str]) -> int:
    """Do ``build``, ``update`` or ``check``; the exit code is 1 when `check` or `update` find faults."""
    tree = Tree()
    match arguments:
        case ["build"]:
            build(tree)
            return 0
        case ["update"]:
            update(tree)
        case ["check"]:
            pass
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    wrong = faults(tree)
    for fault in wrong:
        print(fault)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
