"""The gate and the comparison on made-up results: what does not pass is named, with its cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.compare import compare
from evals.gate import Floor, gate
from evals.results import CaseResult, Results, SetResult, Stamp, figures, read_results
from ingest.errors import AftercareError

STAMP = Stamp(commit="c", library="l", articles=1, passages=1, embedder="e", started="now", seconds=1)


def case(id_: str, urgency: str = "routine", **scores: float) -> CaseResult:
    wrong = ["outcome: expected answered, got abstained"] if scores.get("right") == 0 else []
    return CaseResult.model_validate(
        {
            "id": id_,
            "question": f"ask {id_}",
            "outcome": "answered",
            "urgency": urgency,
            "failures": wrong,
            "scores": scores,
        }
    )


def results(*cases: CaseResult, name: str = "s") -> Results:
    return Results(
        stamp=STAMP,
        sets={name: SetResult(library="x", cases=list(cases), figures=figures(list(cases)))},
    )


def many(wrong: int) -> Results:
    return results(*(case(f"c{n}", right=float(n >= wrong)) for n in range(20)))


def test_a_drop_within_the_interval_passes_and_one_beyond_it_names_the_cases() -> None:
    assert gate(many(8), many(6), []) == []
    (reason,) = gate(many(16), many(6), [])
    assert reason.startswith("s: right 0.700 → 0.200, beyond the baseline's interval 0.")
    assert "s/c6 “ask c6”: outcome: expected answered" in reason and "s/c5 " not in reason
    assert gate(many(0), many(6), []) == []


def test_where_the_baseline_was_without_fault_any_drop_is_beyond_it() -> None:
    before = results(case("a", wrong_treatment=0), case("b", wrong_treatment=0))
    (reason,) = gate(results(case("a", wrong_treatment=0), case("b", wrong_treatment=1)), before, [])
    assert "wrong_treatment 0.000 → 0.500" in reason and "s/b" in reason


def test_what_only_informs_never_fails() -> None:
    assert gate(results(case("a", words=200)), results(case("a", words=50)), []) == []


def test_an_inexact_quote_and_a_lost_disclaimer_fail_without_a_baseline() -> None:
    bad = results(case("a", exact_quotes=0.5), case("b", disclaimer=0))
    quotes, disclaimer = gate(bad, None, [])
    assert "exact_quotes" in quotes and "s/a" in quotes
    assert "disclaimer" in disclaimer and "s/b" in disclaimer


def emergency(id_: str, read: str) -> CaseResult:
    return case(id_, read).model_copy(update={"expected": {"urgency": "emergency"}})


def test_an_emergency_read_lower_than_before_fails_by_name() -> None:
    before = results(emergency("a", "emergency"), emergency("b", "urgent"))
    assert gate(results(emergency("a", "emergency"), emergency("b", "routine")), before, []) == []
    (reason,) = gate(results(emergency("a", "urgent"), emergency("b", "urgent")), before, [])
    assert reason.startswith("s: an emergency is read lower:\n  s/a")
    (new,) = gate(results(emergency("c", "routine")), before, [])
    assert "s/c" in new


def test_a_set_that_is_no_longer_run_fails() -> None:
    now = Results(stamp=STAMP, sets={"s": SetResult(library="x", not_run="its library is gone")})
    (reason,) = gate(now, many(0), [])
    assert "is not now: its library is gone" in reason
    assert gate(results(case("a"), name="t"), many(0), []) == []  # it was not asked for


def test_floors_are_for_one_set_or_all_and_ceilings_where_lower_is_better() -> None:
    now = results(case("a", right=1, over_refusal=0), case("b", right=0, over_refusal=1))
    assert gate(now, None, [Floor.read("right=0.5"), Floor.read("t:right=1")]) == []
    (right,) = gate(now, None, [Floor.read("s:right=0.9")])
    assert right.startswith("s: right 0.500 is below 0.9:\n  s/b") and "s/a" not in right
    (refusal,) = gate(now, None, [Floor.read("over_refusal=0.1")])
    assert "is above 0.1" in refusal and "s/b" in refusal


@pytest.mark.parametrize("text", ["0.9", "right", "right=x", "speed=1"])
def test_a_floor_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(AftercareError, match="metric=value"):
        Floor.read(text)


def test_two_runs_are_compared_case_by_case(tmp_path: Path) -> None:
    one, other = many(6), many(6)
    worse = results(*(c if c.id != "c9" else case("c9", right=0) for c in other.sets["s"].cases))
    (change,) = compare(one, worse)
    assert (change.better, change.worse, change.cases) == ((), ("c9",), 20)
    assert change.chance == 1.0
    one.write(tmp_path / "results.json")
    worse.write(tmp_path / "worse.json")
    done = CliRunner().invoke(app, ["compare", str(tmp_path), str(tmp_path / "worse.json")])
    assert done.exit_code == 0
    assert "worse: s/c9 “ask c9”: outcome: expected answered" in done.stdout
    same = CliRunner().invoke(app, ["compare", str(tmp_path), str(tmp_path)])
    assert "No score of any case differs" in same.stdout


def test_results_survive_being_written_and_a_baseline_holds_no_text(tmp_path: Path) -> None:
    now = many(3)
    now.write(tmp_path / "results.json")
    assert read_results(tmp_path) == now
    assert "ask c1" in (tmp_path / "results.json").read_text()
    bare = now.without_texts()
    bare.write(tmp_path / "baseline.json")
    assert "ask" not in (tmp_path / "baseline.json").read_text()
    assert gate(now, read_results(tmp_path / "baseline.json"), []) == []


@pytest.mark.parametrize("text", [None, "{", '{"stamp": {}, "sets": {}}'])
def test_results_that_cannot_be_read_are_named(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "results.json").write_text(text)
    done = CliRunner().invoke(app, ["compare", str(tmp_path), str(tmp_path)])
    assert done.exit_code == 2 and "results.json" in done.stderr
