import pytest

from extractors.rules.model_sizes import find
from extractors.rules.role_clues import OWN, family_of
from extractors.rules.scan import Scan
from extractors.rules.size_roles import ROLES, heaviest
from extractors.text import Article

NONE = ("Of tides and tables", "")
LIMPET = ("Limpet: A Language Model of Tides", "We introduce Limpet, a language model of tides. ")
SIEVE = ("Sieve: Sorting Data by Salt", "We propose Sieve, a method for data selection. ")
ROCKPOOL = ("RockpoolQA: A Benchmark of Tides", "We build RockpoolQA, a benchmark of questions on tides. ")


def roles(paper, text):
    title, before = paper
    return [(row.claim["model"], str(row.claim["role"])) for row in find(Scan(Article(title, before + text)))]


@pytest.mark.parametrize(
    ("paper", "text"),
    [
        (NONE, "We present a new 2B-parameter model of tides."),
        (NONE, "The resulting 3B model reads tables."),
        (NONE, "Our 7B model reads tables better than people do."),
        (NONE, "We introduce and release a 1.5B-parameter encoder for tables."),
        (NONE, "Our final model has 13 billion parameters."),
        (SIEVE, "We also release a new 3B model trained on the sorted data."),
        (LIMPET, "We release Limpet-1B and Limpet-7B."),
        (LIMPET, "Limpet-7B-Chat outperforms far larger models."),
        (LIMPET, "Our model has 7B parameters."),
        (NONE, "We present Periwinkle-3B, a model that reads tables."),
        (NONE, "Our reader, Periwinkle-3B, reads tables."),
    ],
)
def test_what_a_paper_offers_as_its_own_is_introduced(paper, text):
    assert {role for _, role in roles(paper, text)} == {"introduced"}


@pytest.mark.parametrize(
    ("paper", "text"),
    [
        (SIEVE, "It beats random choice on Mistral-7B and on Qwen2-7B."),
        (SIEVE, "We probe Llama-3-8B with tides."),
        (SIEVE, "We train 1B-parameter models on the sorted data."),
        (SIEVE, "It helps at 7B scale as well."),
        (SIEVE, "We test models of 1B, 3B and 7B parameters."),
        (SIEVE, "Experiments with Llama-3-8B and Gemma-2-9B confirm this."),
        (SIEVE, "On Mistral-7B, it improves accuracy by 4 points."),
        (SIEVE, "Sieve improves Qwen2-7B by 4 points over random choice."),
        (SIEVE, "We fine-tune Llama-2-13B on the sorted data."),
        (SIEVE, "Starting from Pythia-1.4B, we train for a day."),
        (SIEVE, "We distil Llama-3-70B into a 1B student."),
        (SIEVE, "Qwen2-7B trained on the sorted data reaches 61.2."),
        (ROCKPOOL, "We evaluate nine models, from Gemma-2-2B to Llama-3-70B."),
        (ROCKPOOL, "Even Qwen2-72B answers half of them."),
        (NONE, "We study how Llama-2-7B stores dates."),
        (NONE, "We fine-tune Periwinkle-3B on tables."),
    ],
)
def test_what_the_experiments_run_on_is_studied(paper, text):
    assert {role for _, role in roles(paper, text)} == {"studied"}


@pytest.mark.parametrize(
    ("paper", "text", "model"),
    [
        (LIMPET, "Limpet outperforms Llama-2-13B.", "Llama-2-13B"),
        (LIMPET, "It competes with Yi-34B.", "Yi-34B"),
        (LIMPET, "It wins over the best of others, among them Falcon-40B.", "Falcon-40B"),
        (LIMPET, "It scores 71.2, against 68.0 for Mistral-7B.", "Mistral-7B"),
        (LIMPET, "It is on par with Qwen2-72B.", "Qwen2-72B"),
        (LIMPET, "It scores 71.2, compared with 68.0 for Mistral-7B.", "Mistral-7B"),
        (LIMPET, "It beats larger models such as Falcon-40B.", "Falcon-40B"),
        (LIMPET, "Unlike Falcon-40B, it reads tables.", "Falcon-40B"),
        (LIMPET, "It approaches the accuracy of Llama-3-70B.", "Llama-3-70B"),
        (LIMPET, "It surpasses existing models of up to 30B parameters.", None),
        (LIMPET, "It is competitive with Periwinkle-30B.", "Periwinkle-30B"),
        (("Of tides", ""), "Models such as Llama-2-70B are costly. We ask why.", "Llama-2-70B"),
        (("Of tides", ""), "Existing models with over 100B parameters are slow. We ask why.", None),
    ],
)
def test_what_is_compared_with_or_background_is_reference(paper, text, model):
    assert (model, "reference") in roles(paper, text)


def test_one_sentence_may_hold_all_roles():
    text = "Limpet-7B, built on Mistral-7B, outperforms Llama-2-13B."
    assert roles(LIMPET, text) == [("Limpet-7B", "introduced"), ("Mistral-7B", "studied"), ("Llama-2-13B", "reference")]


def test_a_clue_without_a_weight_counts_for_nothing():
    assert heaviest(["nothing of the kind"]) in ROLES
    assert heaviest(["compared", "nothing of the kind"]) == heaviest(["compared"]) == "reference"
    assert OWN not in ("compared",)


@pytest.mark.parametrize(("name", "family"), [("Foo-7B-Chat", "Foo"), ("Foo 2 7B", "Foo 2"), ("Foo", "Foo"), ("FooT", "FooT")])
def test_a_family_is_a_name_without_its_size(name, family):
    assert family_of(name) == family
