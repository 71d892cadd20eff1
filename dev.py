#!/usr/bin/env python3
"""The door of the project for whoever builds it: `python3 dev.py run`, `python3 dev.py test`.

Standard library only, so that a bare Python 3.11 on Debian or Windows can start it; what it opens stands in
``tools/dev/``. Every command first makes ``.venv`` and installs from ``requirements.lock`` if that is not done yet.
"""

from __future__ import annotations

import argparse
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must be told in words, not by a traceback
    sys.exit(f"Sai Thong needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

from tools.dev import audit, benches, bill_of_materials, checks, environment, golden, locking, made_up_office, mutants


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description="Build, run and check Sai Thong.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    commands.add_parser("run", help="open the program on a made-up office; without a display, print its papers")

    test = commands.add_parser("test", help="every check; with arguments after --, only pytest with those")
    test.add_argument("pytest_arguments", nargs="*", metavar="-- PYTEST ARGUMENTS")

    bench = commands.add_parser("bench", help="the measurements of bench/")
    bench.add_argument("name", nargs="?", help="one of them; all without a name")
    bench.add_argument("--json", action="store_true", help="figures for a program instead of tables")

    shots = commands.add_parser("shots", help="every page and paper, light and dark, as PNG in build/shots/")
    shots.add_argument("--keep", action="store_true", help="keep the light pages as the pictures of the README")
    shots.add_argument("names", nargs="*", help="only those whose name holds one of these")

    kept = commands.add_parser("golden", help="compare with the kept golden files")
    kept.add_argument("--accept", action="store_true", help="write what the tests produce as the new kept files")

    mutant = commands.add_parser("mutants", help="break the rules on purpose and see a test fail for each")
    mutant.add_argument("names", nargs="*", help="only these; all without a name")

    commands.add_parser("bundle", help="the installed program's folder for this system, in build/bundle/")
    windows = commands.add_parser("windows", help="the installer for Windows, made and tried under Wine (Debian, root)")
    windows.add_argument("--tries-only", action="store_true", help="try the installer that was made before")
    windows.add_argument("--keep", action="store_true", help="keep the screenshots of docs/install.th.md")
    windows.add_argument("names", nargs="*", help="only trials whose name holds one of these")
    commands.add_parser("catalogues", help="renew i18n/ from the source, keep the translations, report what lacks")
    commands.add_parser("lock", help="renew requirements.lock from pyproject.toml, with hashes")
    commands.add_parser("sbom", help="what the program is made of, as CycloneDX, in build/")
    commands.add_parser("audit", help="ask what is known against the libraries of the lock")
    commands.add_parser("fmt", help="format and mend what ruff can")
    return parser


def _chosen(arguments: list[str] | None) -> argparse.Namespace:
    """The command; leaves with 2 and the usage where there is none such."""
    parser = _parser()
    chosen, unknown = parser.parse_known_args(arguments)
    if unknown and chosen.command == "test":
        parser.error(f"what is for pytest stands after --: dev.py test -- {' '.join(unknown)}")
    if unknown:
        parser.error(f"too much for {chosen.command}: {' '.join(unknown)} (dev.py {chosen.command} --help)")
    return chosen


def _do(chosen: argparse.Namespace) -> int:
    doings = {
        "run": made_up_office.run,
        "test": lambda: checks.run_all(chosen.pytest_arguments),
        "bench": lambda: benches.run(chosen.name, as_json=chosen.json),
        "shots": lambda: environment.python(
            "-m", "tools.shots", *(["--keep"] if chosen.keep else []), *chosen.names, offscreen=True
        ),
        "golden": lambda: golden.run(accept=chosen.accept),
        "mutants": lambda: mutants.main(chosen.names),
        "bundle": lambda: environment.python("-m", "tools.bundling.building"),
        "windows": lambda: environment.python(
            "-m",
            "tools.windows",
            *(["--tries-only"] if chosen.tries_only else []),
            *(["--keep"] if chosen.keep else []),
            *chosen.names,
        ),
        "catalogues": lambda: environment.python("-m", "tools.catalogues", "update"),
        "lock": locking.renew,
        "sbom": bill_of_materials.run,
        "audit": audit.run,
        "fmt": checks.mend,
    }
    return doings[chosen.command]()


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code: 0 when all is well.
    """
    sys.stdout.reconfigure(errors="replace")  # a Windows console may lack Thai
    chosen = _chosen(arguments)
    try:
        environment.make_ready()
        return _do(chosen)
    except environment.NotReady as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
