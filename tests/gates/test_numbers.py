"""Typed numbers are refused wherever prose can hold them; what only looks like one is not."""

from fixture_book import GateTest


class Numbers(GateTest):
    def assert_typed(self, text: str, number: str) -> None:
        self.add(text)
        self.assert_refused(f'typed number "{number}"')

    def test_in_a_paragraph(self) -> None:
        self.assert_typed("It ends at 0.453 again.", "0.453")

    def test_in_a_heading(self) -> None:
        self.assert_typed("## Why 2 layers", "2")

    def test_in_inline_code(self) -> None:
        self.assert_typed("Call `he_normal(784)` first.", "784")

    def test_in_a_table(self) -> None:
        self.assert_typed("| what |\n| --- |\n| 97.7 |", "97.7")

    def test_in_the_text_of_a_link(self) -> None:
        self.assert_typed("See [figure 3](#fig-rms_by_layer).", "3")

    def test_in_emphasis(self) -> None:
        self.assert_typed("It takes **20** steps.", "20")

    def test_in_a_caption(self) -> None:
        self.swap("A network of", "A network of 5")
        self.assert_refused('typed number "5"')

    def test_in_the_title_of_an_exercise(self) -> None:
        self.swap("Halve the", "Halve 4 times the")
        self.assert_refused('typed number "4"')

    def test_in_a_claim(self) -> None:
        self.swap("He weights keep", "He weights keep 99 of")
        self.assert_refused('typed number "99"')

    def test_in_a_block_of_text(self) -> None:
        self.assert_typed("```text\nloss 0.25\n```", "0.25")

    def test_in_raw_markup(self) -> None:
        self.assert_typed("```{raw} html\n<p class=\"h2\">0.25</p>\n```", "0.25")

    def test_result_in_a_formula(self) -> None:
        self.assert_typed("So $\\rho = 0.453$ holds.", "0.453")

    def test_power_of_ten_in_a_formula(self) -> None:
        self.assert_typed("Its length is $10^{24}$ here.", "10^{24}")

    def test_rounded_number_in_a_formula(self) -> None:
        self.assert_typed("So $2 \\pi \\approx 6$ holds.", "\\approx 6")

    def test_two_decimals_at_the_end_of_an_equation(self) -> None:
        self.assert_typed("So $\\rho = 0.45$ holds.", "0.45")

    def test_words_that_measure(self) -> None:
        self.assert_typed("It lies more than six standard deviations above.", "six standard deviations")

    def test_words_that_count_how_often(self) -> None:
        self.assert_typed("That happens twice in a lifetime.", "twice in ")

    def test_word(self) -> None:
        self.assert_typed("It takes twenty-one steps.", "twenty")

    def test_percent(self) -> None:
        self.assert_typed("It is a few percent.", "percent")

    def test_on_another_page(self) -> None:
        self.book.files["build/book/index.md"] += "\nThere are 14 chapters.\n"
        self.assert_refused('typed number "14"')

    def test_names_and_formulas_and_small_words_pass(self) -> None:
        self.add("The `float32` weights W1 of ten layers, $x_2 = 3.5$, by `std::mt19937_64`; "
                 "see <https://arxiv.org/abs/1502.01852>.\n\n$$\ny = 2x\n$$\n\n1. One.\n2. Two.")
        self.assert_accepted()
