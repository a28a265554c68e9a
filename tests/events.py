"""A page's own events, sent as a program of a visitor's can send them: without the page."""

from __future__ import annotations

import json
import secrets
import urllib.request
from typing import Any

from evals.load import latest_talk

JSON = dict[str, Any]


class Visitor:
    """One session with a page."""

    def __init__(self, address: str) -> None:
        """Read what the page consists of."""
        self.address = address
        self.session = secrets.token_hex(8)
        with urllib.request.urlopen(f"{address}/config") as response:
            self._page: JSON = json.load(response)

    def number_of(self, event: str, **props: object) -> int:
        """The number of an event, by its name and the properties of the component that it is of."""
        wanted = {
            one["id"] for one in self._page["components"] if props.items() <= one.get("props", {}).items()
        }
        (found,) = (
            dependency["id"]
            for dependency in self._page["dependencies"]
            if dependency["backend_fn"]
            and any((id_ in wanted or not props) and name == event for id_, name in dependency["targets"])
        )
        return int(found)

    def send(self, number: int, data: list[object]) -> JSON:
        """Send an event; returns the last message that comes of it: its `output`, and whether `success`."""
        return self.follow(number, data)[-1]

    def follow(self, number: int, data: list[object]) -> list[JSON]:
        """Send an event; returns every message that comes of it, up to the last."""
        self.join(number, data)
        with urllib.request.urlopen(f"{self._api}/queue/data?session_hash={self.session}") as response:
            told = [json.loads(line[6:]) for line in response.read().decode().splitlines() if line]
        end = next(at for at, one in enumerate(told) if one["msg"] == "process_completed")
        return told[: end + 1]

    def ask(self, number: int, message: str, talk: JSON) -> JSON:
        """Ask in a talk; returns the talk with its answer."""
        told: JSON = json.loads(latest_talk(self.follow(number, [message, json.dumps(talk), ""])))
        return told

    def join(self, number: int, data: list[object]) -> None:
        """Send an event and read nothing of what comes of it."""
        body = {"fn_index": number, "data": data, "session_hash": self.session}
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self._api}/queue/join", json.dumps(body).encode(), headers)
        urllib.request.urlopen(request).close()

    def upload(self, name: str, content: bytes) -> JSON:
        """Send a file; returns it as an event's data names it."""
        head = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + b"\r\n--x--\r\n"
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        with urllib.request.urlopen(urllib.request.Request(f"{self._api}/upload", body, headers)) as response:
            (path,) = json.load(response)
        return {"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}}

    @property
    def _api(self) -> str:
        return f"{self.address}/gradio_api"
