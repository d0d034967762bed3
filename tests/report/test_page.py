"""The report in real Chromium, offline: what a reader sees and does."""

import json

import polars as pl
import pytest
from playwright.sync_api import expect

import warehouse
from flows import steps
from schemas import FACT_TABLES, paper_id_of
from tests.paths import EXAMPLES
from tests.report.lakes import ABSTRACTS, ADDRESS, ASTRAL, HOSTILE, MARKUP, TURNED, rows
from warehouse import Lake
from warehouse.report import write_report

BRAMBLING = paper_id_of("Brambling-3B: A Compact Language Model Trained on Curated Web Text")
PARTS = ("#overview", "#dumps", "#pictures", "#papers", "#rejects", "#review", f"#{BRAMBLING}")


def draw_all(reader):
    """Scroll past every picture, so that each is drawn."""
    for figure in reader.page.query_selector_all("figure"):
        figure.scroll_into_view_if_needed()
        reader.page.wait_for_function("figure => figure.querySelector('svg, .quiet')", arg=figure)


def bars(reader, figure):
    """The rows of a figure's table that lead somewhere: their cells by column, and where they lead."""
    for part in ("#papers", "#pictures"):  # the tables are closed in a page that is drawn anew
        reader.go(part)
    reader.page.locator(f"#figure-{figure} summary").click()
    reader.page.wait_for_selector(f"#figure-{figure} td")
    return reader.page.eval_on_selector_all(
        f"#figure-{figure} tbody tr:has(a)",
        """all => all.map(row => [
            Object.fromEntries([...row.cells].map(cell => [cell.dataset.label, cell.textContent])), row.querySelector("a").hash])""",
    )


def behind(snapshot, figure, cells):
    """The rows of the lake that a bar with these cells counts."""
    if figure == "benchmarks":
        evaluated = snapshot["benchmarks"].filter(role="evaluated").collect()
        named = evaluated.filter(name=cells["Benchmark"])
        return evaluated.filter(pl.col("benchmark_id").is_in(named["benchmark_id"].mode().implode()))
    if figure == "confidence":
        low, high = map(float, cells["Confidence"].split(" to "))
        rows = snapshot[cells["Table"].replace(" ", "_")].collect()
        return rows.filter(pl.col("confidence") >= low, (pl.col("confidence") < high) | (high == 1))
    if figure == "sizes":
        scale = {"M": 10**6, "B": 10**9}
        low, high = (
            int(end[:-1]) * scale[end[-1]] if end[0].isdigit() else edge
            for end, edge in zip(
                cells["Parameters"].replace("below", "0M to").replace(" and more", " to …").split(" to "), (0, 10**18), strict=True
            )
        )
        return snapshot["model_sizes"].filter(pl.col("params") >= low, pl.col("params") < high, role=cells["Role"]).collect()
    artifacts = snapshot["artifacts"].collect()
    named = artifacts["host"].drop_nulls().value_counts().sort("count", "host", descending=[True, False]).head(4)["host"]
    host = {
        "no address": pl.col("host").is_null(),
        "other hosts": pl.col("host").is_not_null() & ~pl.col("host").is_in(named.implode()),
    }.get(cells["Host"], pl.col("host") == cells["Host"])
    return artifacts.filter(host, kind=cells["Kind"])


def test_a_dump_without_papers_is_in_the_overview(reads, tmp_path):
    (tmp_path / "empty.jsonl").write_text('{"title": "A Title Alone", "abstract": ""}', "utf-8")
    lake = Lake(tmp_path / "lake")
    steps.ingest(lake, [str(EXAMPLES / "dumps"), str(tmp_path / "empty.jsonl")], steps.Options(accept=True))
    write_report(lake, tmp_path / "report.html")
    reader = reads(tmp_path / "report.html")
    row = reader.page.locator("tr", has_text="empty.jsonl")
    assert row.locator("td[data-label=Papers], td[data-label=Sightings], td[data-label=Rejects]").all_text_contents() == ["0", "0", "1"]


