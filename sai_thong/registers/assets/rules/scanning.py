"""What a scanner typed: it presses keys as on an English keyboard, and a Thai layout (Kedmanee) makes Thai of them."""

from __future__ import annotations

from typing import Final

from sai_thong.thai.digits import to_arabic

_KEYS: Final = (
    "`1234567890-=" r"qwertyuiop[]" "\\" r"asdfghjkl;'" r"zxcvbnm,./",
    "~!@#$%^&*()_+" r"QWERTYUIOP{}|" 'ASDFGHJKL:"' r"ZXCVBNM<>?",
)
_KEDMANEE: Final = (
    "_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ",
    '%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ',
)
_BACK: Final = {
    ord(thai): english
    for keys, layout in zip(_KEYS, _KEDMANEE, strict=True)
    for english, thai in zip(keys, layout, strict=True)
}
_THAI: Final = range(0x0E00, 0x0E80)


def typed_keys(text: str) -> str:
    """The keys pressed under a Thai layout for a text, as an English keyboard has them; others stay as they are."""
    return text.translate(_BACK)


def readings(scanned: str) -> tuple[str, ...]:
    """What a scan may mean, the likeliest first: look each one up until one is known.

    A text with a Thai character was typed under a Thai layout, where 2 and 3 give ``/`` and ``-``; a code that happens
    to give no Thai character at all is read both ways. Thai digits may also stand on the label itself. With Caps Lock
    on, the capitals of a token come as small letters: that reading stands last.
    """
    text = scanned.strip()
    if not text:
        return ()
    as_keys = typed_keys(text)
    thai = any(ord(character) in _THAI for character in text)
    order = (as_keys, to_arabic(text), text) if thai else (text, as_keys)
    return tuple(dict.fromkeys((*order, as_keys.upper())))
