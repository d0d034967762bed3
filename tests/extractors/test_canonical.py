import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.canonical import benchmark_id, canonical_columns, host, model_family, model_id, repo_id


@pytest.mark.parametrize("name", ["LLaMA2-7B", "Llama-2 (7B)", "llama 2 7b", "LLAMA_2_7B"])
def test_spellings_of_one_model_share_its_id(name):
    assert model_id(name) == "llama-2-7b"


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Llama-3.1-8B-Instruct", "llama-3.1"),
        ("Qwen2.5-0.5B", "qwen-2.5"),
        ("Mixtral 8x7B", "mixtral"),
        ("GLM-130B", "glm"),
        ("Base", "base"),
        (None, None),
    ],
)
def test_a_family_is_the_name_without_sizes_and_variants(name, family):
    assert model_family(name) == family


@pytest.mark.parametrize(("left", "right"), [("MMLU", "mmlu"), ("Human Eval", "HumanEval"), ("SQuAD v1.1", "SQuAD 1.1")])
def test_spellings_of_one_benchmark_share_its_id(left, right):
    assert benchmark_id(left) == benchmark_id(right)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.GitHub.com/a/b", "github.com"),
        ("github.com/a/b", "github.com"),
        ("github.com/a//b", "github.com"),
        ("//github.com/a", "github.com"),
        ("http://user@example.org:8080/x", "example.org"),
        ("https://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_host(url, name):
    assert host(url) == name


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("https://github.com/owner/name", "owner/name"),
        ("https://github.com/owner/name.git", "owner/name"),
        ("github.com/owner/name/tree/main/code#readme", "owner/name"),
        ("https://gitlab.com/owner/name/", "owner/name"),
        ("https://huggingface.co/owner/name", "owner/name"),
        ("https://huggingface.co/datasets/owner/name", "owner/name"),
        ("https://huggingface.co/spaces/owner/name", "owner/name"),
        ("https://huggingface.co/collections/owner/name-1a2b", None),
        ("https://huggingface.co/papers/1234.5678", None),
        ("https://github.com/owner", None),
        ("https://owner.github.io/name", None),
        (None, None),
    ],
)
def test_repo_id(url, repository):
    assert repo_id(url) == repository


def test_the_model_columns_of_an_artifact_are_those_of_a_model():
    claim = {"kind": "dataset", "name": "Heron-7B", "url": None}
    assert canonical_columns("artifacts", claim)["model_id"] is None
    assert canonical_columns("artifacts", claim | {"kind": "model"})["model_id"] == "heron-7b"


@pytest.mark.parametrize(
    ("kind", "subject", "model"), [("training", "Heron-7B", "heron-7b"), ("training", "HeronCorpus", None), ("dataset", "Heron", None)]
)
def test_the_model_columns_of_a_token_count_are_set_where_its_subject_is_a_model(kind, subject, model):
    assert canonical_columns("token_counts", {"kind": kind, "subject": subject})["model_id"] == model


@given(st.text())
def test_no_text_is_too_odd_for_a_canonical_column(text):
    assert model_id(text) is None or model_family(text)
    assert isinstance(benchmark_id(text), str)
    assert repo_id(text) is None or host(text)
