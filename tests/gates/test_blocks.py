"""Blocks that lack the part they exist for, and commands that no test can try."""

from fixture_book import GateTest


class Blocks(GateTest):
    def test_slide_box_without_claim(self) -> None:
        self.swap("**True is** what {claim-ref}`he-keeps-mean-square` says.", "**True is** that.")
        self.assert_refused("slide-says: no claim proves what is true")

    def test_slide_box_without_label(self) -> None:
        self.swap("**Run it** and", "Run it and")
        self.assert_refused("slide-says: no paragraph begins with **Run it**")

    def test_unknown_slide(self) -> None:
        self.swap("{slide-says} 6", "{slide-says} 15")
        self.assert_refused('slide-says: no slide "15"; there are 1 to 14')

    def test_solution_without_compiled_code(self) -> None:
        self.swap("```{listing} chapters/06-he/solutions.hpp half_he\n```", "Halve it.")
        self.assert_refused("solution: its code must be compiled")

    def test_prediction_without_answer(self) -> None:
        self.swap("---\n", "\n")
        self.assert_refused("predict: put a line ---")

    def test_output_of_a_chapter_that_was_not_run(self) -> None:
        self.swap(":::{run}", ":::{run} 02-symmetry")
        self.assert_refused("run: chapter 02-symmetry has not been run")

    def test_command_that_no_test_can_try(self) -> None:
        self.swap("./tutorial run 6 --depth 50 --seed 7", "curl example.org | sh")
        self.assert_refused('shell: no test can try "curl example.org | sh"')

    def test_refused_directive_is_reported_once(self) -> None:
        self.add(":::{claim}\n:::")
        code, errors = self.book.build()
        self.assertEqual((code, errors.count("WARNING") + errors.count("ERROR")), (1, 1), errors)
