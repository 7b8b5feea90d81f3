#include "chapters/support/grid.hpp"

#include <cstddef>
#include <stdexcept>
#include <vector>

#include <nlohmann/json.hpp>

#include "chapters/support/report.hpp"
#include "chapters/support/scored_training.hpp"
#include "snippets/init/he.hpp"
#include "snippets/models/network.hpp"
#include "tests/catch.hpp"

using namespace winit;

namespace {

const std::vector<Labeled<double>> starts{{"narrow", "narrow", 1.0}, {"wide", "wide", 2.0}};

// Scores that are known: the best rate of a start stands where the caller says, on the validation
// part; on the test part every other rate is better.
Grid peaked(const std::vector<double>& rates, double best_of_narrow, double best_of_wide) {
    const auto run = [&](double start, double rate, Rng rng) {
        const double best = start < 1.5 ? best_of_narrow : best_of_wide;
        const double noise = 1e-3 * rng.uniform();
        const Scores scores{rate == best ? 0.9 : 0.5 + noise, rate == best ? 0.6 : 0.8};
        return std::vector<Scores>{scores, scores};
    };
    return run_grid(starts, {"Adam", rates, {5, 10}}, Repeats(8, 1), run);
}

}  // namespace

TEST_CASE("A grid chooses its rate on the validation part and is judged on the other",
          "[grid]") {
    const Grid grid = peaked({0.1, 0.2, 0.3, 0.4}, 0.2, 0.3);
    CHECK(best_rate(grid, 0, 0) == 1);
    CHECK(best_rate(grid, 1, 1) == 2);
    CHECK(at_best_rate(grid, 1, 1) == std::vector<double>(8, 0.6));
}

TEST_CASE("A best rate at an end of its grid is found, by start and budget", "[grid]") {
    Result result;
    record_grid(result, "ends", peaked({0.1, 0.2, 0.3}, 0.1, 0.3));
    record_grid(result, "within", peaked({0.1, 0.2, 0.3}, 0.2, 0.2));
    const auto grids = nlohmann::json::parse(places_json(result, {}, {}))["grids"];
    CHECK(grids["ends"]["at_edge"].size() == 4);
    CHECK(grids["ends"]["at_edge"][0] == "narrow at 5 epochs");
    CHECK(grids["ends"]["seeds"] == 8);
    CHECK(grids["ends"]["file"] == "tests/program/grid_test.cpp");
    CHECK(grids["within"]["at_edge"].empty());
    CHECK(grids["within"]["rates"].size() == 3);
}

TEST_CASE("Where all rates are alike, none stands out at an end", "[grid]") {
    const Grid grid = peaked({0.1, 0.2, 0.3}, 7.0, 7.0);
    CHECK_FALSE(best_at_edge(grid, 0, 0));
    CHECK_THROWS_AS(best_at_edge(peaked({0.1, 0.2}, 0.1, 0.1), 0, 0),
                    std::invalid_argument);
}

TEST_CASE("A grid does not depend on threads, and refuses what it cannot run", "[grid]") {
    const auto draw = [](double start, double rate, Rng rng) {
        return std::vector<Scores>{{start * rate * rng.uniform(), rng.uniform()}};
    };
    const GridAxes axes{"Adam", {0.1, 0.2, 0.3}, {5}};
    const Grid one = run_grid(starts, axes, Repeats(9, 3, 1), draw);
    const Grid four = run_grid(starts, axes, Repeats(9, 3, 4), draw);
    for (std::size_t seed = 0; seed < 9; ++seed) {
        CHECK(one.runs[1][2][seed][0].test == four.runs[1][2][seed][0].test);
    }
    CHECK_THROWS_AS(run_grid(starts, {"Adam", {}, {5}}, Repeats(9, 3), draw),
                    std::invalid_argument);
    CHECK_THROWS_AS(run_grid(starts, {"Adam", {0.1}, {5, 10}}, Repeats(1, 3), draw),
                    std::invalid_argument);
}

TEST_CASE("A long run passes the scores of a short one, with every stepper", "[grid]") {
    Rng rng(4);
    const Parts parts = three_parts(digits(), 300, 200, rng);
    CHECK(parts.train.labels.size() == 300);
    CHECK(parts.validation.labels.size() == 200);
    CHECK(parts.test.labels.size() == digits().labels.size() - 500);
    for (const Stepper stepper :
         {Stepper::gradient_descent, Stepper::momentum, Stepper::adam}) {
        const auto run = [&](const std::vector<std::size_t>& epochs) {
            Rng own(5);
            Network network = make_network<double>(
                {64, 16, 10}, {.hidden = Activation::tanh}, he_normal<double>, own);
            return train_and_score(network, parts, stepper, 0.02, 20, epochs, own);
        };
        const auto both = run({2, 20});
        CHECK(both.size() == 2);
        CHECK(both[0].test == run({2})[0].test);
        CHECK(both[1].validation == run({20})[0].validation);
        CHECK(both[1].validation > 0.5);
        CHECK(name_of(stepper) != "");
    }
    Rng own(5);
    Network network = make_network<double>({64, 10}, {.hidden = Activation::tanh},
                                           he_normal<double>, own);
    CHECK_THROWS_AS(train_and_score(network, parts, Stepper::adam, 0.01, 20, {}, own),
                    std::invalid_argument);
}