def test_nothing_is_asked_of_the_network_and_nothing_complains_wherever_one_goes(reads, examples):
    reader = reads(examples)
    for part in PARTS:
        reader.go(part)
        draw_all(reader)
    assert reader.page.locator("#theme").count() == 1


def test_a_script_that_is_not_the_pages_own_does_not_run(reads, examples):
    reader = reads(examples)
    reader.page.evaluate(
        "() => { const own = document.createElement('script'); own.text = 'window.acted = 1'; document.body.append(own); }"
    )
    assert reader.page.evaluate("window.acted") is None
    assert "Content Security Policy" in reader.complaints.pop()


def test_light_and_dark_follow_the_system_until_the_reader_says_otherwise(reads, examples):
    reader = reads(examples, color_scheme="dark")
    colour = "getComputedStyle(document.body.parentElement).backgroundColor"
    dark = reader.page.evaluate(colour)
    reader.page.click("#theme")
    light = reader.page.evaluate(colour)
    reader.page.reload()
    reader.page.wait_for_selector("h1")
    assert (dark, light, reader.page.evaluate(colour)) == ("rgb(20, 23, 27)", "rgb(255, 255, 255)", "rgb(255, 255, 255)")


class TestOverview:
    def test_each_number_leads_to_what_it_counts(self, reads, examples, lake):
        reader, snapshot = reads(examples), warehouse.open(lake.path)
        for table in FACT_TABLES:
            reader.go("#overview")
            assert reader.page.text_content(f".numbers .{table} .number") == str(snapshot.manifest.rows(table))
            reader.page.click(f".numbers .{table} a")
            reader.finds(snapshot[table].select(pl.col("paper_id").n_unique()).collect().item())
        reader.go("#overview")
        reader.page.click("text=With facts")
        reader.page.wait_for_selector("#found")
        with_facts = {paper for table in FACT_TABLES for paper in snapshot[table].select("paper_id").collect().to_series()}
        reader.finds(len(with_facts))

    def test_a_dump_says_when_it_came_and_who_read_it_and_leads_to_its_papers(self, reads, examples):
        reader = reads(examples)
        row = reader.page.locator("tr", has_text="daily-papers-jul-31.txt")
        assert "31 July" in row.text_content()
        assert "rules 1" in row.text_content()
        assert "UTC" in row.text_content()
        row.get_by_role("link", name="22").click()
        reader.finds(22)

    def test_a_reason_leads_to_its_rejects(self, reads, examples):
        reader = reads(examples)
        reader.page.click("text=missing abstract")
        reader.page.wait_for_selector(".rejects li")
        assert "no abstract follows" in reader.page.text_content(".rejects")

    def test_of_a_large_lake_it_says_what_it_shows(self, reads, lake, tmp_path):
        write_report(lake, tmp_path / "report.html", most=5)
        reader = reads(tmp_path / "report.html")
        assert "All 41 papers are counted and drawn, and the newest 5 can be read" in reader.page.text_content(".notice")
        assert reader.texts(".numbers .number")[:2] == ["41", "42"]
        reader.go("#papers")
        assert reader.page.locator(".entries li").count() == 5


