"""`dev.py mutants`: break the program on purpose, one named place at a time, and see a test fail for each.

The table is ``tools/mutants.toml``. A mutant that no test notices says that a rule is not guarded. The tree is copied
to a temporary folder, so the checkout is never touched.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.dev import environment

TABLE = Path("tools/mutants.toml")
_NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "build", "dist", "__pycache__", ".*_cache", ".hypothesis")
_PASSED, _TESTS_FAILED = 0, 1
"""Exit codes of pytest; any other means that nothing was tested."""


@dataclass(frozen=True)
class Mutant:
    """One deliberate mistake.

    Attributes:
        name: What would go wrong for the office, in a few words.
        file: The source file, from the top of the checkout.
        source: Text that stands in it exactly once.
        becomes: What it is replaced by.
        tests: What pytest is given: files, files with a test's name, or files with ``-k`` and words of such names.
    """

    name: str
    file: str
    source: str
    becomes: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """How a mutant fared: killed by a failing test, or the words that say why it was not."""

    mutant: Mutant
    fault: str
    seconds: float


def read_table(path: Path) -> list[Mutant]:
    """The mutants of a table: ``[[mutant]]`` with name, file, source, becomes, tests."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [Mutant(**{**row, "tests": tuple(row["tests"])}) for row in table.get("mutant", ())]


def try_all(root: Path, mutants: Sequence[Mutant], interpreter: Path) -> Iterator[Outcome]:
    """Try each mutant on one copy of `root`, which is mended again after each.

    The tests of a mutant are first run on the sound copy: a test that fails anyway proves nothing.
    """
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(root, copy, ignore=_NOT_COPIED)
        sound: dict[tuple[str, ...], bool] = {}
        for mutant in mutants:
            start = time.perf_counter()
            if mutant.tests not in sound:
                sound[mutant.tests] = _pytest(copy, mutant.tests, interpreter) == _PASSED
            fault = _try_one(copy, mutant, interpreter) if sound[mutant.tests] else "its tests fail without it"
            yield Outcome(mutant, fault, time.perf_counter() - start)


def _try_one(copy: Path, mutant: Mutant, interpreter: Path) -> str:
    """The fault of this mutant, or an empty string when a test noticed it."""
    file = copy / mutant.file
    sound = file.read_text(encoding="utf-8") if file.is_file() else ""
    times = sound.count(mutant.source)
    if times != 1:
        return f"its source text stands {times} times in {mutant.file}"
    file.write_text(sound.replace(mutant.source, mutant.becomes), encoding="utf-8")
    try:
        code = _pytest(copy, mutant.tests, interpreter)
    finally:
        file.write_text(sound, encoding="utf-8")
    if code == _TESTS_FAILED:
        return ""
    return "SURVIVED" if code == _PASSED else f"pytest could not run its tests (exit {code})"


def _pytest(copy: Path, tests: Sequence[str], interpreter: Path) -> int:
    done = subprocess.run(
        [str(interpreter), "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *tests],
        cwd=copy,
        # The copy, not the checkout that the environment has installed; no bytecode, which could outlive a mutant.
        env=environment.child_environment(offscreen=True) | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    return done.returncode


def main(names: Sequence[str]) -> int:
    """Try the mutants of the table, or those of these names; print how each fared.

    Returns:
        0 when every one was noticed.
    """
    mutants = read_table(environment.ROOT / TABLE)
    unknown = set(names) - {mutant.name for mutant in mutants}
    if unknown:
        raise environment.NotReady(f"{TABLE} has no mutant named {', '.join(sorted(unknown))}.")
    chosen = [mutant for mutant in mutants if not names or mutant.name in names]
    failed = 0
    for outcome in try_all(environment.ROOT, chosen, environment.venv_python()):
        failed += bool(outcome.fault)
        print(f"{outcome.seconds:6.1f} s  {outcome.fault or 'killed':<10}  {outcome.mutant.name}", flush=True)
    print(f"{len(chosen) - failed} of {len(chosen)} mutants killed")
    return 1 if failed else 0
