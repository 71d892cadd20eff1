"""A clerk reads Thai everywhere: each message translated once, placeholders kept; and the tool sees it if not."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from sai_thong.ground.language import ROOMS
from tools import catalogues
from tools.catalogues import Tree

_HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A checkout with two rooms; the shop says two things, of which one is counted."""
    (tmp_path / "sai_thong" / "shop").mkdir(parents=True)
    (tmp_path / "sai_thong" / "registers" / "till").mkdir(parents=True)
    (tmp_path / "sai_thong" / "shop" / "door.py").write_text(
        '_("Open {day}")\nngettext("{count} row", "{count} rows", n)\n', encoding="utf-8"
    )
    (tmp_path / "sai_thong" / "registers" / "till" / "coins.py").write_text('N_("Full")\n', encoding="utf-8")
    tree = Tree(tmp_path, ("shop", "till"))
    _write(tree, "shop", 'msgid "Open {day}"\nmsgstr "เปิด {day}"\n\n' + _rows("{count} แถว"))
    _write(tree, "till", 'msgid "Full"\nmsgstr "เต็ม"\n')
    return tree


def _rows(thai: str) -> str:
    return f'msgid "{{count}} row"\nmsgid_plural "{{count}} rows"\nmsgstr[0] "{thai}"\n'


def _write(tree: Tree, room: str, messages: str) -> None:
    path = tree.catalogue(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_HEADER + messages, encoding="utf-8")


def test_the_catalogues_of_the_program_are_whole() -> None:
    assert catalogues.faults(Tree()) == []


def test_every_room_of_the_language_chain_is_one_of_the_source() -> None:
    rooms_of_source = {room for room, template in catalogues.extract(Tree()).items() if len(template)}
    assert rooms_of_source <= set(ROOMS)


def test_words_of_a_template_belong_to_the_catalogue_of_its_room(tree: Tree) -> None:
    folder = tree.root / "sai_thong" / "shop" / "templates"
    folder.mkdir()
    (folder / "door.html").write_text(
        """<p title="{{ _('Bell') }}">{{ ngettext("{count} step", "{count} steps", 2).format(count=2) }}</p>""",
        encoding="utf-8",
    )
    assert catalogues.faults(tree) == [
        "shop: not translated: 'Bell'",
        "shop: not translated: ('{count} step', '{count} steps')",
    ]


def test_a_whole_tree_has_no_fault(tree: Tree) -> None:
    assert catalogues.faults(tree) == []


@pytest.mark.parametrize(
    ("messages", "fault"),
    [
        (_rows("{count} แถว"), "shop: not translated: 'Open {day}'"),
        ('msgid "Open {day}"\nmsgstr ""\n\n' + _rows("{count} แถว"), "shop: not translated: 'Open {day}'"),
        (
            'msgid "Open {day}"\nmsgstr "เปิด {date}"\n\n' + _rows("{count} แถว"),
            "shop: placeholders differ: 'Open {day}' and 'เปิด {date}'",
        ),
        (
            'msgid "Open {day}"\nmsgstr "เปิด {day}"\n\n' + _rows("หลายแถว"),
            "shop: placeholders differ: ('{count} row', '{count} rows') and 'หลายแถว'",
        ),
        (
            '#, fuzzy\nmsgid "Open {day}"\nmsgstr "เปิด {day}"\n\n' + _rows("{count} แถว"),
            "shop: still fuzzy: 'Open {day}'",
        ),
        (
            'msgid "Open {day}"\nmsgstr "เปิด {day}"\n\nmsgid "Gone"\nmsgstr "ไป"\n\n' + _rows("{count} แถว"),
            "shop: not in the source any more: 'Gone'",
        ),
    ],
    ids=["missing", "empty", "placeholder", "plural placeholder", "fuzzy", "unused"],
)
def test_each_fault_is_told(tree: Tree, messages: str, fault: str) -> None:
    _write(tree, "shop", messages)
    assert catalogues.faults(tree) == [fault]


def test_one_sentence_with_two_translations_is_a_fault(tree: Tree) -> None:
    (tree.root / "sai_thong" / "registers" / "till" / "coins.py").write_text('_("Open {day}")\n', encoding="utf-8")
    _write(tree, "till", 'msgid "Open {day}"\nmsgstr "เริ่ม {day}"\n')
    [fault] = catalogues.faults(tree)
    assert fault == "two translations of 'Open {day}': shop: 'เปิด {day}'; till: 'เริ่ม {day}'"


def test_words_that_belong_to_no_catalogue_are_refused(tree: Tree) -> None:
    (tree.root / "sai_thong" / "yard.py").write_text('_("Lost")\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"yard\.py"):
        catalogues.faults(tree)


def test_update_keeps_translations_even_when_the_sentence_moves_to_another_room(tree: Tree) -> None:
    (tree.root / "sai_thong" / "registers" / "till" / "coins.py").write_text('_("Open {day}")\n', encoding="utf-8")
    (tree.root / "sai_thong" / "shop" / "door.py").write_text('_("Shut")\n', encoding="utf-8")
    catalogues.update(tree)
    assert catalogues.faults(tree) == ["shop: not translated: 'Shut'"]
    with tree.catalogue("till").open("rb") as file:
        assert read_po(file).get("Open {day}").string == "เปิด {day}"


def test_update_of_an_unchanged_tree_changes_nothing(tree: Tree) -> None:
    catalogues.update(tree)
    once = tree.catalogue("shop").read_bytes()
    catalogues.update(tree)
    assert tree.catalogue("shop").read_bytes() == once


def test_build_renews_only_what_is_older_than_its_source(tree: Tree) -> None:
    catalogues.build(tree)
    compiled = tree.catalogue("shop").with_suffix(".mo")
    first = compiled.stat().st_mtime_ns
    catalogues.build(tree)
    assert compiled.stat().st_mtime_ns == first
    _write(tree, "shop", 'msgid "Open {day}"\nmsgstr "เปิดร้าน {day}"\n\n' + _rows("{count} แถว"))
    catalogues.build(tree)
    assert "เปิดร้าน".encode() in compiled.read_bytes()
    assert [path.suffix for path in compiled.parent.iterdir() if path.suffix == ".tmp"] == []
