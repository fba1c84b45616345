"""Every quality figure on the shared sets, each with the command that gives it.

    python benchmarks/run.py [SHARED] [--only claims,quantities,...]

SHARED (default ``../shared``) holds ``gold``, ``seed``, ``market`` and the scorers in ``score``, programs of their own
that know nothing of tapecheck. Predictions are kept in ``.build/bench``.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

OUT = Path(".build/bench")
HERE = Path(__file__).resolve().parent
TAPECHECK = [sys.executable, "-m", "tapecheck"]


def main() -> int:
    """Run the benchmarks; 2 where the shared sets are absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    if not (options.shared / "score").is_dir():
        print(f"{options.shared} holds no scorers; give the folder of the shared sets", file=sys.stderr)
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    wanted = set(filter(None, options.only.split(",")))
    failed = 0
    for name, make, score in _benchmarks(options.shared):
        if not wanted or name.split()[0] in wanted:
            failed += _one(name, make, score)
    return min(failed, 1)


def _benchmarks(shared: Path) -> list[tuple[str, list[str], list[str]]]:
    """(name, the command that predicts, the command that scores): a score of nothing means the first prints it."""
    gold, scorer = shared / "gold", shared / "score"

    def check(folder: Path, out: Path) -> tuple[list[str], list[str]]:
        texts = [str(p) for p in sorted(folder.glob("*.txt"))]
        make = [*TAPECHECK, "check", *texts, "--json", "--offline", "--data", str(shared / "market")]
        return make, [str(scorer / "score_claims.py"), str(folder), str(out)]

    def script(name: str, source: Path, score: str, *more: str) -> tuple[list[str], list[str]]:
        out = OUT / f"{source.stem}.pred"
        return ([sys.executable, str(HERE / f"{name}.py"), str(source)],
                [str(scorer / score), str(source), str(out), *more] if score else [])

    found: list[tuple[str, list[str], list[str]]] = []
    seed = OUT / "seed"
    seed.mkdir(exist_ok=True)
    for name in ("article.txt", "article.json"):
        link = seed / name
        link.unlink(missing_ok=True)
        link.symlink_to((shared / "seed" / name).resolve())
    found.append(("claims flagship", *check(seed, OUT / "claims-flagship.pred")))
    found.append(("claims gold", *check(gold / "claims", OUT / "claims-gold.pred")))
    found.append(("columns", *check(HERE / "columns", OUT / "columns.pred")))
    for kind in ("newsquant_dev", "recognizers/percent", "recognizers/currency", "recognizers/number"):
        found.append((f"quantities {kind}", *script("quantities", gold / "quantities" / f"{kind}.json",
                                                    "score_quantities.py")))
    found.append(("datetimes", *script("datetimes", gold / "quantities" / "recognizers" / "datetime.json", "")))
    found.append(("quotes", *script("quotes", gold / "quotes" / "polnear_dev.jsonl", "score_quotes.py")))
    found.append(("entities", *script("entities", gold / "ner" / "finer_ord_dev.jsonl", "score_ner.py")))
    return found


def _one(name: str, make: list[str], score: list[str]) -> bool:
    """Run one benchmark and print its figures; whether it failed."""
    print(f"== {name}\n   {_short(make)}{'; ' + _short(score) if score else ''}", flush=True)
    if make[1] != "-m" and not Path(make[1]).exists():
        print("   not there yet")
        return False
    out = Path(score[2] if score else OUT / f"{name}.out")
    began = time.perf_counter()
    with out.open("w", encoding="utf-8") as file:
        ran = subprocess.run(make, stdout=file, check=False, env=dict(os.environ, NO_COLOR="1"))
    print(f"   {time.perf_counter() - began:.1f} s", flush=True)
    if ran.returncode not in ((0, 1) if make[1] == "-m" else (0,)):
        return True
    if not score:
        print(out.read_text(encoding="utf-8"))
        return False
    return subprocess.run([sys.executable, *score], check=False).returncode != 0


def _short(command: list[str]) -> str:
    texts = [part for part in command if part.endswith(".txt")]
    shown = [part for part in command if part not in texts[1:]]
    return shlex.join(Path(part).name if part == sys.executable else part for part in shown)


if __name__ == "__main__":
    sys.exit(main())
