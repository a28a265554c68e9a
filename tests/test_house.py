"""The house: imports run one way, files stay small, the command help in README is true."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.wording import DISCLAIMER
from tests.conftest import ROOT
from tests.readme import sources_page, with_help

ROOMS = {
    "ingest": set(),
    "bot": {"ingest"},
    "page": set(),
    "evals": {"bot", "ingest"},
    "app": {"bot", "page"},
}
# What `app` imports for a keeper alone, so inside the function that is called for one.
KEEPERS = {"evals", "ingest"}
MOST_LINES = 220
CODE = sorted(p for p in ROOT.rglob("*.py") if p.parts[len(ROOT.parts)] in (*ROOMS, "tests", "app.py"))


def imported(path: Path) -> set[str]:
    """Every module that a file imports, at the top or inside a function."""
    return modules(ast.parse(path.read_text(encoding="utf-8")), path)


def modules(tree: ast.AST, path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
    return names


def wrong_imports(room: str, modules: set[str]) -> set[str]:
    """The modules that a room may not import."""
    allowed = ROOMS[room] | {room}
    return {m for m in modules if (top := m.partition(".")[0]) in {*ROOMS, "tests"} and top not in allowed}


@pytest.mark.parametrize("path", [p for p in CODE if "tests" not in p.parts], ids=lambda p: p.name)
def test_imports_run_one_way(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0].removesuffix(".py")
    allowed = for_keepers(path) if room == "app" else set()
    assert wrong_imports(room, imported(path)) - allowed == set()


def for_keepers(path: Path) -> set[str]:
    """The modules of a keeper's rooms that `_keeper` imports, and no other function."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    (keeper,) = (node for node in body if isinstance(node, ast.FunctionDef) and node.name == "_keeper")
    others = set().union(*(modules(node, path) for node in body if node is not keeper))
    return {m for m in modules(keeper, path) - others if m.partition(".")[0] in KEEPERS}


def test_a_page_without_a_keeper_never_loads_the_evaluation() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import app, sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not [name for name in done.stdout.split() if name.partition(".")[0] == "evals"]


def test_a_wrong_import_would_be_seen() -> None:
    assert wrong_imports("ingest", {"bot.flow", "json"}) == {"bot.flow"}
    assert wrong_imports("page", {"ingest.index"}) == {"ingest.index"}


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_the_command_help_in_readme_is_what_the_commands_print() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_help(readme) == readme, "run: make docs"


def test_the_page_of_sources_is_what_the_articles_say() -> None:
    page = (ROOT / "corpus" / "SOURCES.md").read_text(encoding="utf-8")
    assert sources_page() == page, "run: make docs"


def test_the_pictures_of_readme_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_every_danger_sign_has_its_source_and_a_table_entry_that_is_known() -> None:
    signs = yaml.safe_load((ROOT / "bot" / "triage.yaml").read_text(encoding="utf-8"))["signs"]
    names = set(yaml.safe_load((ROOT / "corpus" / "treatments.yaml").read_text(encoding="utf-8")))
    for sign in signs:
        assert sign["source"].startswith("http")
        assert sign["instruction"].count("{") == sign["instruction"].count("{call}")
        assert set(sign.get("treatments", [])) <= names


def test_the_disclaimer_says_what_it_must() -> None:
    for part in ("information only", "not a substitute", "clinician", "relationship", "emergency", "911"):
        assert part in DISCLAIMER


def test_every_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if re.match(r'\s+"[\w.-]+(>=|==)', line)]
    assert len(pins) > 20
    assert [line for line in pins if "# " not in line] == []
