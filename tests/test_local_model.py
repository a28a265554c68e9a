"""A true model in this process, by LangChain's Hugging Face pipeline: tiny, its weights random, all noise."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from bot.flow import Bot
from bot.model import ModelChoice
from ingest.embed import Embedder

WORDS = (
    "The the Wait skin is red [1] [2]. not normal. after microneedling wait 24 hours days SPF 30 avoid may"
)


@pytest.fixture(scope="module", params=[0, 1, 2])
def noise(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved model of a few thousand weights whose words are those of real answers."""
    folder = tmp_path_factory.mktemp("noise")
    names = ["<unk>", "<s>", "</s>", *dict.fromkeys(WORDS.split())]
    tokenizer = Tokenizer(models.WordLevel({name: i for i, name in enumerate(names)}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    fast = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, unk_token="<unk>", bos_token="<s>", eos_token="</s>", pad_token="</s>"
    )
    fast.chat_template = "{% for message in messages %}{{ message['content'] }} {% endfor %}"
    fast.save_pretrained(folder)
    torch.manual_seed(request.param)
    config = LlamaConfig(
        vocab_size=len(names),
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=4096,
        bos_token_id=1,
        eos_token_id=2,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


@pytest.mark.parametrize(
    "question", ["Is flaking normal after microneedling?", "Which SPF after microneedling?"]
)
def test_noise_ends_in_the_quoted_answer(
    noise: Path, question: str, summaries_index: Path, embedder: Embedder, bot: Bot
) -> None:
    model = ModelChoice(f"huggingface:{noise}", seconds=30, tokens=60)
    answer = Bot(summaries_index, embedder, model=model).answer(question)
    quoted = bot.answer(question)
    assert answer.why_quoted in ("unproved", "empty", "endless")
    assert (answer.mode, answer.sentences, answer.citations) == ("quoted", quoted.sentences, quoted.citations)
