"""The office of the registers' own tests, with its central station."""

from tests.registers.saraban.conftest import central, clock, store

__all__ = ["central", "clock", "store"]
