#include "chapters/support/curves.hpp"

#include <cstddef>
#include <stdexcept>
#include <vector>

#include "chapters/support/runs.hpp"
#include "chapters/support/stack.hpp"
#include "tests/catch.hpp"

using namespace winit;

namespace {

using Counts = std::vector<std::size_t>;
using Rows = std::vector<std::vector<double>>;

}  // namespace

TEST_CASE("Numbers spread over a log axis rise, each once, up to the last", "[curves]") {
    CHECK(spread_out(1, 2.0) == Counts{1});
    CHECK(spread_out(9, 2.0) == Counts{1, 2, 4, 8, 9});
    CHECK(spread_out(8, 2.0) == Counts{1, 2, 4, 8});
    CHECK(spread_out(3, 1.1) == Counts{1, 2, 3});
}

TEST_CASE("Rows become columns", "[curves]") {
    CHECK(transposed({{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}}) ==
          Rows{{1.0, 4.0}, {2.0, 5.0}, {3.0, 6.0}});
    CHECK(transposed({}).empty());
}

TEST_CASE("A stack has its inputs first and its outputs last", "[stack]") {
    CHECK(layer_sizes({.inputs = 64, .depth = 2, .width = 5, .outputs = 10}) ==
          Counts{64, 5, 5, 10});
    CHECK(layer_sizes({.inputs = 64, .depth = 0, .width = 5, .outputs = 10}) ==
          Counts{64, 10});
}

TEST_CASE("Run i draws from stream i of the seed, whatever the number of threads",
          "[runs]") {
    const auto draw = [](Rng rng) { return rng.uniform(); };
    const std::vector<double> one = repeat({5, 3, 1}, draw);
    CHECK(one == repeat({5, 3, 4}, draw));
    CHECK(one[2] == Rng(3).stream(2).uniform());
    CHECK(one[2] != one[3]);
    CHECK(one != repeat({5, 4, 1}, draw));
}
