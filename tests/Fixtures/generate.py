#!/usr/bin/env python3
"""
Writes data/*.json from PyTorch 1.13: `python3 generate.py [--check] [name ...]`; without names, all files.
With --check nothing is written, and the exit status is 1 when a committed file differs from what the script makes.
"""

import argparse
import sys
import warnings
from pathlib import Path

from generator import environment  # noqa: F401  (first: it prepares the process before torch is loaded)
from generator.catalog import FILES
from generator.encoding import document

DATA = Path(__file__).parent / "data"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("names", nargs="*", help=f"of {', '.join(FILES)}")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    stale = [name for name in options.names or FILES if not write(name, options.check)]
    if stale:
        print("not what the script makes:", ", ".join(stale), file=sys.stderr)
    return 1 if stale else 0


def write(name: str, check: bool) -> bool:
    records = FILES[name]()
    text = document(records)
    path = DATA / f"{name}.json"
    if check:
        return path.exists() and path.read_text(encoding="utf-8") == text
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(records)} cases, {len(text):,} bytes")
    return True


if __name__ == "__main__":
    sys.exit(main())
