import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.base import Candidate
from extractors.grounding import FIGURES, IDENTITY, MAX_EVIDENCE, NAMES, fault, ground, is_address_stated, is_stated
from extractors.quantities import readable
from extractors.text import Article
from schemas import FACT_TABLES, Field, claim_fields, fold, text_id_of

TITLE = "HeronBench: How well do Heron-7B and Egret wade?"
ABSTRACT = (
    "We train Heron-7B on 1.2 trillion tokens of MarshText. It reaches 61.5 accuracy on HeronBench and loses 3.2% on PondQA. "
    "Our code is at https://github.com/marsh/heron. The reeds were dry."
)
ARTICLE = Article(TITLE, ABSTRACT)

CLAIMS = {
    "model_sizes": {
        "model": "Heron-7B",
        "params": 7_000_000_000,
        "qualifier": "exact",
        "count": "total",
        "role": "introduced",
        "evidence": "Heron-7B",
    },
    "token_counts": {
        "tokens": 1_200_000_000_000,
        "qualifier": "exact",
        "kind": "training",
        "subject": "Heron-7B",
        "evidence": "1.2 trillion tokens",
    },
    "benchmarks": {"name": "HeronBench", "role": "introduced", "evidence": "HeronBench"},
    "benchmark_results": {
        "benchmark": "PondQA",
        "metric": "accuracy",
        "value": -3.2,
        "unit": "percent",
        "kind": "delta",
        "model": "Heron-7B",
        "evidence": "loses 3.2% on PondQA",
    },
    "artifacts": {
        "kind": "code",
        "name": None,
        "url": "https://github.com/marsh/heron",
        "status": "released",
        "evidence": "Our code is at https://github.com/marsh/heron",
    },
}


def through(table, article=ARTICLE, field=None, start=None, **changes):
    """The rows of a table that come out for one claim, and the reasons of the rejects."""
    extraction = ground([Candidate(table, CLAIMS[table] | changes, field, start)], article, "test 1")
    return extraction.rows[table], [reject.reason for reject in extraction.rejects]


@pytest.mark.parametrize("table", FACT_TABLES)
def test_what_is_grounded_passes_with_its_place(table):
    (row,), rejects = through(table)
    assert rejects == []
    assert {name: getattr(row, name) for name in claim_fields(table)} == CLAIMS[table]
    assert getattr(ARTICLE, row.evidence_field).text[row.evidence_start : row.evidence_end] == row.evidence
    assert row.text_id == text_id_of(TITLE, ABSTRACT)
    assert row.extractor == "test 1"


def test_a_stated_place_is_kept_and_an_unstated_one_is_the_first():
    (row,), _ = through("model_sizes", field=Field.ABSTRACT, start=ABSTRACT.index("Heron-7B"))
    assert (row.evidence_field, row.evidence_start) == ("abstract", 9)
    (row,), _ = through("model_sizes")
    assert (row.evidence_field, row.evidence_start) == ("title", TITLE.index("Heron-7B"))


