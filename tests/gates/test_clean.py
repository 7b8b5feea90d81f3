"""The fixture book passes, and a second build writes what a change concerns and nothing else."""

from fixture_book import GateTest, claim_test, evidence, value

# The front page lists the others, so Sphinx writes it with each of them.
ALWAYS = {"index.html", "genindex.html", "search.html"}


class Clean(GateTest):
    def written_after(self, change) -> set[str]:
        """Names of the pages that a second build writes for the sake of ``change``."""
        self.assert_accepted()
        site = self.book.root / "build/site"
        before = {page: page.stat().st_mtime_ns for page in site.rglob("*.html")}
        change()
        self.assert_accepted()
        written = {page.relative_to(site).as_posix() for page, time in before.items()
                   if page.stat().st_mtime_ns != time}
        return written - ALWAYS

    def test_clean_book_passes_and_shows_its_run(self) -> None:
        self.assert_accepted()
        page = self.book.html()
        for shown in ('value="0.45274987396676775" class="value" title="what it is" '
                      'data-at="06-he/solutions.hpp:2" data-name="06-he/rms_last_he">0.4527</data>',
                      "solutions.hpp.html#L2\">Source</a>",
                      "1.8×10<sup>−29</sup>", "45.3\u202f%", "12\u202f000",
                      "ends at 0.453, the other", '<span class="figure-number">Figure 6.1.</span>',
                      'data-verdict="pass"', "0.02000 ± 0.00030", "refuted ✓",
                      'href="#claim-he-keeps-mean-square"', "06_he_test.cpp.html#L40",
                      '<span class="hll">', "./tutorial<span"):
            self.assertIn(shown, page)
        link = "chapters/06-he/index.html#claim-he-keeps-mean-square"
        self.assertIn(link, self.book.html("claims"))

    def test_figures_and_data_are_copied(self) -> None:
        self.assert_accepted()
        copied = {file.name for file in (self.book.root / "build/site/_figures/06-he").iterdir()}
        self.assertEqual(copied, {"rms_by_layer.svg", "rms_by_layer-dark.svg", "rms_by_layer.csv"})

    def test_every_id_of_a_page_is_unique(self) -> None:
        self.add("```{run}\n```")
        self.assert_accepted()
        ids = self.book.ids()
        self.assertEqual(len(ids), len(set(ids)), ids)

    def test_nothing_changed_writes_nothing(self) -> None:
        self.assertEqual(self.written_after(lambda: None), set())

    def test_new_value_refreshes_every_page_that_quotes_it(self) -> None:
        def change() -> None:
            self.book.values["rms_last_he"] = value(0.25)
        written = self.written_after(change)
        self.assertLessEqual({"chapters/06-he/index.html", "references.html"}, written)
        self.assertIn(">0.250</data>", self.book.html("references"))

    def test_new_report_refreshes_the_claim_and_the_list_of_claims(self) -> None:
        def change() -> None:
            self.book.tests = [claim_test(evidence(measured=0.02011))]
        self.assertEqual(self.written_after(change), {"chapters/06-he/index.html", "claims.html"})
        self.assertIn("0.02011", self.book.html())

    def test_new_code_refreshes_the_listing(self) -> None:
        def change() -> None:
            path = "snippets/init/he.hpp"
            self.book.files[path] = self.book.files[path].replace("2.0", "1.0 + 1.0")
        self.assertEqual(self.written_after(change), {"chapters/06-he/index.html"})

    def test_new_report_refreshes_a_page_that_links_to_the_claim(self) -> None:
        self.book.files["build/book/references.md"] += "\nSee {claim-ref}`he-keeps-mean-square`.\n"

        def change() -> None:
            self.book.tests = [claim_test(evidence(measured=0.02011))]
        self.assertIn("references.html", self.written_after(change))

    def test_new_figure_renumbers_the_links_of_other_pages(self) -> None:
        self.book.files["build/book/references.md"] += "\nSee [](#fig-rms_by_layer).\n"
        self.book.figures = ["rms_by_layer", "opening"]

        def change() -> None:
            plot = next(part for part in self.book.page.split("\n\n") if "{plot}" in part)
            self.swap(":::{plot}", plot.replace("rms_by_layer", "opening") + "\n\n:::{plot}")
        self.assertIn("references.html", self.written_after(change))
        self.assertIn(">Figure 6.2</a>", self.book.html("references"))

    def add_page(self, name: str, text: str) -> None:
        self.book.files[f"build/book/{name}.md"] = text
        index = self.book.files["build/book/index.md"]
        self.book.files["build/book/index.md"] = index.replace("claims\n", f"claims\n{name}\n")

    def test_new_answer_refreshes_the_list_of_chapters(self) -> None:
        self.add_page("front", "# Front\n\n```{chapters}\n```\n")
        self.assertEqual(self.written_after(lambda: self.swap("It travels far:", "Far:")),
                         {"chapters/06-he/index.html", "front.html"})
        self.assertIn("Far:", self.book.html("front"))

    def test_new_meaning_of_a_symbol_refreshes_the_chapters(self) -> None:
        table = "# Notation\n\n| symbol | meaning |\n|---|---|\n| $n$ | units |\n"
        self.add_page("notation", table)
        self.add("The width $n$ counts.")

        def change() -> None:
            self.book.files["build/book/notation.md"] = table.replace("units", "width")
        self.assertEqual(self.written_after(change), {"chapters/06-he/index.html", "notation.html"})
        self.assertIn('title="width"', self.book.html())

    def test_new_exercise_refreshes_a_page_made_of_others(self) -> None:
        self.add_page("exercises", "# Exercises\n\n```{exercises}\n```\n")
        self.assertEqual(self.written_after(lambda: self.swap("Try it.", "Try that.")),
                         {"chapters/06-he/index.html", "exercises.html"})
        self.assertIn("Try that.", self.book.html("exercises"))

    def test_new_drawing_is_copied(self) -> None:
        def change() -> None:
            self.book.drawing = self.book.drawing.replace("640", "720")
        self.assertIn("chapters/06-he/index.html", self.written_after(change))
        copied = self.book.root / "build/site/_figures/06-he/rms_by_layer.svg"
        self.assertIn("720", copied.read_text(encoding="utf-8"))
        self.assertIn('width="720"', self.book.html())

    def test_page_of_a_text_that_is_gone_leaves_the_site(self) -> None:
        index = self.book.files["build/book/index.md"]
        self.book.files["build/book/index.md"] = index.replace("claims\n", "claims\nextra\n")
        self.book.files["build/book/extra.md"] = "# Extra\n\nFor a while.\n"
        self.assert_accepted()
        self.assertIn("For a while", self.book.html("extra"))
        self.book.files["build/book/index.md"] = index
        del self.book.files["build/book/extra.md"]
        (self.book.root / "build/book/extra.md").unlink()
        self.assert_accepted()
        self.assertFalse((self.book.root / "build/site/extra.html").exists())
