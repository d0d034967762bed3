"""What makes texts and papers the same."""

from hypothesis import given
from hypothesis import strategies as st

from schemas import fold, normalise, paper_id_of, text_id_of
from schemas.identity import digest


def test_hard_line_breaks_are_unwrapped_and_the_rest_is_verbatim():
    assert normalise("  One line\n  and the\r\n\r\nnext  with  gaps\t") == "One line and the next  with  gaps"


@given(st.text())
def test_normalised_text_stays_as_it_is_and_can_be_written(text):
    once = normalise(text)
    assert normalise(once) == once
    assert "\n" not in once
    once.encode("utf-8")


def test_a_lone_surrogate_becomes_a_replacement_character():
    assert normalise("a\ud800b") == "a\ufffdb"


def test_a_paper_is_known_by_the_letters_and_digits_of_its_title():
    same = ["Foo-2: A  Model", "foo 2 — a model!", "ＦＯＯ２: A Model"]
    assert len({paper_id_of(title) for title in same}) == 1
    assert paper_id_of("Foo-3: A Model") != paper_id_of(same[0])


def test_scripts_other_than_latin_are_letters():
    assert fold("Über 大模型 №1") == "über大模型no1"
    assert paper_id_of("大模型") != paper_id_of("小模型")


def test_a_title_without_letters_is_known_by_itself():
    assert paper_id_of("?!") != paper_id_of("!!")


@given(st.text(), st.text(), st.text(), st.text())
def test_a_text_is_known_to_the_character(title, abstract, other_title, other_abstract):
    same = (title, abstract) == (other_title, other_abstract)
    assert (text_id_of(title, abstract) == text_id_of(other_title, other_abstract)) == same


def test_parts_do_not_run_into_each_other():
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
