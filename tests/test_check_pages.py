"""What the check prints beside its findings: coverage, sources, other files, JSON, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.__main__ import app
from ingest.check.bibliography import bibliography, merged
from ingest.check.coverage import ACROSS
from ingest.check.finding import Finding
from ingest.check.run import articles, check
from ingest.errors import AftercareError
from ingest.treatments import shipped
from tests.articles import CLEAN, LAST, checked
from tests.conftest import PAGES, ROOT

run = CliRunner().invoke


def test_the_page_of_sources_merges_by_address(tmp_path: Path) -> None:
    other = CLEAN.replace("https://body.example/a", "http://www.body.example/a/#top").replace(
        "title: A,", "title: A|B,"
    )
    for name, text in (("one", CLEAN), ("two", other)):
        (tmp_path / f"{name}.md").write_text(text)
    documents, _, _ = articles([tmp_path], shipped(), len)
    body, shop = merged(documents, tmp_path)
    assert (body.title, body.evidence, body.read) == ("A", "professional-body", "page")
    assert body.used_in == shop.used_in == ("one.md", "two.md")
    assert shop.evidence == "brand, copy"
    page = bibliography(documents, tmp_path)
    assert "2 sources: 1 professional-body, 1 brand, copy." in page
    assert "| [B](<https://shop.example/b>) | A shop | note | [one](one.md), [two](two.md) |" in page


def test_the_page_of_coverage_by_hand(tmp_path: Path) -> None:
    across = CLEAN.replace("[microneedling]", "[]").replace("microneedling", "a tattoo", 2)
    across = across.replace("expect:\n  - {sign: flaking, from: 2, to: 7, source: body}\n", "")
    page = checked(tmp_path, one=CLEAN, two=across).coverage
    # Five facts in each: flaking (expect), makeup (don't), saunas (don't), cream (do, product), pus
    # (warning); in the second, the first of them stands under a heading that names a tattoo.
    assert (page.articles, page.facts) == (2, 10)
    assert page.rows["microneedling"] == {
        "articles": 1, "facts": 9, "expect": 1, "do": 2, "don't": 4, "products": 2, "warning": 2,
        "timeline": 1, "waits": 3,
    }  # fmt: skip
    assert page.rows["tattoo"]["facts"] == page.rows["tattoo"]["expect"] == 1
    assert page.rows[ACROSS]["articles"] == 1 and page.rows[ACROSS]["facts"] == 0
    assert page.rows["waxing"]["facts"] == 0
    assert page.evidence == {"professional-body": 8, "brand, copy": 2}


def test_exit_codes_and_json(tmp_path: Path) -> None:
    (tmp_path / "clean.md").write_text(CLEAN)
    fine = run(app, ["--check", str(tmp_path)])
    assert fine.exit_code == 0 and "nothing found" in fine.stdout
    assert "microneedling" in fine.stdout and "professional-body" in fine.stdout
    (tmp_path / "faulty.md").write_text(CLEAN + "Redness lasts 3 days after a tattoo.\n")
    faulty = run(app, ["--check", str(tmp_path), "--json"])
    found = json.loads(faulty.stdout)
    assert faulty.exit_code == 1
    assert any(f["rule"] == "footnote" and f["line"] == LAST for f in found["findings"])
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