class TestPictures:
    def test_a_point_says_its_model_paper_and_evidence_and_leads_to_the_paper(self, reads, examples):
        reader = reads(examples, "#pictures")
        draw_all(reader)
        point = reader.page.locator("#figure-training .mark-symbol path[aria-roledescription=point]").first
        point.hover()
        shown = reader.texts("#hover dt")
        assert {"Model", "Paper", "Evidence"} <= set(shown)
        title = reader.texts("#hover dd")[shown.index("Paper")]
        point.click()
        reader.page.wait_for_selector(".sheet h1")
        assert reader.page.text_content("h1") == title

    def test_every_bar_leads_to_the_papers_that_it_counts(self, reads, examples, lake):
        reader, snapshot = reads(examples), warehouse.open(lake.path)
        for figure in ("sizes", "benchmarks", "artifacts", "confidence"):
            for cells, to in bars(reader, figure):
                reader.go(to)
                reader.finds(behind(snapshot, figure, cells)["paper_id"].n_unique())

    def test_every_point_leads_to_its_paper(self, reads, examples):
        reader = reads(examples)
        for figure in ("training", "results"):
            for cells, to in bars(reader, figure):
                reader.go(to)
                expect(reader.page.locator("[data-field=title]")).to_have_text(cells["Paper"])

    def test_a_point_whose_paper_is_not_shown_whole_says_so_and_leads_nowhere(self, reads, lake, tmp_path):
        write_report(lake, tmp_path / "report.html", most=5)
        reader = reads(tmp_path / "report.html", "#pictures")
        draw_all(reader)
        reader.page.locator("#figure-training summary").click()
        reader.page.wait_for_selector("#figure-training td")
        assert "(not among the papers shown)" in "".join(reader.texts("#figure-training td"))
        told = []
        for point in reader.page.locator("#figure-training .mark-symbol path[aria-roledescription=point]").all():
            reader.go("#pictures")
            draw_all(reader)
            point.hover(force=True)
            told.append("not among the papers shown" in reader.page.text_content("#hover"))
            if told[-1]:
                point.click(force=True)
                assert reader.page.evaluate("location.hash") == "#pictures"
        assert any(told)
        for figure in ("training", "results"):
            for cells, to in bars(reader, figure):
                reader.go(to)
                expect(reader.page.locator("[data-field=title]")).to_have_text(cells["Paper"])

    @pytest.mark.parametrize("width", [400, 1000, 1600])
    def test_no_words_of_a_picture_are_cut(self, reads, examples, width):
        reader = reads(examples, "#pictures", viewport={"width": width, "height": 900})
        draw_all(reader)
        assert [words for words in reader.texts("figure svg text") if "…" in words] == []

    def test_another_benchmark_shows_its_scores(self, reads, examples):
        reader = reads(examples, "#pictures")
        draw_all(reader)
        reader.page.select_option("#figure-results select", "mmlu percent")
        reader.page.locator("#figure-results summary").click()
        reader.page.wait_for_selector("#figure-results td")
        assert {"58.4", "Brambling-3B"} <= set(reader.texts("#figure-results td"))

    def test_each_has_a_sentence_and_its_rows_as_a_table(self, reads, examples):
        reader = reads(examples, "#pictures")
        assert reader.page.locator("figure").count() == 6
        assert all(len(words) > 80 for words in reader.texts("figcaption"))
        for summary in reader.page.locator("figure summary").all():
            summary.click()
        expect(reader.page.locator("figure:has(td)")).to_have_count(6)


