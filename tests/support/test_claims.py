"""Do claim tests fail when they must? Runs the planted faults of planted.cpp one by one."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

PLANTED = os.environ["WINIT_PLANTED"]


def run(tag):
    """Exit status, report and error text of the test cases with this tag."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        environment = {**os.environ, "WINIT_CLAIMS_REPORT": str(report)}
        done = subprocess.run([PLANTED, f"[{tag}]"], env=environment, capture_output=True, text=True)
        left = [entry.name for entry in Path(folder).iterdir()]
        assert left == ["report.json"], left
        return done.returncode, json.loads(report.read_text())["tests"], done.stderr


class Sound(unittest.TestCase):
    def setUp(self):
        self.status, self.tests, _ = run("sound")

    def test_passes(self):
        self.assertEqual(self.status, 0)
        self.assertTrue(all(test["passed"] for test in self.tests))

    def test_report_names_claim_and_place(self):
        by_claim = {claim: test for test in self.tests for claim in test["claims"]}
        test = by_claim["sound-exact"]
        self.assertEqual(test["name"], "Sound exact evidence")
        self.assertEqual(test["file"], "tests/support/planted.cpp")
        self.assertGreater(test["line"], 1)

    def test_report_holds_evidence(self):
        by_claim = {claim: test for test in self.tests for claim in test["claims"]}
        relations = [entry["relation"] for entry in by_claim["sound-exact"]["evidence"]]
        self.assertEqual(relations, ["equal", "near", "below", "above"])
        self.assertEqual(
            by_claim["sound-statistical"]["evidence"],
            [
                {"kind": "holds", "what": "mean of a sample", "measured": 0.01, "expected": 0.0,
                 "tolerance": 0.05, "relation": "near", "samples": 10000, "false_alarm": 1e-6,
                 "passed": True},
                {"kind": "control", "what": "a mean that is shifted", "measured": 0.01,
                 "expected": 1.0, "tolerance": 0.05, "relation": "near", "samples": 10000,
                 "false_alarm": 1e-6, "passed": True},
            ],
        )

    def test_report_tells_the_grid_and_the_role(self):
        by_claim = {claim: test for test in self.tests for claim in test["claims"]}
        rows = by_claim["sound-ranking"]["evidence"]
        self.assertEqual([row["kind"] for row in rows], ["fails", "twin"])
        self.assertEqual(rows[0]["training"], {"seeds": 10, "rates": 3, "budgets": 2,
                                               "optimizers": ["gradient descent", "Adam"]})
        self.assertTrue(by_claim["sound-record"]["evidence"][0]["recorded"])


class Planted(unittest.TestCase):
    def refuse(self, tag, *words):
        status, tests, errors = run(tag)
        self.assertNotEqual(status, 0)
        self.assertEqual([test["passed"] for test in tests], [False])
        for word in words:
            self.assertIn(word, errors)

    def test_false_claim(self):
        self.refuse("planted-false")

    def test_control_that_passes(self):
        self.refuse("planted-control")

    def test_statistic_without_control(self):
        self.refuse("planted-bare", "proves nothing", "no control")

    def test_claim_without_evidence(self):
        self.refuse("planted-empty", "proves nothing", "no evidence")

    def test_claim_with_only_a_control(self):
        self.refuse("planted-only", "proves nothing", "no evidence")

    def test_nan(self):
        self.refuse("planted-nan")

    def test_one_bit(self):
        self.refuse("planted-bit")

    def test_failure_without_twin(self):
        self.refuse("planted-no-twin", "proves nothing", "no twin")

    def test_twin_that_fails(self):
        self.refuse("planted-twin")

    def test_few_seeds(self):
        self.refuse("planted-seeds", "proves nothing", "8 seeds")

    def test_few_rates(self):
        self.refuse("planted-rates", "proves nothing", "3 rates")

    def test_one_budget(self):
        self.refuse("planted-budget", "proves nothing", "2 budgets")

    def test_one_optimizer(self):
        self.refuse("planted-optimizer", "proves nothing", "Adam")

    def test_exception(self):
        self.refuse("planted-throw")


if __name__ == "__main__":
    unittest.main()
