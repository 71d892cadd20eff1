"""What every test stands on: its own home folder, Qt without a screen, and no warning of ours unseen."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile(
    "explore",  # pytest --hypothesis-profile=explore looks at other examples than every run does
    deadline=None,  # two busy cores: how long an example takes says nothing
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# Every run looks at the same examples, and at a third as many: what more would find is found by exploring.
settings.register_profile("same-each-time", settings.get_profile("explore"), derandomize=True, max_examples=30)
settings.load_profile("same-each-time")
# Hypothesis also tries constants of whatever local modules were imported so far: what a test is given would then hang
# on which tests ran before it.
assert callable(providers._get_local_constants)
providers._get_local_constants = lambda: providers._local_constants


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues once, before the workers start: a test reads Thai as the clerk does."""
    if not hasattr(config, "workerinput"):
        from tools import catalogues

        catalogues.build(catalogues.Tree())


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is its own machine: what the program keeps outside the store lies in the test's folder."""
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def thai_again() -> Iterator[None]:
    """A test that switches the language leaves Thai behind."""
    yield
    from sai_thong.ground import language

    if language.current() != "th":
        language.use("th")


class _Warnings(logging.Handler):
    """Keeps what the program logs at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning or an error in our log fails the test, unless it is marked `expects_log` with a part of it."""
    kept = _Warnings()
    ours = logging.getLogger("sai_thong")
    ours.addHandler(kept)
    yield
    ours.removeHandler(kept)
    marker = request.node.get_closest_marker("expects_log")
    expected = marker.args if marker else ()
    unexpected = [message for message in kept.messages if not any(part in message for part in expected)]
    missing = [part for part in expected if not any(part in message for message in kept.messages)]
    if unexpected:
        pytest.fail("logged, and not expected: " + " | ".join(unexpected), pytrace=False)
    if missing:
        pytest.fail("expected in the log, and not there: " + " | ".join(missing), pytrace=False)
