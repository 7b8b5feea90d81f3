"""Plants lazy reducers, and what only looks like one."""

import unittest

import lazy_reducers


class LazyReducers(unittest.TestCase):
    def caught(self, text):
        return [line for line, _ in lazy_reducers.faults_of_text(text)]

    def test_a_softmax_written_the_obvious_way(self):
        self.assertEqual(self.caught("int x;\nauto e = xt::exp(z - xt::amax(z, {1}, xt::keep_dims));"), [2])

    def test_each_reducer_of_an_expression(self):
        self.assertEqual(
            self.caught("return (z - xt::mean(z, {0}))\n / xt::stddev<double>(z, {0});"), [1, 2]
        )

    def test_a_reducer_kept_lazy_by_auto(self):
        self.assertEqual(self.caught("const auto m = xt::amax(z, {1}, xt::keep_dims);"), [1])

    def test_a_stored_reducer_passes(self):
        self.assertEqual(self.caught("const Matrix m = xt::amax(z, {1}, xt::keep_dims);"), [])
        self.assertEqual(self.caught("f(); m = xt::sum(z, {1});"), [])
        self.assertEqual(self.caught("{ const Vector m(xt::sum(z, {1})); }"), [])

    def test_a_mean_is_an_expression_even_where_it_is_stored(self):
        self.assertEqual(self.caught("const Vector m = xt::mean(z, {0});"), [1])
        self.assertEqual(self.caught("const Vector m = xt::mean(z, {0}, xt::evaluation_strategy::immediate);"), [])

    def test_an_immediate_reducer_passes(self):
        self.assertEqual(
            self.caught("e = z - xt::sum(z, {1}, xt::keep_dims | xt::evaluation_strategy::immediate);"), []
        )

    def test_a_reducer_over_all_entries_passes(self):
        self.assertEqual(self.caught("return xt::sum(xt::abs(a - b))() / xt::amax(a)();"), [])

    def test_a_comment_passes(self):
        self.assertEqual(self.caught("// never z - xt::amax(z, {1}, xt::keep_dims)\n"), [])


if __name__ == "__main__":
    unittest.main()
