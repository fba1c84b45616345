"""What the local page stands: 200 pastes at once, then a fuzz of its API; prints what it answered and what it holds.

    python benchmarks/serve.py [--pastes 200] [--examples 20]

Each paste is one of our samples; the fuzz is schemathesis (extra ``browser``) with all its checks for server errors and
undocumented answers. Exit code 1 where an answer was a 5xx or a paste was lost.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import urllib3

HERE = Path(__file__).resolve().parent
SAMPLES = sorted((HERE.parent / "corpus" / "samples").glob("*.txt"))


def main() -> int:
    """Run both; see the module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pastes", type=int, default=200)
    parser.add_argument("--examples", type=int, default=20)
    options = parser.parse_args()
    command = [sys.executable, "-m", "tapecheck", "serve", "--port", "0", "--offline", "--json",
               "--rate", "100000/minute"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            url = json.loads(server.stdout.readline())["url"]
            failed = _pastes(url, server.pid, options.pastes)
            failed += _fuzz(url, options.examples)
            print(f"memory after all: {_memory(server.pid):.0f} MB; still answers: {_ask(url, 'GET', '')[0]}")
        finally:
            server.terminate()
    return min(failed, 1)


def _pastes(url: str, pid: int, count: int) -> int:
    texts = [p.read_text(encoding="utf-8") for p in SAMPLES]
    bodies = [json.dumps({"text": texts[i % len(texts)]}).encode() for i in range(count)]
    _ask(url, "POST", "api/brief", bodies[0])
    print(f"memory after one paste: {_memory(pid):.0f} MB")
    began = time.perf_counter()
    with ThreadPoolExecutor(count) as pool:
        answers = list(pool.map(lambda body: _ask(url, "POST", "api/brief", body), bodies))
    took = time.perf_counter() - began
    wanted = [text.partition("\n")[0] for text in texts]
    whole = sum(status == 200 and json.loads(raw)["headline"] == wanted[i % len(texts)]
                for i, (status, raw) in enumerate(answers))
    print(f"{count} pastes at once: {dict(Counter(status for status, _ in answers))}, {whole} with the right brief, "
          f"{took:.1f} s; memory {_memory(pid):.0f} MB")
    return count - whole


def _ask(url: str, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    place = urlsplit(url)
    pool = urllib3.HTTPConnectionPool(place.hostname or "", place.port, timeout=600, retries=False)
    answer = pool.request(method, f"/{path}", body=body, headers={"content-type": "application/json"} if body else {})
    return answer.status, answer.data


def _fuzz(url: str, examples: int) -> int:
    if find_spec("schemathesis") is None:
        print("no fuzz: schemathesis is not installed; pip install 'tapecheck[browser]'")
        return 0
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{url}openapi.json", "--no-color",
               "--max-examples", str(examples), "--checks", "not_a_server_error,status_code_conformance", "--seed", "1"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    print("\n".join(ran.stdout.splitlines()[-40:]))
    return ran.returncode


def _memory(pid: int) -> float:
    """Resident memory in MB; Linux alone tells it."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS")), float("nan"))


if __name__ == "__main__":
    sys.exit(main())
