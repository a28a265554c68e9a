"""Which lines of a page are clutter, by what they say.

Lines are judged one at a time; where on the page they stood is `ingest/frame`'s affair.
"""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE | re.VERBOSE
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|m(?=-)|f(?=:)|weekdays|weekends|daily"
# An amount of money; a line that is only short and holds one is a line of a price list.
_MONEY = r"(?:[$£€₹]\ ?\d[\d,.]*|\b\d[\d,.]*\ ?(?:usd|gbp|eur)\b)"
# What a line of care says. A line that says none of it can be a label, a menu entry or an advert.
_CARE = re.compile(
    r"\b(?:avoid|no|not|never|don['’]?t|do|wait|wear|use|keep|wash|apply|stop|rinse|sleep|drink|protect|cleanse"
    r"|moisturi[sz]e|hours?|hrs?|days?|weeks?|months?|minutes?|after|before|until|if|swelling|redness|bruising"
    r"|pain|heal(?:s|ing|ed)?|scabs?|infection|blisters?|side\ effects?)\b",
    re.IGNORECASE | re.VERBOSE,
)

# Each pattern matches a whole line. A line of advice must never match: the words here are those of
# menus, forms, addresses and footers, and most patterns are anchored at both ends.
_CLUTTER = {
    "address": re.compile(
        r"""^\d{1,6}\ [\w.' -]{2,40}(,\ *(suite|ste\.?|unit|floor|apt\.?|\#)\ *[\w-]+)?
            (,\ *[A-Za-z.' -]+){1,2},\ *[A-Z]{2}(\ +\d{5}(-\d{4})?)?\.?$
          | ^.{0,40},\ *(suite|ste\.?|unit)\ *\#?\d+[\w ,.-]*$
          | ^\d{1,5}[a-z]?\ ([\w.']+\ ){1,4}(street|st|avenue|ave|road|rd|lane|ln|drive|dr|blvd
            |boulevard|way|court|hwy|highway|pkwy|parkway|plaza|square|sq|terrace|place|circle)\.?
            ([ ,].{0,40})?$
          | ^(?-i:.{0,90}\b[A-Z]{2},?\ +\d{5}(-\d{4})?)(,?\ *(usa|u\.s\.a\.|united\ states))?\.?$
          | ^(?-i:.{0,90}\b[A-Z]{1,2}\d[A-Z\d]?\ +\d(?!MG|ML|KG|CM|MM|AM|PM)[A-Z]{2})\.?$
          | ^(?-i:.{0,90}\b[A-Z]\d[A-Z]\ ?\d[A-Z]\d)\b.{0,60}$
          | ^[\w\ ,./#()'-]{4,70},?\ *[a-z]{3,20}\ *[-–]\ *\d{5,6}\b[\w\ ,.]{0,40}$
          | ^(our\ )?(location|address|(opening|business|office|clinic)\ hours|hours)s?\W*$""",
        _FLAGS,
    ),
    "opening hours": re.compile(
        rf"""^(?!.*\b(avoid|stay|no|not|wait|sun\ \w+)\b)(we['’]?re\ |we\ are\ )?((open|closed)\b.{{0,12}})?
             ({_DAY})\b.{{0,20}}
             (\d{{1,2}}([:.]\d\d|\ *[ap]\.?m\.?)\s*(-|–|to|until)\s*\d{{1,2}}|\bclosed).{{0,40}}$
          | ^closed\b.{{0,30}}({_DAY})\W*$""",
        _FLAGS,
    ),
    "phone or e-mail": re.compile(
        r"""^(call|tel|phone|telephone|text|whatsapp|e-?mail|fax)?[\s:.]*(us\ )?(on\ |at\ )?
            (\+?[\d().\s-]{7,20}|[\w.+-]+@[\w-]+\.[\w.]+)$
          | ^(?!.*\b(if|infect|worr|emergenc|concern|swell|pain)).{0,160}
            (\+\d[\d\ ().-]{8,18}|\(\d{3}\)\ ?\d{3}[-\ ]\d{4}).{0,60}$
          | ^.{0,50}\b(contact|call|reach|find|visit|e-?mail)\ us(\ (at|on|by|via))?:$""",
        _FLAGS,
    ),
    "code": re.compile(
        r"""^\s*[\[{]{1,2}[%@\#/]?\ *[\w-]+(\ [^\]}]*)?[\]}]{1,2}\s*$
          | ^(</?[a-z!][^>]*>\s*)+$ | ^<!--.*-->$ | ^<figcaption>.{0,80}</figcaption>$
          | ^[\s)(}{\]\[;,\\]+$
          | ^[\s)}\];]*(export|import)\ (default|const|function|\{|[\w*]+\ from)\b.{0,120}$
          | ^[\s)}\];]+export\b.{0,80}$
          | ^-?\s*"?[\w-]+"?:\s*([>|][-+]?\d?|[\[{]+,?)$
          | ^(?-i:"?(slug|layout|collection|permalink|menuLink|image(Alt)?|background|tags?|categories|draft
            |keywords|canonical|robots|og:\w+)"?:\s.{0,160}|"?(author|date(Modified)?|updated|published)"?:\s["'\d].{0,160})$
          | ^-{3,}$""",
        _FLAGS,
    ),
    "decoration": re.compile(r"^[^\w]+$"),
    "price": re.compile(
        rf"""^(?=.{{0,90}}$)(?!.*\b(deposit|fee|fine|charged?)\b)(\S+\ ){{0,8}}?\S*{_MONEY}
             (\ ?(per|/|each|pp|\+|-|–|and\ up)\ ?.{{0,25}}|\W*|\ .{{0,60}}[^.])$
          | ^(\(?(from|starting\ (from|at))\)?\ *)?{_MONEY}\W*$
          | ^.{{0,30}}\b(price\ list|pricing|prices?)\W*$ | ^\(?click\ for\ details\)?$
          | ^(package|course|pack)s?\ of\ \d+$ | ^\d+\ sessions?$""",
        _FLAGS,
    ),
    "offer": re.compile(
        rf"""^(?=.*({_MONEY}|\d%\ off|\bunits?\b|\brewards?\b))
             (?=.*\b(first[- ]time|1st\ time|new\ (patient|client|customer)s?|offers?|specials?|saves?|saving
                |club|discount|voucher|promotions?|patients\ their\ first|additional\ units|will\ expire)\b)
             (?!.*\b(avoid|wait|swell|healing)).*$
          | ^.{{0,40}}\b(1st|first)[- ]time\b.{{0,40}}\b(patient|client)s?(\ only)?\W*$
          | ^unused\ .{{0,60}}\bexpire\b.{{0,40}}$
          | ^.{{0,40}}\b(new\ (patient|client)|monthly|current)\b.{{0,30}}\bspecials?\W*$
          | ^.{{0,60}}\bways\ to\ save\b.{{0,60}}$""",
        _FLAGS,
    ),
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
            \ (for|to)\ (our|the)|sign\ up\ for\ (text|e-?mail)|flash\ sales?)\b.{0,80}$
          | ^subscribe\W*$ | ^(join\ .{0,30}|(text|loyalty|rewards|vip)\ club)\W*$""",
        _FLAGS,
    ),
    "sharing": re.compile(
        r"^(share|tweet|pin\ it|follow\ us|like\ us)\b(.{0,40}(facebook|twitter|instagram|linkedin"
        r"|pinterest"
        r"|whatsapp|this|on|via|us).{0,40})?\W*$|^(facebook|instagram|twitter|tiktok|linkedin"
        r"|pinterest|youtube|get\ social|social(\ media)?)\W*$"
        r"|^((facebook|instagram|twitter|tiktok|linkedin|pinterest|youtube)\W+)+(facebook|instagram|twitter"
        r"|tiktok|linkedin|pinterest|youtube)\W*$",
        _FLAGS,
    ),
    "menu": re.compile(
        r"""^(toggle\ navigation|skip\ to\ (main\ )?content|menu|close|search|home|blog|contact(\ us)?
            |about(\ us)?|log\ ?in|sign\ ?in|register|my\ account|basket|cart|checkout|shop(\ \S+){0,2}
            |back\ to\ top|read\ more|learn\ more|find\ out\ more|view\ (all|more|client|our)\b.{0,30}
            |watch\ (the|our|this)\b.{0,20}\bvideo|see\ (all|more)
            |next|previous|prev|gallery|media|testimonials?|our\ team|careers?|our\ videos|all\ services
            |sitemap|(patient|client)\ (resources|portal|forms)
            |(our\ )?services(\ (&|and)\ treatments)?|faq['’]?s?
            |leave\ a\ (comment|reply)|all\ rights\ reserved|privacy\ policy|terms.{0,30}
            |cookie\ policy|sitemap
            |related\ (posts|articles)|you\ (may|might)\ also\ like|table\ of\ contents|on\ this\ page
            |contact\ (&|and)\ directions|directions|get\ in\ touch|want\ to\ have\ a\ chat
            |(continue|keep)\ (exploring|browsing|reading))\W*$
          | ^(\W*(terms|privacy(\ policy)?|\w+\ policies|cookies)\W*){2,}$""",
        _FLAGS,
    ),
    "breadcrumb": re.compile(r"^home\ *([/>›»]\ *[\w&\ -]{2,40}){1,4}$", _FLAGS),
    "related links": re.compile(
        r"^(related\ (reading|articles?|posts?|links|topics)|see\ also|further\ reading|read\ (next|also)"
        r"|learn\ more|more\ (on|from)\b.{0,40}|recommended(\ reading)?|you\ might\ also\ like)\ *:.{0,300}$",
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
        r"^(?!.*\b(if|when|once|after|before|within|weeks?|days?|persists?|concern\w*|worse\w*)\b)"
        r"((book|schedule|request|make)\ (an?\ |your\ |my\ )?(free\ )?(appointment|consultation|now|online"
        r"|today|treatment)(\ .{0,40})?"
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

# Lines that are clutter only in the company of others: a heading of an article may be one word of a menu.
_WEAK = {
    "menu": re.compile(
        r"""^(press|news|events?|locations?|reviews?|policies|bio|book|blogs|what['’]s\ new|health\ ?tips|pr
            |tip\ of\ the\ day|appointments?|vision[- ]and[- ]mission|company|(patient|client)\ information
            |treatments|(about\ )?products|documents|conferences?|welcome|specials|resources|partners)\W*$""",
        _FLAGS,
    ),
    "staff": re.compile(
        r"""^(meet\ (our|the)\b.{0,40}|our\ (team|staff|doctors|providers)|staff|the\ team|team)\W*$
          | ^(?-i:(Dr\.?\ )?[A-Z][\w.'’-]+(\ [A-Z][\w.'’-]+){1,3}
            (,\ |\ *-\ *)(M\.?D|DO|RN|LPN|LRD|NP|[A-Z]{2,5}-C|PA|PhD|M\.?S|M\.?B\.?B\.?S)\b).{0,40}$
          | ^\(?Dr\.?\ [A-Z][\w.-]+(\ [A-Z][\w.-]+){0,2}(\ ?-.{0,30})?\)?$""",
        _FLAGS,
    ),
}

# Marks of Markdown in a text, which say nothing of what a line is.
_MARKS = re.compile(r"\*\*|__|^\#{1,6}\s+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MAX_CLUTTER_CHARS, _MAX_LABEL_WORDS = 700, 7


def clutter(line: str) -> str | None:
    """The kind of clutter that a whole line is ("newsletter", "menu" …), or None for text."""
    return _kind(line, _CLUTTER)


def clutter_in_company(line: str) -> str | None:
    """The kind of clutter that a line is where it stands among other clutter, as in a menu."""
    return _kind(line, _WEAK)


def _kind(line: str, patterns: dict[str, re.Pattern[str]]) -> str | None:
    plain = _MARKS.sub("", _LINK.sub(r"\1", line.strip())).strip()
    if not plain or len(plain) > _MAX_CLUTTER_CHARS:
        return None
    return next((kind for kind, pattern in patterns.items() if pattern.match(plain)), None)


def is_label(line: str) -> bool:
    """Whether a line is a few words that are no sentence and say nothing of care."""
    stripped = line.strip()
    short = len(stripped.split()) <= _MAX_LABEL_WORDS and stripped[-1:] not in (".", "!", "?", "…", ":", ";")
    return short and not says_care(stripped)


def says_care(text: str) -> bool:
    """Whether a text has a word of advice, of time or of healing."""
    return bool(_CARE.search(text))
