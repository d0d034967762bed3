import json

from warehouse import Lake
from warehouse.runs import write_run


def test_each_run_has_a_file_of_its_own(lake: Lake):
    files = [write_run(lake, {"seconds": seconds, "host": "Köln"}) for seconds in (1.5, 2.5)]
    assert [json.loads(file.read_text())["seconds"] for file in files] == [1.5, 2.5]
    assert sorted(lake.runs.iterdir()) == files
