"""One article of the library, whole, as it looks in the browser.

Draws plain data (see `bot/library`). All of it comes from a document, so all of it is escaped here.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from page import wording
from page import wording_keeper as words
from page.cards import label, web_address
from page.dates import DATES, in_words, old

JSON = dict[str, Any]


def article(data: JSON | None, today: date) -> str:
    """One article whole: whose it is, how old, its sections with marks, its sources."""
    if data is None:
        return f"<p>{escape(words.GONE)}</p>"
    head = [words.KINDS[data["kind"]], label(data)]
    if data["treatments"]:
        head.insert(1, words.ON.format(treatments=", ".join(data["treatments"])))
    parts = [
        f'<h2 tabindex="-1">{escape(data["title"])}</h2>',
        f'<p class="label">{escape(_capital(" · ".join(head)))}</p>',
        f'<p class="label">{escape(_signed(data))}</p>',
    ]
    if data["summary_of"]:
        parts.append(f"<p>{escape(words.SUMMARY_OF.format(title=data['summary_of']))}</p>")
    if warning := old(data, today):
        parts.append(f'<p class="old" role="note">{escape(warning)}</p>')
    if not data["sources"]:
        parts.append(_link(data))
    parts += map(_section, data["sections"])
    if data["sources"]:
        parts.append(f"<h3>{words.SOURCES}</h3><ol>{''.join(map(_source, data['sources']))}</ol>")
    return f'<article class="article">{"".join(parts)}</article>'


def _signed(data: JSON) -> str:
    who = " · ".join(filter(None, (data["publisher"], data["author"], data["capacity"])))
    dates = [text.format(day=in_words(data[name])) for name, text in DATES if data[name]]
    told = "; ".join([*([words.BY.format(who=who)] if who else []), *(dates or [words.UNDATED])])
    return _capital(told) + "."


def _section(section: JSON) -> str:
    parts = [f"<h3>{escape(section['heading'])}</h3>"] if section["heading"] else []
    if section["speaker"]:
        parts.append(f'<p class="label">{escape(words.SAYS.format(who=section["speaker"]))}</p>')
    items: list[str] = []
    for line in section["lines"]:
        if line["item"]:
            items.append(f"<li>{_marked(line)}</li>")
            continue
        parts += [f"<ul>{''.join(items)}</ul>"] if items else []
        items = []
        parts.append(f"<p>{_marked(line)}</p>")
    parts += [f"<ul>{''.join(items)}</ul>"] if items else []
    return f"<section>{''.join(parts)}</section>"


def _marked(line: JSON) -> str:
    """The text with a link to each source where it stands; the parts are escaped once they are cut apart."""
    drawn, start = "", 0
    for offset, number in line["marks"]:
        drawn += escape(line["text"][start:offset])
        drawn += (
            f' <a class="ref" href="#article-source-{number}" aria-label="Source {number}">[{number}]</a>'
        )
        start = offset
    return drawn + escape(line["text"][start:])


def _source(source: JSON) -> str:
    names = [source["publisher"], source["author"], source["summary_of"]]
    who = " · ".join(filter(None, names)) or words.NO_NAME
    facts = [label({**source, "own": False})]
    if source["updated"]:
        facts.append(words.UPDATED.format(day=in_words(source["updated"])))
    return (
        f'<li id="article-source-{source["number"]}">{escape(_capital(who))} '
        f'<span class="label">({escape("; ".join(facts))})</span> {_link(source)}</li>'
    )


def _link(origin: JSON) -> str:
    url = web_address(origin["url"])
    if url is None:
        return ""
    return (
        f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer nofollow">'
        f"{escape(wording.ORIGINAL)}</a>"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
