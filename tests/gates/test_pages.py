"""Pages gathered from others: errata, exercises, counts, the map of papers, drawings."""

import json
import re

from fixture_book import (BIBLIOGRAPHY, DRAWING, DRAWN_BY_HAND, ERRATA, ERRATUM, PAPERS, GateTest,
                          with_erratum)
from winit_site.html import search_index

CITATIONS = """
extensions += ["sphinxcontrib.bibtex"]
bibtex_bibfiles = ["references.bib"]
"""


class Pages(GateTest):
    def test_search_index_without_decimals(self) -> None:
        words = ("2015", "gpt2", "12", "unit", "3d", "1234567", "00412", "750", "0023hold")
        kept = search_index.without_decimals({"terms": dict.fromkeys(words, 0), "titles": ["12345"]})
        self.assertEqual(kept, {"terms": dict.fromkeys(words[:5], 0), "titles": ["12345"]})

    def add_page(self, name: str, text: str) -> None:
        self.book.files[f"build/book/{name}.md"] = text
        index = self.book.files["build/book/index.md"]
        self.book.files["build/book/index.md"] = index.replace("claims\n", f"claims\n{name}\n")

    def text_of(self, page: str) -> str:
        body = self.book.html(page).partition("<h1")[2]
        return " ".join(re.sub(r"<[^>]*>", " ", body).split())

    def put_erratum(self, text: str) -> None:
        self.book.page = with_erratum(self.book.page, text)

    # Errata

    def test_errata_are_gathered(self) -> None:
        self.put_erratum(ERRATUM)
        self.add_page("errata", ERRATA + "\n{count}`errors` errors, {count}`slides` slide.\n")
        self.assert_accepted()
        text = self.text_of("errata")
        for part in ("Slide 6 : A slide", "Error 6.1", "0.0124", "Error 6.2: a second error",
                     "✓ he keeps mean square", "2 errors, 1 slide"):
            self.assertIn(part, text)
        self.assertIn("chapters/06-he/index.html#claim-he-keeps-mean-square",
                      self.book.html("errata"))
        self.assertIn("<summary>Also wrong: a second", self.book.html())

    def test_errata_follow_the_chapter(self) -> None:
        self.add_page("errata", ERRATA)
        self.assert_accepted()
        self.swap("it crashes", "it stops")
        self.assert_accepted()
        self.assertIn("it stops", self.text_of("errata"))

    def test_erratum_without_claim(self) -> None:
        self.put_erratum(ERRATUM.replace("{claim-ref}`he-keeps-mean-square`", "the paper"))
        self.assert_refused("erratum: no claim proves what is true")

    def test_claim_of_an_erratum_does_not_prove_its_box(self) -> None:
        self.swap("what {claim-ref}`he-keeps-mean-square` says", "something else")
        self.put_erratum(ERRATUM)
        self.assert_refused("slide-says: no claim proves what is true")

    def test_erratum_without_label(self) -> None:
        self.put_erratum(ERRATUM.replace("**True is**", "True is"))
        self.assert_refused("erratum: no paragraph begins with **True is**")

    def test_typed_number_in_the_title_of_an_erratum(self) -> None:
        self.put_erratum(ERRATUM.replace("a second", "2 more"))
        self.assert_refused('typed number "2" in "2 more"')

    def test_list_of_slides_that_is_too_short(self) -> None:
        self.add_page("errata", ERRATA.replace("A slide\n", "", 1))
        self.assert_refused("errata: 13 titles for 14 slides")

    # Details

    def test_detail_is_folded_under_its_title(self) -> None:
        self.assert_accepted()
        html = self.book.html("chapters/06-he/index")
        self.assertIn('<details class="detail">\n<summary>Why not the mean</summary>\n<p>It is zero', html)

    def test_typed_number_in_the_title_of_a_detail(self) -> None:
        self.book.page = self.book.page.replace("Why not the mean", "Why not 7")
        self.assert_refused('typed number "7" in "Why not 7"')

    # Exercises

    def test_exercises_are_gathered_without_their_solutions(self) -> None:
        self.add_page("exercises", "# Exercises\n\n```{exercises}\n```\n")
        self.assert_accepted()
        text = self.text_of("exercises")
        for part in ("6 How far does a signal travel?", "Exercise 1: Halve the variance",
                     "Try it.", "To its hint and solution"):
            self.assertIn(part, text)
        self.assertNotIn("Divide", text)
        self.assertIn('href="chapters/06-he/index.html#exercise-1"', self.book.html("exercises"))

    # Counts

    def test_counts(self) -> None:
        self.add_page("front", "# Front\n\n{count}`claims` {count}`regions` {count}`exercises` "
                               "{count}`controls` {count}`figures` {count}`values`\n")
        self.assert_accepted()
        # Six on the chapter's page, one on the page of references, one in the claim's sentence.
        values = self.book.page.count("{val}`") + 1
        self.assertIn(f"1 2 1 1 1 {values}", self.text_of("front"))

    def test_unknown_count(self) -> None:
        self.add_page("front", "# Front\n\n{count}`claim`\n")
        self.assert_refused('unknown count "claim"; did you mean claims')

    # Papers

    def put_papers(self, papers: dict[str, object], notes: str = "As {cite:t}`he2015` write.") -> None:
        self.book.files["docs/papers.json"] = json.dumps(papers)
        for folder in ("docs", "build/book"):
            self.book.files[f"{folder}/references.bib"] = BIBLIOGRAPHY
        self.book.files["build/book/conf.py"] += CITATIONS
        self.add_page("notes", f"# Notes\n\n{notes}\n\n```{{bibliography}}\n:all:\n```\n")
        self.add_page("papers", "# Papers\n\n```{papers}\n```\n\n:::{timeline}\nYears.\n:::\n")

    def test_map_of_papers(self) -> None:
        self.put_papers(PAPERS)
        self.assert_accepted()
        self.assertIn('id="paper-he2015"', self.book.html("papers"))
        self.assertIn("chapter 6", self.text_of("papers"))
        self.assertIn("✓ he keeps mean square", self.text_of("papers"))
        self.assertIn("He et al.</tspan> 2015: twice", self.book.html("papers"))

    def test_citation_that_the_map_lacks(self) -> None:
        self.put_papers(PAPERS, "As {cite:t}`he2015` and {cite:p}`lu2020` write.")
        self.assert_refused('paper "lu2020" is cited, and docs/papers.json does not say for what')

    def test_citation_in_a_comment_is_none(self) -> None:
        self.put_papers(PAPERS, "% As {cite:t}`he2015` write.\n\n`` {cite:t}`he2015` ``")
        self.assert_refused('docs/papers.json has the paper "he2015", and no page cites it')

    def test_citation_that_goes(self) -> None:
        self.put_papers(PAPERS)
        self.assert_accepted()
        notes = self.book.files["build/book/notes.md"]
        self.book.files["build/book/notes.md"] = notes.replace("{cite:t}`he2015`", "they")
        self.assert_refused('docs/papers.json has the paper "he2015", and no page cites it')

    def test_equation_without_file_or_claim(self) -> None:
        equation = PAPERS["he2015"]["equations"][0]
        self.put_papers({"he2015": {"start": "twice", "equations": [
            equation | {"code": "snippets/init/she.hpp", "claims": []}]}})
        self.assert_refused('no file "snippets/init/she.hpp"',
                            'equation "he-forward": no claim tests it')

    def test_equation_with_unknown_claim(self) -> None:
        equation = PAPERS["he2015"]["equations"][0] | {"claims": ["he-keeps-mean-squares"]}
        self.put_papers({"he2015": {"start": "twice", "equations": [equation]}})
        self.assert_refused('unknown claim "he-keeps-mean-squares"; did you mean')

    def test_paper_that_gives_nothing(self) -> None:
        self.put_papers({"he2015": {"start": "twice"}})
        self.assert_refused('paper "he2015" has neither "equations" nor what it "gives"')

    # Drawings

    def test_drawing_takes_the_color_of_the_text(self) -> None:
        self.book.files["docs/drawings/way.svg"] = DRAWN_BY_HAND
        self.add(DRAWING)
        self.assert_accepted()
        self.assertIn('<svg role="img" aria-label="A line that goes', self.book.html())
        self.assertNotIn("color: red", self.book.html())

    def test_unknown_drawing(self) -> None:
        self.add(DRAWING)
        self.assert_refused('drawing: no file "docs/drawings/way.svg"')

    def test_drawing_that_is_not_described(self) -> None:
        self.book.files["docs/drawings/way.svg"] = DRAWN_BY_HAND
        self.add(DRAWING.replace(" that goes from the left side of the picture", ""))
        self.assert_refused("drawing: the alternative text has")
