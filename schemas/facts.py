"""The five tables of facts that a title and abstract state.

Each table has two models. The claim holds the fields that an extractor states; the fact adds what the grounding gate
finds out: where the evidence stands, whose it is, and the canonical columns. What counts as a row is said to people in
docs/rows.md, and to language models by the docstrings and descriptions of the claims, which are part of their prompt.
"""

from enum import StrEnum

from schemas.base import Row, column


class Field(StrEnum):
    """A field of a paper that evidence can stand in."""

    TITLE = "title"
    ABSTRACT = "abstract"
    GITHUB_REPO = "github_repo"
    PROJECT_PAGE = "project_page"


class Qualifier(StrEnum):
    """How a stated figure relates to the true one."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE_LOW = "range_low"
    RANGE_HIGH = "range_high"


class Count(StrEnum):
    """Which parameters are counted."""

    TOTAL = "total"
    ACTIVE = "active"
    TRAINABLE = "trainable"


class SizeRole(StrEnum):
    """What the paper does with the model."""

    INTRODUCED = "introduced"
    STUDIED = "studied"
    REFERENCE = "reference"


class TokenKind(StrEnum):
    """What the tokens are counted of."""

    TRAINING = "training"
    DATASET = "dataset"
    CONTEXT = "context"
    VOCABULARY = "vocabulary"
    OTHER = "other"


class BenchmarkRole(StrEnum):
    """What the paper does with the benchmark."""

    EVALUATED = "evaluated"
    INTRODUCED = "introduced"
    MENTIONED = "mentioned"


class Unit(StrEnum):
    """The unit that a result is stated in."""

    PERCENT = "percent"
    POINTS = "points"
    FACTOR = "factor"


class ResultKind(StrEnum):
    """Whether a result is a score or a difference between scores."""

    ABSOLUTE = "absolute"
    DELTA = "delta"


class ArtifactKind(StrEnum):
    """What is released."""

    CODE = "code"
    MODEL = "model"
    DATASET = "dataset"
    BENCHMARK = "benchmark"
    DEMO = "demo"
    PAGE = "page"
    OTHER = "other"


class Status(StrEnum):
    """Whether an artifact is out, or announced."""

    RELEASED = "released"
    PROMISED = "promised"


class Claim(Row):
    """What an extractor states: the fields of a fact and a quote that shows it."""

    evidence: str = column(
        "The shortest verbatim quote of the title or abstract, within one sentence, that shows the fact",
        min_length=2,
        max_length=300,
    )


class ModelSizeClaim(Claim):
    """A stated parameter count of a model.

    One row for each distinct model, number and kind of count; each member of a list and each end of a range is a row. A size inside a
    model's name counts, one inside a dataset's name does not. No rows: "8x7B", which states no total; shares of parameters;
    compression factors; names of devices; money; counts of samples, hours or people; sizes without a number.
    """

    model: str | None = column(
        "The model's name as written, with its size where the text joins them; null for a model that is only described"
    )
    params: int = column("Parameter count, written out in full: 1.7B is 1700000000", unit="parameters", ge=1, lt=2**63)
    qualifier: Qualifier = column(
        "How the count is qualified: `approx` for about, ~, 100B-scale; `at_least` for over; `at_most` for up to; the ends of a range "
        "are `range_low` and `range_high`; else `exact`"
    )
    count: Count = column("`active`: activated in a mixture of experts; `trainable`: the fine-tuned part only; else `total`")
    role: SizeRole = column(
        "`introduced`: the paper offers this model as its own result; `studied`: its experiments run on it, or it was trained only for "
        "them; `reference`: named for comparison or as background"
    )


class TokenCountClaim(Claim):
    """A stated number of tokens.

    The unit is tokens, said or plainly meant; a context length counts without the word too. No rows: tokens per second, factors such
    as "2x fewer tokens", and counts of words, sentences, documents, samples, bytes or hours.
    """

    tokens: int = column("Number of tokens, written out in full: 0.31TB is 310000000000", unit="tokens", ge=1, lt=2**63)
    qualifier: Qualifier = column("How the number is qualified, as for model sizes; the ends of a range are `range_low` and `range_high`")
    kind: TokenKind = column(
        "`training`: what a model is trained or tuned on; `dataset`: what a corpus holds; `context`: the length of a window, prompt or "
        "document; `vocabulary`: entries of a tokenizer; `other`: any other count of tokens"
    )
    subject: str | None = column("The dataset or model that it is the count of, as written, or null")


class BenchmarkClaim(Claim):
    """A named benchmark that the text mentions as something models are measured on.

    A named dataset, test suite, leaderboard, challenge or evaluation harness, once a paper; a suite and its named parts are rows each;
    a short form and its long form are one row, under the short form. No rows: benchmarks without a name, tasks without a dataset,
    corpora that are only trained on, metrics, models.
    """

    name: str = column(
        "The benchmark's name as written, without the word benchmark, dataset or task unless that is part of its name", min_length=1
    )
    role: BenchmarkRole = column(
        "`evaluated`: the paper measures something on it; `introduced`: the paper creates it; `mentioned`: neither"
    )


class BenchmarkResultClaim(Claim):
    """A number that the text reports on a named benchmark.

    Only where the text ties the number to a named benchmark; "from A to B" is two scores. No rows: speed, memory, cost, savings, and
    counts of wins.
    """

    benchmark: str = column("The benchmark's name, as in `benchmarks`", min_length=1)
    metric: str | None = column("The metric as written, such as accuracy, F1 or pass@1, or null")
    value: float = column("The number as written, in `unit`; negative where it is a drop", allow_inf_nan=False)
    unit: Unit | None = column('`percent`, `points`, `factor` ("2x"), or null')
    kind: ResultKind = column("`absolute`: a score; `delta`: a difference, a relative change, a factor, or a share of another score")
    model: str | None = column("The model or method whose score it is, as written, or null")


class ArtifactClaim(Claim):
    """Something that the authors release with the paper.

    There must be a word of release, publication, availability or openness, or an address; presenting or introducing a thing is not
    releasing it. "Our code, models and data are at ADDRESS" is three rows with the one address. No rows: what is cited or used.
    """

    kind: ArtifactKind = column(
        "What is released: `code` for source code, libraries and repositories, `model` for weights, `dataset` for data, `benchmark` for "
        "an evaluation set, `demo` for what runs, `page` for a web page of the project, else `other`"
    )
    name: str | None = column("The artifact's own name where the text gives one, or null; a name inside an address alone is none")
    url: str | None = column("The address that the sentence gives for it, without the punctuation after it, or null")
    status: Status = column("`released`, or `promised` for later; both at once is `released`")


class Fact(Claim):
    """What every fact carries beside its claim: the paper, the place of the evidence, and who read it."""

    paper_id: str = column("The paper that states the fact")
    text_id: str = column("The title and abstract that the offsets refer to")
    evidence_field: Field = column("The field of the paper that the evidence stands in")
    evidence_start: int = column("Where the evidence begins in that field", unit="characters, from 0", ge=0)
    evidence_end: int = column("Where the evidence ends in that field, exclusive", unit="characters, from 0", ge=1)
    confidence: float = column(
        "How likely the row is right, by its extractor's estimate: 0 to 1; docs/accuracy.md says how it comes about and how far it holds",
        ge=0,
        le=1,
    )
    extractor: str = column("Name and version of the extractor that read it")


class _AboutAModel(Row):
    model_id: str | None = column("The model in canonical spelling, to join and group by; null where none is named", default=None)
    model_family: str | None = column("`model_id` without sizes and variants", default=None)


class _RangeEnd(Row):
    range_id: str | None = column("Shared by the two ends of one range within a paper; null elsewhere", default=None)


class ModelSize(_RangeEnd, _AboutAModel, Fact, ModelSizeClaim):
    """A stated parameter count of a model."""


class TokenCount(_RangeEnd, _AboutAModel, Fact, TokenCountClaim):
    """A stated number of tokens; the model columns are set where the subject is a model."""


class Benchmark(Fact, BenchmarkClaim):
    """A named benchmark that the text mentions as something models are measured on."""

    benchmark_id: str = column("The benchmark's name in canonical spelling, to join and group by")


class BenchmarkResult(_AboutAModel, Fact, BenchmarkResultClaim):
    """A number that the text reports on a named benchmark."""

    benchmark_id: str = column("The benchmark's name in canonical spelling, to join and group by")


class Artifact(_AboutAModel, Fact, ArtifactClaim):
    """Something that the authors release with the paper; the model columns are set for artifacts of kind `model`."""

    host: str | None = column("Host of the address, lower case and without `www.`; null without an address", default=None)
    repo_id: str | None = column("`owner/name` where the address is of a repository on a code or model hub", default=None)


FACT_TABLES: dict[str, type[Fact]] = {
    "model_sizes": ModelSize,
    "token_counts": TokenCount,
    "benchmarks": Benchmark,
    "benchmark_results": BenchmarkResult,
    "artifacts": Artifact,
}
"""The fact tables, by name."""

CLAIMS: dict[str, type[Claim]] = {
    "model_sizes": ModelSizeClaim,
    "token_counts": TokenCountClaim,
    "benchmarks": BenchmarkClaim,
    "benchmark_results": BenchmarkResultClaim,
    "artifacts": ArtifactClaim,
}
"""What an extractor states for a fact table, by the table's name."""


def claim_fields(table: str) -> tuple[str, ...]:
    """The fields of a fact table that an extractor states, `evidence` last: the gold format's."""
    return tuple(sorted(CLAIMS[table].model_fields, key=lambda name: name == "evidence"))
