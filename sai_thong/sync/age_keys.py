"""X25519 keys as age writes them: Bech32, as BIP 173 has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK_LETTERS: Final = 6


def recipient_text(public_key: bytes) -> str:
    """A public key, 32 raw bytes, as age names a recipient."""
    return _bech32("age", public_key)


def identity_text(private_key: bytes) -> str:
    """A private key, 32 raw bytes, as age names an identity."""
    return _bech32("age-secret-key-", private_key).upper()


def _bech32(kind: str, data: bytes) -> str:
    values = list(_fives(data))
    expanded = [*(ord(each) >> 5 for each in kind), 0, *(ord(each) & 31 for each in kind)]
    check = _checksum([*expanded, *values, *[0] * _CHECK_LETTERS]) ^ 1
    values += [check >> 5 * place & 31 for place in reversed(range(_CHECK_LETTERS))]
    return f"{kind}1{''.join(_LETTERS[each] for each in values)}"


def _fives(data: bytes) -> Iterator[int]:
    """Bytes as groups of five bits, the last filled with zeros."""
    bits = "".join(f"{each:08b}" for each in data)
    for begin in range(0, len(bits), 5):
        yield int(bits[begin : begin + 5].ljust(5, "0"), 2)


def _checksum(values: Iterable[int]) -> int:
    sum_ = 1
    for value in values:
        top = sum_ >> 25
        sum_ = (sum_ & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            sum_ ^= generator if top >> place & 1 else 0
    return sum_
