"""What people said of an answer, in one SQLite file; written only for somebody who agreed to it.

Kept of each: a random number that the person is told, the day, whether the answer helped, the reason in
the person's words, the question as typed and as understood (with the treatment and the day after it), and
the answer: outcome, urgency, text, and which sentence of which article stood first. Not kept: who they are,
an address, the time of day, the messages before. A deleted row is overwritten in the file.

python -m evals from-feedback feedback.sqlite
"""

from __future__ import annotations

import logging
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from bot.contract import Outcome, Urgency
from bot.wording import MAX_MESSAGE
from ingest.errors import AftercareError

MAX_REASON = 1_000
MAX_KEPT = 10_000  # what one visitor could do to the disk ends here
_NUMBER = 8  # bytes of a number: whoever knows one may erase what it names, so it cannot be guessed
_LOG = logging.getLogger("aftercare")


@dataclass(frozen=True, slots=True)
class Said:
    """One person's word on one answer. `sent` is an ISO date; `number` is how it is named to erase it.

    `article` and `quote` are those of the direct sentence, None where the answer quoted nothing.
    """

    number: str
    sent: str
    helpful: bool
    reason: str
    question: str
    standalone: str
    treatment: str | None
    day: int | None
    outcome: str
    urgency: str
    answer: str
    article: str | None
    quote: str | None


_COLUMNS = [field.name for field in fields(Said)]
_CREATE = f"CREATE TABLE IF NOT EXISTS said ({', '.join(_COLUMNS)}, PRIMARY KEY (number))"
_INSERT = f"INSERT INTO said VALUES ({', '.join('?' * len(_COLUMNS))})"


class _Sentence(BaseModel):
    text: str = Field(max_length=4_000)
    citations: list[int]
    introduces: bool = False


class _Cited(BaseModel):
    number: int
    article_id: str = Field(max_length=400)


class _Answer(BaseModel):
    """What is read of an answer's JSON. It comes from a browser, so it is checked like any other input."""

    question: str
    standalone_question: str
    outcome: Outcome
    urgency: Urgency
    text: str = Field(max_length=20_000)
    treatment: str | None = Field(default=None, max_length=100)
    day: int | None = None
    sentences: list[_Sentence] = []
    citations: list[_Cited] = []


def said_of(answer: dict[str, Any], *, helpful: bool, reason: str) -> Said:
    """What is kept of an answer (as its JSON) and a reason, cut to the lengths that are read.

    Raises:
        ValueError: it is no such JSON.
    """
    read = _Answer.model_validate(answer)
    direct = next((one for one in read.sentences if not one.introduces), None)
    cited = {one.number: one.article_id for one in read.citations}
    article = (
        next((cited[number] for number in direct.citations if number in cited), None) if direct else None
    )
    return Said(
        number=secrets.token_hex(_NUMBER),
        sent=date.today().isoformat(),
        helpful=helpful,
        reason=reason.strip()[:MAX_REASON],
        question=read.question[:MAX_MESSAGE],
        standalone=read.standalone_question[:MAX_MESSAGE],
        treatment=read.treatment,
        day=read.day,
        outcome=read.outcome,
        urgency=read.urgency,
        answer=read.text,
        article=article,
        quote=direct.text if direct and article else None,
    )


class Feedback:
    """The file; it is made, readable by its owner alone, when the first person agrees."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened yet."""
        self.path = path

    def add(self, said: Said) -> None:
        """Keep one.

        Raises:
            AftercareError: the file cannot be written, is something else, or is full.
        """
        if not self.path.exists():
            with self._explained():
                self.path.touch(mode=0o600)
        with self._open() as file:
            file.execute(_CREATE)
            if file.execute("SELECT count(*) FROM said").fetchone()[0] >= MAX_KEPT:
                raise AftercareError(
                    f"{self.path}: holds {MAX_KEPT:,} already; read them, then erase them, with: "
                    f"python -m evals from-feedback {self.path}"
                )
            file.execute(_INSERT, astuple(said))

    def keep(self, answer: dict[str, Any], reason: str, *, helpful: bool) -> str | None:
        """Keep what somebody agreed to; returns its number, or None where the file cannot be written."""
        try:
            said = said_of(answer, helpful=helpful, reason=reason)
            self.add(said)
        except ValueError:
            _LOG.warning("feedback on what is no answer was left out")
            return None
        except AftercareError as error:
            _LOG.error("%s", error)
            return None
        return said.number

    def all(self) -> list[Said]:
        """Everything that is kept, oldest first.

        Raises:
            AftercareError: the file cannot be read, or is something else.
        """
        if not self.path.exists():
            return []
        with self._open() as file:
            file.execute(_CREATE)
            rows = file.execute(f"SELECT {', '.join(_COLUMNS)} FROM said ORDER BY rowid").fetchall()
        return [Said(**dict(zip(_COLUMNS, row, strict=True)) | {"helpful": bool(row[2])}) for row in rows]

    def verdicts(self) -> list[bool]:
        """Of each that is kept, whether the answer helped; errors as of `all`."""
        return [said.helpful for said in self.all()]

    def erase(self, number: str) -> int:
        """Erase the one of this number; returns how many were erased.

        Raises:
            AftercareError: the file cannot be written, or is something else.
        """
        return self._deleted(" WHERE number = ?", number)

    def erase_all(self) -> int:
        """Erase everything that is kept; returns how many were erased; errors as of `erase`."""
        return self._deleted("")

    def _deleted(self, where: str, *values: str) -> int:
        if not self.path.exists():
            return 0
        with self._open() as file:
            file.execute(_CREATE)
            return file.execute(f"DELETE FROM said{where}", values).rowcount

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with self._explained(), closing(sqlite3.connect(self.path, timeout=10)) as connection, connection:
            connection.execute("PRAGMA secure_delete = ON")
            yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise AftercareError(
                f"{self.path}: cannot be used for feedback ({error}); name another file with --feedback."
            ) from error
