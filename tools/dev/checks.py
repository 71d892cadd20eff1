"""`dev.py test`: every check in one pass, each timed, and one verdict; `dev.py fmt`."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from tools.dev import environment, system_libraries

_WORKERS = "2"
_ORDER = 2569
"""The seed by which tests are shuffled: a run that fails fails again, and can be looked at."""
_STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("catalogues build", ("-m", "tools.catalogues", "build")),
    ("ruff check", ("-m", "ruff", "check", "--quiet", "--output-format", "concise", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", "--quiet", "--output-format", "concise", ".")),
    # Its cache keeps saying that a module is missing after it was added to a package; a whole run takes seconds.
    ("mypy --strict", ("-m", "mypy", "--no-error-summary", "--no-incremental")),
    ("import arrows", ("-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo")),
    ("catalogues whole", ("-m", "tools.catalogues", "check")),
)


def run_all(pytest_arguments: Sequence[str] = ()) -> int:
    """Run every check, or only pytest when it is given arguments.

    A failed step does not stop the next: one pass tells all that is wrong.

    Returns:
        0 when every step passed, else 1.
    """
    if pytest_arguments:
        return environment.python("-m", "pytest", *pytest_arguments, offscreen=True)
    system_libraries.make_ready_for_tests()
    results: list[tuple[str, float, bool]] = []
    for name, arguments in _STEPS:
        results.append(_timed(name, lambda words=arguments: environment.python(*words, offscreen=True)))
    results.append(_timed("pytest", _pytest))
    print("\nStep                 seconds")
    for name, seconds, passed in results:
        print(f"{name:<20} {seconds:>7.1f}  {'ok' if passed else 'FAILED'}")
    return 0 if all(passed for _, _, passed in results) else 1


def mend() -> int:
    """Format every file and mend what ruff can mend safely."""
    mended = environment.python("-m", "ruff", "check", "--fix", "--quiet", ".")
    return environment.python("-m", "ruff", "format", ".") or mended


def _pytest() -> int:
    return environment.python(
        *("-m", "pytest", "-n", _WORKERS, f"--randomly-seed={_ORDER}", "--durations=15", "--durations-min=0.5"),
        offscreen=True,
    )


def _timed(name: str, step: Callable[[], int]) -> tuple[str, float, bool]:
    print(f"── {name}", flush=True)
    start = time.perf_counter()
    code = step()
    return name, time.perf_counter() - start, code == 0
