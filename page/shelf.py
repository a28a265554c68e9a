"""The library as it looks in the browser: a list of articles, and what changed last.

Draws plain data (see `bot/library`). All of it comes from documents, so all of it is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from page import wording_keeper as words
from page.cards import label
from page.dates import dated, in_words

JSON = dict[str, Any]

_MOST = 200  # articles in a list
_MOST_CHANGED = 12  # titles in the list of what changed


def chosen(
    entries: Sequence[JSON],
    hits: Sequence[str] | None,
    treatment: str | None,
    evidence: str | None,
    order: str,
) -> list[JSON]:
    """The articles to list.

    Args:
        entries: all of them.
        hits: the ids that a search found, the best first; None where nothing was searched for.
        treatment: a name, `words.IN_GENERAL` for articles on no treatment in particular, or None.
        evidence: a kind of evidence, or None.
        order: `words.BY_TREATMENT`, `NEWEST` or `OLDEST`; a search by treatment keeps its own order.
    """
    rank = {id_: number for number, id_ in enumerate(hits or ())}
    kept = [
        entry
        for entry in entries
        if (hits is None or entry["id"] in rank)
        and (treatment is None or treatment in (entry["treatments"] or [words.IN_GENERAL]))
        and (evidence is None or entry["evidence"] == evidence)
    ]
    if order == words.BY_TREATMENT:
        return sorted(kept, key=lambda entry: rank[entry["id"]]) if hits is not None else kept
    undated = [entry for entry in kept if dated(entry) is None]
    with_date = [entry for entry in kept if dated(entry) is not None]
    return sorted(with_date, key=lambda entry: str(dated(entry)), reverse=order == words.NEWEST) + undated


def listing(entries: Sequence[JSON], *, grouped: bool) -> str:
    """A list of buttons, each with `data-id`; under a heading a treatment where it is `grouped`."""
    if not entries:
        return f'<p class="hint" role="status">{escape(words.NONE_FOUND)}</p>'
    shown = entries[:_MOST]
    count = _articles(len(entries))
    if len(entries) > _MOST:
        count = words.MOST_SHOWN.format(shown=_MOST, count=len(entries))
    head = f'<p class="hint" role="status">{escape(count)}</p>'
    if not grouped:
        return f'<div class="shelf">{head}{_list(shown)}</div>'
    groups: dict[str, list[JSON]] = {}
    for entry in shown:
        for name in entry["treatments"] or [words.IN_GENERAL]:
            groups.setdefault(name, []).append(entry)
    last = words.IN_GENERAL
    names = sorted(groups, key=lambda name: (name == last, name))
    parts = "".join(f"<h3>{escape(_capital(name))}</h3>{_list(groups[name])}" for name in names)
    return f'<div class="shelf">{head}{parts}</div>'


def _list(entries: Iterable[JSON]) -> str:
    return f"<ul>{''.join(map(_row, entries))}</ul>"


def _row(entry: JSON) -> str:
    about = [label(entry), *filter(None, [entry["publisher"]]), in_words(dated(entry))]
    return (
        f'<li><button type="button" class="entry" data-id="{escape(entry["id"])}">'
        f'<span class="title">{escape(entry["title"])}</span> '
        f'<span class="about">{escape(" · ".join(about))}</span></button></li>'
    )


def changed(data: JSON) -> str:
    """What the last ingest brought and took, the newest titles as buttons like those of the list."""
    if data["first"]:
        what, lists = words.FIRST.format(articles=_articles(data["articles"])), ""
    else:
        gone = [{"id": None, "title": id_} for id_ in data["removed"]]
        groups = ((words.NEW, data["added"]), (words.CHANGED, data["changed"]), (words.REMOVED, gone))
        what = ", ".join(f"{len(own)} {name}" for name, own in groups if own)
        lists = "".join(_moved(name, own) for name, own in groups if own)
    told = words.CHANGED_ON.format(day=in_words(data["created"][:10]), what=what)
    return (
        f'<details class="changed"><summary>{escape(words.CHANGED_HEAD)}</summary>'
        f"<p>{escape(told)}</p>{lists}</details>"
    )


def _moved(name: str, articles: Sequence[JSON]) -> str:
    rows = []
    for one in articles[:_MOST_CHANGED]:
        title = escape(one["title"])
        button = f'<button type="button" class="entry" data-id="{escape(one["id"] or "")}">{title}</button>'
        rows.append(f"<li>{button if one['id'] else title}</li>")
    if len(articles) > _MOST_CHANGED:
        rows.append(f"<li>{escape(words.AND_MORE.format(count=len(articles) - _MOST_CHANGED))}</li>")
    return f"<p>{escape(_capital(name))}:</p><ul>{''.join(rows)}</ul>"


def _articles(count: int) -> str:
    return words.ONE_ARTICLE if count == 1 else words.ARTICLES.format(count=f"{count:,}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
