"""Who may open the page, where not everybody may."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path


class LoginProblem(ValueError):
    """A file of logins that cannot be used; the message names it, the line and what to do."""


def read_logins(path: Path | None) -> tuple[tuple[str, str], ...]:
    """The logins of a file with `user:password` on each line; lines that start with # do not count.

    Raises:
        LoginProblem: it cannot be read, has a line of another form, or none at all.
    """
    if path is None:
        return ()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LoginProblem(f"{path}: cannot be read ({error}); name a file with --auth-file.") from error
    logins = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        user, colon, password = line.strip().partition(":")
        if not (user and colon and password):
            raise LoginProblem(f"{path}: line {number} is not user:password; correct it.")
        logins.append((user, password))
    if not logins:
        raise LoginProblem(f"{path}: has no login; write user:password, one a line.")
    return tuple(logins)


def is_this_machine(host: str) -> bool:
    """Whether an address to listen on can be reached from this machine alone.

    >>> [is_this_machine(host) for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "example.org")]
    [True, True, True, False, False]
    """
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:  # a name, which may be anybody's
        return False
