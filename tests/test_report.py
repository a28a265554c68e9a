"""report.html in a real Chromium: filtered, opened, on a phone; what sets and libraries hold is text."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from evals.report import page, write_report
from evals.results import CaseResult, Results, SetResult, Shown, Stamp, figures, read_results

EVIL = '<img src="http://outside.example/x" onerror="document.title=1"><script>document.title=2</script>'


def cited(number: int, article: str, quote: str, passage: str) -> Shown:
    start = max(0, passage.find(quote))
    return Shown(
        number=number, article=article, title="T", section=None, quote=quote, passage=passage, start=start
    )


def case(id_: str, failures: list[str], outcome: str = "answered", confidence: float = 0.7) -> CaseResult:
    passage = f"Before. Rest well. {EVIL}"
    return CaseResult.model_validate(
        {
            "id": id_,
            "question": f"{id_}? {EVIL}",
            "before": [f"user: {EVIL}"],
            "expected": {"outcome": outcome, "urgency": "routine", "treatment": f"peel {EVIL}"},
            "outcome": "answered",
            "urgency": "routine",
            "confidence": confidence,
            "text": EVIL,
            "citations": [
                Shown(
                    number=1,
                    article=EVIL,
                    title="T",
                    section=None,
                    quote="Rest well.",
                    passage=passage,
                    start=8,
                ),
                Shown(
                    number=2,
                    article="a",
                    title="T",
                    section="S",
                    quote="Not there.",
                    passage=passage,
                    start=0,
                ),
            ],
            "failures": failures,
            "scores": {"right": float(not failures)},
            "timings_ms": {"retrieve": 20.0, "total": 30.0},
        }
    )


@pytest.fixture
def results() -> Results:
    cases = [
        case("fine", []),
        case("late", [f"outcome: expected abstained, got {EVIL}"], "abstained", 0.4),
        case("lost", ["rule 1: a quote is not in its passage"]),
    ]
    stamp = Stamp(
        commit="c0ffee",
        library="l",
        articles=1,
        passages=1,
        embedder="e",
        settings={"answers_from": 0.42},
        started="2026-11-26T10:00:00+00:00",
        seconds=3,
    )
    one = SetResult(library="x", cases=cases, figures=figures(cases))
    return Results(stamp=stamp, sets={f"s{EVIL}": one, "t": SetResult(library="y", not_run="no library")})


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["phone", "desk"])
def test_the_report_is_filtered_and_opened_without_a_network(
    results: Results,
    tmp_path: Path,
    browser: Browser,
    size: tuple[int, int],
) -> None:
    write_report(results, tmp_path)
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    visited = context.new_page()
    errors: list[str] = []
    asked: list[str] = []
    visited.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    visited.on("pageerror", lambda error: errors.append(str(error)))
    visited.on("request", lambda r: asked.append(r.url))
    visited.goto((tmp_path / "report.html").as_uri())
    cases = visited.locator("details.case:visible")
    expect(cases).to_have_count(2)
    expect(visited.locator("svg")).to_have_count(5)
    assert visited.evaluate("document.documentElement.scrollWidth") <= size[0]
    visited.get_by_label("kind").select_option("rule-1")
    expect(cases).to_have_count(1)
    expect(visited.locator("#shown")).to_have_text("1 of 2")
    visited.get_by_label("kind").select_option("")
    visited.get_by_label("words").fill("late abstained")
    expect(cases).to_have_count(1)
    cases.first.locator("summary").click()
    expect(cases.first.locator("mark")).to_have_text("Rest well.")
    expect(cases.first).to_contain_text("Not there.")
    assert visited.title() == "Aftercare: evaluation"
    assert visited.locator("img").count() == 0
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert errors == []


def test_the_page_says_what_was_not_run_and_what_the_run_was_made_with(
    results: Results, tmp_path: Path
) -> None:
    text = page(results)
    assert "not run: no library" in text and "c0ffee" in text and "answers from: 0.42" in text
    write_report(results, tmp_path / "new")
    assert read_results(tmp_path / "new") == results
