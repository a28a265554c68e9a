"""Ways to Chroma: inside this process or over HTTP, and its errors as ours."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

import chromadb
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import ChromaError
from httpx import URL, HTTPError, InvalidURL

from ingest.errors import AftercareError, IndexProblem

_DEFAULT_PORT = 8000
_P = ParamSpec("_P")
_R = TypeVar("_R")


class StoreFailed(AftercareError):
    """Chroma could not do what was asked: a full disk, a damaged store, a server that does not answer."""


class Placed(Protocol):
    """Something of which a person knows `where` it is."""

    where: str


_S = TypeVar("_S", bound=Placed)


def guarded(method: Callable[Concatenate[_S, _P], _R]) -> Callable[Concatenate[_S, _P], _R]:
    """Turn what Chroma and the way to its server raise into `StoreFailed`.

    The method's object tells `where` the store is; an object that was not found stays a
    `NotFoundError` to those who look for it.
    """

    @wraps(method)
    def call(self: _S, /, *args: _P.args, **more: _P.kwargs) -> _R:
        try:
            return method(self, *args, **more)
        except HTTPError as error:
            raise unreachable(self.where) from error
        except ChromaError as error:
            raise StoreFailed(f"{self.where}: the store failed ({error})") from error

    return call


def unreachable(address: str) -> StoreFailed:
    """What to say where a server does not answer."""
    return StoreFailed(
        f"{address}: no Chroma server answers there; start it with: "
        f"chroma run --path DIR --port {URL(address).port or _DEFAULT_PORT}"
    )


def _settings() -> Settings:
    """A new object for each client: clients write their own address into it."""
    return Settings(anonymized_telemetry=False)


def local_client(folder: Path) -> ClientAPI:
    """Chroma inside this process, its files in `folder`, made where it is missing."""
    try:
        return chromadb.PersistentClient(str(folder), settings=_settings())
    except ChromaError as error:
        raise StoreFailed(f"{folder}: the store failed ({error})") from error


def server_client(address: str) -> ClientAPI:
    """A client of the server at `address`.

    Raises:
        IndexProblem: no address of the form http://host:port.
        StoreFailed: nothing answers there.
    """
    try:
        url = URL(address)
    except InvalidURL:
        url = URL()
    if not url.host or url.path.strip("/") or url.query or url.userinfo:
        raise IndexProblem(f"{address}: the address of a Chroma server is http://host:port.")
    try:
        return chromadb.HttpClient(
            host=url.host, port=url.port or _DEFAULT_PORT, ssl=url.scheme == "https", settings=_settings()
        )
    except (HTTPError, ValueError, ChromaError) as error:  # Chroma wraps a refused connection in a ValueError
        raise unreachable(address) from error
