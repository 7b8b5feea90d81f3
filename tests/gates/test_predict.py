"""What a question takes for an answer: choices of which one is right, or a number of the run."""

import re

from fixture_book import GateTest

NUMBER = ":::{predict}\n:answer: rms_last_he|3\n:within: factor 2\n\nHow much is left?\n"
CHOICES = "- [ ] All of it.\n- [x] About {val}`share|percent 0`.\n- [ ] $2/n$ of it.\n"


class Choices(GateTest):
    def test_the_right_one_is_known_to_the_page_and_marked_nowhere(self) -> None:
        self.assert_accepted()
        form = re.search(r'<form class="guess".*?</form>', self.book.html(), re.S)
        self.assertIsNotNone(form)
        self.assertIn('data-right="1"', form[0])
        self.assertEqual(form[0].count('type="radio"'), 3)
        self.assertNotIn("[", re.sub(r"<[^>]*>", "", form[0]))

    def test_a_formula_has_a_name(self) -> None:
        self.swap("- [ ] $2/n$ of it.", r"- [ ] $\sqrt{2/n}$ of it.")
        self.assert_accepted()
        self.assertIn('value="2" aria-label="√(2/n) of it."', self.book.html())

    def test_none_right(self) -> None:
        self.swap("- [x] About", "- [ ] About")
        self.assert_refused("predict: 0 choices are marked [x]; exactly one must be right")

    def test_two_right(self) -> None:
        self.swap("- [ ] All of it.", "- [x] All of it.")
        self.assert_refused("predict: 2 choices are marked [x]; exactly one must be right")

    def test_one_choice(self) -> None:
        self.swap(CHOICES, "- [x] All of it.\n")
        self.assert_refused("predict: one choice is no question")

    def test_unmarked_choice(self) -> None:
        self.swap("- [ ] All of it.", "- All of it.")
        self.assert_refused('predict: choice "All of it." begins with neither [ ] nor [x]')

    def test_long_choice(self) -> None:
        self.swap("- [ ] All of it.\n", "- [ ] All of it.\n\n  That is, nothing is lost.\n")
        self.assert_refused("is more than one paragraph")

    def test_number_typed_into_a_choice(self) -> None:
        self.swap("All of it.", "It is 0.45.")
        self.assert_refused('typed number "0.45"')

    def test_choices_and_a_number(self) -> None:
        self.swap(":::{predict}\n", ":::{predict}\n:answer: rms_last_he\n")
        self.assert_refused("predict: it has choices, so it takes no option; remove :answer:")

    def test_a_plain_list_is_no_choice(self) -> None:
        self.swap(CHOICES, "- Of the signal.\n- Of the gradient.\n")
        self.assert_accepted()
        self.assertNotIn('class="guess"', self.book.html())

    def test_a_changed_question_forgets_its_answers(self) -> None:
        keys = []
        for question in ("How much is left?", "How much is lost?"):
            self.swap("How much is left?", question)
            self.assert_accepted()
            keys += re.findall(r'data-key="(\w+)"', self.book.html())
        self.assertEqual((len(keys), len(set(keys))), (2, 2))


class Number(GateTest):
    def setUp(self) -> None:
        super().setUp()
        self.swap(f":::{{predict}}\nHow much is left?\n\n{CHOICES}", NUMBER)

    def form(self) -> str:
        self.assert_accepted()
        return re.search(r'<form class="guess".*?>', self.book.html())[0]

    def test_the_page_knows_the_number_and_how_near_is_right(self) -> None:
        form = self.form()
        self.assertIn('data-answer="0.452749873967" data-shown="0.453" data-factor="2"', form)

    def test_a_share_is_asked_for_in_percent(self) -> None:
        self.swap("answer: rms_last_he|3", "answer: share|percent 1")
        self.swap("factor 2", "0.5")
        form = self.form()
        self.assertIn('data-answer="45.29" data-shown="45.3\u202f%" data-difference="0.5"', form)
        self.assertIn('data-unit="\u202f%"', form)

    def test_unit(self) -> None:
        self.swap("answer: rms_last_he|3", "answer: steps|int\n:unit: steps")
        self.assertIn('data-shown="12\u202f000 steps" data-factor="2" data-unit=" steps"', self.form())

    def test_unknown_value(self) -> None:
        self.swap("answer: rms_last_he|3", "answer: rms_last_hi|3")
        self.assert_refused('unknown value "rms_last_hi" of chapter 06-he; did you mean rms_last_he')

    def test_unknown_format(self) -> None:
        self.swap("answer: rms_last_he|3", "answer: rms_last_he|three")
        self.assert_refused('unknown number format "three"')

    def test_typed_number(self) -> None:
        self.swap("answer: rms_last_he|3", "answer: 0.45")
        self.assert_refused('predict: typed number "0.45" as the answer; name a value of the run')

    def test_typed_number_in_the_unit(self) -> None:
        self.swap(":within:", ":unit: of 12 steps\n:within:")
        self.assert_refused('predict: typed number "12" in the unit')

    def test_unit_of_a_percentage(self) -> None:
        self.swap("answer: rms_last_he|3", "answer: share|percent 1\n:unit: steps")
        self.assert_refused("predict: the answer is shown in percent, so it has no other unit")

    def test_no_tolerance(self) -> None:
        self.swap(":within: factor 2\n", "")
        self.assert_refused('predict: within: "" does not say how near counts as right; accepted: factor F')

    def test_vague_tolerance(self) -> None:
        self.swap("factor 2", "nearly")
        self.assert_refused('predict: within: "nearly" does not say how near counts as right')

    def test_factor_that_nothing_is_within(self) -> None:
        self.swap("factor 2", "factor 0.5")
        self.assert_refused("predict: within: no answer is within a factor of 0.5")

    def test_factor_of_zero(self) -> None:
        self.book.values["rms_last_he"]["value"] = 0.0
        self.assert_refused("predict: no prediction is within a factor of 0.0; give a largest difference")

    def test_tolerance_without_a_number(self) -> None:
        self.swap(":answer: rms_last_he|3\n", "")
        self.assert_refused("predict: no :answer: to hold a prediction against")
