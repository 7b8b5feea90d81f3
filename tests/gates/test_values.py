"""Faults in values, given numbers and quotations."""

from fixture_book import GateTest, value


class Values(GateTest):
    def test_unknown_value(self) -> None:
        self.add("It is {val}`rms_last_hee`.")
        self.assert_refused('unknown value "rms_last_hee" of chapter 06-he; '
                            "did you mean rms_last_he")

    def test_unknown_format(self) -> None:
        self.add("It is {val}`rms_last_he|roman`.")
        self.assert_refused('unknown number format "roman"; accepted: a count')

    def test_value_of_a_chapter_that_was_not_run(self) -> None:
        self.add("It is {val}`02-symmetry/xor_floor`.")
        self.assert_refused("chapter 02-symmetry has not been run")

    def test_value_without_chapter_outside_the_chapters(self) -> None:
        self.book.files["build/book/index.md"] += "\nIt is {val}`rms_last_he`.\n"
        self.assert_refused('"rms_last_he" needs a chapter here')

    def test_unknown_value_in_alternative_text(self) -> None:
        self.swap("{rms_last_he|3}", "{rms_last_h|3}")
        self.assert_refused('unknown value "rms_last_h"')

    def test_given_number_that_looks_like_a_result(self) -> None:
        self.add("It is {given}`0.453`.")
        self.assert_refused('given number "0.453" has three or more decimals')

    def test_quotation_outside_the_slide_box(self) -> None:
        self.add("It is {quoted}`0.453`.")
        self.assert_refused('quoted "0.453" outside a slide box')

    def test_value_in_a_table(self) -> None:
        self.add("| what | RMS |\n| --- | --- |\n| He | {val}`rms_last_he\\|2` |")
        self.assert_accepted()
        self.assertIn(">0.45</data>", self.book.html())

    def test_value_that_no_page_quotes(self) -> None:
        self.book.values["spare"] = value(1.5)
        self.assert_refused('chapters/06-he/solutions.hpp:2: no page quotes the value "spare"; quote it')

    def test_value_for_readers_of_the_tables(self) -> None:
        self.book.values["spare"] = value(1.5)
        self.book.data.add("spare")
        self.assert_accepted()

    def test_run_without_places(self) -> None:
        self.book.left_out.add("build/run/06-he/places.json")
        self.assert_refused("chapter 06-he has not been run: places.json is missing")

    def test_place_that_does_not_exist(self) -> None:
        self.book.maker = "chapters/06-he/gone.hpp"
        self.assert_refused('places.json of chapter 06-he does not say which file made "rms_last_he"')

    def test_tolerance_goes_with_the_number(self) -> None:
        self.book.values["share"] = value(0.4529) | {"relative": 0.05}
        self.book.values["steps"] = value(12000) | {"relative": 0}
        self.assert_accepted()
        self.assertIn('data-by="5\u202f%" data-name="06-he/share">45.3', self.book.html())
        self.assertIn('data-by="0" data-name="06-he/steps">12', self.book.html())
