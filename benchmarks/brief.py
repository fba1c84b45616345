"""From a report to its page: seconds, cold (a fresh process, its imports counted) and warm, and the page's size.

    python benchmarks/brief.py [ARTICLE] [--data DIR] [--runs 5]

ARTICLE defaults to the flagship of ../shared, its data to ../shared/market; without them to a sample of ours. The
report is made first and read back from its JSON, so that reading and checking are not counted.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
COLD = """
import sys, time
from tapecheck.schemas import Report
from tapecheck.sources import open_market
report = Report.model_validate_json(open(sys.argv[1], encoding="utf-8").read())
market = open_market(sys.argv[3] or None)
began = time.perf_counter()
from tapecheck.reports.output import write_brief
write_brief(report, sys.argv[2], market)
print(time.perf_counter() - began)
"""


def main() -> int:
    """Print both times."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    flagship = SHARED / "seed" / "article.txt"
    sample = ROOT / "corpus" / "samples" / "election-week.txt"
    parser.add_argument("article", nargs="?", type=Path, default=flagship if flagship.exists() else sample)
    parser.add_argument("--data", type=Path, default=SHARED / "market" if (SHARED / "market").is_dir() else None)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()

    from tapecheck import check, write_brief
    from tapecheck.sources import open_market

    with tempfile.TemporaryDirectory() as folder:
        kept, page = Path(folder, "report.json"), Path(folder, "brief.html")
        market = open_market(options.data)
        report = check(options.article, market=market)
        kept.write_text(report.model_dump_json(), encoding="utf-8")
        cold = [float(subprocess.run([sys.executable, "-c", COLD, str(kept), str(page), str(options.data or "")],
                                     capture_output=True, text=True, check=True).stdout) for _ in range(options.runs)]
        warm = []
        for _ in range(options.runs):
            began = time.perf_counter()
            write_brief(report, page, market)
            warm.append(time.perf_counter() - began)
        print(f"{options.article.name}: {len(report.claims)} claims, page of {page.stat().st_size / 1000:.0f} kB")
        print(f"report to page: cold {median(cold):.3f} s (of {min(cold):.3f} to {max(cold):.3f}), "
              f"warm {median(warm):.3f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
