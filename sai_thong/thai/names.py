"""Names of people: the prefix (คำนำหน้านาม) told from the name, however a clerk spaced or shortened it.

A prefix has one form in the register: civil and clerical ones in full (นางสาว), ranks and royal titles abbreviated
with dots (จ.ส.อ., ม.ล.), as the citizen card prints them. Others are kept as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from sai_thong.thai.text import clean, tidy

Table = Mapping[str, tuple[str, ...]]
"""The register's form of a prefix, with its other spellings."""

_CIVIL: Final[Table] = {
    "นาย": (),
    "นาง": (),
    "นางสาว": ("น.ส.",),
    "เด็กชาย": ("ด.ช.",),
    "เด็กหญิง": ("ด.ญ.",),
}
_ROYAL: Final[Table] = {
    "ม.จ.": ("หม่อมเจ้า",),
    "ม.ร.ว.": ("หม่อมราชวงศ์",),
    "ม.ล.": ("หม่อมหลวง",),
}
_HONOURED: Final[Table] = {"ท่านผู้หญิง": (), "คุณหญิง": ()}
"""Ladies who bear the order of Chula Chom Klao."""
_MONKS: Final[Table] = {
    "พระ": (),
    "พระครู": (),
    "พระมหา": (),
    "พระอธิการ": (),
    "พระปลัด": (),
    "พระสมุห์": (),
    "พระใบฎีกา": (),
    "พระครูปลัด": (),
    "พระครูสมุห์": (),
    "พระครูใบฎีกา": (),
    "พระครูวินัยธร": (),
    "พระครูสังฆรักษ์": (),
}
_NOVICES_AND_NUNS: Final[Table] = {"สามเณร": ("ส.ณ.",), "แม่ชี": ()}
_RANKS: Final[Table] = {
    # Army
    "พลทหาร": ("พลฯ",),
    "ส.ต.": ("สิบตรี",),
    "ส.ท.": ("สิบโท",),
    "ส.อ.": ("สิบเอก",),
    "จ.ส.ต.": ("จ่าสิบตรี", "จ่าสิบตำรวจ"),
    "จ.ส.ท.": ("จ่าสิบโท",),
    "จ.ส.อ.": ("จ่าสิบเอก",),
    "ร.ต.": ("ร้อยตรี", "เรือตรี", "เรืออากาศตรี"),
    "ร.ท.": ("ร้อยโท", "เรือโท", "เรืออากาศโท"),
    "ร.อ.": ("ร้อยเอก", "เรือเอก", "เรืออากาศเอก"),
    "พ.ต.": ("พันตรี",),
    "พ.ท.": ("พันโท",),
    "พ.อ.": ("พันเอก",),
    "พล.ต.": ("พลตรี",),
    "พล.ท.": ("พลโท",),
    "พล.อ.": ("พลเอก",),
    # Navy and air force
    "จ.ต.": ("จ่าตรี",),
    "จ.ท.": ("จ่าโท",),
    "จ.อ.": ("จ่าเอก",),
    "พ.จ.ต.": ("พันจ่าตรี",),
    "พ.จ.ท.": ("พันจ่าโท",),
    "พ.จ.อ.": ("พันจ่าเอก",),
    "พ.อ.ต.": ("พันจ่าอากาศตรี",),
    "พ.อ.ท.": ("พันจ่าอากาศโท",),
    "พ.อ.อ.": ("พันจ่าอากาศเอก",),
    "พล.ร.ต.": ("พลเรือตรี",),
    "พล.ร.ท.": ("พลเรือโท",),
    "พล.ร.อ.": ("พลเรือเอก",),
    "พล.อ.ต.": ("พลอากาศตรี",),
    "พล.อ.ท.": ("พลอากาศโท",),
    "พล.อ.อ.": ("พลอากาศเอก",),
    "น.ต.": ("นาวาตรี", "นาวาอากาศตรี"),
    "น.ท.": ("นาวาโท", "นาวาอากาศโท"),
    "น.อ.": ("นาวาเอก", "นาวาอากาศเอก"),
    # Police
    "พลตำรวจ": (),
    "ส.ต.ต.": ("สิบตำรวจตรี",),
    "ส.ต.ท.": ("สิบตำรวจโท",),
    "ส.ต.อ.": ("สิบตำรวจเอก",),
    "ด.ต.": ("ดาบตำรวจ",),
    "ร.ต.ต.": ("ร้อยตำรวจตรี",),
    "ร.ต.ท.": ("ร้อยตำรวจโท",),
    "ร.ต.อ.": ("ร้อยตำรวจเอก",),
    "พ.ต.ต.": ("พันตำรวจตรี",),
    "พ.ต.ท.": ("พันตำรวจโท",),
    "พ.ต.อ.": ("พันตำรวจเอก",),
    "พล.ต.ต.": ("พลตำรวจตรี",),
    "พล.ต.ท.": ("พลตำรวจโท",),
    "พล.ต.อ.": ("พลตำรวจเอก",),
}
_ACTING: Final = "ว่าที่ "
"""Before the rank of a reserve officer: ว่าที่ ร.ต."""
_FEMALE: Final = "หญิง"
"""After the rank of a woman: ร.ต.หญิง."""
_SIGNS: Final = str.maketrans("", "", ". ()")
_ENDS_AS_PALI: Final = re.compile("โ[ก-ฮ]$")

