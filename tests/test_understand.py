"""What a message asks: treatment, day, topic, kind of fact, and what the turns before it supply."""

from __future__ import annotations

import pytest

from bot.contract import Turn
from bot.slots import fills, slot_of
from bot.understand import understand
from ingest import topics
from ingest.errors import AftercareError
from ingest.treatments import parse, shipped

TABLE = shipped()


def asked(*said: str) -> list[Turn]:
    return [turn for text in said for turn in (Turn("user", text), Turn("assistant", "…"))]


@pytest.mark.parametrize(
    "said", ["sorry i meant laser hair removal not wax, brain fog", "no my bad, laser hair removal"]
)
def test_a_correction_asks_the_same_of_the_other_treatment(said: str) -> None:
    question = understand(said, asked("can I swim after waxing"), TABLE)
    assert question.treatment == "laser hair removal"
    assert question.topics == ("swimming",)


@pytest.mark.parametrize(("said", "slot"), [("gym tmrw?", "may_i"), ("my skin is flaky", "open")])
def test_where_its_form_does_not_tell_what_a_message_is_about_does(said: str, slot: str) -> None:
    assert understand(said, (), TABLE).slot == slot


def test_for_how_long_is_about_what_was_spoken_of() -> None:
    question = understand("for how long tho", asked("can I sleep on my front after a lash lift"), TABLE)
    assert (question.slot, question.topics, question.treatment) == ("how_long", ("sleeping",), "lash lift")


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("how many days will I flake", "how_long"),
        ("when can I wear makeup", "how_long"),
        ("when should I see a doctor", "when_call"),
        ("when should I go back?", "when_call"),
        ("when do I see the final colour", "how_long"),
        ("when should I go back to my retinol", "how_long"),
        ("can I go back to scraping", "may_i"),
        ("must I inform the doctor", "when_call"),
        ("when is it an emergency after PRP?", "when_call"),
        ("when does the redness go, is it urgent", "how_long"),
        ("should I go to urgent care", "when_call"),
        ("should I go in the pool", "may_i"),
        ("was that supposed to happen", "is_normal"),
        ("is this normal", "is_normal"),
        ("is that ok", "is_normal"),
        ("is it ok to swim", "may_i"),
        ("can I shower", "may_i"),
        ("which SPF", "product"),
        ("what can I put on it", "product"),
        ("why is it dry", "cause"),
        ("flaky chin", "open"),
        ("at what point would you ring the clinic about the oozing", "when_call"),
        ("how red is red enough to get it looked at", "when_call"),
        ("who should I tell, nothing else is wrong", "when_call"),
        ("when's the trout pout going away", "how_long"),
        ("is it meant to weep", "is_normal"),
        ("would a glass of wine hurt", "may_i"),
        ("is a sauna too soon", "may_i"),
    ],
)
def test_the_kind_of_fact_that_is_asked_for(text: str, slot: str) -> None:
    assert slot_of(text) == slot


def test_a_kind_of_fact_is_found_in_a_sentence_that_has_it() -> None:
    assert fills("how_long", "Redness settles within 24-48 hours.")
    assert fills("how_long", "Wear it only once the lips have fully healed.")
    assert fills("how_long", "Wash it on the evening after IPL.")
    assert not fills("how_long", "Redness settles.")
    assert fills("when_call", "If it persists, follow up with your clinician.")
    assert fills("is_normal", "Expect some redness.") and fills("is_normal", "Redness is expected.")
    assert not fills("is_normal", "A clinic that was asked named no days; it expected the skin to settle.")


def test_a_follow_up_keeps_treatment_topic_and_kind() -> None:
    question = understand(
        "and how long does it last?", asked("is dry skin normal after microneedling?"), TABLE
    )
    assert question.treatment == "microneedling"
    assert question.standalone == "how long does dryness last after microneedling?"
    short = understand("and makeup?", asked("can I use vaseline after microblading"), TABLE)
    assert (short.treatment, short.topics, short.slot) == ("microblading", ("makeup",), "may_i")


def test_a_new_treatment_replaces_the_old_one() -> None:
    history = asked("which SPF after microneedling?")
    assert understand("what about after a peel?", history, TABLE).treatment == "chemical peel"
    assert understand("and after a knee replacement?", history, TABLE).treatment is None


