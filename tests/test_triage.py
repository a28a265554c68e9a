"""Danger signs: read in lay words and anywhere in a conversation, not fooled by look-alikes."""

from __future__ import annotations

import pytest

from bot.contract import Turn
from bot.triage import triage
from ingest.treatments import shipped

TABLE = shipped()


def urgency(text: str, *before: str) -> str:
    found = triage(text, [Turn("user", said) for said in before], TABLE)
    return found.urgency if found else "routine"


@pytest.mark.parametrize(
    "text",
    [
        "my throat feels like it's closing up",
        "had microneedling an hour ago and my throat feels like its closing",
        "I cant breathe properly since the injection",
        "my tounge is swollen, no wait my tongue is huge",
        "can't see properly out of my left eye since the filler",
        "my words come out slurred",
        "filler at two, now I'm confused with a bad headache and can't remember our address",
        "6 days after botox and soup is coming back out my nose",
        "she wrote look after my cat, sorry for everything",
        "my nose is ruined and I keep working out whether I could survive a jump",
        "laser on my chin, big watery blisters, some burst and it is raw underneath",
        "lips look like marble since my lip filler",
        "the skin next to my nose filler has gone white and it hurts",
        "since botox I find it hard to swallow",
        "redness is spreading and I have a temp of 39",
        "calf twice the size and sore after sclerotherapy",
        "got the perm lotion in my eye",
        "I look so bad I don't want to be here any more",
        "my toddler swallowed numbing cream",
        "my daughter's lips turned blue after her lip filler",
        "No fever, but I can't breathe",
        "my mum says it's nothing but my tongue is swelling",
        "no puedo respirar",
        "can't breathe",
        "Can't see out of one eye",
        "Can hardly breathe",
        "Will I be ok? can't swallow",
        "I was fine last year but now I cant breathe",
        "It went away but now my tongue is swelling again",
        "I read the leaflet but my throat is closing",
        "I saw my lips turn white after filler",
        "I have a fever of 39.5 and the redness is spreading",
        "I have a fever. The redness is spreading up my neck.",
        "Had lip filler today. They are turning white and it hurts",
        "he is not breathing",
        "struggling to get air",
        "short of breth",
        "nose tip is black after filler",
        "one side of my mouth is drooping and my words are jumbled",
        "thinking of ending my life",
        "i took 20 paracetamol",
        "what happens if a baby swallows numbing cream, asking because mine just did",
        "had botox on monday. is the trouble swallowing from that?",
        "after my lip filler it's really hurting and getting worse, now blisters too",
        "my lips have gone a white colour and hurt",
        "steroid injection in my cheek, it has turned white and mottled and hurts",
        "little one sucked on the tube of LMX",
        "I've written letters to my kids",
        "he went all stiff and shook for a minute after the hair injections",
        "my 18 month old had a suck on the glue remover",
        "two weeks after the tattoo I can't open my mouth and my neck is stiff",
        "he passed out and isn't waking up",
        "under eye filler at noon. like peering through a steamed window on the left",
        "my son swallowed some acetone",
        "I just want everything to be quiet. they ruined my face",
        "tip of my nose is like a frozen pea and the colour of slate, had it filled thursday",
        "sat by the railway for an hour. these brows",
    ],
)
def test_emergencies_are_recognised(text: str) -> None:
    assert urgency(text) == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "yellow pus is coming out of the spot",
        "the redness is spreading down my neck, day 3",
        "big fluid filled blisters after my IPL",
        "I have a fever since yesterday",
        "a hard lump came up 6 weeks after filler, its red and warm",
        "cold sore tingling after lip blush",
        "the mole site won't stop bleeding",
        "pressed on it for ten minutes and it's bleeding same as before",
    ],
)
def test_urgent_signs_are_recognised(text: str) -> None:
    assert urgency(text) == "urgent"


