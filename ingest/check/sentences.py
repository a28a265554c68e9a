"""Sentences as they are shown: alone, in plain words, under a heading, not too many together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.check.document import Document, Statement
from ingest.check.finding import Finding, brief
from ingest.check.subject import has_subject
from ingest.clean import quotable
from ingest.treatments import TreatmentTable

_MOST_WORDS = 200
_LEANS = re.compile(
    r"""^\W*(?:this|that|these|those|it|its|they|their|them|he|she|his|her|such|also|however|then|otherwise
        |instead|but|and|or|so|both|here|there|therefore|thus|hence|moreover|furthermore|additionally|besides
        |yet|still|nevertheless|meanwhile|afterwards?|likewise|similarly|which|if\ so|if\ not|for\ example
        |another\ (?:says|advises|names|allows)|in\ addition|as\ a\ result|in\ that\ case|until\ then
        |doing\ so|after\ (?:that|this)|because\ of\ this|the\ same\ (?:applies|goes|holds|is\ true))\b""",
    re.I | re.X,
)
_ELSEWHERE = re.compile(
    r"""\b(?:as|see|mentioned|listed|described|named|noted|shown|given|stated|outlined)\ (?:above|below)\b
      | \bthe\ (?:above|below|former|latter)\b | \babove[- ]mentioned\b | \b(?:above|below)\s*(?:[,;:]|\.?$)
      | \b(?:previous|preceding|next|following)\ (?:section|article|sentence|paragraph|heading)s?\b""",
    re.I | re.X,
)
_AFTER = re.compile(r"\bafter (?:[\w-]+ ){0,2}$", re.I)


def sentences(document: Document, table: TreatmentTable) -> Iterator[Finding]:
    """Every finding on an article's sentences and headings."""
    if document.title is not None:
        line = document.where.line("title")
        what = f"the body has a heading of the first level, {brief(document.title)}"
        yield Finding(
            document.path, line, "heading", what, "the title is in the front matter; use ## for headings"
        )
    for heading in document.headings:
        if not heading.text:
            what = "text stands above the first heading"
            yield Finding(
                document.path, heading.line, "heading", what, "put it under a heading that asks for it"
            )
        if heading.words > _MOST_WORDS:
            what = f"{heading.words} words under one heading, and a passage has at most {_MOST_WORDS}"
            yield Finding(document.path, heading.line, "length", what, "split it under two headings")
    for statement in document.statements:
        if fault := _fault(statement, table):
            what, do = fault
            yield Finding(document.path, statement.line, "alone", f"{brief(statement.own)} {what}", do)
        if name := _misplaced(statement, table):
            what = f"{brief(statement.own)} is on {name} alone, under a heading for every treatment"
            do = "move it under a heading that names the treatment"
            yield Finding(document.path, statement.line, "treatment", what, do)


def _misplaced(statement: Statement, table: TreatmentTable) -> str | None:
    """The one treatment after which a sentence holds, where its section is tagged with none."""
    mentions = table.find(statement.text)
    alone = len({mention.name for mention in mentions}) == 1 and not statement.treatments
    after = alone and any(_AFTER.search(statement.text[: mention.start]) for mention in mentions)
    return mentions[0].name if after else None


def _fault(statement: Statement, table: TreatmentTable) -> tuple[str, str] | None:
    """Why a sentence cannot be shown alone, and what to do."""
    if statement.text == statement.own and (match := _LEANS.match(statement.own)):
        return f"begins with {match.group().strip()!r}", "name its subject, so that it can be shown alone"
    if _ELSEWHERE.search(statement.text):
        return "points to another place", "say what is meant, so that it can be shown alone"
    if not has_subject(statement, table):
        return "names no treatment, sign, activity or product", "name what it is about"
    if statement.text == statement.own and not quotable(statement.own):
        return (
            "is never quoted: it reads as a greeting, an advert, a question or a fragment",
            "say it plainly",
        )
    return None
