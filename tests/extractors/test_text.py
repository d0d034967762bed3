import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text import Article, Document, repaired, sentence_spans
from schemas import Field, text_id_of


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("gains of sim5\\%", "gains of ~  5 %"),
        ("100M sim 1B", "100M ~   1B"),
        ("\\sim 10B", "~    10B"),
        ("simple and similar", "simple and similar"),
        ("200times fewer", "200x     fewer"),
        ("2 times faster, three times", "2 x     faster, three times"),
        ("4timesFoo 3090", "4x    Foo 3090"),
        ("sometimes, 3timesteps", "sometimes, 3timesteps"),
        ("1.5\\times10^9", "1.5x     10^9"),
        ("k \\leq 3 and leq 4, geq5", "k <    3 and <   4, >  5"),
        ("sequence, frequent, legality", "sequence, frequent, legality"),
        ("58.9 rightarrow 61.7", "58.9 >          61.7"),
        ("3pm1 and 3 pm", "3± 1 and 3 pm"),
        ("approx 7B of approximations", "~      7B of approximations"),
        ("$k=5$ costs $9 or $800K", " k=5  costs $9 or $800K"),
        ("“1–3” ≈ 4 × 5 ≥ 2", '"1-3" ~ 4 x 5 > 2'),
    ],
)
def test_damage_is_repaired_in_place(text, view):
    assert repaired(text) == view


@given(st.lists(st.sampled_from([*"abB 19.%$\\–≥×", "times", "sim", "\\leq", "rightarrow", "pm", "geq", "\n"])).map("".join))
def test_a_view_keeps_every_offset(text):
    view = repaired(text)
    assert len(view) == len(text)
    assert all(new == old or not old.isalnum() for new, old in zip(view, text, strict=True) if new.isalnum() and new != "x")


@pytest.mark.parametrize(
    "sentences",
    [
        ["One wades.", "Another flies!", "Does a third?", "(It swims.)", "Fin."],
        ["It scores 3.5 on v1.1 of the set.", "It is good."],
        ["Herons et al. wade, e.g. Blue ones, cf. Fig. 2 by J. Reed vs. Marsh.", "They do."],
        ['He said "stop."', "They stopped."],
        ["See https://marsh.example/a.b for all.", "Then wade."],
        ["It ends without a stop"],
    ],
)
def test_sentences(sentences):
    text = " ".join(sentences)
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["It helps pre-training.", "We share Heron with all."],
        ["It is surpassed by X-Tiny.", "In particular, it wades."],
        ["It wades (see there).", "Our code is out.", "However, it is slow."],
        ["Gains are 3.5%.", "The rest is flat."],
    ],
)
def test_a_sentence_may_be_glued_to_the_one_before(sentences):
    text = "".join(sentences)
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@pytest.mark.parametrize("text", ["It runs on Node.Input and e.g.The like.", "See marsh.For-all or v1.To", "It is i.e.We think so"])
def test_a_stop_within_a_word_ends_no_sentence(text):
    assert sentence_spans(text) == [(0, len(text))]


@given(st.lists(st.sampled_from([*"abA .!?)%", "We ", "In,", "The "])).map("".join))
def test_glued_sentences_are_in_order_and_leave_out_only_white_space(text):
    spans = sentence_spans(text)
    assert spans == sorted(spans)
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet=st.sampled_from([*"abAB .!?()3"])))
def test_sentences_are_in_order_and_leave_out_only_white_space(text):
    spans = sentence_spans(text)
    covered = "".join(text[start:end] for start, end in spans)
    assert spans == sorted(spans)
    assert covered.replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet=st.sampled_from([*"abA .!?"]), min_size=1))
def test_a_sentence_is_found_by_any_of_its_characters(text):
    document = Document(Field.ABSTRACT, text)
    for start, end in document.sentences:
        assert {document.sentence_at(offset) for offset in range(start, end)} == {(start, end)}


def test_an_offset_behind_the_last_sentence_begins_an_empty_one():
    document = Document(Field.ABSTRACT, "One wades. ")
    assert document.sentence_at(11) == (11, 11)


def test_a_title_is_one_sentence():
    document = Document(Field.TITLE, "Herons? No. Reeds")
    assert document.sentences == [(0, 17)]


def test_an_article_is_its_two_fields():
    article = Article("Reeds", "They sway. Much.")
    assert [(document.field, document.text) for document in article] == [("title", "Reeds"), ("abstract", "They sway. Much.")]
    assert article.text_id == text_id_of("Reeds", "They sway. Much.")


@pytest.mark.parametrize("text", ["sim ", "\\", "times", "A. ", "(((( ", "$", "ab.We ", '.)"', ".In", "a.To,"])
def test_time_grows_with_the_text_alone(text):
    began = time.perf_counter()
    Document(Field.ABSTRACT, text * (200_000 // len(text))).sentences  # noqa: B018
    assert time.perf_counter() - began < 2
