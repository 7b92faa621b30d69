"""Seconds of `burner --help`, and from `burner optimize` to its first line of output.

python benchmarks/startup.py [--times 10]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def help_s() -> float:
    """One start to the end of the help."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "burner", "--help"], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def first_line_s() -> float:
    """One start to the first line on stderr or stdout."""
    argv = [sys.executable, "-m", "burner", "optimize", "orders.py::top_customers", "--policy", "rules"]
    began = time.perf_counter()
    with subprocess.Popen(argv, cwd=EXAMPLES, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        if process.stderr is not None:
            process.stderr.readline()
        took_s = time.perf_counter() - began
        process.terminate()
    return took_s


def main() -> None:
    """Print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10)
    times = parser.parse_args().times
    print(f"burner --help                 {statistics.median(help_s() for _ in range(times)):.3f} s")
    print(f"burner optimize, first line   {statistics.median(first_line_s() for _ in range(times)):.3f} s")


if __name__ == "__main__":
    main()
