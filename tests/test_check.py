"""The library's linter: each kind of fault is seen where it stands, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.check.alike import RUN, runs
from tests.articles import CLEAN, LAST, checked


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
    assert (found.rule, found.line) == (rule, LAST)
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


def test_a_sentence_names_a_topic_by_any_form_of_its_words_and_another_treatment_by_its_family(
    tmp_path: Path,
) -> None:
    entries = (
        "  - {activity: injections, hours: 336, source: shop}\n"
        "  - {activity: flying, hours: 48, source: shop}\n"
    )
    text = CLEAN.replace("---\n##", f"{entries}---\n##", 1)
    said = (
        "Leave botox for 2 weeks after microneedling.[^shop]\n"
        "Take no flights for two days after microneedling.[^shop]\n"
    )
    assert checked(tmp_path, named=text + said).findings == ()
    own = text + said.replace("botox", "all of it")
    assert [f.what[:16] for f in checked(tmp_path, named=own).findings] == ["wait: injections"]


def test_a_figure_belongs_to_the_footnote_behind_it(tmp_path: Path) -> None:
    entry = "  - {activity: sun, hours: 48, source: body}\n"
    text = CLEAN.replace("---\n##", f"{entry}---\n##", 1)
    one = "For 48 hours after microneedling avoid heat,[^shop] and the sun.[^body]\n"
    assert checked(tmp_path, before=text + one).findings == ()
    other = "Avoid the sun for 48 hours,[^shop] or 12 hours,[^body] after microneedling.\n"
    (found,) = checked(tmp_path, before=text + other).findings
    assert found.rule == "agree"


def test_what_holds_for_one_treatment_stands_under_its_name(tmp_path: Path) -> None:
    across = CLEAN.replace("[microneedling]", "[]")
    assert checked(tmp_path, across=across).findings == ()
    stray = across + "## When can I swim?\nKeep out of the sea after a tattoo.[^body]\n"
    (found,) = checked(tmp_path, across=stray).findings
    assert (found.rule, found.line) == ("treatment", LAST + 1)
    assert "is on tattoo alone" in found.what


def test_yaml_that_cannot_be_read_and_a_fence_that_never_closes_are_named(tmp_path: Path) -> None:
    torn = CLEAN.replace("---\n## Is", "## Is")
    broken = CLEAN.replace("kind: guide", "kind: [guide")
    found = checked(tmp_path, broken=broken, torn=torn).findings
    assert [(Path(f.path).name, f.rule) for f in found] == [("broken.md", "schema"), ("torn.md", "schema")]
    assert "is not YAML" in found[0].what and "never closed" in found[1].what


def test_too_much_under_one_heading_and_sentences_too_hard_to_read(tmp_path: Path) -> None:
    long = "".join(f"Use cream number {n} on red skin after microneedling.[^body]\n" for n in range(25))
    (found,) = checked(tmp_path, long=CLEAN + "## Which cream after microneedling?\n" + long).findings
    assert (found.rule, found.line) == ("length", LAST)
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


def test_a_source_has_the_same_evidence_in_every_article(tmp_path: Path) -> None:
    other = CLEAN.replace("microneedling", "waxing").replace("evidence: brand", "evidence: clinic")
    found = [f for f in checked(tmp_path, one=CLEAN, two=other).findings if f.rule == "evidence"]
    assert [(Path(f.path).name, f.line) for f in found] == [("two.md", 10)]
    assert "source shop is clinic, copy: true, and in" in found[0].what


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
