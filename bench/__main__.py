"""``python -m bench NAME [--json]``: run one bench, print its table or its figures.

The exit code is 1 when a promise was not kept.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from dataclasses import asdict

from bench import Figure


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("name")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    bench = importlib.import_module(f"bench.{chosen.name}")
    figures: list[Figure] = bench.measure()
    if chosen.json:
        json.dump([asdict(figure) | {"kept": figure.kept} for figure in figures], sys.stdout, ensure_ascii=False)
    else:
        title = (bench.__doc__ or chosen.name).strip().splitlines()[0]
        print(f"\n{chosen.name}: {title}")
        width = max((len(figure.name) for figure in figures), default=0)
        for figure in figures:
            verdict = "" if figure.kept else "  NOT KEPT"
            print(f"  {figure.name:<{width}}  {figure.value:>12,.2f} {figure.unit:<8} {figure.promise}{verdict}")
    return 0 if all(figure.kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
