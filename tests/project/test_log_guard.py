"""The guard of tests/conftest.py itself: a warning nobody expected fails a test, and so does one that did not come."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = "pytester"
CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"


@pytest.mark.parametrize(
    ("mark", "body", "outcome"),
    [
        ("", "log.info('all is well')", "passed"),
        ("", "log.warning('the disk is slow')", "errors"),
        ("@pytest.mark.expects_log('disk is slow')", "log.warning('the disk is slow')", "passed"),
        ("@pytest.mark.expects_log('disk is slow')", "log.info('all is well')", "errors"),
        ("@pytest.mark.expects_log('disk is slow')", "log.warning('the disk is slow'); log.error('full')", "errors"),
        ("", "logging.getLogger('somebody.else').warning('not ours')", "passed"),
    ],
    ids=["quiet", "unexpected", "expected", "missing", "one too many", "not ours"],
)
def test_the_log_of_a_test_is_as_it_says(pytester: pytest.Pytester, mark: str, body: str, outcome: str) -> None:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers = expects_log\naddopts = -p no:randomly -p no:cacheprovider -p no:xdist\n")
    pytester.makepyfile(
        "import logging\nimport pytest\n\nlog = logging.getLogger('sai_thong.db')\n\n\n"
        f"{mark}\ndef test_it():\n    log.setLevel(logging.INFO)\n    {body}\n"
    )
    counts = pytester.runpytest_subprocess().parseoutcomes()
    # The guard speaks when the test itself is over, so that pytest counts its word as an error of the teardown.
    expected = {"passed": 1} if outcome == "passed" else {"passed": 1, "errors": 1}
    assert counts == expected
