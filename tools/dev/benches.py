"""`dev.py bench`: the measurements of bench/, each in a process of its own so that none warms another."""

from __future__ import annotations

import json
import subprocess
import sys

from tools.dev import environment


def run(name: str | None, *, as_json: bool) -> int:
    """Run one bench, or all.

    With `as_json` one object is printed: the name of each bench → its figures.

    Returns:
        0 when each ran and kept its bounds.
    """
    found = sorted(path.stem for path in (environment.ROOT / "bench").glob("[!_]*.py"))
    if name is not None and name not in found:
        raise environment.NotReady(f"There is no bench {name!r}. There are: {', '.join(found) or 'none'}.")
    chosen = [name] if name else found
    if not as_json:
        return max([environment.python("-m", "bench", one, offscreen=True) for one in chosen], default=0)
    figures, worst = {}, 0
    for one in chosen:
        done = subprocess.run(
            [str(environment.venv_python()), "-m", "bench", one, "--json"],
            cwd=environment.ROOT,
            env=environment.child_environment(offscreen=True),
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            check=False,
        )
        worst = max(worst, done.returncode)
        figures[one] = json.loads(done.stdout) if done.stdout.strip() else None
    json.dump(figures, sys.stdout, ensure_ascii=False, indent=2)
    print()
    return worst
