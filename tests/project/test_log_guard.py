"""The guard of tests/conftest.py itself: a warning nobody expected fails a test, and so does one that did not come."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = "pytester"
CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
KEPT = {
    "quiet": ("", "log.info('all is well')"),
    "expected": ("@pytest.mark.expects_log('disk is slow')", "log.warning('the disk is slow')"),
    "not_ours": ("", "logging.getLogger('somebody.else').warning('not ours')"),
}
REFUSED = {
    "unexpected": ("", "log.warning('the disk is slow')"),
    "missing": ("@pytest.mark.expects_log('disk is slow')", "log.info('all is well')"),
    "one_too_many": (
        "@pytest.mark.expects_log('disk is slow')",
        "log.warning('the disk is slow'); log.error('full')",
    ),
}
"""By what each test does: its mark, and its body."""


def test_the_log_of_a_test_is_as_it_says(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers = expects_log\naddopts = -p no:randomly -p no:cacheprovider -p no:xdist\n")
    pytester.makepyfile(
        "import logging\nimport pytest\n\nlog = logging.getLogger('sai_thong.db')\n"
        + "".join(
            f"\n\n{mark}\ndef test_{name}():\n    log.setLevel(logging.INFO)\n    {body}\n"
            for name, (mark, body) in (KEPT | REFUSED).items()
        )
    )
    ran = pytester.runpytest_subprocess("-rE")
    # The guard speaks when the test itself is over, so that pytest counts its word as an error of the teardown.
    ran.assert_outcomes(passed=len(KEPT) + len(REFUSED), errors=len(REFUSED))
    ran.stdout.fnmatch_lines_random([f"ERROR *::test_{name} *" for name in REFUSED])
