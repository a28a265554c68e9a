"""What was read last is kept, and no more of it than is said."""

from __future__ import annotations

from ingest.recent import Recent


def test_what_is_kept_is_not_read_again_and_the_oldest_goes_first() -> None:
    read: list[list[str]] = []

    def upper(keys: list[str]) -> dict[str, str]:
        read.append(keys)
        return {key: key.upper() for key in keys if key != "?"}

    recent: Recent[str] = Recent(3)
    assert recent.of(["a", "b", "a"], upper) == {"a": "A", "b": "B"}
    assert list(recent.of(["b", "c", "a"], upper)) == ["b", "c", "a"]
    assert recent.of([], upper) == {} and recent.of(["?"], upper) == {}
    assert read == [["a", "b"], ["c"], ["?"]]
    recent.of(["b", "d"], upper)  # c was asked for before a and b: it goes
    recent.of(["a", "b", "d"], upper)
    recent.of(["c"], upper)
    assert read[3:] == [["d"], ["c"]]


def test_more_than_is_kept_is_read_all_the_same() -> None:
    recent: Recent[int] = Recent(2)
    assert recent.of(["a", "bb", "ccc"], lambda keys: {key: len(key) for key in keys}) == {
        "a": 1,
        "bb": 2,
        "ccc": 3,
    }
