"""A reader in front of a report."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect


class Reader:
    """A page of a browser that is offline, and what it asked of the network and complained of."""

    def __init__(self, browser: Browser, file: Path, at: str = "", init: str = "", **context: Any):
        self._address = file.as_uri()
        self._context = browser.new_context(offline=True, **context)
        self._context.set_default_timeout(20_000)
        if init:
            self._context.add_init_script(init)
        self.page: Page = self._context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._note)
        self.page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.goto(self._address + at)
        self.page.wait_for_selector("h1")

    def _note(self, request: Any) -> None:
        if request.url.partition("#")[0] != self._address and not request.url.startswith(("data:", "blob:")):
            self.asked.append(request.url)

    def go(self, at: str) -> None:
        """Follow a link within the page, to `#…`."""
        # the page's own listener hears of it first
        self.page.evaluate(
            """at => location.hash === at || new Promise((heard) => {
                addEventListener("hashchange", heard, { once: true });
                location.hash = at;
            }).then(() => true)""",
            at,
        )

    def texts(self, selector: str) -> list[str]:
        """What elements say, to the character."""
        return self.page.eval_on_selector_all(selector, "all => all.map(each => each.textContent)")

    def found(self) -> int:
        """How many papers the list says that it found."""
        return int(self.page.text_content("#found").split()[0].replace(",", ""))

    def finds(self, count: int) -> None:
        """Wait until the list says that it found so many papers."""
        expect(self.page.locator("#found")).to_have_text(re.compile(rf"^{count:,} papers?\b"))

    def lit(self) -> dict[str, str]:
        """What is marked in the text for each row of the page, by the row's number."""
        return self.page.evaluate(
            """() => {
                const said = {};
                for (const mark of document.querySelectorAll("mark"))
                    for (const row of mark.dataset.rows.split(" ")) said[row] = (said[row] ?? "") + mark.textContent;
                return said;
            }"""
        )

    def rows(self) -> list[dict[str, Any]]:
        """The rows of the page in order, with their table and all columns as they are shown."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll(".row")].map((row) => {
                row.querySelector("details").open = true;
                row.querySelector("details").dispatchEvent(new Event("toggle"));
                const cells = [...row.querySelectorAll("dt")].map((name) => [name.textContent, name.nextElementSibling.textContent]);
                return { number: row.dataset.row, table: row.classList[1], ...Object.fromEntries(cells) };
            })"""
        )

    def select(self, words: str, field: str = "abstract") -> None:
        """Select words of the title or the abstract, as with a mouse."""
        self.page.evaluate(
            """([words, field]) => {
                const element = document.querySelector(`[data-field="${field}"]`);
                const start = element.textContent.indexOf(words);
                const place = (offset) => {
                    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
                    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                        if (offset <= node.length) return [node, offset];
                        offset -= node.length;
                    }
                };
                const range = document.createRange();
                range.setStart(...place(start));
                range.setEnd(...place(start + words.length));
                getSelection().removeAllRanges();
                getSelection().addRange(range);
            }""",
            [words, field],
        )

    def save(self) -> str:
        """Save the corrections file; what stands in it."""
        self.go("#review")
        with self.page.expect_download() as download:
            self.page.click("#save")
        assert download.value.suggested_filename == "corrections.jsonl"
        return Path(download.value.path()).read_text("utf-8")

    def close(self) -> None:
        """Leave."""
        self._context.close()