_CLERGY: Final = {**_MONKS, **_NOVICES_AND_NUNS}
_TITLES: Final = {**_CIVIL, **_ROYAL, **_HONOURED, **_CLERGY}

PREFIXES: Final = (*_TITLES, *_RANKS, f"{_ACTING}ร.ต.")
"""The prefixes the program proposes, in the register's form. Any other text is allowed."""

_AGES: Final[Mapping[str, tuple[int, int]]] = {
    # พ.ร.บ. คำนำหน้านามหญิง พ.ศ. 2551 and the civil registration rules: an adult's prefix from 15.
    "เด็กชาย": (0, 14),
    "เด็กหญิง": (0, 14),
    "นาย": (15, 150),
    "นางสาว": (15, 150),
    "นาง": (15, 150),
    # Ordination as a monk needs 20 years, a rank military age.
    **dict.fromkeys(_MONKS, (20, 150)),
    "สามเณร": (6, 150),
    **dict.fromkeys(_RANKS, (17, 150)),
}


class Name(NamedTuple):
    """A name in its parts.

    Attributes:
        prefix: In the register's form, or empty.
        first: The first name.
        last: The surname with all its words (``ณ อยุธยา``), or empty.
        chaya: The Pali name of a monk (ฉายา), or empty.
    """

    prefix: str
    first: str
    last: str
    chaya: str = ""


def expand_prefix(prefix: str) -> str:
    """The register's form of a prefix standing alone: ``น.ส.`` is ``นางสาว``; what is not known stays as it is."""
    prefix = clean(prefix)
    return _FORMS.get(_bare(prefix), prefix)


def split_name(text: str) -> Name:
    """The parts of a full name, its prefix glued, spaced, shortened or missing.

    The longest prefix wins that leaves a name: what follows must begin as a Thai syllable can, so that นายิกา and
    นางสาวิตรี keep their names; an abbreviation without dots counts only before a blank and two more words, since พอ
    ใจดี may be a person. Surname is all after the first word. A monk's Pali name, in any of the usual places, goes to
    `chaya`. The name itself keeps the spelling it was given, right or wrong; only its blanks are tidied.
    """
    text = tidy(text)
    found = _PREFIX.match(text) or _PREFIX.match(clean(text))
    if not found:
        first, _blank, last = text.partition(" ")
        return Name("", first, last)
    prefix = expand_prefix(found["prefix"])
    first, _blank, last = found.string[found.end() :].partition(" ")
    if prefix in _CLERGY:
        return Name(prefix, first, *_surname_and_chaya(last))
    return Name(prefix, first, last)