@pytest.mark.parametrize(
    "text",
    [
        "Dry red flaky skin a week after microdermabrasion. Is this normal?",
        "no fever, no pus, just flaky",
        "can filler make you blind?",
        "what would an infection look like?",
        "I had an infection years ago, can I have a peel?",
        "can you look after the stud for me when I am on holiday",
        "my nose is peeling after the soup steamed my face",
        "I am dying to wear makeup again",
        "lips swollen and bruised the morning after filler",
        "one eyelid has dropped a week after forehead botox, otherwise fine",
        "the skin goes white for a second when I press, after my peel",
        "I read that some people get pus, should I look out for it?",
        "is peeling normal",
        "my new chest tattoo hurts a bit",
        "i cut myself shaving after microneedling",
        "I'm confused, is my red skin normal after microneedling?",
        "is this redness temporary and will it spread",
        "I spread the cream at room temperature after microneedling",
        "tight skin around my throat, just dry",
        "can I get lotion in my eye",
        "The numbing cream went on at noon, then I went to eat lunch",
        "My face looks white from sunscreen",
        "I can't speak highly enough of microneedling",
        "I dont want to be here all day, which spf should I use",
        "my skin can't breathe under this mask",
        "I can't see any results yet",
        "my lips are black and blue after filler",
        "the flaking is spreading to my chin, painless",
        "a friend of mine had sepsis after a tattoo",
        "no fever, chills or pus",
        "after the vein injections neither calf is swollen or sore",
        "is it possible to be allergic to botox, like throat closing and all that?",
        "my eyelids swelled up from a tint two summers ago, can I have a lift?",
        "there was this influencer whose lips turned black after filler",
        "if I woke up with a fever after my tattoo, who would I call?",
        "can't breathe for laughing at my brows",
        "I can't breathe for excitement, my first facial is tomorrow",
        "confused about where I am with the aftercare, and what day it is ok to swim",
        "once the numbing wore off the redness went down, is that normal",
        "I wrote notes for my husband on the aftercare",
        "Blisters on my heels from the new shoes, but the peel itself was three weeks ago",
        "suicidal blonde was my colour, are brows tinted to match",
        "my glasses have sat on the bridge of my nose all day since filler",
        "I used my own pen for the brows and a rash came up in the sun",
        "jaw clamped tight at night for weeks, stiff neck, will botox help",
        "fainted at the price, no response to my email",
        "I am a 45 year old and drank coffee before a glycolic peel",
        "we had ice cream, the toddler licked it off my tattooed arm",
        "I can't lie down after my botox. Do I have to go on like this for 4 hours",
    ],
)
def test_look_alikes_are_not_raised(text: str) -> None:
    assert urgency(text) == "routine"


@pytest.mark.parametrize("name", [name for name in TABLE.names if not TABLE.has_articles(name)])
def test_a_treatment_known_by_name_alone_switches_no_sign_off(name: str) -> None:
    assert urgency(f"{name} yesterday. my lip has gone white and cold and it hurts") == "emergency"


def test_a_sign_is_found_in_a_very_long_message() -> None:
    assert urgency("It all went well and I am happy. " * 2_000 + "My throat is closing.") == "emergency"


def test_a_sign_once_raised_stays_raised() -> None:
    assert urgency("and which SPF should I use?", "my throat is closing up") == "emergency"


def test_what_the_bot_said_raises_nothing() -> None:
    said = [Turn("assistant", "Call if your throat is closing.")]
    assert triage("thanks", said, TABLE) is None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("how many paracetamol until I never wake up", "emergency"),
        ("My face is ruined. Survive a jump from the roof?", "emergency"),
        ("I nearly didn't survive a jump scare when I saw my face", "routine"),
        ("my brother survived an overdose years ago, can I use numbing cream", "routine"),
        # Only asked about, so it switches nothing off; had a while ago, so it does.
        ("can I have waxing? my lip has gone blue", "emergency"),
        ("microneedling 2 weeks ago. my lip has gone blue", "routine"),
        # Described beside a treatment that is named.
        ("three areas of my forehead last week, waxing tomorrow? I keep wetting myself", "emergency"),
    ],
)
def test_who_asks_how_and_what_was_had(text: str, level: str) -> None:
    assert urgency(text) == level


def test_a_sign_may_be_spread_over_two_messages() -> None:
    assert urgency("and it's gone white", "had lip filler today, it's really hurting") == "emergency"
    assert urgency("it is spreading up my arm", "I have a fever since the tattoo") == "emergency"


def test_a_later_message_tells_where_the_sign_was_read() -> None:
    turns = [Turn("user", "my throat is closing up"), Turn("assistant", "Call."), Turn("user", "I did")]
    found = triage("may I wear makeup later?", turns, TABLE)
    assert found is not None and found.message == 0
    found = triage("now my tongue is swelling too", turns, TABLE)
    assert found is not None and found.message == 2


def test_a_treatment_to_come_in_brackets_switches_no_sign_off() -> None:
    assert urgency("my lip has gone white (waxing next week)") == "emergency"
    assert urgency("my cheek is blue and net-like (waxing next week)") == "emergency"
