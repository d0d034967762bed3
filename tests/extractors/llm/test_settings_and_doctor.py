"""What is set of the language model, what is wrong with it, and whether it answers."""

import re

import pytest
from typer.testing import CliRunner

from extractors.errors import ExtractorError
from extractors.llm.provider import client_of
from extractors.llm.settings import PREFIX, Settings, load_settings
from paperlake import app
from tests.conftest import KEY
from tests.llm_server import Play
from tests.paths import ROOT


def test_a_model_must_be_set(environment, monkeypatch):
    monkeypatch.delenv("PAPERLAKE_LLM", raising=False)
    with pytest.raises(ExtractorError, match=r"no language model is set: export PAPERLAKE_LLM=provider/model"):
        load_settings()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        *[("PAPERLAKE_LLM", "gpt-4o"), ("PAPERLAKE_LLM_URL", "ftp://x"), ("PAPERLAKE_LLM_MODE", "telepathy"), ("PAPERLAKE_LLM_TRIES", "0")],
        *[("PAPERLAKE_LLM_TEMPERATURE", "hot"), ("PAPERLAKE_LLM_CONCURRENCY", "1000"), ("PAPERLAKE_LLM_PRICE", "cheap")],
    ],
)
def test_a_setting_that_is_none_is_named_with_its_value(environment, variable, value):
    environment(**{"PAPERLAKE_LLM": "openai/toy", variable: value})
    with pytest.raises(ExtractorError, match=rf"^{variable} is '{value}', and must be otherwise: .*docs/llm\.md"):
        load_settings()


def test_a_setting_that_there_is_not_is_named_with_the_one_that_was_meant(environment):
    environment(PAPERLAKE_LLM="openai/toy", PAPERLAKE_LLM_TIMEOT=3)
    with pytest.raises(ExtractorError, match=r"PAPERLAKE_LLM_TIMEOT is no setting; is PAPERLAKE_LLM_TIMEOUT meant\?"):
        load_settings()


def test_an_empty_variable_is_as_good_as_none(environment):
    environment(PAPERLAKE_LLM="openai/toy", PAPERLAKE_LLM_TEMPERATURE="", PAPERLAKE_LLM_URL="")
    assert load_settings().sent == {"max_completion_tokens": 4096}


@pytest.mark.parametrize("model", ["anthropic/some-model", "google/some-model", "mistral/some-model", "nobody/some-model"])
def test_a_provider_that_cannot_be_had_is_an_error_that_says_why(environment, model):
    environment(PAPERLAKE_LLM=model)
    try:
        client_of(load_settings())
    except ExtractorError as error:
        assert re.match(rf"{model}: no client can be made: .+paperlake doctor", str(error))
    else:
        assert model.startswith("anthropic")  # whose library takes the key later, where it is installed


@pytest.mark.parametrize(("model", "says"), [("llama_cpp/no-such.gguf", "no such file"), ("llama_cpp/pyproject.toml", "llama")])
def test_a_file_that_is_no_model_is_an_error_that_says_so(environment, monkeypatch, model, says):
    monkeypatch.chdir(ROOT)
    environment(PAPERLAKE_LLM=model)
    with pytest.raises(ExtractorError, match=says):
        client_of(load_settings())


def test_every_setting_is_in_the_docs():
    text = (ROOT / "docs" / "llm.md").read_text("utf-8")
    for name in Settings.model_fields:
        assert f"`{'PAPERLAKE_LLM' if name == 'model' else PREFIX + name.upper()}`" in text, name


class TestDoctor:
    def doctor(self, code: int) -> str:
        done = CliRunner().invoke(app, ["doctor"])
        assert done.exit_code == code, done.output
        assert KEY not in done.output
        return done.output

    def test_all_is_well(self, llm, environment):
        environment(PAPERLAKE_LLM_PRICE="0.5/1.5")
        told = self.doctor(0)
        for words in (
            "openai/toy",
            llm.url,
            "OPENAI_API_KEY is set",
            "tools; instructor can tell this provider by",
            "$0.50 in, $1.50 out",
            "answered in",
        ):
            assert words in told
        assert len(llm.calls) == 1

    @pytest.mark.parametrize(
        ("play", "says"), [(Play(status=401), "not_served"), (Play(body="{}"), "invalid"), (Play(drop=True), "no_connection")]
    )
    def test_what_is_wrong_is_said_and_asked_once(self, llm, play, says):
        llm.scripts[""] = [play]
        assert says in self.doctor(1)
        assert len(llm.calls) == 1

    @pytest.mark.parametrize("model", ["openai/gpt-4o-mini", "anthropic/some-model", "google/some-model"])
    def test_without_a_key_nobody_is_asked(self, environment, monkeypatch, model):
        environment(PAPERLAKE_LLM=model)
        monkeypatch.delenv("OPENAI_API_KEY")
        assert "API_KEY is not set  <-- this is wrong" in self.doctor(1).splitlines()[-1]

    def test_nothing_is_set(self, environment, monkeypatch):
        monkeypatch.delenv("PAPERLAKE_LLM", raising=False)
        assert "export PAPERLAKE_LLM=" in self.doctor(2)
