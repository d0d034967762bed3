"""A server on loopback that plays a model, and an environment that leads to it alone."""

import pytest

from tests.llm_server import Server

KEY = "sk-heron-0123456789abcdef"


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """Sets variables of the language model, over those that make tests quick."""

    def export(**variables: object) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, str(value))

    for name in ("OPENAI_BASE_URL", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "GOOGLE_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    export(OPENAI_API_KEY=KEY, PAPERLAKE_LLM_CACHE=tmp_path / "answers.sqlite", PAPERLAKE_LLM_BACKOFF=0.01, PAPERLAKE_LLM_TIMEOUT=5)
    return export


@pytest.fixture
def llm(environment):
    with Server().running() as served:
        environment(PAPERLAKE_LLM="openai/toy", PAPERLAKE_LLM_URL=served.url)
        yield served