class TestReader:
    def test_search_narrows_as_one_types_over_titles_abstracts_and_names(self, reads, examples):
        reader = reads(examples, "#papers")
        counts = [reader.found()]
        for letter in "brambling gsm8k":
            reader.page.locator("#search").press_sequentially(letter)
            counts.append(reader.found())
        assert counts[0] == 41
        assert counts == sorted(counts, reverse=True)
        assert counts[-1] == 1
        reader.page.fill("#search", "no such word anywhere")
        assert reader.found() == 0

    def test_a_name_that_stands_in_rows_alone_is_found(self, reads, examples):
        assert reads(examples, "#papers?q=starcoder-2-15b").found() == 1

    def test_papers_with_the_words_in_the_title_come_first(self, reads, examples):
        reader = reads(examples, "#papers?q=language")
        in_title = ["language" in title.lower() for title in reader.texts(".entries .title")]
        assert in_title == sorted(in_title, reverse=True)
        assert len(set(in_title)) == 2

    def test_filters_narrow_and_stand_in_the_address(self, reads, examples, lake):
        sizes = warehouse.open(lake.path)["model_sizes"].collect()
        reader = reads(examples, "#papers")
        reader.page.select_option("#filter-table", "model_sizes")
        reader.page.select_option("#filter-kind", "introduced")
        reader.finds(sizes.filter(role="introduced")["paper_id"].n_unique())
        reader.page.locator("#filter-confidence").fill("0.9")
        reader.page.locator("#filter-confidence").dispatch_event("change")
        sure = sizes.filter(pl.col("confidence") >= 0.9, role="introduced")["paper_id"].n_unique()
        reader.finds(sure)
        reads(examples, reader.page.evaluate("location.hash")).finds(sure)

    def test_papers_without_facts_can_be_asked_for(self, reads, examples):
        assert reads(examples, "#papers?facts=without").found() + reads(examples, "#papers?facts=with").found() == 41

    def test_the_keyboard_is_enough(self, reads, examples):
        reader = reads(examples)
        keys = reader.page.keyboard
        keys.press("/")
        keys.type("grammar")  # at once, as fingers do
        keys.press("ArrowDown")
        keys.press("Enter")
        reader.page.wait_for_selector(".sheet")
        first = reader.page.text_content("h1")
        keys.press("Escape")
        reader.page.wait_for_selector("#search")
        assert reader.page.input_value("#search") == "grammar"
        assert reader.page.evaluate("document.activeElement.id") == "main"
        reader.go(f"#{BRAMBLING}")
        keys.press("ArrowRight")
        reader.page.wait_for_function("id => location.hash !== id", arg=f"#{BRAMBLING}")
        keys.press("ArrowLeft")
        reader.page.wait_for_function("id => location.hash === id", arg=f"#{BRAMBLING}")
        assert first != reader.page.text_content("h1")

    def test_back_in_the_list_one_is_where_one_left_it(self, reads, examples):
        reader = reads(examples, "#papers?facts=with")
        entry = reader.page.locator(".entries a").nth(20)
        entry.scroll_into_view_if_needed()
        place = reader.page.evaluate("scrollY")
        entry.click()
        reader.page.wait_for_selector(".sheet")
        assert reader.page.evaluate("scrollY") == 0
        reader.page.go_back()
        reader.page.wait_for_selector(".entries")
        assert reader.page.evaluate("scrollY") == place > 0

    def test_a_filter_keeps_the_focus(self, reads, examples):
        reader = reads(examples, "#papers")
        reader.page.locator("#filter-table").focus()
        reader.page.select_option("#filter-table", "artifacts")
        reader.page.wait_for_selector("#filter-kind")
        assert reader.page.evaluate("document.activeElement.id") == "filter-table"


class TestPaper:
    def test_a_deep_link_opens_its_paper(self, reads, examples):
        reader = reads(examples, f"#{BRAMBLING}")
        assert reader.page.text_content("h1").startswith("Brambling-3B")
        assert reader.page.title().startswith("Brambling-3B")

    def test_a_link_to_nothing_says_so(self, reads, examples):
        reader = reads(examples)
        reader.page.evaluate("location.hash = '#0000000000000000'")
        assert "nothing of this name" in reader.page.wait_for_selector("main .lead:has-text('name')").text_content()

    def test_what_is_lit_is_the_evidence_of_every_row(self, reads, examples, lake):
        snapshot, reader = warehouse.open(lake.path), reads(examples)
        seen = 0
        for paper in snapshot["papers"].select("paper_id").collect().to_series():
            reader.go(f"#{paper}")
            lit = reader.lit()
            shown = sorted((row["table"], lit[row["number"]]) for row in reader.rows())
            stored = [
                (table, evidence)
                for table in FACT_TABLES
                for evidence in snapshot[table].filter(paper_id=paper).select("evidence").collect().to_series()
            ]
            assert shown == sorted(stored)
            seen += len(shown)
        assert seen == sum(snapshot.manifest.rows(table) for table in FACT_TABLES)

    def test_a_row_and_its_evidence_light_each_other_up(self, reads, examples):
        reader = reads(examples, f"#{BRAMBLING}")
        reader.page.hover(".row.token_counts")
        assert reader.texts("mark.lit") == ["1.2 trillion tokens"]
        reader.page.hover("mark:has-text('8K tokens')")
        assert "8K tokens of Brambling-3B" in "".join(reader.texts(".row.lit"))
        assert reader.page.locator(".row.lit").count() == 1

    def test_a_row_is_copied_as_json_with_all_its_columns(self, reads, examples, lake):
        reader = reads(examples, f"#{BRAMBLING}", permissions=["clipboard-read", "clipboard-write"])
        reader.page.locator(".row.model_sizes summary").click()
        reader.page.click("text=Copy as JSON")
        reader.page.wait_for_selector("#say:has-text('Copied')")
        copied = json.loads(reader.page.evaluate("navigator.clipboard.readText()"))
        (stored,) = warehouse.open(lake.path)["model_sizes"].filter(paper_id=BRAMBLING).collect().to_dicts()
        assert {name: value for name, value in copied.items() if value is not None} == {
            name: value for name, value in stored.items() if value is not None
        }


