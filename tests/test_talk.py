"""A conversation as the browser keeps it, what is shown of it, and what the clinic gets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from page import talk as talks
from page import wording
from page.chat import chat
from page.service import JSON, Service
from page.summary import html, markdown
from page.treatment import fields, past
from page.view import examples, view
from tests.test_draw import CITATION, CLINIC, answer, sentence

TODAY = date(2026, 11, 26)


def nothing(*_: Any) -> Iterator[JSON | None]:  # noqa: ANN401
    return iter(())


SERVICE = Service(
    reply=nothing,
    treatments=lambda: ("chemical peel", "microneedling"),
    examples=lambda treatment: (f"Is redness normal after {treatment}?",),
    expected=lambda _: (),
    clinic=CLINIC,
    disclaimer="D.",
    unavailable="Try again.",
)


def told(*answers: JSON | None) -> talks.Talk:
    talk = talks.new()
    for number, one in enumerate(answers):
        talk = talks.answered(talks.said(talk, f"question {number}"), one, TODAY)
    return talk


def test_treatment_and_day_are_filled_in_as_far_as_they_were_understood() -> None:
    talk = told(answer(treatment="microneedling", day=3), answer(treatment=None))
    assert (talk["treatment"], talk["date"]) == ("microneedling", "2026-11-23")
    assert talks.day_of(talk, TODAY + timedelta(days=2)) == 5
    other = talks.answered(talks.said(talk, "q"), answer(treatment="chemical peel"), TODAY)
    assert (other["treatment"], other["date"]) == ("chemical peel", None)


@pytest.mark.parametrize("on", [None, "", "soon", "2026-11-27", "1999-01-01"])
def test_a_date_ahead_or_long_ago_or_of_another_form_is_no_day(on: str | None) -> None:
    assert talks.day_of(talks.treated(talks.new(), "microneedling", on), TODAY) is None


def test_a_talk_is_never_changed_but_made_anew() -> None:
    talk = talks.new()
    talks.answered(talks.said(talk, "q"), answer(), TODAY)
    assert talk == talks.new()


def test_what_was_stopped_or_failed_says_so() -> None:
    waiting = talks.said(talks.new(), "q")
    assert len(view(waiting, TODAY, SERVICE).messages) == 1
    assert wording.STOPPED in view(talks.stopped(waiting), TODAY, SERVICE).messages[-1]["content"]
    assert "Try again." in view(told(None), TODAY, SERVICE).messages[-1]["content"]
    whole = told(answer())
    assert talks.stopped(whole) == whole


def test_an_answer_that_is_stopped_while_it_grows_keeps_what_stands() -> None:
    begun = {"whole": False, "message": "More to come.", "text": "Call.\n\nMore to come.\n\nD."}
    talk = told(answer(instruction="Call.", urgency="urgent", sentences=[sentence("Rest.")], **begun))
    assert talk["turns"][-1]["state"] == "growing"
    talk = talks.stopped(talk)
    shown = view(talk, TODAY, SERVICE)
    for text in (shown.messages[-1]["content"], markdown(talk, TODAY)):
        assert "Rest." in text and wording.STOPPED in text and "More to come" not in text
    assert "Call." in shown.banner
    assert talks.history(talk)[-1]["content"] == f"Call.\n\n{wording.STOPPED}\n\nD."
    assert talks.answered(talk, answer(), TODAY)["turns"][-1]["state"] == "done"


def test_the_instruction_stands_in_the_chat_once_and_in_the_banner_all_along() -> None:
    raised = answer(urgency="urgent", instruction="Contact them today.")
    shown = view(told(raised, raised), TODAY, SERVICE)
    assert ["Contact them" in message["content"] for message in shown.messages] == [False, True, False, False]
    assert "Contact them today." in shown.banner


def test_the_last_exchange_can_be_taken_back() -> None:
    talk, message = talks.without_last(told(answer(), answer()))
    assert (len(talk["turns"]), message) == (1, "question 1")
    assert talks.without_last(talks.new()) == (talks.new(), "")


def test_a_danger_stays_raised_when_its_message_is_taken_back() -> None:
    raised = answer(urgency="urgent", instruction="Contact them today.")
    talk = told(answer(), raised, raised)
    for left in (2, 1, 0):  # the last one raised nothing new
        talk, message = talks.without_last(talk)
        assert message == f"question {left}"
        assert len(talk["raised"]) == (left < 2)
        assert "Contact them today." in view(talk, TODAY, SERVICE).banner
    assert talks.history(talk) == [{"role": "user", "content": "question 1"}]
    assert "- Contact them today." in markdown(talk, TODAY)
    worse = talks.answered(talks.said(talk, "q"), answer(urgency="emergency", instruction="Call."), TODAY)
    assert "Call." in view(worse, TODAY, SERVICE).banner
    again, _ = talks.without_last(worse)
    assert "Call." in view(again, TODAY, SERVICE).banner
    assert talks.new()["raised"] == []


def test_chats_put_by_are_the_newest_and_not_the_empty_ones() -> None:
    kept: list[talks.Talk] = []
    for _ in range(talks.MOST_KEPT + 3):
        kept = talks.put_by(kept, told(answer()))
    assert len(kept) == talks.MOST_KEPT
    assert talks.put_by(kept, talks.new()) == kept
    assert "question 0" in past(kept) and "&lt;b&gt;" in past([talks.said(talks.new(), "<b>")])


def test_a_chat_of_another_version_is_dropped_and_no_other() -> None:
    with gr.Blocks() as page:
        chat(page, gr.HTML(), SERVICE)
    wired = {getattr(one.fn, "__name__", ""): one.fn for one in page.fns.values()}
    today, mine, other = TODAY.isoformat(), told(answer()), told(answer(), answer())
    foreign = {**mine, "turns": [{"said": "an old one"}]}

    def chats(name: str, *given: Any) -> tuple[talks.Talk, list[talks.Talk]]:  # noqa: ANN401
        shown = wired[name](*given, today, None)
        return talks.read(shown[0]), shown[6]

    assert chats("opened", foreign, [other]) == (talks.new(), [other])
    assert chats("opened", foreign, [{}]) == (talks.new(), [])
    first = SimpleNamespace(index=0)
    with pytest.warns(match=wording.HISTORY_FOREIGN):
        assert chats("reopen", first, mine, [foreign, other]) == (mine, [other])
    assert chats("reopen", first, mine, [other, foreign]) == (other, [mine, foreign])


def test_chats_are_put_by_as_long_as_the_browser_has_room() -> None:
    def long(name: str, letters: int) -> talks.Talk:
        return talks.said(talks.new(), name + "é" * letters)

    third = talks.MOST_BYTES // 2 // 3 - 100  # "é" takes two bytes
    kept: list[talks.Talk] = []
    for name in "abcd":
        kept = talks.put_by(kept, long(name, third))
    assert [chat["turns"][0]["said"][0] for chat in kept] == ["d", "c", "b"]
    assert talks.put_by(kept, long("e", 4 * third)) == kept  # one that is too long takes no room of others


def test_examples_are_of_the_treatment_or_of_several() -> None:
    assert [e["text"] for e in examples(talks.new(), SERVICE)] == list(wording.EXAMPLES)
    chosen = talks.treated(talks.new(), "microneedling", None)
    assert examples(chosen, SERVICE) == [{"text": "Is redness normal after microneedling?"}]
    none = replace(SERVICE, examples=lambda _: ())
    assert [e["text"] for e in examples(chosen, none)] == list(wording.EXAMPLES)


def test_the_fields_hold_what_is_known_and_a_treatment_that_is_not_offered() -> None:
    drawn = fields(("waxing",), talks.treated(talks.new(), "ipl", "2026-11-23"), TODAY)
    assert '<option value="ipl" selected>' in drawn and 'value="2026-11-23"' in drawn and "Day 3" in drawn


def test_the_summary_has_question_answer_sources_and_danger() -> None:
    cited = answer(
        treatment="microneedling",
        day=2,
        sentences=[sentence("Rest.")],
        citations=[{**CITATION, "publisher": "NHS", "url": "https://a.example/x_y"}],
        notes=["Your day 2."],
    )
    raised = answer(urgency="urgent", instruction="Contact them today.")
    text = markdown(told(cited, raised), TODAY)
    for part in (
        "Treatment: microneedling",
        "2026-11-24 (day 2)",
        "> question 0",
        "Rest. [1]",
        "Your day 2.",
        "- [1] T · brand · NHS <https://a.example/x_y>",
        "- Contact them today.",
        "D.",
    ):
        assert part in text
    assert "Contact them today." in html(told(raised), TODAY)
    assert wording.SUMMARY_NO_DANGER in markdown(told(answer()), TODAY)


def test_markup_in_a_summary_is_text() -> None:
    evil = "# big\n<img src=x> [x](javascript:alert(1)) *b* `c` &amp; [1](http://x) [1]: http://x"
    talk = talks.answered(talks.said(talks.new(), evil), None, TODAY)
    text = markdown(talk, TODAY)
    assert "> \\# big\n> \\<img src=x> \\[x\\](javascript:alert(1)) \\*b\\* \\`c\\` \\&amp;" in text
    assert "\\[1\\](http" in text and "\\[1\\]: http" in text
    assert "<img" not in html(talk, TODAY)
