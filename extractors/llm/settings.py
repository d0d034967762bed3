"""What is configured of the language model: read from the environment, each setting under a name of its own."""

import os
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from extractors.errors import ExtractorError

PREFIX = "PAPERLAKE_LLM_"

_ADDRESSES = {"openai": "OPENAI_BASE_URL", "anthropic": "ANTHROPIC_BASE_URL"}
"""Where the providers' own libraries look for an address, by provider: it counts for paperlake too."""


class Settings(BaseSettings):
    """The settings, by the names of their variables in the environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    model: str = Field(
        validation_alias=AliasChoices("PAPERLAKE_LLM"),
        pattern=r"^[\w.-]+/.+$",
        description="provider/model, such as openai/gpt-4o-mini, anthropic/…, google/…, ollama/…, or llama_cpp/PATH.gguf",
    )
    url: str | None = Field(
        None,
        description="the base address, with http:// or https://, of a server that speaks the provider's protocol",
        pattern=r"^https?://",
    )
    mode: Literal["tools", "json_schema", "json", "md_json"] | None = Field(
        None, description="How the provider is told the schema; without it, as instructor does it for the provider"
    )
    temperature: float | None = Field(None, ge=0, le=2, description="Sent where it is set; some models take none")
    seed: int | None = Field(None, description="Sent where it is set")
    max_tokens: int = Field(4096, ge=16, description="Of an answer")
    papers_per_call: int = Field(1, ge=1, le=20, description="Papers asked about in one call")
    tries: int = Field(3, ge=1, le=10, description="Calls at most to get one answer right: the first, and re-asks with what was wrong")
    attempts: int = Field(5, ge=1, le=20, description="Attempts at most at a call that the provider or the network fails")
    backoff: float = Field(1.0, ge=0, description="Seconds before a failed call is made again; each further time twice that")
    concurrency: int = Field(8, ge=1, le=256, description="Calls at a time")
    per_minute: float | None = Field(None, gt=0, description="Calls a minute at most")
    timeout: float = Field(120, gt=0, description="Seconds to wait for an answer")
    price: str | None = Field(
        None,
        pattern=r"^\d+(\.\d+)?/\d+(\.\d+)?$",
        description="INPUT/OUTPUT in dollars per million tokens, where no list has it: 0.15/0.60",
    )
    cache: Path | None = Field(None, description="File of the answers; without it, answers.sqlite in the user's cache folder")
    failure_minutes: float = Field(60, ge=0, description="Minutes that an unusable answer is kept, for it costs as much as any")
    sure: float = Field(0.9, ge=0, le=1, description="For hybrid: the confidence from which on a rule's row stands unasked")
    context: int = Field(32_768, ge=512, description="For llama_cpp: tokens of the model's window")

    @property
    def provider(self) -> str:
        """Name of the provider, as instructor knows it."""
        return self.model.partition("/")[0]

    @property
    def name(self) -> str:
        """Name of the model, as the provider knows it."""
        return self.model.partition("/")[2]

    @property
    def address(self) -> str | None:
        """The base address that is set, without a password that may stand in it; null where it is the provider's own."""
        stated = self.url or os.environ.get(_ADDRESSES.get(self.provider, ""))
        if not stated:
            return None
        scheme, _, rest = stated.partition("://")
        host, slash, path = rest.partition("/")
        return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}".rstrip("/")

    @property
    def answers(self) -> Path:
        """File of the answers."""
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return self.cache or folder / "paperlake" / "answers.sqlite"

    @property
    def sent(self) -> dict[str, str | int | float]:
        """What is sent with each call beside the messages: the generation parameters that are set."""
        hosted = self.provider == "openai" and not self.address
        parameters = {
            "max_completion_tokens" if hosted else "max_tokens": self.max_tokens,  # OpenAI's newer models refuse the older name
            "temperature": self.temperature,
            "seed": self.seed,
        }
        return {name: value for name, value in parameters.items() if value is not None}

    @property
    def determining(self) -> dict[str, object]:
        """All of the settings that an answer depends on."""
        return {
            "model": self.model,
            "address": self.address,
            "mode": self.mode,
            "papers_per_call": self.papers_per_call,
            **self.sent,
        }


def load_settings() -> Settings:
    """The settings of the environment. Raises ExtractorError where the model is not set, or a setting is none or unknown."""
    known = [PREFIX + name.upper() for name in Settings.model_fields if name != "model"]
    for variable in os.environ:
        if variable.startswith(PREFIX) and variable not in known:
            meant = get_close_matches(variable, known, 1)
            raise ExtractorError(f"{variable} is no setting" + (f"; is {meant[0]} meant?" if meant else "; docs/llm.md lists them"))
    try:
        return Settings()
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        name = str(problem["loc"][0])
        variable = name if name.isupper() else PREFIX + name.upper()
        if problem["type"] == "missing":
            raise ExtractorError(
                f"no language model is set: export {variable}=provider/model, such as openai/gpt-4o-mini; docs/llm.md has the others"
            ) from None
        field = Settings.model_fields["model" if variable == "PAPERLAKE_LLM" else name]
        what = field.description if problem["type"] == "string_pattern_mismatch" else problem["msg"]
        raise ExtractorError(f"{variable} is {problem['input']!r:.80}, and must be otherwise: {what}; docs/llm.md says more") from None
