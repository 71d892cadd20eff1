"""The file behind the log, kept small by turning it over."""

from __future__ import annotations

from logging.handlers import RotatingFileHandler


class LogFile(RotatingFileHandler):
    """A file that is turned over. On Windows a second process may hold it; then it grows on until that one ends."""

    def doRollover(self) -> None:  # noqa: N802 - the name `logging` calls
        """Turn the file over, unless another process has it open."""
        try:
            super().doRollover()
        except PermissionError:
            self.stream = self._open()
