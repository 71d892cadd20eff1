"""The language of the window: gettext with English msgids, one catalogue a room, Thai by default."""

from __future__ import annotations

import gettext as _gettext

from sai_thong.ground import resources

ROOMS = ("ground", "thai", "records", "db", "citizens", "allowances", "exchange", "forms", "ui", "cli", "demo")
"""The catalogues: ``i18n/<language>/LC_MESSAGES/<room>.mo``."""


class _Current:
    """The chosen language. One holder, because gettext's `_` is looked up wherever a word is shown."""

    code = "th"
    translations: _gettext.NullTranslations | None = None


def use(code: str) -> None:
    """Show everything from now on in `code` (``th`` or ``en``); what was already drawn is the drawer's matter."""
    chain: _gettext.NullTranslations = _gettext.NullTranslations()
    for room in reversed(ROOMS):
        found = _gettext.translation(room, str(resources.catalogue_root()), [code], fallback=True)
        found.add_fallback(chain)
        chain = found
    _Current.code = code
    _Current.translations = chain


def current() -> str:
    """The code of the language in use."""
    return _Current.code


def _chain() -> _gettext.NullTranslations:
    if _Current.translations is None:
        use(_Current.code)
    assert _Current.translations is not None
    return _Current.translations


def _(message: str) -> str:
    """`message` in the language in use. Call it where the words are shown."""
    return _chain().gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a counted message for `count`."""
    return _chain().ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the name extraction tools know
    """Mark a message where it is declared; it is translated with `_` where it is shown."""
    return message
