from tests.warehouse.lakes import ToyDump, header_of
from warehouse.live import CameDump, judge
from warehouse.readings import Reading


def came(name: str, papers: int = 20, rejects: int = 0, facts: int = 0, accepted: bool = False, format: str = "toy") -> CameDump:
    header = header_of(ToyDump(name, [], format=format))
    return CameDump(Reading(**header.model_dump(), papers=papers, rejects=rejects), name, accepted, papers, facts)


def reasons(*dumps: CameDump) -> dict[str, str]:
    labels = {dump.reading.dump_id: dump.label for dump in dumps}
    return {labels[dump_id]: reject.reason for dump_id, reject in judge(dumps).items()}


def test_a_dump_without_papers_is_refused():
    assert reasons(came("a", papers=0)) == {"a": "no_papers"}
    assert reasons(came("a", papers=0, rejects=3)) == {"a": "no_papers"}


def test_more_than_a_twentieth_of_rejects_is_refused():
    assert reasons(came("a", papers=95, rejects=5)) == {}
    assert reasons(came("a", papers=94, rejects=6)) == {"a": "many_rejects"}


def test_far_fewer_facts_than_the_other_dumps_of_the_format_is_refused():
    others = [came(name, facts=facts) for name, facts in zip("xyz", (60, 40, 100), strict=True)]
    assert reasons(*others, came("a", facts=14)) == {"a": "few_facts"}
    assert reasons(*others, came("a", facts=15)) == {}
    assert reasons(came("a", facts=14), *reversed(others)) == {"a": "few_facts"}


def test_the_median_is_of_the_others_also_where_their_number_is_even():
    others = [came(name, facts=facts) for name, facts in zip("wxyz", (40, 80, 120, 400), strict=True)]
    assert reasons(*others, came("a", facts=24)) == {"a": "few_facts"}
    assert reasons(*others, came("a", facts=25)) == {}


def test_facts_are_not_compared_with_too_few_others_or_other_formats_or_for_small_dumps():
    rich = [came(name, facts=100) for name in "xy"]
    assert reasons(*rich, came("a")) == {}
    assert reasons(*rich, came("z", facts=100, format="other"), came("a")) == {}
    assert reasons(*rich, came("z", facts=100), came("a", papers=19)) == {}
    assert reasons(*rich, came("z", papers=19, facts=100), came("a")) == {}


def test_an_accepted_dump_is_live_whatever_speaks_against_it():
    assert reasons(came("a", papers=0, accepted=True), came("b", papers=1, rejects=9, accepted=True)) == {}
