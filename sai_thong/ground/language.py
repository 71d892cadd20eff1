"""The language of the window: gettext with English msgids, one catalogue a room, Thai by default."""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sai_thong.ground import resources

ROOMS = (
    "ground",
    "thai",
    "records",
    "db",
    "office",
    "citizens",
    "allowances",
    "petitions",
    "saraban",
    "attachments",
    "exchange",
    "forms",
    "ui",
    "cli",
    "demo",
)
"""The catalogues: ``i18n/<language>/LC_MESSAGES/<room>.mo``."""

LANGUAGES = ("th", "en")
"""What we speak. English needs no catalogue: its words stand in the source."""

_Language = tuple[str, _gettext.NullTranslations]


class _Current:
    """The chosen language. One holder, because gettext's `_` is looked up wherever a word is shown."""

    code = "th"


_loaded: dict[str, _gettext.NullTranslations] = {}
_spoken_here: ContextVar[_Language | None] = ContextVar("spoken_here", default=None)
"""The language of a `speaking` block, in its own thread only."""


def use(code: str) -> None:
    """Show everything from now on in `code` (``th`` or ``en``); what was already drawn is the drawer's matter.

    Raises:
        ValueError: We do not speak it.
    """
    _loaded[code] = _load(code)
    _Current.code = code


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Within the block, in this thread, words are in `code`: for what is kept in one language whatever is shown."""
    token = _spoken_here.set((code, _translations(code)))
    try:
        yield
    finally:
        _spoken_here.reset(token)


def current() -> str:
    """The code of the language in use."""
    spoken = _spoken_here.get()
    return spoken[0] if spoken else _Current.code


def _load(code: str) -> _gettext.NullTranslations:
    """Each room's catalogue falls back on the next one's, in the order of `ROOMS`, the last on the message itself."""
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code!r}")
    root = resources.catalogue_root()
    chain: _gettext.NullTranslations = _gettext.NullTranslations()
    for room in reversed(ROOMS if root else ()):
        found = _gettext.translation(room, str(root), [code], fallback=True)
        found.add_fallback(chain)
        chain = found
    return chain


def _translations(code: str) -> _gettext.NullTranslations:
    if code not in _loaded:
        _loaded[code] = _load(code)
    return _loaded[code]


def _chain() -> _gettext.NullTranslations:
    spoken = _spoken_here.get()
    return spoken[1] if spoken else _translations(_Current.code)


def _(message: str) -> str:
    """`message` in the language in use. Call it where the words are shown."""
    return _chain().gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a counted message for `count`."""
    return _chain().ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the name extraction tools know
    """Mark a message where it is declared; it is translated with `_` where it is shown."""
    return message
