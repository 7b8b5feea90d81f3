"""Figures without what a reader needs to see or check them."""

from fixture_book import GateTest

ALT = (":alt: The curve of He weights stays level and ends at {rms_last_he|3}, "
       "the other one falls.\n")


class Figures(GateTest):
    def test_no_alternative_text(self) -> None:
        self.swap(ALT, "")
        self.assert_refused("plot: no alternative text")

    def test_short_alternative_text(self) -> None:
        self.swap(ALT, ":alt: Ends at {rms_last_he|3}.\n")
        self.assert_refused("plot: the alternative text has 14 characters")

    def test_long_alternative_text(self) -> None:
        self.swap("the other one falls", "the other one falls" + " and falls" * 30)
        self.assert_refused("it says what to see in 40 to 250")

    def test_alternative_text_without_number(self) -> None:
        self.swap("ends at {rms_last_he|3}", "ends higher up")
        self.assert_refused("plot: the alternative text holds no number")

    def test_typed_number_in_alternative_text(self) -> None:
        self.swap("ends at {rms_last_he|3}", "ends at 0.453 or {rms_last_he|3}")
        self.assert_refused('plot: typed number "0.453" in the alternative text')

    def test_unknown_series(self) -> None:
        self.swap("{plot} rms_by_layer", "{plot} rms_by_layers")
        self.assert_refused('plot: unknown series "rms_by_layers" of chapter 06-he; '
                            "did you mean rms_by_layer")

    def test_missing_dark_drawing(self) -> None:
        self.book.left_out.add("build/run/06-he/rms_by_layer-dark.svg")
        self.assert_refused("left no rms_by_layer-dark.svg")

    def test_no_caption(self) -> None:
        self.swap("A network of {given}`3-4-2` units; {val}`rounding|sci` is rounding.\n", "")
        self.assert_refused("plot rms_by_layer: no caption")

    def test_figure_shown_twice(self) -> None:
        self.add(":::{plot} rms_by_layer\n" + ALT + "Again.\n:::")
        self.assert_refused('figure "rms_by_layer" is already on this page')

    def test_link_to_unknown_figure(self) -> None:
        self.add("See {numref}`fig-rms_by_layers`.")
        self.assert_refused('unknown figure "rms_by_layers"; did you mean rms_by_layer')

    def test_figure_that_no_page_shows_any_more_leaves_the_site(self) -> None:
        self.assert_accepted()
        old = self.book.root / "build" / "site" / "_figures" / "06-he" / "of_last_year.svg"
        old.write_text("<svg/>", encoding="utf-8")
        self.assert_accepted()
        self.assertFalse(old.exists())
        self.assertTrue(old.with_name("rms_by_layer.svg").exists())
