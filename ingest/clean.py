"""What of a page is clutter, and which of its sentences may be quoted.

Lines are judged one at a time, by what they say; nothing here knows where on the page they stood.
"""

from __future__ import annotations

import re
import unicodedata

_FLAGS = re.IGNORECASE | re.VERBOSE

# Each pattern matches a whole line. A line of advice must never match: the words here are those of
# menus, forms, addresses and footers, and most patterns are anchored at both ends.
_CLUTTER = {
    "street address": re.compile(
        r"""^\d{1,6}\ [\w.' -]{2,40}(,\ *(suite|ste\.?|unit|floor|apt\.?|\#)\ *[\w-]+)?
            (,\ *[A-Za-z.' -]+){1,2},\ *[A-Z]{2}(\ +\d{5}(-\d{4})?)?\.?$
          | ^.{0,40},\ *(suite|ste\.?|unit)\ *\#?\d+[\w ,.-]*$
          | ^\d{1,5}[a-z]?\ ([\w.']+\ ){1,4}(street|st|avenue|ave|road|rd|lane|ln|drive|dr|blvd
            |boulevard|way|court)\.?
            ([ ,].{0,40})?$""",
        _FLAGS,
    ),
    "phone or e-mail": re.compile(
        r"^(call|tel|phone|telephone|text|whatsapp|e-?mail|fax)?[\s:.]*(us\ )?(on\ |at\ )?"
        r"(\+?[\d().\s-]{7,20}|[\w.+-]+@[\w-]+\.[\w.]+)$",
        _FLAGS,
    ),
    "shortcode": re.compile(r"^\s*[\[{]{1,2}[%@\#/]?\ *[\w-]+(\ [^\]}]*)?[\]}]{1,2}\s*$", _FLAGS),
    "rating": re.compile(
        r"""^(rating|rated|rate\ this|average\ rating)\b.{0,60}$
          | ^[★☆⭐\s]+(\(?\d+([.,]\d+)?\)?)?(.{0,20}(votes?|reviews?|ratings?))?$
          | ^\d([.,]\d)?\ ?(/|out\ of)\ ?5\b.{0,40}$ | ^\(?\d+\ (votes?|reviews?|ratings?)\)?$""",
        _FLAGS,
    ),
    "read time": re.compile(
        r"^\W*\d+\s*[-–]?\s*min(ute)?s?\.?\s*(read(ing)?(\s+time)?)\W*$|^read(ing)?\ time\b.{0,20}$",
        _FLAGS,
    ),
    "image credit": re.compile(
        r"^(cover\ |feature[d]?\ )?(image|photo|picture|illustration)s?\ *"
        r"(source|credits?|courtesy|by|from|via)\b.{0,80}$",
        _FLAGS,
    ),
    "newsletter": re.compile(
        r"""^.{0,80}\b(newsletter|(right\ |straight\ )?(in|to)\ your\ inbox|subscribe\ (to|now|today)
            |sign\ up
            \ (for|to)\ (our|the))\b.{0,80}$ | ^subscribe\W*$""",
        _FLAGS,
    ),
    "sharing": re.compile(
        r"^(share|tweet|pin\ it|follow\ us|like\ us)\b(.{0,40}(facebook|twitter|instagram|linkedin"
        r"|pinterest"
        r"|whatsapp|this|on|via|us).{0,40})?\W*$|^(facebook|instagram|twitter|tiktok|linkedin"
        r"|pinterest)\W*$",
        _FLAGS,
    ),
    "menu": re.compile(
        r"""^(toggle\ navigation|skip\ to\ (main\ )?content|menu|close|search|home|blog|contact(\ us)?
            |about(\ us)?|log\ ?in
            |back\ to\ top|read\ more|learn\ more|next|previous|gallery|media|testimonials?|our\ team
            |services|faqs?
            |leave\ a\ (comment|reply)|all\ rights\ reserved|privacy\ policy|terms.{0,30}
            |cookie\ policy|sitemap
            |related\ (posts|articles)|you\ may\ also\ like|table\ of\ contents)\W*$""",
        _FLAGS,
    ),
    "copyright": re.compile(
        r"^(©|\(c\)|copyright\b).{0,120}$ | ^.{0,60}all\ rights\ reserved.{0,20}$", _FLAGS
    ),
    "cookies": re.compile(
        r"^.{0,80}\b(uses?\ cookies|accept\ (all\ )?cookies|cookie\ (policy|settings|notice))\b.{0,160}$",
        _FLAGS,
    ),
    "booking": re.compile(
        r"^(book\ (an?\ |your\ )?(appointment|consultation|now|online|today|treatment).{0,40}"
        r"|(shop|buy|order|enquire|inquire)\ (now|today|here|online).{0,30}|add\ to\ (cart|basket"
        r"|bag))\W*$",
        _FLAGS,
    ),
    "legal notice": re.compile(
        r"""^.{0,40}\b(this|these|the)\ (answers?|articles?|contents?|information|blog|posts?|pages?
            |website)\b.{0,60}
            \b(educational|informational)\ purposes\b(?!.*\b(avoid|wait|hours|days)\b).*$
          | ^.{0,20}disclaimer\b\ *:.*$""",
        _FLAGS,
    ),
    "page count": re.compile(r"^\d+\ (answers?|comments?|replies|views?|likes?)\W*$", _FLAGS),
}

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
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufffd"))


def tidy(text: str) -> str:
    """NFC, ordinary spaces and newlines, no control or invisible characters; words untouched."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    text = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    text = re.sub(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", " ", text)
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def clutter(line: str) -> str | None:
    """The kind of clutter that a whole line is ("newsletter", "menu" …), or None for text."""
    stripped = line.strip()
    return next((kind for kind, pattern in _CLUTTER.items() if pattern.match(stripped)), None)


def quotable(sentence: str) -> bool:
    """Whether a sentence may stand as an answer: no greeting, advert, dead link or question."""
    stripped = sentence.strip()
    words = re.findall(r"[^\W\d_]{2,}", stripped)
    if not stripped or stripped[0].islower():  # the tail of a sentence that lost its head
        return False
    return len(words) >= 2 and not _NOT_QUOTABLE.search(stripped)  # noqa: PLR2004
