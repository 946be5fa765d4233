"""`python -m tests.bench [NAME...]`: every figure of speed as one Markdown table. Needs a quiet machine; judges nobody.

`--scale 0.1` takes a tenth of the sizes, for a first look.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import catch_up, cost, drawing, first_screen
from tests.bench.figure import Figure, table

BENCHES: dict[str, Callable[[Path, float], Iterator[Figure]]] = {
    "first_screen": first_screen.figures,
    "catch_up": catch_up.figures,
    "cost": cost.figures,
    "drawing": drawing.figures,
}


def main() -> None:
    """Run the benches that are named, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}; all by default")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the full sizes")
    chosen = parser.parse_args()
    wrong = set(chosen.names) - set(BENCHES)
    if wrong:
        parser.error(f"{wrong.pop()!r} is none of {', '.join(BENCHES)}")
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    with tempfile.TemporaryDirectory(prefix="trainwatch-bench-") as folder:
        figures = (f for name in chosen.names or BENCHES for f in BENCHES[name](Path(folder), chosen.scale))
        for row in table(figures):
            print(row, flush=True)


if __name__ == "__main__":
    main()