@pytest.mark.parametrize(
    ("table", "changes", "reason"),
    [
        ("model_sizes", {"evidence": ""}, "evidence_blank"),
        ("model_sizes", {"evidence": "7"}, "evidence_blank"),
        ("model_sizes", {"evidence": None}, "evidence_blank"),
        ("model_sizes", {"evidence": 7_000_000_000}, "evidence_blank"),
        ("model_sizes", {"evidence": "x7" * MAX_EVIDENCE}, "evidence_too_long"),
        ("model_sizes", {"evidence": "heron-7B"}, "evidence_not_verbatim"),
        ("token_counts", {"evidence": "1.2 trillion tokens of MarshText. It reaches"}, "evidence_across_sentences"),
        ("model_sizes", {"params": 70_000_000_000}, "figure_not_in_evidence"),
        ("token_counts", {"tokens": 1_200_000_000}, "figure_not_in_evidence"),
        ("benchmark_results", {"value": 3.25}, "figure_not_in_evidence"),
        ("token_counts", {"evidence": "2 trillion tokens", "tokens": 2 * 10**12}, "figure_cut"),
        ("token_counts", {"evidence": "on 1.2", "tokens": 1}, "figure_not_in_evidence"),
        ("benchmark_results", {"value": math.nan}, "invalid_row"),
        ("benchmark_results", {"value": math.inf}, "invalid_row"),
        ("model_sizes", {"params": 7.5}, "invalid_row"),
        ("model_sizes", {"params": -7_000_000_000}, "invalid_row"),
        ("model_sizes", {"params": 10**5000}, "invalid_row"),
        ("model_sizes", {"params": True}, "invalid_row"),
        ("model_sizes", {"params": "7B"}, "invalid_row"),
        ("model_sizes", {"role": "rival"}, "invalid_row"),
        ("model_sizes", {"paper_id": "forged"}, "invalid_row"),
        ("model_sizes", {"model": "Heron-13B"}, "name_not_in_paper"),
        ("model_sizes", {"model": "eron-7B"}, "name_not_in_paper"),
        ("model_sizes", {"model": " "}, "name_not_in_paper"),
        ("model_sizes", {"model": ","}, "name_not_in_paper"),
        ("token_counts", {"subject": "Stork"}, "name_not_in_paper"),
        ("benchmarks", {"name": "StorkBench"}, "name_not_in_paper"),
        ("benchmarks", {"name": None}, "invalid_row"),
        ("benchmarks", {"name": ["HeronBench"]}, "invalid_row"),
        ("benchmark_results", {"benchmark": "StorkBench"}, "name_not_in_paper"),
        ("benchmark_results", {"metric": "recall"}, "name_not_in_paper"),
        ("benchmark_results", {"model": "Stork"}, "name_not_in_paper"),
        ("artifacts", {"url": "https://github.com/marsh/stork"}, "address_not_in_paper"),
        ("artifacts", {"kind": "weights"}, "invalid_row"),
    ],
)
def test_what_does_not_hold_is_a_reject_with_its_reason(table, changes, reason):
    assert through(table, **changes) == ([], [reason])


@pytest.mark.parametrize("claim", [None, [], "a row", 7, {}, {"evidence": "Heron-7B"}, {7: 7, "evidence": "Heron-7B"}])
@pytest.mark.parametrize("table", FACT_TABLES)
def test_what_is_no_claim_is_a_reject(table, claim):
    extraction = ground([Candidate(table, claim)], ARTICLE, "test 1")
    assert not any(extraction.rows.values())
    assert [reject.table for reject in extraction.rejects] == [table]


def test_an_unknown_table_is_a_reject():
    extraction = ground([Candidate("papers", CLAIMS["benchmarks"])], ARTICLE, "test 1")
    assert [reject.reason for reject in extraction.rejects] == ["unknown_table"]


@pytest.mark.parametrize(("field", "start"), [("abstract", 0), ("abstract", -120), ("abstract", "9"), ("title", 10**30), ("title", 1)])
def test_a_wrong_place_is_a_reject(field, start):
    assert through("model_sizes", field=field, start=start) == ([], ["evidence_not_verbatim"])


def test_a_reject_says_what_came():
    extraction = ground([Candidate("benchmarks", CLAIMS["benchmarks"] | {"name": "Stork\ud800"})], ARTICLE, "test 1")
    (reject,) = extraction.rejects
    assert '"name": "Stork?"' in reject.raw
    assert (reject.level, reject.table, reject.text_id) == ("row", "benchmarks", ARTICLE.text_id)


