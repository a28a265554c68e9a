"""A text without what cannot be seen, and which of its sentences may be quoted."""

from __future__ import annotations

import re
import unicodedata

# Sentences that stay in the passage but never stand as an answer.
_NOT_QUOTABLE = re.compile(
    r"""^(hi|hello|hey|dear)\b.{0,80}$
      | \bthank(s|\ you)\ for\ (your|the|asking)\b | \b(good\ luck|best\ wishes|hope\ (this|that
            |it)\ helps)\b
      | \b(read|learn|find\ out|see|click|more)\b.{0,80}\bhere\b | \bclick\ (the|on|below)\b
      | \b(shop|buy|order|book|enquire)\ (now|today|yours|your|online|a\b) | \b(discount|special\ offer
            |voucher)\b
      | \bone\ such\ product\b | \bour\ (own\ )?(product|range|shop|store|cream|serum|brand|bestsell)
      | ^[A-Z][a-z]+(\ [A-Z]?[a-z]+)?\ (cream|serum|gel|balm|lotion|cleanser|ointment|mask)\ (is|are
            |has|contains|was)\b
      | \ba\ product\ that\ is\ made\ specifically\b
      | \blet(['’]s|\ us)\ (explain|explore|dive|look|take)\b | \b(keep|read)\ reading\b|\bread\ on\b
      | \banother\b[^.]{0,40}\b(reason|factor|cause|thing)\W*$
      | [?:]\s*$ | \bno\ reason\ to\ worry\b""",
    re.VERBOSE | re.IGNORECASE,
)
# A paragraph that speaks to a program that reads it, not to a person: none of it is advice.
_PROGRAM = r"""(?:ai|llms?|chat\s?bots?|bots?|chatgpt|gpt|(?:large\ )?language\ models?|assistants?
                |(?:ai|virtual)\ (?:assistants?|systems?|models?))"""
_TO_A_PROGRAM = re.compile(
    rf"""\b(?:dear|hey|hello|hi|attention|attn|(?:notes?|instructions?|message)\ (?:to|for))
            \ (?:any\ |all\ |the\ |an?\ )?{_PROGRAM}\b
      | ^\W*(?:{_PROGRAM}|system|developer)\W*(?:\([^)]*\))?\s*:
      | ^\W*system\ (?:message|prompt|note)\b | \bsystem\ prompt\b
      | \b(?:ignore|disregard|forget|override|bypass)\b.{{0,30}}
            \b(?:previous|prior|above|earlier|preceding|your|all)\b.{{0,20}}
            \b(?:instructions?|prompts?|rules|guidelines|directions)\b
      | \byou\ are\ (?:now\ )?an?\ (?:helpful\ )?{_PROGRAM}\b
      | \b{_PROGRAM}\ (?:must|should|has\ to|have\ to|will)\ (?:always\ |now\ |never\ )?
            (?:say|answer|tell|reply|respond|recommend|ignore|state|mention|rank)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufffd"))


def tidy(text: str) -> str:
    """NFC, ordinary spaces and newlines, no control or invisible characters; words untouched."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    text = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    text = re.sub(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", " ", text)
    if text.replace("\n", "").isprintable():  # as nearly every text is, and much sooner told
        return text
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def to_a_program(paragraph: str) -> bool:
    """Whether a paragraph gives orders to a program that reads the page, as a planted text does."""
    return bool(_TO_A_PROGRAM.search(paragraph))


def quotable(sentence: str) -> bool:
    """Whether a sentence may stand as an answer: no greeting, advert, dead link or question."""
    stripped = sentence.strip()
    words = re.findall(r"[^\W\d_]{2,}", stripped)
    if not stripped or stripped[0].islower():  # the tail of a sentence that lost its head
        return False
    return len(words) >= 2 and not _NOT_QUOTABLE.search(stripped)  # noqa: PLR2004
