"""Who asked, who answered, and in what capacity, as the lines of a page state it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FLAGS = re.IGNORECASE | re.VERBOSE
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_WHEN = (
    r"(?:[\s,]+(?:(?:about |over |almost |nearly |more than )?(?:an?|\d+|one|two|three)\s+[a-z]+"
    r"(?:,?\s(?:and\s)?\d+\s[a-z]+)?\s+ago"
    rf"|on\s(?:.{{0,12}}\b{_MONTH}\b.{{0,25}}|[\d/.-]{{6,12}}.{{0,15}})|yesterday|today))"
)
_ASKED = re.compile(
    rf"^(?P<who>.{{2,90}}?)\s+(?:asked|asks)(?:{_WHEN}|:)$"
    rf"|^(?:question\s+)?asked\s+by:?\s+(?P<by>.{{2,90}}?){_WHEN}?$",
    re.I,
)
_ANSWERED = re.compile(
    rf"^(?P<who>.{{2,90}}?),?\s+(?:answered|replied|responded|answers|replies)(?:{_WHEN}|:)$"
    rf"|^(?:question\s+)?(?:answered|answer|reply|response)\s+(?:by|from):?\s+(?P<by>.{{2,90}}?){_WHEN}?$",
    re.I,
)
# Letters after a name. Written as they are: "do" and "pa" are words.
_LETTERS = (
    r"(?:M\.?D|D\.?O|MBBS|MB\ ?BS|MB\ ?ChB|BMBS|FAAD|FACS|FRC[PS]|MRC[PS]|MRCGP|GP"
    r"|RN|APRN|RGN|LPN|LVN|BSN|MSN|DNP|(?:F|A|P|W|WH|AG|PMH)?NP(?:-?B?C)?|PA-C)"
)
_CLINICIAN = re.compile(
    rf"\b{_LETTERS}\b(?![a-z])|(?i:\b(?:(?:dermat|ophthalm)ologist|surgeon"
    r"|physician|doctor|general\ practitioner|nurse(?:\ (?:practitioner|prescriber|injector))?|midwife"
    r"|pharmacist|dentist)s?\b)",
    re.VERBOSE,
)
_NO_CLINICIAN = re.compile(
    r"\b(?:not|student|trainee|assistant\ to|patient|wife|husband|daughter|son|friend|ex)\b", _FLAGS
)
_ROLE = re.compile(
    r"\b(?:staff|moderator|mod|admin|administrator|author|editor|expert|verified|specialist|consultant|clinician"
    r"|practitioner|therapist|(?:a?esthetic|beaut|cosmetolog|electrolog|technolog)i(?:cian|st)|technician|artist"
    r"|injector|trainer|educator|owner|founder|director|manager|team|support|guest|member|client|customer"
    r"|ph\.?d|student|trainee|board[\ -]certified|registered|licensed)\b",
    _FLAGS,
)
_BADGE = re.compile(
    r"\s+(?P<badge>staff|moderator|admin|verified(?:\ expert)?|expert|author|top\ contributor)$", re.I
)
_BRACKETED = re.compile(r"^(?P<name>[^()]{2,60}?)\s*\((?P<capacity>[^()]{2,60})\)$")
_MAX_CAPACITY_WORDS = 9


@dataclass(frozen=True, slots=True)
class Speaker:
    """A name, and in what capacity its bearer speaks where that is stated."""

    name: str
    capacity: str | None = None


def asked(line: str) -> Speaker | None:
    """Who asked, where the line opens a question: "A guest asked 2 years ago"."""
    return _speaker(_ASKED.match(line))


def answered(line: str) -> Speaker | None:
    """Who answered, where the line opens an answer: "Dr. A. Marsh, MD replied on May 3, 2024"."""
    return _speaker(_ANSWERED.match(line))


def _speaker(match: re.Match[str] | None) -> Speaker | None:
    if match is None:
        return None
    who = match["who"] or match["by"]
    named_so = bool(match["who"]) or who[0].isupper()
    return named(who) if named_so and not re.search(r"[!?;]|[a-z]{3,}\. ", who) else None


def named(text: str) -> Speaker:
    """A name without the capacity that follows it: "Ada Marsh, RN", "Ada Marsh – dermatologist"."""
    text = text.strip(" ,:")
    if (match := _BRACKETED.match(text)) and is_capacity(match["capacity"]):
        inner = named(match["name"])
        capacity = f"{inner.capacity} ({match['capacity']})" if inner.capacity else match["capacity"]
        return Speaker(inner.name, capacity)
    if match := _BADGE.search(text):
        inner = named(text[: match.start()])
        return Speaker(inner.name, ", ".join(filter(None, (inner.capacity, match["badge"]))))
    for cut in re.finditer(r",\s+|\s+[-–—|]\s+", text):
        if cut.start() and is_capacity(text[cut.end() :]):
            return Speaker(text[: cut.start()], text[cut.end() :])
    return Speaker(text)


def is_capacity(text: str) -> bool:
    """Whether a short text says what somebody is: "MD", "Board certified dermatologist"."""
    stripped = text.strip()
    if not stripped or stripped[-1] in ".!?:;" or len(stripped.split()) > _MAX_CAPACITY_WORDS:
        return False
    return bool(_ROLE.search(stripped) or _CLINICIAN.search(stripped))


def is_clinician(capacity: str | None) -> bool:
    """Whether a stated capacity is that of a doctor, nurse or other regulated health professional.

    A bare "Dr." before a name is none: it is part of the name, and may be of any subject.
    """
    return bool(capacity and _CLINICIAN.search(capacity) and not _NO_CLINICIAN.search(capacity))
