"""The data files of names are well-formed and contradict neither themselves nor each other."""

import re
from collections import Counter

import pytest

from extractors.canonical import benchmark_id
from extractors.lexicon import ambiguous_names, benchmark_key, known_benchmarks, lines

KNOWN = known_benchmarks()


def test_ids_are_unique():
    assert [name for name, times in Counter(known.id for known in KNOWN).items() if times > 1] == []


def test_no_name_belongs_to_two_benchmarks():
    owners: dict[str, set[str]] = {}
    for known in KNOWN:
        for name in known.names:
            owners.setdefault(benchmark_key(name), set()).add(known.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_columns_are_well_formed():
    for row in lines("benchmarks.tsv"):
        identity, task, *names = row.split("\t")
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identity), row
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", task), row
        assert names and all(name and name == name.strip() and "  " not in name for name in names), row
        assert len(names) == len(set(names)), row


def test_lexicon_spans_the_field():
    assert len(KNOWN) >= 1000
    assert {"code", "mathematics", "speech", "medicine", "robotics", "time-series", "log-analysis"} <= {known.task for known in KNOWN}


def test_data_files_repeat_no_line():
    for name in ("benchmarks.tsv", "ambiguous.txt", "datasets.txt"):
        assert [line for line, times in Counter(lines(name)).items() if times > 1] == [], name


def test_ambiguous_names_are_names_of_benchmarks():
    assert ambiguous_names() - {name for known in KNOWN for name in known.names} == set()


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("GSM-8K", "gsm8k"),
        ("AIME'24", "aime-2024"),
        ("Massive Multitask Language Understanding", "mmlu"),
        ("HumanEval", "humaneval"),
        ("HumanEval+", "humaneval-plus"),
        ("RefCOCO", "refcoco"),
        ("RefCOCO+", "refcoco-plus"),
        ("Zorbl-Bench 2", "zorbl-bench-2"),
    ],
)
def test_spellings_of_one_benchmark_have_one_id(name, identity):
    assert benchmark_id(name) == identity