@pytest.mark.parametrize(
    "said",
    [
        "microdermabrasion",
        "what about after microdermabrasion?",
        "no i meant microdermabrasion",
        "wait, not microneedling, microdermabrasion",
        "oops, meant microdermabrasion",
    ],
)
def test_a_message_that_only_names_a_treatment_asks_the_same_again(said: str) -> None:
    question = understand(said, asked("is dry skin normal after microneedling?"), TABLE)
    assert question.standalone == "is dry skin normal after microdermabrasion?"
    assert (question.topics, question.slot) == (("dryness",), "is_normal")


def test_what_starts_to_work_is_the_treatment_and_not_the_sign_before() -> None:
    before = asked("Is a headache normal after botox?")
    assert understand("when will it start working then", before, TABLE).topics == ()
    assert understand("how long does it last", before, TABLE).topics == ("headache",)


def test_misspelt_topics_are_read_and_english_words_are_left_alone() -> None:
    assert understand("waht sunscren after microneedling", [], TABLE).topics == ("sunscreen",)
    flakey = understand("is flakey skin nomral", [], TABLE)
    assert (flakey.topics, flakey.slot) == (("flaking",), "is_normal")
    text = "a thread is sticking out after injections"
    assert understand(text, [], TABLE).standalone == text


def test_a_correction_is_read_with_what_it_corrects() -> None:
    question = understand("no, I meant before it", asked("do I stop retinol for a peel?"), TABLE)
    assert question.treatment == "chemical peel"
    assert "retinol" in question.standalone and "before chemical peel" in question.standalone


def test_the_bot_s_own_words_are_not_carried_over() -> None:
    history = [Turn("user", "is this normal?"), Turn("assistant", "After microneedling, yes.")]
    assert understand("and how long?", history, TABLE).treatment is None


def test_a_long_message_is_condensed_to_what_it_asks() -> None:
    ramble = (
        "Hello there. I am a teacher and quite busy these days with the school play and all the rest "
        "of it. My friend recommended the place. I had microneedling on Friday. The weather was lovely "
        "and we went for a walk by the river. Is flaking normal? Thank you so much for reading this."
    )
    standalone = understand(ramble, [], TABLE).standalone
    assert "Is flaking normal?" in standalone and "microneedling" in standalone
    assert "river" not in standalone


def test_an_unknown_treatment_keeps_its_own_words() -> None:
    assert understand("can I swim after a knee replacement", [], TABLE).unknown_treatment == (
        "knee",
        "replacement",
    )
    assert understand("can I swim after it", [], TABLE).unknown_treatment == ()
    assert understand("after a knee replacement can I fly", [], TABLE).unknown_treatment == (
        "knee",
        "replacement",
    )


def test_the_table_tells_family_areas_and_what_differs() -> None:
    peel = TABLE.about("chemical peel")
    assert (peel.family, peel.areas[0]) == ("peel and exfoliation", "face")
    assert peel.differs == {"depth": ("superficial", "medium", "deep")}
    assert all(TABLE.about(name).areas for name in TABLE.names)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("had morphius8 yesterday", "rf microneedling"),
        ("jessner's peel", "chemical peel"),
        ("is this ok after a lvl lift", "lash lift"),
        ("botex", "botulinum toxin"),
        ("varithena in my leg", "sclerotherapy"),
        ("a mole cut out last week", "mole removal"),
    ],
)
def test_names_as_people_type_them(typed: str, meant: str) -> None:
    assert [mention.name for mention in TABLE.find(typed)] == [meant]


def test_a_wrong_table_of_topics_is_named() -> None:
    with pytest.raises(AftercareError, match=r"mine\.yaml: not a table of topics"):
        topics.parse("a: {kind: thing, words: [x]}", "mine.yaml")


def test_a_topic_is_not_the_treatment_that_was_had() -> None:
    assert understand("how long does redness last after waxing", [], TABLE).topics == ("redness",)
    assert understand("can I get waxing after botox", [], TABLE).topics == ("waxing",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: {family: needle, areas: [face], parent: b}", "a: parent 'b'"),
        ("a: [x]", "table"),
        ("a: {alias: [x]}", "alias"),
        ("a: {family: magic, areas: [face]}", "a › family: Input should be 'injection'"),
        ("a: {family: needle}", "a › areas: Field required"),
        ("a: {family: needle, areas: [face], differs: {depth: [deep]}}", "a › differs › depth: .*at least 2"),
        (
            "a: {family: needle, areas: [face], aliases: [x-y]}\n"
            "b: {family: needle, areas: [face], weak: [x y]}",
            "b: 'x y' is also a",
        ),
    ],
)
def test_a_wrong_table_of_treatments_is_named(text: str, said: str) -> None:
    with pytest.raises(AftercareError, match=said):
        parse(text, "mine.yaml")
