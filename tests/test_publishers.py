"""Who stands behind a page: the table of publishers, a clinic's own, and what the page itself states."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.__main__ import app
from ingest.article import Article, Origin
from ingest.build import ingest
from ingest.embed import Embedder
from ingest.errors import BadInput
from ingest.generations import read_manifest
from ingest.index import open_index
from ingest.load import load
from ingest.publishers import PublisherTable, parse_publishers, shipped_publishers
from ingest.treatments import shipped

Read = Callable[[str, str], Article]
CARE = "\n\nKeep the skin dry for a day after waxing.\n"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.nhs.uk/conditions/x", "NHS"),
        ("https://leaflets.someplace.nhs.uk/y.pdf", "NHS"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/1", "PubMed Central"),
        ("https://www.nih.gov/z", "National Institutes of Health"),
        ("https://notnhs.uk/x", None),
        ("https://nhs.uk.example.org/x", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_an_address_names_the_publisher_by_its_host(url: str | None, name: str | None) -> None:
    found = shipped_publishers().by_address(url)
    assert (found.name if found else None) == name


def test_a_page_takes_evidence_from_its_address_and_the_address_decides(read: Read) -> None:
    article = read("p.txt", "Waxing | https://www.aad.org/waxing" + CARE)
    assert article.origin.publisher == "American Academy of Dermatology"
    assert (article.origin.evidence, article.origin.commercial) == ("professional-body", False)


def test_a_name_at_somebody_elses_address_is_a_copy() -> None:
    stated = Origin(publisher="mayo  CLINIC", url="https://blog.example/x")
    signed = shipped_publishers().signed(stated)
    assert (signed.publisher, signed.evidence, signed.copy) == ("Mayo Clinic", "professional-body", True)
    assert not shipped_publishers().signed(Origin(publisher="Mayo Clinic")).copy


def test_a_page_of_nobody_known_stays_unknown(read: Read) -> None:
    origin = read("p.txt", "Waxing | https://blog.example/waxing" + CARE).origin
    assert (origin.publisher, origin.evidence, origin.commercial) == (None, "unknown", False)


def test_a_brand_is_said_to_sell() -> None:
    signed = shipped_publishers().signed(Origin(url="https://us.cerave.com/skin"))
    assert (signed.evidence, signed.commercial) == ("brand", True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mine: {evidence: rumour}", "Mine › evidence"),
        ("Mine: {evidence: clinic, hosts: [http://x]}", "Mine › hosts › 0: .*no host"),
        ("Mine: {evidence: clinic, host: [x.example]}", "Mine › host"),
        ("Mine: {hosts: [x.example]}", "Mine › evidence"),
        ("- a", "dict"),
        ("a: [", "not a table"),
    ],
)
def test_a_wrong_table_names_file_and_field(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        parse_publishers(text, "own/publishers.yaml")
    assert str(caught.value).startswith("own/publishers.yaml: ")


def test_the_folders_own_table_wins() -> None:
    own = parse_publishers("Our Clinic: {hosts: [leaflets.nhs.uk], evidence: clinic}", "p")
    both = shipped_publishers().with_more(own)
    found = both.by_address("https://leaflets.nhs.uk/x"), both.by_address("https://www.nhs.uk/x")
    assert [one.name for one in found if one] == ["Our Clinic", "NHS"]
    assert PublisherTable(()).by_name("NHS") is None


def test_a_table_in_a_folder_is_read_and_a_changed_one_reads_the_pages_again(
    tmp_path: Path, embedder: Embedder
) -> None:
    folder, index = tmp_path / "pages", tmp_path / "index"
    (folder / "own").mkdir(parents=True)
    (folder / "a.txt").write_text("Waxing | https://rosehill.example/waxing" + CARE)
    table = folder / "own" / "publishers.yaml"

    def evidence() -> str:
        found = open_index(index, embedder.name)
        (passage,) = found.passages(found.manifest.rows).values()
        found.close()
        return passage.origin.evidence

    ingest([folder], index, embedder)
    assert evidence() == "unknown"
    table.write_text("Rosehill: {hosts: [rosehill.example], evidence: clinic, commercial: true}")
    report = ingest([folder], index, embedder)
    assert (evidence(), report.changed, report.embedded) == ("clinic", ["a"], 0)
    assert ingest([folder], index, embedder).unchanged == ["a"]
    table.write_text("Rosehill: {hosts: [rosehill.example], evidence: best}")
    report = ingest([folder], index, embedder)
    assert "Rosehill › evidence" in report.refused[str(table)]
    assert evidence() == "unknown"
    assert read_manifest(index).articles


def test_a_wrong_table_is_named_with_exit_code_1_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Waxing" + CARE)
    (tmp_path / "publishers.yaml").write_text("Mine: {evidence: 7}")
    checked = CliRunner().invoke(app, [str(tmp_path), "--check", "--json"])
    found = json.loads(checked.stdout)
    assert checked.exit_code == 1
    assert "Mine › evidence" in found["findings"][0]["what"]
    assert found["described"][0]["title"] == "Waxing"


SITE = "Peels - Rose & Vale\n\nPeels\n\nThe skin flakes for three days after a peel.\n\n"


@pytest.mark.parametrize(
    "imprint",
    [
        "© 2024 Rose & Vale",
        "Rose & Vale\n\n18 Orchard Road, Suite 200, Dover, DE\n",
        "Our peels | Rose & Vale\n",
    ],
)
def test_a_sites_name_that_stands_elsewhere_leaves_the_title(read: Read, imprint: str) -> None:
    article = read("p.txt", SITE + imprint)
    assert (article.title, article.origin.publisher) == ("Peels", "Rose & Vale")


@pytest.mark.parametrize("more", ["", "Rose & Vale\n\nCall us if it hurts.", "© 2024 Another Site"])
def test_an_ending_that_stands_nowhere_else_stays(read: Read, more: str) -> None:
    article = read("p.txt", SITE + more)
    assert (article.title, article.origin.publisher) == ("Peels - Rose & Vale", None)


def test_a_treatment_is_no_name_of_a_site(read: Read) -> None:
    text = "Aftercare - Waxing\n\nKeep the skin dry.\n\nWaxing\n\n18 Orchard Road, Suite 200, Dover, DE\n"
    assert read("p.txt", text).title == "Aftercare - Waxing"


def test_the_site_name_of_a_web_page_is_looked_up() -> None:
    html = (
        '<html><head><title>Peels | DermNet NZ</title><meta property="og:site_name" content="DermNet NZ">'
        "</head><body><article><h1>Peels</h1><p>The skin flakes for three days after a peel. This is "
        "expected and it passes by itself within a week.</p></article><p>© DermNet NZ</p></body></html>"
    )
    found = load("p", Path("p.html"), html.encode(), shipped(), shipped_publishers())
    assert (found.title, found.origin.publisher) == ("Peels", "DermNet")
    assert found.origin.evidence == "professional-body"
