"""Danger signs in homely words, and troubles that are a pet's or a way of speaking."""

from __future__ import annotations

import pytest

from bot.contract import Turn
from bot.triage import triage
from ingest.mentions import Mention
from ingest.treatments import TreatmentTable, shipped


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Our dog had a fit last night, so I never did my aftercare", "routine"),
        ("The dog jumped up and I had a fit on the floor", "emergency"),
        ("My lip went white and they say it's fine. It is now black", "emergency"),
        ("My calf is puffy and sore all round", "emergency"),
        ("Couldn't breathe laughing at my shiny face", "routine"),
        ("Is seeing two of everything on that side from the filler?", "emergency"),
        ("Is seeing two of everything from filler common?", "routine"),
        ("Fell off my horse had a fit", "emergency"),
        ("I was out with the dog when she had a seizure", "emergency"),
        ("I've rehomed the dog before ending it", "emergency"),
        ("The dog found him having a seizure", "emergency"),
        ("I was fine now I can't breathe", "emergency"),
        ("I had a peel in winter and I can't breathe", "emergency"),
        ("Calf tattoo swollen twice the size of the other and it hurts", "emergency"),
        ("Since the gas I couldn't breathe laughing or not", "emergency"),
        # Letters of which two share a bit, by which near misses of a name are looked for.
        ("My lip went white? ¿puedo nadar", "emergency"),
        ("my lip has gone white? после filler", "emergency"),
        ("She sent goodbye messages to her friends", "emergency"),
        ("The back laser left it white and stiff, no pain", "emergency"),
        ("She doesn't know what room she is in", "emergency"),
        ("He's talking to his mother, who died in May", "emergency"),
        ("I squeak with every breath since the numbing cream", "emergency"),
        ("Everything doubles up when I look at it", "emergency"),
        ("I can barely read, all fogged over", "emergency"),
        ("As if an axe went through my skull, never had one like it", "emergency"),
        ("cnat swallow since the filler this noon", "emergency"),
        ("The wax pot tipped over on her thigh, the patch is bigger than two hands", "emergency"),
        ("dropped in to the salon for a wax and a spot is bigger than before", "routine"),
        ("toddler ate the numbing cream what would happen if I wait", "emergency"),
        ("In a lecture on law with crushing chest pain since the injection", "emergency"),
        ("Laser on my bits and blisters all over", "emergency"),
        ("Huge bubbles on both cheeks since the laser at noon", "emergency"),
        ("My voice went croaky and my lips are tingling", "emergency"),
        ("Out of puff on the stairs, had to stop and rest", "emergency"),
        ("I counted my tablets and it would be enough", "emergency"),
        ("I shan't need my face much longer", "emergency"),
        ("The letters are written, I found somebody to take the dog", "emergency"),
        ("He is four and says a magnet is in his belly", "emergency"),
        ("My niece swallowed a wee battery", "emergency"),
        ("The laser left a brown patch, I feel nothing there", "emergency"),
        ("Been sorting who gets the cat", "emergency"),
        ("Standing on the platform, the fast train would be easier", "emergency"),
        ("Two fingers are the colour of putty and like frozen peas since the filler", "emergency"),
        ("bought a magnetic lash set, the glue one is in my bag", "routine"),
        ("my son has an MRI with magnets for his tummy, I had a tattoo", "routine"),
        ("his tattoo machine battery died halfway through my stomach piece", "routine"),
        ("should i hold frozen peas on the blue bruise after filler?", "routine"),
        ("frozen peas on filler, pale bruise, fine?", "routine"),
        ("I took 17 paracetamol since lunch", "emergency"),
        ("swallowed thirty paracetamol in one go", "emergency"),
        ("I'm 28, had botox this morning, red since lunch, can I take ibuprofen?", "routine"),
        ("I had 20 units of botox, headache since last night. Paracetamol ok?", "routine"),
        ("had my lip filler at 16:00, sore since lunch, can I take paracetamol", "routine"),
        ("had laser 48 hours ago and it's been sore since last night, is ibuprofen ok", "routine"),
        ("Two trains on the platform were late after my peel", "routine"),
    ],
)
def test_homely_words_and_others_troubles(text: str, level: str) -> None:
    found = triage(text, [], shipped())
    assert (found.urgency if found else "routine") == level


def test_an_overdose_is_read_across_two_messages() -> None:
    before = [Turn("user", "how many paracetamol can I take after a thread lift?")]
    found = triage("ah. I have had 26 since lunch", before, shipped())
    assert found is not None and found.sign == "too many painkillers"


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("Filler on Monday, getting chills?", "Nope, the redness is spreading"),
        ("Lip filler yesterday. pain?", "no, it is getting worse and oozing pus"),
    ],
)
def test_no_to_the_bot_answers_no_question_of_their_own(before: str, message: str) -> None:
    found = triage(message, [Turn("user", before)], shipped())
    assert found is not None and found.urgency == "emergency"


def test_the_treatments_of_a_long_conversation_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    find = TreatmentTable.find

    def counted(table: TreatmentTable, text: str, *, misspelt: bool = False) -> tuple[Mention, ...]:
        looked.append(text)
        return find(table, text, misspelt=misspelt)

    monkeypatch.setattr(TreatmentTable, "find", counted)
    said = [Turn("user", "blisters after my peel") for _ in range(20)]
    assert triage("blisters after my peel", said, shipped()) is not None
    assert len(looked) <= 2 * 21
    looked.clear()
    assert triage("my throat is closing", [Turn("user", "had a peel")], shipped()) is not None
    assert not looked  # what counts after any treatment asks for none
