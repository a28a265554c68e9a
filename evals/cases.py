"""A question set: a YAML file of cases, or a CSV of questions and articles, checked where it enters.

A set names the library that it belongs to. Where that is not what the index holds, the set is
reported as not run, never as passed.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from bot.contract import Outcome, Turn, Urgency
from ingest.errors import AftercareError

SETS = Path(__file__).with_name("sets")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(_Strict):
    """Where the answer stands: an article, with a heading or words of the quote, or a file's span.

    An article alone stands for any sentence of it. `start` and `end` are characters of the file below
    `--texts`; they are for texts that are not ours and must not be repeated here.
    """

    article: str
    section: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Place:
        if (self.start is None) != (self.end is None):
            raise ValueError("start and end belong together")
        if sum(way is not None for way in (self.section, self.quote, self.start)) > 1:
            raise ValueError("takes one of section, quote, or start and end")
        return self


class Expect(_Strict):
    """What is right; what is absent is not judged.

    `cites_only` holds prefixes of article ids: every cited article starts with one of them.
    `standalone` is the message rewritten so that it needs no conversation before it.
    """

    outcome: Outcome | None = None
    urgency: Urgency | None = None
    treatment: str | None = None
    day: int | None = None
    answer_in: list[Place] = []
    must_say: list[str] = []
    must_not_say: list[str] = []
    must_not_cite: list[str] = []
    cites_only: list[str] = []
    standalone: str | None = None


class Said(_Strict):
    """One turn of a conversation."""

    role: Literal["user", "assistant"]
    content: str


class Case(_Strict):
    """One question, or a conversation whose last turn is the user's, and what is right.

    A case kept `aside` is never tuned on, and counted apart.
    """

    id: str
    question: str | None = None
    turns: list[Said] = []
    expect: Expect
    aside: bool = False
    # Of a set on danger signs: which sign, how it is put, and whether it was written before the rules
    # were or after.
    sign: str | None = None
    phrasing: str | None = None
    written: Literal["before", "after"] | None = None

    @model_validator(mode="after")
    def _asks(self) -> Case:
        if (self.question is None) == (not self.turns):
            raise ValueError("needs either question or turns")
        if self.turns and self.turns[-1].role != "user":
            raise ValueError("turns must end with the user's")
        return self

    def conversation(self) -> tuple[str, list[Turn]]:
        """The message to answer, and the turns before it."""
        if self.question is not None:
            return self.question, []
        turns = [Turn(turn.role, turn.content) for turn in self.turns]
        return turns[-1].content, turns[:-1]


class QuestionSet(_Strict):
    """A named set; `library` says in words what it belongs to."""

    library: str
    cases: list[Case]

    @property
    def articles(self) -> frozenset[str]:
        """The articles that the set's answers stand in: the index must hold them all."""
        return frozenset(place.article for case in self.cases for place in case.expect.answer_in)


def read_set(path: Path) -> QuestionSet:
    """Read a set, YAML or CSV.

    Raises:
        AftercareError: naming the file, the case and the field that is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = _from_csv(text) if path.suffix.lower() == ".csv" else yaml.safe_load(text)
        found = QuestionSet.model_validate(data)
    except (OSError, UnicodeDecodeError) as error:
        raise AftercareError(f"{path}: cannot be read ({error}); name a set, .yaml or .csv.") from error
    except (yaml.YAMLError, csv.Error) as error:
        raise AftercareError(f"{path}: is no YAML or CSV: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        case = _case_id(data, first["loc"])
        raise AftercareError(f"{path}: {case}{field}: {first['msg']}; correct the set.") from error
    twice = {case.id for case in found.cases if [c.id for c in found.cases].count(case.id) > 1}
    if twice:
        raise AftercareError(f"{path}: case id {min(twice)!r} stands twice; rename one.")
    return found


def _from_csv(text: str) -> dict[str, object]:
    """The set that a table stands for: a row a case, columns `question` and `article` (where it is answered).

    A row without an article is a question that the library does not answer.
    """
    table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    missing = {"question", "article"} - set(table.fieldnames or ())
    if missing:
        raise csv.Error(f"the first line has no column {min(missing)!r}; it has to be: question,article")
    cases = []
    for row in table:
        article = (row["article"] or "").strip()
        expect = {"outcome": "answered", "answer_in": [{"article": article}]} if article else None
        cases.append(
            {
                "id": f"row-{table.line_num}",
                "question": (row["question"] or "").strip() or None,
                "expect": expect or {"outcome": "abstained"},
            }
        )
    return {"library": "the one that its articles are of", "cases": cases}


def _case_id(data: object, loc: tuple[int | str, ...]) -> str:
    """Name the case, as in "case x: ", where the error lies in a case that has an id."""
    if isinstance(data, dict) and loc[:1] == ("cases",) and len(loc) > 1:
        case = data["cases"][loc[1]]
        if isinstance(case, dict) and "id" in case:
            return f"case {case['id']}: "
    return ""