def full_name(prefix: str, first: str, last: str, chaya: str = "") -> str:
    """The name as papers write it: nothing between prefix and first name, one space before the rest.

    A monk's Pali name stands after the first name, and then his surname in brackets: พระสมชาย ฐิตธมฺโม (ใจดี).
    """
    surname = f"({last})" if chaya and last else last
    return " ".join(part for part in (f"{prefix}{first}", chaya, surname) if part)


def prefix_fits(prefix: str, age: int) -> bool:
    """Whether someone `age` years old bears this prefix; True for one not known. A reason to ask, not to refuse."""
    prefix = expand_prefix(prefix).removeprefix(_ACTING).removesuffix(_FEMALE)
    youngest, oldest = _AGES.get(prefix, (0, 150))
    return youngest <= age <= oldest


def _surname_and_chaya(rest: str) -> tuple[str, str]:
    """The surname and the Pali name in what follows a monk's first name."""
    words = [word.strip("()") for word in rest.split() if word not in ("ฉายา", "นามสกุล")]
    named = "ฉายา" in rest or "(" in rest or (len(words) > 1 and _ENDS_AS_PALI.search(words[0]))
    for index, word in enumerate(words):
        if "ฺ" in word or (named and index == 0):
            return " ".join(words[:index] + words[index + 1 :]), word
    return " ".join(words), ""


def _bare(prefix: str) -> str:
    return prefix.translate(_SIGNS)


def _forms() -> Iterator[tuple[str, str]]:
    """Every spelling without dots and blanks, with the register's form."""
    for form, spellings in {**_TITLES, **_RANKS}.items():
        for spelling in (form, *spellings):
            yield _bare(spelling), form
    for form, spellings in _RANKS.items():
        for spelling in (form, *spellings):
            yield _bare(_ACTING + spelling), _ACTING + form
            yield _bare(spelling + _FEMALE), form + _FEMALE
            yield _bare(_ACTING + spelling + _FEMALE), _ACTING + form + _FEMALE


def _spellings(table: Table) -> tuple[str, str]:
    """Two patterns, longest first: every word or dotted abbreviation of `table`; its abbreviations without dots."""
    spellings = {spelling for form, others in table.items() for spelling in (form, *others)}
    by_length = sorted(spellings, key=len, reverse=True)
    abbreviations = [spelling for spelling in by_length if "." in spelling]
    words = [spelling for spelling in by_length if "." not in spelling]
    dotted = [re.escape(spelling[:-1]).replace(r"\.", r"\s?\.\s?") + r"(?:\s?\.|(?=\s))" for spelling in abbreviations]
    return "|".join(words + dotted), "|".join(map(_bare, abbreviations))


def _prefix_pattern() -> re.Pattern[str]:
    """A prefix and the blank after it, seen only where a name follows."""
    titles, bare_titles = _spellings(_TITLES)
    ranks, bare_ranks = _spellings(_RANKS)
    acting, female = r"(?:ว่าที่\s?)?", rf"(?:\s?\({_FEMALE}\)|\s?{_FEMALE}(?=\s|\S{{3}}))?"
    unknown = r"[ก-ฮ]{2,4}\.(?:\s?[ก-ฮ]{1,4}\.)*|[ก-ฮ](?:\.\s?[ก-ฮ]{1,4})+\."
    known = rf"นาง สาว(?=\s)|{titles}|{acting}(?:{ranks}){female}|{unknown}"
    bare = rf"{bare_titles}|{acting}(?:{bare_ranks}){female}"
    # A name begins with a leading vowel, or with a consonant that is not silenced (as in ค์).
    name = r"(?=[เ-ไ]|[ก-ฮ](?![ิุ]?์)|[A-Za-z])"
    return re.compile(rf"(?P<prefix>(?:{known})(?=\s|\S\S)(?=\s?{name})|(?:{bare})(?=\s\S+\s\S))\s?{name}")


_FORMS: Final = dict(_forms())
_PREFIX: Final = _prefix_pattern()