class TestHostileText:
    @pytest.mark.parametrize("part", ["#overview", "#pictures", "#papers", "#rejects", *(f"#{paper_id_of(title)}" for title in HOSTILE)])
    def test_nothing_of_it_acts(self, reads, trap, part):
        reader = reads(trap, part)
        draw_all(reader)
        drawn = reader.page.locator(".row, .mark-symbol path[aria-roledescription=point], .mark-rect path")
        for row in drawn.all():
            row.hover(force=True)
        if part == "#pictures":
            for figure in ("training", "results"):
                assert reader.page.locator(f"#figure-{figure} path[aria-roledescription=point]").count()
        if part == "#rejects":
            assert reader.page.locator(".rejects li").count() == len(HOSTILE) + 1
        assert reader.page.evaluate("window.acted") is None
        assert reader.page.locator("main img, main script").count() == 0

    def test_titles_and_evidence_are_shown_to_the_character(self, reads, trap):
        reader = reads(trap)
        for title in HOSTILE:
            reader.go(f"#{paper_id_of(title)}")
            assert reader.page.text_content("[data-field=title]") == title
            assert reader.page.text_content("[data-field=abstract]") == ABSTRACTS[title]
            lit = reader.lit()
            shown = sorted((row["table"], lit[row["number"]]) for row in reader.rows())
            assert shown == sorted((table, fact.evidence) for table, facts in rows(title).items() for fact in facts)

    def test_only_addresses_of_the_web_are_links(self, reads, trap):
        reader = reads(trap, f"#{paper_id_of(MARKUP)}")
        assert ADDRESS in reader.page.text_content(".row.artifacts")
        addresses = reader.page.eval_on_selector_all("a[href]", "all => all.map(each => each.protocol)")
        assert set(addresses) <= {"file:", "https:"}
        reader.go(f"#{paper_id_of(TURNED)}")
        assert "https://x.example/" in "".join(reader.texts(".row.artifacts"))
        assert reader.page.locator("a[href^='https://x.example']").count() == 0

    def test_a_character_that_turns_the_text_is_shown_and_turns_nothing(self, reads, trap):
        reader = reads(trap, f"#{paper_id_of(TURNED)}")
        codes = reader.page.eval_on_selector_all("[data-field=title] .control", "all => all.map(each => each.dataset.code)")
        assert codes == ["U+202E", "U+202C", "U+2067", "U+2066", "U+2069", "U+2028"]
        # from left to right, as written
        places = reader.page.evaluate(
            """() => [..."gnitset"].map((_, at) => {
                const nodes = [...document.querySelector("[data-field=title]").childNodes];
                const text = nodes.find((node) => node.textContent.includes("gnitset"));
                const range = document.createRange();
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                return range.getBoundingClientRect().left;
            })"""
        )
        assert places == sorted(places)

    def test_words_selected_behind_letters_of_two_units_stand_where_python_counts_them(self, reads, trap):
        reader = reads(trap, f"#{paper_id_of(ASTRAL)}")
        reader.page.click("#reviewing")
        reader.page.fill("#reviewer", "Ada")
        reader.select("𝔻uck-1B stand")
        reader.page.click(".adding .benchmarks")
        reader.page.fill(".editor label:has-text('Name') input", "Stand")
        reader.page.click(".editor .primary")
        reader.page.click(".benchmarks .done")
        (line,) = map(json.loads, reader.save().splitlines())
        (row,) = line["benchmarks"]
        start, end = row["evidence_start"], row["evidence_end"]
        assert ABSTRACTS[ASTRAL][start:end] == row["evidence"] == "𝔻uck-1B stand"
