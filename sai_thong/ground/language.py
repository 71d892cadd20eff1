"""The language of the window: gettext with English msgids, one catalogue a room, Thai by default."""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from threading import Lock

from sai_thong.ground import resources

ROOMS = (
    "ui",
    "ground",
    "thai",
    "records",
    "db",
    "office",
    "citizens",
    "allowances",
    "petitions",
    "saraban",
    "assets",
    "attachments",
    "statistics",
    "trust",
    "sync",
    "updates",
    "server",
    "exchange",
    "forms",
    "cli",
    "demo",
)
"""The catalogues: ``i18n/<language>/LC_MESSAGES/<room>.mo``. The window's is asked first: most words shown are its."""

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
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code!r}")
    return _Words(code)


class _Words(_gettext.NullTranslations):
    """The words of every room in one language; what none has is shown as it stands in the source.

    A room's catalogue is read when a message is in none before it in the order of `ROOMS`: the unlock screen speaks a
    dozen words of one room, and must not wait for thousands of others.
    """

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code
        self._root = resources.catalogue_root()
        self._unread = list(ROOMS if self._root else ())
        self._read: list[_gettext.GNUTranslations] = []
        self._reading = Lock()
        self._known: dict[str, str] = {}

    def gettext(self, message: str) -> str:
        """`message` in this language."""
        known = self._known.get(message)
        if known is not None:
            return known
        for catalogue in self._catalogues():
            found = catalogue.gettext(message)
            if found != message:
                self._known[message] = found
                return found
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form of a counted message for `n` in this language."""
        for catalogue in self._catalogues():
            found = catalogue.ngettext(msgid1, msgid2, n)
            if found not in (msgid1, msgid2):
                return found
        return super().ngettext(msgid1, msgid2, n)

    def _catalogues(self) -> Iterator[_gettext.GNUTranslations]:
        """The catalogues in order, those not read yet read on the way."""
        for place in count():
            while place == len(self._read):
                with self._reading:
                    if place == len(self._read) and not self._read_next():
                        return
            yield self._read[place]

    def _read_next(self) -> bool:
        """Read one more room; False when none is left."""
        if not self._unread:
            return False
        found = _gettext.translation(self._unread[0], str(self._root), [self._code], fallback=True)
        if isinstance(found, _gettext.GNUTranslations):
            self._read.append(found)
        del self._unread[0]
        return True


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
