"""Live figures: what the reader may turn, what the run is given, what it says, and where there is no module."""

import re

from fixture_book import LIVE, OPTIONS, GateTest

SAYS = ':says: "{rms_last_he|3} is left after {steps} steps."\n'


class Live(GateTest):
    def setUp(self) -> None:
        super().setUp()
        self.swap("{plot} rms_by_layer\n", "{plot} rms_by_layer\n" + LIVE)

    def form(self) -> str:
        form = re.search(r'<form class="live".*?</form>', self.book.html(), re.S)
        return form[0] if form else ""

    def test_form(self) -> None:
        self.assert_accepted()
        self.assertIn('<figure class="plot" id="fig-rms_by_layer" data-live="rms_by_layer" data-slug="06-he" '
                      'data-state="idle">', self.book.html())
        form = self.form()
        for part in ('name="depth" min="1" max="200" step="1" value="30"', 'name="networks"', 'step="any" value="1"',
                     "<option selected>he</option>\n<option>zeros</option>",
                     '<input type="hidden" name="seed" value="6">',
                     'data-fixed="--batch 5"', 'data-says="{rms_last_he|3} is left after {steps} steps."',
                     "<code>./tutorial run 6 --only rms_by_layer --batch 5 --depth 30 --networks 20 --scale 1 "
                     "--start he --seed 6</code>", "layers that the signal crosses</label>"):
            self.assertIn(part, form)
        for mark in ("run", "stop", "seed", "reset", "link", "data", "command"):
            self.assertIn(f"data-live-{mark}", form)

    def test_slider_over_many_sizes_is_even_in_the_logarithm(self) -> None:
        self.assert_accepted()
        sliders = re.findall(r'<input type="range" [^>]*>', self.form())
        self.assertEqual(["data-log" in slider for slider in sliders], [False, True, False])
        self.assertIn('max="1000" value="260" aria-valuetext="20"', sliders[1])
        self.assertIn('step="0.01"', sliders[2])

    def test_step_button(self) -> None:
        self.assert_accepted()
        self.assertNotIn("data-live-step", self.form())
        self.swap(SAYS, SAYS + ":step: depth\n")
        self.assert_accepted()
        self.assertIn('<button type="button" data-live-step="depth">Step</button>', self.form())

    def test_step_of_what_is_no_turned_count(self) -> None:
        for name in ("scale", "start", "batch", "dept"):
            self.swap(SAYS, SAYS + f":step: {name}\n")
            self.assert_refused(f'plot: step: "{name}" is no count among the options of :turn:')
            self.swap(SAYS + f":step: {name}\n", SAYS)

    def test_seed_as_a_control(self) -> None:
        self.swap(":turn: depth networks scale start", ":turn: depth seed")
        self.assert_accepted()
        self.assertEqual(self.form().count('name="seed"'), 1)

    def test_figure_without_options_is_printed_only(self) -> None:
        self.swap(LIVE, "")
        self.assert_accepted()
        self.assertNotIn("data-live", self.book.html())

    def test_module_appears_and_goes(self) -> None:
        self.book.left_out.add("build/live/06-he.wasm")
        self.assert_accepted()
        self.assertNotIn("data-live", self.book.html())
        self.assertNotIn("data-check-run", self.book.html())
        self.book.left_out.clear()
        self.assert_accepted()
        self.assertIn("data-live", self.book.html())
        self.assertIn("data-check-run", self.book.html())

    def test_unknown_option(self) -> None:
        self.swap(":turn: depth", ":turn: deapth")
        self.assert_refused('plot: turn: unknown option "deapth" of chapter 06-he; did you mean depth?')

    def test_too_many_options(self) -> None:
        self.swap("scale start", "scale start batch")
        self.assert_refused("plot: turn: 5 options; the reader turns one to 4")

    def test_option_twice(self) -> None:
        self.swap("scale start", "depth")
        self.assert_refused('plot: turn: "depth" stands there twice')

    def test_nothing_to_turn(self) -> None:
        self.swap(":turn: depth networks scale start", ":turn:")
        self.assert_refused("plot: turn: 0 options")

    def test_no_experiment_draws_it(self) -> None:
        self.book.experiments = {"rounding": {"values": [], "series": ["other"]}}
        self.assert_refused('no experiment of chapter 06-he draws "rms_by_layer" by itself; they draw other')

    def test_value_out_of_range(self) -> None:
        self.swap("networks=20", "networks=0")
        self.assert_refused('plot: with: networks cannot be "0"; accepted: a whole number from 1 to 100000')

    def test_broken_count(self) -> None:
        self.swap("networks=20", "networks=2.5")
        self.assert_refused('networks cannot be "2.5"; accepted: a whole number from 1 to 100000')

    def test_number_out_of_range(self) -> None:
        self.swap("networks=20", "scale=2.5")
        self.assert_refused('scale cannot be "2.5"; accepted: a number from 0.5 to 2.0')

    def test_unknown_choice(self) -> None:
        self.swap("networks=20", "start=ones")
        self.assert_refused('start cannot be "ones"; accepted: one of he, zeros')

    def test_unknown_option_given(self) -> None:
        self.swap("networks=20", "network=20")
        self.assert_refused('plot: with: unknown option "network" of chapter 06-he; did you mean networks?')

    def test_option_without_value(self) -> None:
        self.swap("networks=20", "networks 20")
        self.assert_refused('plot: with: "networks" is not written as name=value')

    def test_option_given_twice(self) -> None:
        self.swap("batch=5", "networks=5")
        self.assert_refused('plot: with: "networks" stands there twice')

    def test_no_sentence(self) -> None:
        self.swap(SAYS, "")
        self.assert_refused("plot: says: a live figure says its result in one sentence; there is none")

    def test_sentence_without_value(self) -> None:
        self.swap(SAYS, ":says: It falls.\n")
        self.assert_refused("plot: says: the sentence holds no value of the run")

    def test_typed_number_in_the_sentence(self) -> None:
        self.swap("after {steps} steps", "after 30 steps")
        self.assert_refused('plot: says: typed number "30"')

    def test_unknown_value_in_the_sentence(self) -> None:
        self.swap(SAYS, ":says: It is {rms_last_hee}.\n")
        self.assert_refused('unknown value "rms_last_hee" of chapter 06-he')

    def test_unknown_format_in_the_sentence(self) -> None:
        self.swap("{rms_last_he|3} is", "{rms_last_he|roman} is")
        self.assert_refused('unknown number format "roman"')

    def test_value_of_another_experiment(self) -> None:
        self.swap(SAYS, ":says: It is {rounding|sci}.\n")
        self.assert_refused('the experiment "rms_by_layer" does not compute "rounding|sci"; '
                            "it computes rms_last_he, share, steps")

    def test_guess(self) -> None:
        self.swap(SAYS, SAYS + ":guess: rms_last_he 1e-20 10\n")
        self.assert_accepted()
        self.assertIn('data-live-guess="rms_last_he"', self.form())
        self.assertIn('min="1e-20" max="10" step="any" value=""', self.form())

    def test_broken_guesses(self) -> None:
        for guess, words in (("rms_last_he 1", 'plot: guess: "rms_last_he 1" is not written as "value lowest highest"'),
                             ("rms_last_he low 10", "is not written as"),
                             ("rms_last_hee 0 1", 'plot: guess: the experiment does not compute "rms_last_hee"'),
                             ("rms_last_he 10 1", "plot: guess: the lowest guess 10 is not below the highest, 1")):
            with self.subTest(guess):
                self.swap(SAYS, f"{SAYS}:guess: {guess}\n")
                self.assert_refused(words)
                self.swap(f"{SAYS}:guess: {guess}\n", SAYS)

    def test_guess_without_controls(self) -> None:
        self.swap(LIVE, ":guess: rms_last_he 0 1\n")
        self.assert_refused("plot: guess: only a live figure has it")

    def test_sentence_without_controls(self) -> None:
        self.swap(LIVE, SAYS)
        self.assert_refused("plot: says: only a live figure has it; say in :turn: what the reader turns")

    def test_other_options_without_controls(self) -> None:
        self.swap(LIVE, ":with: networks=20\n")
        self.assert_refused("plot: with: only a live figure has it")

    def test_changed_default_reaches_the_form(self) -> None:
        self.assert_accepted()
        self.book.options = [option | {"default": 31} if option["name"] == "depth" else option for option in OPTIONS]
        self.assert_accepted()
        self.assertIn('name="depth" min="1" max="200" step="1" value="31"', self.form())


class Check(GateTest):
    def test_button(self) -> None:
        self.swap(":::{run}\n", ":::{run}\n:takes: half a minute\n")
        self.assert_accepted()
        self.assertIn("data-check-run", self.book.html())
        self.assertIn("It takes half a minute.", self.book.html())

    def test_typed_duration(self) -> None:
        self.swap(":::{run}\n", ":::{run}\n:takes: 30 s\n")
        self.assert_refused('run: takes: typed number "30"; say in words how long the check takes')
