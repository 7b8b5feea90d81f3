"""A ranking needs seeds, budgets and best rates within its grid."""

from __future__ import annotations

from typing import Any

from fixture_book import GateTest

GRID = {"file": "chapters/06-he/solutions.hpp", "line": 2, "optimizer": "Adam",
        "rates": [0.01, 0.1, 1.0], "epochs": [10, 40], "seeds": 10, "at_edge": []}


class Grids(GateTest):
    def plant(self, *messages: str, **changes: Any) -> None:
        self.book.grids = {"starts": GRID | changes}
        self.assert_refused(*messages)

    def test_sound(self) -> None:
        self.book.grids = {"starts": GRID}
        self.assert_accepted()

    def test_seven_seeds(self) -> None:
        self.plant('solutions.hpp:2: the grid "starts" (Adam) has 7 seeds', seeds=7)

    def test_one_budget(self) -> None:
        self.plant("has one budget", epochs=[10])

    def test_best_rate_at_an_end(self) -> None:
        self.plant("the best rate of zeros at 10 epochs is at an end of the grid, "
                   "which goes from 0.01 to 1.0", at_edge=["zeros at 10 epochs"])