@pytest.mark.parametrize(
    ("name", "abstract"),
    [
        ("Heron-3.1-8B-Chat", "We tune Heron-3.18B-Chat."),  # the hyphen between version and size was lost
        ("Wade-Test", "It wins on Wade-Valid and Test."),  # a head that a coordination shares
        ("Wade-Hard", "It wins on Wade-Easy, Medium, and Hard."),
        ("Heron-13B", "We train Heron-7B and 13B."),
        ("https://github.com/marsh/heron-wade", "Code: https://github.com/marsh/ heron-wade."),  # a space broken into it
        ("https://github.com/marsh/heron_wade", r"Code: \url{https://github.com/marsh/heron\_wade}."),  # an escape of LaTeX
        ("Heron-7B", "We train Heron–7B."),  # typography
        ("Heron", "We train two Herons."),  # a plural
    ],
)
def test_a_name_may_equal_the_text_after_a_listed_repair(name, abstract):
    assert is_stated(name, Article("On wading", abstract))


@pytest.mark.parametrize(
    ("name", "abstract"),
    [
        ("Heron-13B", "We train Heron-7B, and Stork has 13B."),
        ("Wade-Test", "Wade is a test."),
        ("Heron-Stork", "We ask Heron-4, Egret and Stork."),
        ("Heron", "We train HeronLM."),
        ("https://github.com/marsh/heron", "Code: https://github.com/marsh/stork and heron."),
        ("", "We train Heron."),
        (7, "We train 7 herons."),
    ],
)
def test_a_name_that_is_not_there_is_not_repaired_into_the_text(name, abstract):
    assert not is_stated(name, Article("On wading", abstract))


@pytest.mark.parametrize(
    ("address", "abstract"),
    [
        ("https://github.com/marsh/heron", "Code: https://github.com/marsh/heron."),
        ("https://github.com/marsh/heron", "Code: https://github.com/marsh/heron/."),
        ("https://github.com/marsh/heron-wade", "Code: https://github.com/marsh/ heron-wade."),
        ("https://github.com/marsh/heron_wade", r"Code: \url{https://github.com/marsh/heron\_wade}."),
        ("heron.github.io", "Visit heron.github.io today."),
    ],
)
def test_an_address_is_stated_as_a_whole(address, abstract):
    assert is_address_stated(address, Article("On wading", abstract))


@pytest.mark.parametrize(
    ("address", "abstract"),
    [
        ("https://github.com/marsh/heron", "Code: https://github.com/marsh/heron-wade."),
        ("https://github.com/marsh/heron", "Code: https://github.com/marsh/heron/wade."),
        ("https://github.com/marsh/heron", "Code: https://github.com/marsh/heron_wade."),
        ("https://github.com/marsh/heron", r"Code: https://github.com/marsh/heron\_wade."),
        ("https://github.com/marsh/heron", "Code: https://github.com/marsh/heron.git now."),
        ("https://github.com/marsh/heron", "Code: https://github.com/marsh/herons now."),
        ("https://github", "Code: https://github.com/marsh/heron."),
        ("heron", "We train a heron."),
    ],
)
def test_a_part_of_an_address_is_none(address, abstract):
    assert not is_address_stated(address, Article("On wading", abstract))


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("model_sizes", {"qualifier": "approx"}),
        ("token_counts", {"qualifier": "approx"}),
        ("benchmarks", {"role": "mentioned"}),
        ("benchmarks", {"evidence": "on HeronBench"}),
        ("artifacts", {"status": "promised"}),
    ],
)
def test_a_row_that_is_stated_twice_is_kept_once(table, changes):
    extraction = ground([Candidate(table, CLAIMS[table]), Candidate(table, CLAIMS[table] | changes)], ARTICLE, "test 1")
    assert [getattr(row, "evidence", None) for row in extraction.rows[table]] == [CLAIMS[table]["evidence"]]
    assert extraction.rejects == []


@pytest.mark.parametrize(
    ("table", "name", "values"),
    [
        ("model_sizes", "model", ("Heron1.5", "Heron15")),
        ("artifacts", "url", ("https://marsh.org/a/b-c", "https://marsh.org/a/bc")),
    ],
)
def test_names_and_addresses_that_differ_are_kept_apart(table, name, values):
    article = Article("On wading", f"Heron-7B is {values[0]} and {values[1]}.")
    claims = [CLAIMS[table] | {name: value, "evidence": "Heron-7B"} for value in values]
    assert len(ground([Candidate(table, claim) for claim in claims], article, "test 1").rows[table]) == 2


