"""Models that several threads want at the same moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# In a process of its own: what is raced for is the first import.
AT_ONCE = """
import threading
from bot.net import Net
from bot.queries import Queries
from ingest.embed import Embedder

embedder, failed = Embedder(), []
start = threading.Barrier(4)

def run(work):
    start.wait()
    try:
        work()
    except Exception as error:
        failed.append(repr(error))

wanted = [
    lambda: Queries(embedder).vectors(["ready"]),
    lambda: Net().read(["my skin is ready"]),
    lambda: embedder.query("ready"),
    lambda: embedder.count_tokens("ready"),
]
threads = [threading.Thread(target=run, args=(work,)) for work in wanted]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(failed)
"""


def test_all_models_can_be_loaded_at_once() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", AT_ONCE], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    assert ran.stdout.strip() == "[]"
