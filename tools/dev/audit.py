"""`dev.py audit`: asks the advisory service about every library of the lock, and says so where nobody answered."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from typing import Any

from tools.dev import environment


def run() -> int:
    """Ask by pip-audit and tell.

    Returns:
        0 when the service knows every library and nothing against any; 1 when it knows something, or was not reached.
    """
    asked = subprocess.run(
        [
            str(environment.venv_python()), "-m", "pip_audit", "--requirement", "requirements.lock",
            "--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off",
        ],
        cwd=environment.ROOT,
        env=environment.child_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    if not asked.stdout.strip():
        print(f"The advisory service was not reached; nothing was audited.\n{asked.stderr.strip()[-500:]}")
        return 1
    lines, clean = verdict(json.loads(asked.stdout)["dependencies"])
    print("\n".join(lines))
    return 0 if clean else 1


def verdict(answers: Sequence[dict[str, Any]]) -> tuple[list[str], bool]:
    """What an audit found, in lines, and whether every library is known and nothing against any.

    Args:
        answers: As pip-audit's JSON has them: a library with its `vulns`, or with a `skip_reason`.
    """
    unknown = [each["name"] for each in answers if "skip_reason" in each]
    lines = [
        f"{each['name']} {each['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no version'}"
        for each in answers
        for found in each.get("vulns", ())
    ]
    if len(unknown) == len(answers):
        return ["The package index of this machine knows no advisories; nothing was audited."], False
    if unknown:
        lines.append(f"Not audited, for the service does not know them: {', '.join(unknown)}")
    return lines or [f"{len(answers)} libraries, nothing known against any."], not lines
