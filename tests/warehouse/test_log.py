import multiprocessing

import pytest

from warehouse import Lake, LakeError
from warehouse.log import Accepted, Came, Corrected, Forgotten, Preferred, Retracted, append, current_state, entries, state_of


def came(dump_id: str, label: str, reading: str = "r") -> Came:
    return Came(dump_id=dump_id, reading=reading, label=label, path=f"/dumps/{label}")


def test_the_log_keeps_what_is_appended_in_order(lake: Lake):
    events = [came("d", "a.txt"), Accepted(dump_id="d"), Preferred(fingerprint="f", label="rules 1"), Forgotten(dump_id="d")]
    for event in events:
        append(lake, event)
    assert entries(lake) == events


def test_the_state_has_all_names_of_a_dump_and_its_latest_reading():
    dump = state_of([came("d", "b.txt", "r1"), came("d", "a.txt", "r2")]).dumps["d"]
    assert (dump.label, dump.paths, dump.reading) == ("a.txt", {"/dumps/a.txt", "/dumps/b.txt"}, "r2")


def test_a_forgotten_dump_is_gone_until_it_comes_again():
    log = [came("d", "a.txt"), Accepted(dump_id="d"), Forgotten(dump_id="d")]
    assert state_of(log).dumps == {}
    again = state_of([*log, came("d", "b.txt")]).dumps["d"]
    assert (again.labels, again.accepted) == ({"b.txt"}, False)


def test_the_extractor_preferred_last_comes_first_and_each_once():
    log = [Preferred(fingerprint=name, label=name) for name in ("a", "b", "a", "c")]
    assert list(state_of(log).preferred) == ["c", "a", "b"]


def test_the_last_word_on_a_paper_s_table_counts():
    def corrected(file: str, *tables: str) -> Corrected:
        return Corrected(tables=tuple(("p", table, file) for table in tables))

    log = [corrected("a", "model_sizes", "artifacts"), corrected("b", "artifacts"), Retracted(tables=(("p", "model_sizes"),))]
    assert state_of(log[:2]).corrected == {("p", "model_sizes"): "a", ("p", "artifacts"): "b"}
    assert state_of(log).corrected == {("p", "artifacts"): "b"}
    assert state_of([*log, *log[-1:], corrected("a", "model_sizes")]).corrected["p", "model_sizes"] == "a"


def _append_many(path, name: str) -> None:
    for number in range(8):
        append(Lake(path), came(f"{name}{number}", name))


def test_processes_that_append_at_once_lose_nothing(lake: Lake):
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.warehouse.lakes"])
    writers = [context.Process(target=_append_many, args=(lake.path, name)) for name in "xy"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert set(current_state(lake).dumps) == {f"{name}{number}" for name in "xy" for number in range(8)}


def test_an_entry_that_is_none_is_named(lake: Lake):
    append(lake, came("d", "a.txt"))
    (lake.log / "00000002.json").write_text('{"event": "vanished"}')
    with pytest.raises(LakeError, match=r"00000002\.json is no entry"):
        entries(lake)
