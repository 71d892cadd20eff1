"""A screen nobody sees, and the keyboard and mouse of whoever sits before it: keys, clicks, pictures."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageGrab

from tools.windows.wine import StepFailed

SIZE: Final = (1366, 768)
"""The smallest screen that offices have."""
_KEY_PAUSE_MS: Final = 12
_SECONDS_TO_SETTLE: Final = 90
_STILL_SECONDS: Final = 0.7
_BUTTON_WIDTH, _BUTTON_HEIGHT = 64, 20
_ACCENT: Final = (25, 95, 208)
"""The colour of a page's main button, as `sai_thong.ui.theme` has it in the light."""


@dataclass(frozen=True)
class Screen:
    """One screen.

    Attributes:
        display: Its name, such as ``:87``.
        pictures: Where screenshots are kept.
    """

    display: str
    pictures: Path

    @contextmanager
    def on(self) -> Iterator[None]:
        """Switched on."""
        size = "x".join(map(str, SIZE)) + "x24"
        with subprocess.Popen(
            ["Xvfb", self.display, "-screen", "0", size, "-nolisten", "tcp"], stderr=subprocess.DEVNULL
        ) as screen:
            try:
                yield
            finally:
                screen.terminate()

    def press(self, *keys: str) -> None:
        """Press keys, each as X names it, such as ``ctrl+s``, and wait after each until it shows.

        Raises:
            StepFailed: Nothing came of it.
        """
        for key in keys:
            before = self._grab()
            self._do("key", key)
            self.await_change(before)

    def strike(self, *keys: str) -> None:
        """Press keys of which nothing may show."""
        self._do("key", "--delay", str(_KEY_PAUSE_MS), *keys)

    def write(self, words: str) -> None:
        """Paste words where the caret stands: Wine knows no Thai keys, and loses keys that come fast.

        Raises:
            StepFailed: They do not show.
        """
        copying = ["xclip", "-display", self.display, "-selection", "clipboard"]
        subprocess.run(copying, input=words.encode(), check=True, stdout=subprocess.DEVNULL)
        self.press("ctrl+v")

    def await_window(self) -> Image.Image:
        """Wait until a window of the program stands there, and let keys go to the desktop it lies on.

        Raises:
            StepFailed: None came.
        """
        await_that(lambda: self._button_on(self._grab()) is not None, "no window is shown")
        self._do("windowfocus", self._ask("search", "--onlyvisible", "--name", ".").split()[-1])
        return self.settled()

    def click_primary(self) -> None:
        """Click the topmost button in the colour of what is done first.

        Raises:
            StepFailed: There is none.
        """
        place = self._button_on(self.settled())
        if place is None:
            raise StepFailed("no button to click")
        before = self._grab()
        self.click(place)
        self.await_change(before)

    def click(self, place: tuple[int, int]) -> None:
        """Move the mouse to a place and click."""
        self._do("mousemove", str(place[0]), str(place[1]))
        self.settled()  # the program is told of the mouse before it is told of the click
        self._do("click", "1")

    def picture(self, name: str) -> Image.Image:
        """A screenshot of what stands still, kept."""
        seen = self.settled()
        self.pictures.mkdir(parents=True, exist_ok=True)
        seen.save(self.pictures / f"{name}.png", optimize=True)
        return seen

    def settled(self) -> Image.Image:
        """What is on the screen once nothing moves on it any more."""
        seen, since = self._grab(), time.monotonic()
        until, pause = since + _SECONDS_TO_SETTLE, threading.Event()
        while time.monotonic() - since < _STILL_SECONDS:
            pause.wait(0.1)
            now = self._grab()
            if time.monotonic() > until:
                return now
            if not _alike(seen, now):
                seen, since = now, time.monotonic()
        return seen

    def await_change(self, before: Image.Image) -> Image.Image:
        """Wait until the screen shows something else than `before`, and stands still.

        Raises:
            StepFailed: It never did.
        """
        until, pause = time.monotonic() + _SECONDS_TO_SETTLE, threading.Event()
        while _alike(before, self._grab()):
            if time.monotonic() > until:
                raise StepFailed("nothing happens on the screen")
            pause.wait(0.1)
        return self.settled()

    @staticmethod
    def _button_on(seen: Image.Image) -> tuple[int, int] | None:
        """A place on the topmost field of the accent's colour that is as wide and high as a button, no mere border."""
        pixels, (width, height) = seen.convert("RGB").load(), seen.size
        for y in range(0, height - _BUTTON_HEIGHT, 4):
            for x in range(0, width - _BUTTON_WIDTH, 8):
                along = all(_is_accent(pixels[x + step, y]) for step in range(0, _BUTTON_WIDTH, 8))
                if along and all(_is_accent(pixels[x, y + step]) for step in range(0, _BUTTON_HEIGHT, 4)):
                    return x + _BUTTON_WIDTH // 2, y + _BUTTON_HEIGHT // 2
        return None

    def _grab(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.display)

    def _do(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=os.environ | {"DISPLAY": self.display}, check=True)

    def _ask(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=os.environ | {"DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout


def await_that(happened: Callable[[], bool], otherwise: str, seconds: float = 60) -> None:
    """Wait until something happened.

    Raises:
        StepFailed: It did not; its words are `otherwise`.
    """
    until, pause = time.monotonic() + seconds, threading.Event()
    while not happened():
        if time.monotonic() > until:
            raise StepFailed(otherwise)
        pause.wait(0.1)


def _is_accent(colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) <= 12 for one, other in zip(colour, _ACCENT, strict=True))


def _alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures show the same but for a blinking caret."""
    box = ImageChops.difference(one, other).getbbox()
    return box is None or (box[2] - box[0]) <= 3
