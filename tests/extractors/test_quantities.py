import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.quantities import MAGNITUDES, magnitude, number, readable


@pytest.mark.parametrize(
    ("text", "value"),
    [("7", 7), ("1.7", "1.7"), ("16,384", 16384), ("1,234,567.5", "1234567.5"), ("three", 3), ("Half", "0.5"), ("an", 1), ("hundred", 100)],
)
def test_numbers(text, value):
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["many", "seventh"])
def test_what_is_no_number_is_an_error(text):
    with pytest.raises(KeyError):
        number(text)


@pytest.mark.parametrize(("text", "value"), [("K", 10**3), ("million", 10**6), ("B", 10**9), ("TB", 10**12), (None, 1), ("", 1)])
def test_magnitudes(text, value):
    assert magnitude(text) == value


def test_what_is_no_magnitude_is_an_error():
    with pytest.raises(KeyError):
        magnitude("dozen")


@pytest.mark.parametrize(
    ("view", "values"),
    [
        ("1.7B", [1_700_000_000]),
        ("130 billion parameters", [130 * 10**9]),
        ("a 14-billion parameter model", [14 * 10**9]),
        ("one million and ten trillions", [10**6, 10 * 10**12]),
        ("hundred-billion-parameter", [100 * 10**9]),
        ("2,048 tokens", [2048]),
        ("0.31TB tokens", [310 * 10**9]),
        ("1.5 x 10^9, 10^{12}", [1_500_000_000, 10**12]),
        ("7, 13 and 65 billion", [7 * 10**9, 13 * 10**9, 65 * 10**9]),
        ("3-7B", [3 * 10**9, 7 * 10**9]),
        ("17 million parameters to 1 billion", [17 * 10**6, 10**9]),
        ("Llama-3.18B-Instruct", [8 * 10**9]),
        ("Foo-30B-A3B", [30 * 10**9, 3 * 10**9]),
        ("two of 3.5 %", [2, "3.5"]),
        ("1-8B", [10**9, 8 * 10**9]),
        ("Heron-2-7B", [7 * 10**9]),
        ("a billion or half a billion", [10**9, 5 * 10**8]),
    ],
)
def test_values_are_read_from_a_quote(view, values):
    assert {Decimal(value) for value in values} <= readable(view)


@pytest.mark.parametrize(
    ("view", "value"),
    [
        ("1.7B", 17 * 10**8 + 1),
        ("70B parameters", 7 * 10**9),
        ("7B", 70 * 10**9),
        ("130 parameters", 130 * 10**9),
        ("no number", 1),
        ("63.4", "65.4"),
        ("Heron-2-7B", 2 * 10**9),
        ("Heron 3 70B", 3 * 10**9),
        ("Heron2.5-7B", 25 * 10**8),
        ("3.2% (7B)", 32 * 10**8),
        ("a gain on PondQA", 1),
        ("half a gain on a pond of 7B", 5 * 10**8),
    ],
)
def test_no_other_value_is(view, value):
    assert Decimal(value) not in readable(view)


@given(st.integers(1, 999), st.sampled_from(sorted(set(MAGNITUDES) - {"mio"})), st.sampled_from(["", " ", "-"]))
def test_every_number_with_a_magnitude_reads_back(figure, unit, gap):
    assert Decimal(figure * MAGNITUDES[unit]) in readable(f"over {figure}{gap}{unit} of them")


@given(st.lists(st.sampled_from([*"0123456789.,BMkx^ -", "10^", "billion", "and"])).map("".join))
def test_any_text_is_read(view):
    assert all(isinstance(value, Decimal) for value in readable(view))


@pytest.mark.parametrize("text", ["1,000", "9", "1 and ", "1B", "1.1"])
def test_time_grows_with_the_text_alone(text):
    began = time.perf_counter()
    readable(text * (100_000 // len(text)))
    assert time.perf_counter() - began < 3
