"""`evals pages`: quotes that must survive, and marked lines that must not."""

from __future__ import annotations

import doctest
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import evals.pages
from evals.__main__ import app
from evals.pages import measure
from ingest.errors import AftercareError

PAGE = (
    "Peels\n\nHome\n\nThe skin flakes for the whole of the week\nafter it.\n\n"
    "This line is marked and it stays here.\n\nContact us\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "001.txt").write_text(PAGE)
    (tmp_path / "pages" / "002.txt").write_text("Waxing\n\nKeep it dry.\n")
    asked = [
        {"page": "001.txt", "answer_quote": "The skin flakes for the whole of the week after it."},
        {"page": "002.txt", "answer_quote": "Keep it wet."},
        {"type": "unanswerable"},
    ]
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, asked)))
    (tmp_path / "marks.yaml").write_text("lines: {'001': ['3', '8-10']}\n")
    return tmp_path


def test_lost_quotes_and_surviving_lines_are_counted(folder: Path) -> None:
    one, two = measure(folder, lambda text: len(text.split()), folder / "marks.yaml")
    assert (one.quotes, one.lost, one.marked) == (1, (), 3)
    assert one.surviving == ("this line is marked and it stays here.",)
    assert (two.quotes, two.lost, two.marked) == (1, ("Keep it wet.",), 0)


def test_a_lost_quote_is_exit_code_1_and_a_missing_folder_2(folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["pages", str(folder), "--verbose"])
    assert run.exit_code == 1
    assert "002: lost: Keep it wet." in run.stdout
    assert CliRunner().invoke(app, ["pages", str(tmp_path / "nowhere")]).exit_code == 2


def test_wrong_marks_are_named(folder: Path) -> None:
    (folder / "marks.yaml").write_text("lines: {'001': ['x']}\n")
    with pytest.raises(AftercareError, match=r"marks\.yaml: .*001"):
        measure(folder, len, folder / "marks.yaml")


def test_the_worked_example_is_right() -> None:
    assert doctest.testmod(evals.pages).failed == 0
