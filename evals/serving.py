"""The page, started as people start it: a process of its own, on a free port of this machine."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import AftercareError

_ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 120.0  # seconds until the page must answer
_END = 10.0  # seconds that it has to stop


@dataclass(frozen=True, slots=True)
class Served:
    """A page that runs: where it is, and its process."""

    address: str
    process: int

    def memory(self) -> float | None:
        """What the process holds, in megabytes; None where the system has no /proc to tell it."""
        try:
            text = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        except OSError:
            return None
        line = next(line for line in text.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1e3


@contextmanager
def served(index: str) -> Iterator[Served]:
    """Start the page on an index, wait until it answers, stop it at the end.

    Raises:
        AftercareError: it does not start; the message is its own.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "app.py", "--index", index, "--port", str(port), "--a-minute", "0"]
    with subprocess.Popen(command, cwd=_ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        try:
            _wait(f"http://127.0.0.1:{port}", process)
            yield Served(f"http://127.0.0.1:{port}", process.pid)
        finally:
            process.terminate()
            try:
                process.wait(_END)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            said = process.stderr.read().decode() if process.stderr else ""
            raise AftercareError(f"the page does not start: {said.strip()}")
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AftercareError(f"the page does not answer within {_PATIENCE:.0f} s.")
