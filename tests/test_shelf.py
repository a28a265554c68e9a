"""The library, About, feedback and a run as they are drawn: plain data in, escaped HTML out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.wording import DISCLAIMER
from ingest.report import Report
from page import shelf
from page import wording_keeper as words
from page.about import Facts, about
from page.article import article
from page.dates import dated, in_words, old
from page.evaluation import told_of
from page.keeper import failed, outcome
from page.kept import counted

NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>"
TODAY = date(2026, 11, 26)
PLAIN: dict[str, Any] = {
    "title": "An article",
    "treatments": [],
    "kind": "guide",
    "published": None,
    "checked": None,
    "own": False,
    "publisher": None,
    "author": None,
    "capacity": None,
    "updated": None,
    "url": None,
    "evidence": "clinic",
    "copy": False,
    "commercial": False,
    "summary_of": None,
}


def entry(id_: str, **fields: object) -> dict[str, Any]:
    return {**PLAIN, "id": id_, **fields}


ENTRIES = [
    entry("a", checked="2026-01-01", treatments=["microneedling"], evidence="brand"),
    entry("b", updated="2020-05-05", published="2019-01-01"),
    entry("c", treatments=["microneedling", "prp"]),
]


def ids(entries: list[dict[str, Any]]) -> str:
    return "".join(one["id"] for one in entries)


@pytest.mark.parametrize(
    ("hits", "treatment", "evidence", "order", "wanted"),
    [
        (None, None, None, words.BY_TREATMENT, "abc"),
        (None, "microneedling", None, words.BY_TREATMENT, "ac"),
        (None, words.IN_GENERAL, None, words.BY_TREATMENT, "b"),
        (None, None, "clinic", words.BY_TREATMENT, "bc"),
        (None, None, None, words.NEWEST, "abc"),
        (None, None, None, words.OLDEST, "bac"),
        (["c", "a"], None, None, words.BY_TREATMENT, "ca"),
        (["c", "a"], "prp", None, words.NEWEST, "c"),
        ([], None, None, words.BY_TREATMENT, ""),
    ],
)
def test_articles_are_chosen_by_words_treatment_and_evidence(
    hits: list[str] | None, treatment: str | None, evidence: str | None, order: str, wanted: str
) -> None:
    assert ids(shelf.chosen(ENTRIES, hits, treatment, evidence, order)) == wanted


def test_the_list_names_each_treatment_and_what_is_on_none_last() -> None:
    drawn = shelf.listing(ENTRIES, grouped=True)
    assert drawn.index("Microneedling") < drawn.index("Prp") < drawn.index("Skin in general")
    assert drawn.count('data-id="c"') == 2
    assert "3 articles" in drawn
    assert "h3" not in shelf.listing(ENTRIES, grouped=False)
    assert words.NONE_FOUND in shelf.listing([], grouped=True)


def test_a_very_long_list_says_how_much_of_it_is_shown() -> None:
    drawn = shelf.listing([entry(f"n{n}") for n in range(1234)], grouped=False)
    assert drawn.count("data-id") == 200
    assert "The first 200 of 1234 articles" in drawn


def test_whatever_a_document_says_is_text() -> None:
    mean = entry(NASTY + '"', title=NASTY, publisher=NASTY, author=NASTY, summary_of=NASTY, updated=NASTY)
    whole = {
        **mean,
        "url": "javascript:alert(3)",
        "treatments": [NASTY],
        "sections": [
            {
                "heading": NASTY,
                "speaker": NASTY,
                "lines": [
                    {"text": NASTY + ".", "item": False, "marks": [(3, 1), (len(NASTY) + 1, 1)]},
                    {"text": NASTY, "item": True, "marks": []},
                ],
            }
        ],
        "sources": [{**mean, "number": 1, "url": "javascript:alert(3)"}],
    }
    moved = [{"id": NASTY + '"', "title": NASTY}]
    record = {"first": False, "created": "2026-11-26T10:00:00+00:00", "articles": 1, "removed": [NASTY]}
    for drawn in (
        shelf.listing([mean], grouped=False),
        article(whole, TODAY),
        shelf.changed({**record, "added": moved, "changed": []}),
        failed(NASTY),
    ):
        assert "<script" not in drawn and "<img" not in drawn and "javascript:" not in drawn
        assert "&lt;script&gt;" in drawn or "&lt;s" in drawn
        assert f'data-id="{NASTY}' not in drawn


def test_a_mark_stands_behind_its_sentence() -> None:
    line = {"text": "One. Two.", "item": False, "marks": [(4, 1), (9, 2)]}
    data = {**ENTRIES[0], "sections": [{"heading": "H", "speaker": None, "lines": [line]}], "sources": []}
    drawn = article(data, TODAY)
    assert drawn.index("One.") < drawn.index("[1]") < drawn.index(" Two.") < drawn.index("[2]")


def test_an_article_that_went_is_said_to_be_gone() -> None:
    assert words.GONE in article(None, TODAY)


@pytest.mark.parametrize(
    ("fields", "warned"),
    [
        ({"checked": "2023-11-20"}, "last checked more than 3 years ago"),
        ({"checked": "2023-11-27"}, None),
        ({"checked": "2026-01-01", "updated": "2015-01-01"}, None),  # somebody looked after it since
        ({"updated": "2015-01-01"}, "last updated"),
        ({"published": "2015-01-01"}, "last published"),
        ({"updated": "2015"}, None),
        ({}, None),
    ],
)
def test_an_article_that_nobody_looked_after_carries_a_warning(
    fields: dict[str, str], warned: str | None
) -> None:
    told = old(entry("x", **fields), TODAY)
    assert told is None if warned is None else told is not None and warned in told


def test_dates_are_words_and_what_is_no_date_stays() -> None:
    assert in_words("2026-03-01") == "1 March 2026"
    assert (in_words("2015"), in_words(None)) == ("2015", words.UNDATED)
    assert dated(entry("x", published="2015-01-01", updated="2016-01-01")) == "2016-01-01"


def test_what_changed_counts_and_lists() -> None:
    record: dict[str, Any] = {"created": "2026-11-26T10:00:00+00:00", "articles": 120, "removed": []}
    first = shelf.changed({**record, "first": True, "added": [], "changed": []})
    assert "the library was built, with 120 articles" in first
    many = [{"id": f"n{n}", "title": f"t{n}"} for n in range(20)]
    later = shelf.changed({**record, "first": False, "added": many, "changed": [], "removed": ["gone"]})
    assert "20 new, 1 removed" in later
    assert "and 8 more" in later
    assert "<li>gone</li>" in later


def test_about_tells_what_this_page_does_and_no_other() -> None:
    quoted = about(Facts(DISCLAIMER, 120, "2026-11-26", feedback=True))
    assert "No clinician has reviewed the table of danger signs" in quoted
    assert DISCLAIMER in quoted
    assert words.DATA_STAY in quoted and words.DATA_FEEDBACK in quoted
    other = about(Facts(DISCLAIMER, 1, "2026-11-26", clinic="<b>", leaves="<Sent> away."))
    assert words.DATA_STAY not in other and "&lt;Sent&gt; away." in other
    assert words.DATA_NO_FEEDBACK in other and words.DATA_FEEDBACK not in other
    assert "&lt;b&gt;" in other


def test_a_run_that_could_not_be_says_why() -> None:
    assert "Not run: &lt;why&gt;." in told_of({"not_run": "<why>"})


def test_a_run_lists_figures_and_what_is_not_right() -> None:
    row = {"metric": "right", "part": "all", "says": "<says>", "cases": 2, "mean": 0.5, "low": 0, "high": 1}
    case = {
        "id": NASTY,
        "question": NASTY,
        "why": [NASTY],
        "before": [NASTY],
        "expected": NASTY,
        "got": NASTY,
        "outcome": "answered",
        "urgency": "routine",
    }
    result = {"not_run": None, "rows": [row], "plots": [], "cases": 60, "right": 0, "seconds": 2.0}
    drawn = told_of({**result, "failures": [case] * 60})
    assert "0 of 60 right, in 2 s." in drawn
    assert "0.500" in drawn and "&lt;says&gt;" in drawn
    assert drawn.count("<details") == 50 and "The first 50 are shown" in drawn
    assert "<script" not in drawn


def test_what_an_ingest_did_is_told_with_each_refusal() -> None:
    done = Report(added=["a"], removed=["b", "c"], refused={"x": "x.md: <empty>"}, seconds=1.26)
    assert "Done in 1.3 s: 1 new, 2 removed." in outcome(done)
    assert "<li>x.md: &lt;empty&gt;</li>" in outcome(done)


def test_feedback_is_counted_with_the_command_that_reads_it() -> None:
    assert "None is kept yet" in counted(Path("f.sqlite"), [])
    assert "3 kept in f.sqlite: 2 helped, 1 did not." in counted(Path("f.sqlite"), [True, False, True])
    assert "python -m evals from-feedback f.sqlite" in counted(Path("f.sqlite"), [True])
