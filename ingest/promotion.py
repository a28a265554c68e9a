"""What a page says to sell or to lead on to its other pages: invitations, teasers, slogans, links.

A line is judged by what it says; where lines of advice could say the same, also by where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.clutter import is_label, says_care
from ingest.frame import URGENT, Raw

_FLAGS = re.IGNORECASE | re.VERBOSE
# A link to another page of the same site, as Markdown.
_OWN_LINK = r"\[[^\]]+\]\(/[^)]*\)"
_LINKS_ONLY = re.compile(rf"^(?:[^.!?:\[\]]{{2,50}}:\ *)?{_OWN_LINK}(?:[\ ·|,→]+{_OWN_LINK})*\W*$", _FLAGS)
_SENDS_ON = re.compile(
    rf"^(?:[^.!?\[\]]{{0,90}}\b(?:review|see|read|visit|explore|browse)\ {_OWN_LINK}[.!]?\s*)+$", _FLAGS
)
_TO_A_FORM = re.compile(
    r"^[^.!?]{0,80}\[(?:book|request|schedule|reserve)\b[^\]]*\]\(/(?:book|consult|contact|schedule|appointment)[^)]*\)\.?$",
    _FLAGS,
)
_ASKS = re.compile(r"^ready\ to\b.{0,50}\byour\b.{0,40}\?$", _FLAGS)
_INVITES = re.compile(
    r"""^(?:if|when)\ you(?:['’]re|\ are)\ ready\ to
        \ (?:invest|start|begin|book|take|try|experience|discover)\b.*\b(?:our|we|us)\b.*$
      | ^(?=.*\b(?:we|us|our)\b).*\b(?:fill\ (?:out|in)|complete)\b.{0,30}\bform\b.*\bget\ in\ touch\b.*$""",
    _FLAGS,
)
_FIND_OUT_MORE = re.compile(r"^(?:find\ out|read|learn|see|discover)\ more\W*$", _FLAGS)
_SLOGAN = re.compile(
    r"""^(?:\w+[.!]\s+){1,4}\w+[.!]$
      | ^(?:connecting|helping|bringing|empowering|transforming|enhancing|redefining|creating|inspiring
          |delivering|restoring|revealing|celebrating)\ (?:\S+\ ){1,8}\S+[.!]$""",
    _FLAGS,
)
_SELLS = re.compile(
    r"""^(?:just\ )?imagine\ (?:not|never|having|being|waking|if)\b|\bsay\ goodbye\ to\b|\blook\ no\ further\b
      | \bstate[- ]of[- ]the[- ]art\b|\bcutting[- ]edge\b|\bvery\ limited\ number\ of\ clinics\b
      | \bin\ the\ entire\ country\b
      | \b(?:revolutionary|revolutioni[sz]\w+|innovati\w+|award[- ]winning|unrivalled|unparalleled
          |world[- ]class|game[- ]changer|bespoke)\b
      | \b(?:latest|newest|most\ advanced|leading)\ (?:\w+\ ){0,2}
          (?:technolog\w+|techniques?|devices?|equipment|lasers?|systems?|clinics?|provider)\b
      | \b(?:our|we)\b.{0,60}\b
          (?:not\ only|pride|proud|passionate|tailor\w*|dedicated|guarantee)\b
      | \b(?:safe|quick|fast|painless|non[- ]invasive|comfortable|effective),?\ (?:and\ )?
          (?:\w+,?\ (?:and\ )?){0,3}(?:procedure|treatment|solution|way\ to)\b
          .{0,80}\b(?:results|beautiful|younger|smooth|radiant)\b""",
    _FLAGS,
)
_ADVISES = re.compile(
    r"""^(?:please\ )?(?:ask|call|contact|tell|see|avoid|do|don['’]t|keep|use|wait|apply|if
      |we\ (?:recommend|advise|ask))\b
      | \b(?:avoid|call|contact|do\ not|don['’]t|wait|swelling|fever|infect\w*|bleed\w*|blister\w*
          |emergency|redness|peel\w*|heal\w*|stitch\w*|makeup|sunscreen)\b""",
    _FLAGS,
)
_AT_THE_TOP = 3  # blocks of a page among which its slogan stands
_FOOTER = 5  # lines of a frame below the last paragraph that make it the site's and not the article's
_TEASERS = 2  # in a row; a single link to more may stand under a part of the article


def promotion(line: str) -> str | None:
    """The kind of promotion that a whole line is, or None; `line` may have links as Markdown has them."""
    plain = line.replace("**", "").strip()
    if _LINKS_ONLY.match(plain) or _SENDS_ON.match(plain):
        return "related links"
    if _TO_A_FORM.match(plain):
        return "booking"
    bare = plain.lstrip("# ")
    asks = _ASKS.match(bare) and not says_care(bare)
    return "advert" if asks or (_INVITES.match(bare) and not URGENT.search(bare)) else None


def sells(sentence: str) -> bool:
    """Whether a sentence praises a treatment or whoever does it: nothing to show beside an answer.

    >>> sells("Just imagine not having to shave again!")
    True
    >>> sells("We are proud to say: ask us about swelling that grows.")
    False
    """
    return bool(_SELLS.search(sentence)) and not _ADVISES.search(sentence)


def without_promotion(blocks: Sequence[Raw], title: str) -> list[Raw]:
    """The same blocks, with the kind on those that promote by where they stand."""
    found = list(blocks)
    for number in (*_teasers(blocks), *_slogans(blocks), *_motto(blocks, title)):
        found[number] = replace(blocks[number], kind=blocks[number].kind or "advert")
    return found


def _teasers(blocks: Sequence[Raw]) -> Iterator[int]:
    """A name, a paragraph and "find out more", twice and more in a row: other pages of the site."""
    starts = [n for n in range(len(blocks) - 2) if _teases(blocks[n : n + 3])]
    for start in starts:
        if any(start + 3 * step in starts for step in (-1, 1)):
            yield from (start, start + 1)


def _teases(three: Sequence[Raw]) -> bool:
    name, text, more = three
    told = not (name.kind or text.kind or name.role or text.role or text.item)
    return told and bool(_FIND_OUT_MORE.match(more.text)) and is_label(name.text) and not says_care(text.text)


def _slogans(blocks: Sequence[Raw]) -> Iterator[int]:
    """A few words without advice, among the first lines of the page."""
    first = [number for number, block in enumerate(blocks) if not block.kind][:_AT_THE_TOP]
    yield from (n for n in first if _SLOGAN.match(blocks[n].text) and not says_care(blocks[n].text))


def _motto(blocks: Sequence[Raw], title: str) -> Iterator[int]:
    """The last paragraph above a closing frame, without advice and without a word of the title."""
    last = next((n for n in range(len(blocks) - 1, -1, -1) if not blocks[n].kind), None)
    if last is None or len(blocks) - last <= _FOOTER:
        return
    block = blocks[last]
    words = {word for word in re.findall(r"\w{4,}", title.lower()) if word not in ("skin", "care")}
    own = words & set(re.findall(r"\w{4,}", block.text.lower()))
    if not (own or block.item or block.role or is_label(block.text) or says_care(block.text)):
        yield last
