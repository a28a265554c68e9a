"""The library's linter: each kind of fault is seen where it stands, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.__main__ import app
from ingest.check.alike import RUN, runs
from ingest.check.coverage import ACROSS
from ingest.check.durations import figures
from ingest.check.finding import Finding
from ingest.check.run import Checked, check
from ingest.errors import AftercareError
from ingest.treatments import shipped
from tests.conftest import PAGES, ROOT

CLEAN = """---
title: Flaky skin after microneedling
treatments: [microneedling]
kind: guide
evidence: professional-body
commercial: false
checked: 2026-11-21
sources:
  body: {title: A, publisher: A body, url: "https://body.example/a", evidence: professional-body, read: page}
  shop: {title: B, publisher: A shop, url: "https://shop.example/b", evidence: brand, read: note, copy: true}
expect:
  - {sign: flaking, from: 2, to: 7, source: body}
wait:
  - {activity: makeup, hours: 24, source: body}
  - {activity: makeup, hours: 72, source: shop}
  - {activity: sauna, hours: 168, source: shop}
---
## Is flaking normal after microneedling?
Flaking that starts on day 2 and ends by day 7 is expected after microneedling.[^body]
## When can I wear makeup after microneedling?
Sources differ on makeup after microneedling: a body says 24 hours,[^body] a shop 3 days.[^shop]
Do not go to saunas for a week after microneedling.[^shop]
## What can I put on my skin after microneedling?
Use a plain cream on the skin after microneedling.[^body]
Call your clinic the same day if you see pus after microneedling.[^body]
"""
_LAST = CLEAN.count("\n") + 1  # the line of a sentence that is added


def checked(folder: Path, against: Path | None = None, **articles: str) -> Checked:
    for name, text in articles.items():
        (folder / f"{name}.md").write_text(text)
    return check([folder], shipped(), lambda text: len(text.split()), against)


def test_a_clean_article_gives_no_finding(tmp_path: Path) -> None:
    assert checked(tmp_path, clean=CLEAN).findings == ()


_ADDED = (
    # what is added at the end, rule, what is said
    ("Redness after microneedling lasts 3 days.\n", "footnote", "states a duration, a number without"),
    ("Avoid the sun after microneedling.\n", "footnote", "states a prohibition without"),
    ("A fever after microneedling is serious.\n", "footnote", "states a danger without"),
    ("Redness is common after microneedling.[^no]\n", "source", "footnote [^no] is not among sources"),
    ("It is normal for skin to be pink.[^body]\n", "alone", "begins with 'It'"),
    ("However, redness is common.[^body]\n", "alone", "begins with 'However'"),
    ("As mentioned above, redness is common.[^body]\n", "alone", "points to another place"),
    ("The former is best after microneedling.[^body]\n", "alone", "points to another place"),
    ("Wait at least 24 hours.[^body]\n", "alone", "names no treatment"),
    ("Is redness common after microneedling?[^body]\n", "alone", "is never quoted"),
)


@pytest.mark.parametrize(("added", "rule", "said"), _ADDED, ids=[f"{rule}: {s}" for _, rule, s in _ADDED])
def test_a_faulty_sentence_is_found_on_its_line(tmp_path: Path, added: str, rule: str, said: str) -> None:
    (found,) = checked(tmp_path, faulty=CLEAN + added).findings
    assert (found.rule, found.line) == (rule, _LAST)
    assert said in found.what


_CHANGED = (
    # what stands there, what is put in its place, line, rule, what is said
    ("read: page", "read: all", 9, "schema", "sources.body.read: Input should be"),
    ("checked: 2026-11-21", "checkd: 2026-11-21", 7, "schema", "checkd: Extra inputs"),
    ("title: Flaky skin after microneedling\n", "", 2, "schema", "title: Field required"),
    ("kind: guide", "kind: guide\nkind: faq", 5, "schema", "kind stands twice"),
    ("hours: 168", "hours: -1", 16, "schema", "wait.2.hours"),
    ("from: 2, to: 7", "from: 7, to: 2", 12, "schema", "to: 2 is before from: 7"),
    ("to: 7, source: body", "to: 7, source: who", 12, "source", "expect: source who is not among"),
    ("https://shop", "ftp://shop", 10, "schema", "sources.shop.url"),
    ("https://shop.example/b", "http://www.body.example/a/", 10, "address", "has the address of body"),
    ('url: "https://shop.example/b", ', "", 10, "address", "source shop has no address"),
    (
        "expect:",
        '  new: {title: C, url: "https://c.example", evidence: clinic, read: page}\nexpect:',
        11,
        "source",
        "source new is never used",
    ),
    ("evidence: professional-body\n", "evidence: clinic\n", 5, "evidence", "the best of its sources is prof"),
    ("commercial: false", "commercial: true", 6, "evidence", "not every source is commercial"),
    ("[microneedling]", "[microneedling, magic]", 3, "treatment", "magic is not in corpus/treatments.yaml"),
    ("sign: flaking", "sign: makeup", 12, "topic", "'makeup' is no sign"),
    ("activity: sauna", "activity: flaking", 16, "topic", "'flaking' is no activity or product"),
    ("activity: sauna", "activity: swimming", 16, "agree", "no sentence with [^shop] names swimming"),
    ("hours: 168", "hours: 48", 16, "agree", "on line 22 does not say so"),
    ("hours: 24", "hours: 72", 14, "agree", "what stands before [^body]"),
    ("from: 2, to: 7", "from: 2, to: 9", 12, "agree", "from day 2 to 9"),
    ("from: 2, to: 7", "from: 4, to: 7", 12, "agree", "from day 4 to 7"),
    ("## Is flaking", "# Flaking\n## Is flaking", 2, "heading", "a heading of the first level"),
    ("## Is flaking normal after microneedling?\n", "", 18, "heading", "above the first heading"),
)


@pytest.mark.parametrize(
    ("there", "instead", "line", "rule", "said"), _CHANGED, ids=[f"{row[3]}: {row[4]}" for row in _CHANGED]
)
def test_a_fault_is_found_on_its_line(
    tmp_path: Path, there: str, instead: str, line: int, rule: str, said: str
) -> None:
    assert there in CLEAN
    (found,) = checked(tmp_path, faulty=CLEAN.replace(there, instead, 1)).findings
    assert (found.rule, found.line) == (rule, line), str(found)
    assert said in found.what
    assert found.do


def test_yaml_that_cannot_be_read_and_a_fence_that_never_closes_are_named(tmp_path: Path) -> None:
    torn = CLEAN.replace("---\n## Is", "## Is")
    broken = CLEAN.replace("kind: guide", "kind: [guide")
    found = checked(tmp_path, broken=broken, torn=torn).findings
    assert [(Path(f.path).name, f.rule) for f in found] == [("broken.md", "schema"), ("torn.md", "schema")]
    assert "is not YAML" in found[0].what and "never closed" in found[1].what


def test_too_much_under_one_heading_and_sentences_too_hard_to_read(tmp_path: Path) -> None:
    long = "".join(f"Use cream number {n} on red skin after microneedling.[^body]\n" for n in range(25))
    (found,) = checked(tmp_path, long=CLEAN + "## Which cream after microneedling?\n" + long).findings
    assert (found.rule, found.line) == ("length", _LAST)
    (tmp_path / "long.md").unlink()
    hard = (
        "Individuals experiencing considerable irritation subsequent to microneedling invariably necessitate "
        "additional consideration regarding environmental circumstances and unnecessarily complicated "
        "cosmetic regimens incorporating numerous simultaneously administered preparations.[^body]\n"
    )
    (found,) = checked(tmp_path, hard=CLEAN + hard).findings
    assert (found.rule, found.line) == ("reading", 18)


def test_names_of_treatments_and_medicine_do_not_make_an_article_hard(tmp_path: Path) -> None:
    named = "Ask your dermatologist about hyperpigmentation after microdermabrasion or laser hair removal."
    assert checked(tmp_path, named=f"{CLEAN}{named}[^body]\n").findings == ()


def test_articles_and_sentences_that_say_the_same_are_found(tmp_path: Path) -> None:
    found = checked(tmp_path, one=CLEAN, two=CLEAN).findings
    assert {f.rule for f in found} == {"duplicate"}
    assert "100% of the shorter one's text" in found[0].what and found[0].line == 2
    other = CLEAN.replace("microneedling", "dermaplaning").replace("[^body]", "[^body]", 1)
    assert not [f for f in checked(tmp_path, two=other).findings if "says what" in f.what]


def test_eight_words_in_a_row_of_another_text_are_found(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "page.txt").write_text(
        "They write: use a plain cream on the skin, after MICRONEEDLING; then rest."
    )
    library = tmp_path / "library"
    library.mkdir()
    (found,) = checked(library, theirs, article=CLEAN).findings
    assert (found.rule, found.line) == ("copied", 24)
    assert "“use a plain cream on the skin after microneedling”" in found.what
    assert str(theirs / "page.txt") in found.what
    assert len(runs("one two three four five six seven")) == 0 and RUN == 8


def test_the_page_of_coverage_by_hand(tmp_path: Path) -> None:
    across = CLEAN.replace("[microneedling]", "[]").replace("microneedling", "a tattoo", 2)
    across = across.replace("expect:\n  - {sign: flaking, from: 2, to: 7, source: body}\n", "")
    page = checked(tmp_path, one=CLEAN, two=across).coverage
    # Five facts in each: flaking (expect), makeup (expect), saunas (don't), cream (do, product), pus
    # (warning); in the second, the first of them stands under a heading that names a tattoo.
    assert (page.articles, page.facts) == (2, 10)
    assert page.rows["microneedling"] == {
        "articles": 1, "facts": 9, "expect": 3, "do": 2, "don't": 2, "products": 2, "warning": 2,
        "timeline": 1, "waits": 3,
    }  # fmt: skip
    assert page.rows["tattoo"]["facts"] == page.rows["tattoo"]["expect"] == 1
    assert page.rows[ACROSS]["articles"] == 1 and page.rows[ACROSS]["facts"] == 0
    assert page.rows["waxing"]["facts"] == 0
    assert page.evidence == {"professional-body": 8, "brand, copy": 2}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("wait 24 hours", 24, 24),
        ("24–48 hrs", 24, 48),
        ("between two and three days", 48, 72),
        ("24 hours to 3 days", 24, 72),
        ("for a week", 168, 168),
        ("a day or two", 24, 48),
        ("two-week break", 336, 336),
        ("half an hour", 0.5, 0.5),
        ("a week and a half", 252, 252),
        ("the next day", 24, 24),
        ("on day 3", 72, 72),
        ("from day 2 to day 7", 48, 168),
        ("days 3 to 5", 72, 120),
        ("in the first two weeks", 336, 336),
        ("by the end of the second week", 168, 336),
        ("on the third day", 48, 72),
        ("a fortnight", 336, 336),
    ],
)
def test_figures_of_time_are_read_in_hours(text: str, low: float, high: float) -> None:
    (figure,) = figures(text)
    assert (figure.low[0], figure.high[1]) == (low, high)


@pytest.mark.parametrize(
    "text", ["a few days", "twice a day", "every 2 hours", "SPF 30", "in time", "one clinic says"]
)
def test_what_states_no_figure_of_time(text: str) -> None:
    assert figures(text) == ()


def test_a_month_is_28_to_31_days() -> None:
    (figure,) = figures("a month")
    assert figure.high == (28 * 24, 31 * 24)


run = CliRunner().invoke


def test_exit_codes_and_json(tmp_path: Path) -> None:
    (tmp_path / "clean.md").write_text(CLEAN)
    fine = run(app, ["--check", str(tmp_path)])
    assert fine.exit_code == 0 and "nothing found" in fine.stdout
    assert "microneedling" in fine.stdout and "professional-body" in fine.stdout
    (tmp_path / "faulty.md").write_text(CLEAN + "Redness lasts 3 days after a tattoo.\n")
    faulty = run(app, ["--check", str(tmp_path), "--json"])
    found = json.loads(faulty.stdout)
    assert faulty.exit_code == 1
    assert any(f["rule"] == "footnote" and f["line"] == _LAST for f in found["findings"])
    assert found["coverage"]["rows"]["microneedling"]["articles"] == 2
    assert run(app, ["--check", str(tmp_path / "nowhere")]).exit_code == 2
    assert run(app, ["--check", str(tmp_path), "--against", str(tmp_path / "nowhere")]).exit_code == 2


def test_a_finding_is_one_line_with_place_fault_and_remedy() -> None:
    assert (
        str(Finding("a.md", 3, "alone", "begins with 'It'", "name it")) == "a.md:3: begins with 'It'; name it"
    )


def test_other_files_are_described_and_refused_ones_named(tmp_path: Path) -> None:
    (tmp_path / "blog.txt").write_text((PAGES / "blog.txt").read_text())
    (tmp_path / "empty.txt").write_text("")
    result = check([tmp_path], shipped(), lambda text: len(text.split()))
    (page,) = result.described
    assert page.passages > 0 and page.words > 50 and page.title
    assert [(f.rule, f.what) for f in result.findings] == [("refused", "refused: the file is empty")]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["blog.txt", "empty.txt"]


def test_a_folder_without_articles_cannot_be_checked(tmp_path: Path) -> None:
    with pytest.raises(AftercareError, match="no articles there"):
        checked(tmp_path)


def test_the_shipped_library_is_clean() -> None:
    result = check([ROOT / "corpus"], shipped(), lambda text: len(text.split()))
    assert [str(finding) for finding in result.findings] == []
