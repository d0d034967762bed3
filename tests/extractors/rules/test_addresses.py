import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.rules.addresses import addresses
from extractors.text import Document
from schemas import Field


def found(text):
    return [(address.url, text[address.start : address.end]) for address in addresses(Document(Field.ABSTRACT, text))]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Code: https://github.com/marsh/heron.git.", "https://github.com/marsh/heron.git"),
        ("(see http://marsh.example.org/~egret/index.shtml), which", "http://marsh.example.org/~egret/index.shtml"),
        ("as in https://en.wikipedia.org/wiki/Heron_(bird).", "https://en.wikipedia.org/wiki/Heron_(bird)"),
        ("visit www.marsh.org/data!", "www.marsh.org/data"),
        ("code at github.com/marsh/heron, data", "github.com/marsh/heron"),
        ("models at huggingface.co/marsh", "huggingface.co/marsh"),
        ("now available at heron.github.io.", "heron.github.io"),
        ("live on chat.marsh.ai now", "chat.marsh.ai"),
        ("released at~https://github.com/marsh/heron", "https://github.com/marsh/heron"),
        ("[code](https://github.com/marsh/heron)", "https://github.com/marsh/heron"),
    ],
)
def test_an_address_ends_before_what_belongs_to_the_sentence(text, url):
    assert found(text) == [(url, url)]


@pytest.mark.parametrize(
    ("text", "url", "written"),
    [
        ("at https://github.com/marsh/ heron-lm.", "https://github.com/marsh/heron-lm", "https://github.com/marsh/ heron-lm"),
        ("at https://github. com/marsh/heron.", "https://github.com/marsh/heron", "https://github. com/marsh/heron"),
        ("at https: //github.com/marsh/heron", "https://github.com/marsh/heron", "https: //github.com/marsh/heron"),
        ("at https://github.com /marsh/heron", "https://github.com/marsh/heron", "https://github.com /marsh/heron"),
        ("at https://github.com/marsh/heron- lm", "https://github.com/marsh/heron-lm", "https://github.com/marsh/heron- lm"),
        (r"at \url{https://github.com/marsh/heron\_lm}.", "https://github.com/marsh/heron_lm", r"https://github.com/marsh/heron\_lm"),
        (r"\href{https://marsh.io/heron}{here}", "https://marsh.io/heron", "https://marsh.io/heron"),
    ],
)
def test_damage_is_mended(text, url, written):
    assert found(text) == [(url, written)]


def test_the_placeholder_of_a_listing_is_an_address_without_one():
    assert found("Code is at this https URL and here.") == [(None, "this https URL")]


@pytest.mark.parametrize(
    "text",
    [
        "Write to egret@marsh.org.",
        "Reviews of amazon.com, yelp.com pages",
        "e.g. this, i.e. that, et al. and so on",
        "A space follows https://",
        "a Node.js app in version 3.com",
    ],
)
def test_what_is_no_address(text):
    assert found(text) == []


def test_a_space_behind_a_slash_may_end_the_address():
    assert found("at https://marsh.org/ pre-trained models") == [("https://marsh.org/", "https://marsh.org/")]


@given(st.text(st.sampled_from("htps:/w.comigub -_()~{}\\A"), max_size=60))
def test_addresses_stand_in_order_and_apart(text):
    places = [(address.start, address.end) for address in addresses(Document(Field.ABSTRACT, text))]
    assert all(start < end <= len(text) for start, end in places)
    assert all(first[1] <= second[0] for first, second in pairwise(places))


@pytest.mark.parametrize("unit", ["https://", "a.com/ ", "https://a/b- ", "www.", "https://a.b/c) ", ".com", ")"])
def test_time_is_linear(unit):
    started = time.perf_counter()
    found("https://a.b/" + unit * (200_000 // len(unit)))
    assert time.perf_counter() - started < 5
