"""Claims that no test proves, tests that no page needs, and evidence that proves nothing."""

from fixture_book import GateTest, claim_test, evidence


class Claims(GateTest):
    def test_claim_without_test(self) -> None:
        self.book.tests = []
        self.assert_refused('claim "he-keeps-mean-square": no test carries')

    def test_test_without_sentence(self) -> None:
        self.book.tests.append(claim_test(evidence(), name="Zero stays", claims=["zero-stays"]))
        self.assert_refused('test "Zero stays" (tests/chapters/06_he_test.cpp:40) proves claim '
                            '"zero-stays", but no page makes it')

    def test_failing_test(self) -> None:
        self.book.tests.append(claim_test(evidence(), passed=False))
        self.assert_refused('claim "he-keeps-mean-square" fails: its test')

    def test_failing_evidence(self) -> None:
        self.book.tests = [claim_test(evidence(passed=False, measured=0.03), passed=False)]
        self.assert_refused('fails: "variance of he_normal" measured 0.03')
        self.assertIn('data-verdict="fail"', self.book.html())

    def test_statistics_without_control(self) -> None:
        self.book.tests = [claim_test(evidence(samples=10000, false_alarm=1e-6))]
        self.assert_refused("statistical evidence without a negative control")

    def test_control_that_passes(self) -> None:
        slide = evidence("control", what="the slide's bound", passed=False)
        self.book.tests = [claim_test(evidence(), slide, passed=False)]
        self.assert_refused('negative control passes: "the slide\'s bound"')

    def test_test_that_measures_nothing(self) -> None:
        self.book.tests = [claim_test()]
        self.assert_refused("its tests measure nothing")

    def say(self, sentence: str) -> None:
        self.swap("He weights keep the mean square at {val}`rms_last_he`, by their "
                  "{part}`variance <variance of he_normal>`", sentence + " at {val}`rms_last_he`")

    def test_part_that_is_not_measured(self) -> None:
        self.say("{part}`variance of he_normal` and {part}`the growth <growth>` keep it")
        self.assert_refused('no measurement says "growth"')

    def test_parts_that_are_measured(self) -> None:
        self.say("{part}`It <variance of he_normal>` keeps; the rest does not")
        self.assert_accepted()
        self.assertIn('<span class="claim-part">It</span>', self.book.html())

    def test_two_halves_without_parts(self) -> None:
        self.say("It keeps; the rest does not")
        self.assert_refused("has two halves")

    def test_failure_without_twin(self) -> None:
        self.say("A network of zeros does not learn")
        self.assert_refused('says "does not learn"', "twin()")

    def test_failure_with_twin(self) -> None:
        self.say("A network of zeros never learns")
        self.book.tests = [claim_test(evidence("fails"), evidence("twin"))]
        self.assert_accepted()

    def test_kinds_of_proof(self) -> None:
        grid = {"seeds": 10, "rates": 3, "budgets": 2, "optimizers": ["gradient descent", "Adam"]}
        self.book.tests = [claim_test(evidence(tolerance=1e-10), evidence(), evidence(relation="above"),
                                      evidence(samples=9), evidence(samples=9, training=grid),
                                      evidence(recorded=True), evidence("control"))]
        self.assert_accepted()
        self.assertIn(">identity, closed form, limit, statistic, training grid, recorded fact</a>",
                      self.book.html())

    def test_claim_made_twice(self) -> None:
        self.add("```{claim} he-keeps-mean-square\nAgain.\n```")
        self.assert_refused('duplicate claim "he-keeps-mean-square"')

    def test_link_to_unknown_claim(self) -> None:
        self.add("See {claim-ref}`he-keeps-mean-squares`.")
        self.assert_refused('unknown claim "he-keeps-mean-squares"; '
                            "did you mean he-keeps-mean-square")

    def test_ill_formed_name(self) -> None:
        self.add("```{claim} He_keeps\nIt keeps.\n```")
        self.assert_refused('claim id "He_keeps": use small letters')

    def test_broken_report(self) -> None:
        self.book.files["build/claims/02-symmetry.json"] = '{"tests": ['
        self.assert_refused("02-symmetry.json is not a claims report")

    def test_report_that_turns_bad_is_refused_though_no_page_changed(self) -> None:
        self.assert_accepted()
        self.book.tests = [claim_test(evidence(passed=False), passed=False)]
        self.assert_refused('claim "he-keeps-mean-square" fails')

    def test_claim_proven_in_two_reports(self) -> None:
        self.book.files["build/claims/02-symmetry.json"] = (
            '{"tests": [{"name": "Second test", "claims": ["he-keeps-mean-square"], '
            '"file": "tests/chapters/02_test.cpp", "line": 7, "passed": true, "evidence": []}]}')
        self.assert_accepted()
        self.assertIn("Second test", self.book.html())

    def test_long_evidence_is_folded(self) -> None:
        self.book.tests = [claim_test(*[evidence() for _ in range(50)])]
        self.assert_accepted()
        self.assertIn("<summary>45 more comparisons</summary>", self.book.html())
