"""`dev.py golden`: the tests that compare with kept files; with --accept they write them anew."""

from __future__ import annotations

from tools.dev import environment

ACCEPT_VARIABLE = "SAI_THONG_ACCEPT_GOLDEN"


def run(*, accept: bool) -> int:
    """Run the golden tests; look at the difference in git before committing what `accept` wrote."""
    variables = {ACCEPT_VARIABLE: "1"} if accept else {}
    return environment.python("-m", "pytest", "-q", "-m", "golden", offscreen=True, **variables)