def test_the_two_ends_of_a_range_share_an_id():
    article = Article("On wading", "Our models range from 1B to 8B parameters. Others have 2B parameters.")
    claim = CLAIMS["model_sizes"] | {"model": None, "evidence": "1B to 8B parameters"}
    claims = [
        claim | {"params": 10**9, "qualifier": "range_low"},
        claim | {"params": 8 * 10**9, "qualifier": "range_high"},
        claim | {"params": 2 * 10**9, "evidence": "2B parameters"},
    ]
    low, high, other = ground([Candidate("model_sizes", claim) for claim in claims], article, "test 1").rows["model_sizes"]
    assert low.range_id == high.range_id != None  # noqa: E711
    assert other.range_id is None


@pytest.mark.parametrize("table", FACT_TABLES)
def test_a_stored_row_is_faulty_only_where_it_was_changed(table):
    (row,), _ = through(table)
    stored = row.model_dump()
    assert fault(table, stored, {"title": TITLE, "abstract": ABSTRACT}) is None
    for column in ("model_id", "benchmark_id", "host"):
        if column in stored:
            assert column in fault(table, stored | {column: "another"}, {"title": TITLE, "abstract": ABSTRACT})
    assert "evidence" in fault(table, stored | {"evidence_start": row.evidence_start + 1}, {"title": TITLE, "abstract": ABSTRACT})


WORDS = st.sampled_from(
    ["Heron-7B", "1.2 trillion tokens", "HeronBench", "3.2%", "7B", "https://github.com/marsh/heron", "a", ". We", "\ud800", "–"]
)
TEXT = st.lists(WORDS, max_size=8).map(" ".join)
NUMBERS = st.one_of(st.integers(), st.floats(), st.sampled_from([7 * 10**9, 1_200_000_000_000, 3.2, -3.2, 10**400]))
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXT, st.text(max_size=5), st.binary(max_size=3)),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@st.composite
def candidates(draw):
    """Sound claims with some of their fields replaced by anything, at any place."""
    table = draw(st.sampled_from(list(FACT_TABLES)))
    claim = dict(CLAIMS[table])
    for name in draw(st.lists(st.sampled_from([*claim, "extra"]), max_size=3)):
        claim[name] = draw(ANYTHING)
    field = draw(st.sampled_from([None, None, *Field, "body", 3]))
    start = draw(st.none() | st.integers(-200, 300))
    return Candidate(table, draw(st.just(claim) | ANYTHING) if draw(st.integers(0, 9)) == 0 else claim, field, start)


@settings(max_examples=200, deadline=None)
@given(st.lists(candidates(), max_size=4), st.just(ABSTRACT) | TEXT.map(lambda text: text.replace("\ud800", "\ufffd")))
def test_whatever_is_proposed_every_row_that_comes_out_holds(proposed, abstract):
    article = Article(TITLE, abstract)
    extraction = ground(proposed, article, "test 1")
    rows = [(table, row) for table, found in extraction.rows.items() for row in found]
    assert len(rows) + len(extraction.rejects) <= len(proposed)
    for table, row in rows:
        document = getattr(article, row.evidence_field)
        assert document.text[row.evidence_start : row.evidence_end] == row.evidence
        assert row.evidence_end <= document.sentence_at(row.evidence_start)[1]
        assert sum(map(str.isalnum, row.evidence)) >= 2
        assert len(row.evidence) <= MAX_EVIDENCE
        if table in FIGURES:
            view = document.view[row.evidence_start : row.evidence_end]
            assert any(float(value) == abs(getattr(row, FIGURES[table])) for value in readable(view))
        assert all(getattr(row, name) is None or is_stated(getattr(row, name), article) for name in NAMES[table])
        assert fault(table, row.model_dump(), {"title": TITLE, "abstract": abstract}) is None
    keys = [(table, *(fold(v) if isinstance(v := getattr(row, name), str) else v for name in IDENTITY[table])) for table, row in rows]
    assert len(keys) == len(set(keys))
