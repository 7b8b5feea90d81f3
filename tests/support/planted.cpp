// Test cases with planted faults. test_claims.py runs them one by one; none of them may pass but
// those tagged [sound].
#include <limits>
#include <stdexcept>

#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;

TEST_CASE("Sound exact evidence", "[sound][claim:sound-exact]") {
    holds("half of one", equal(0.5, 1.0 / 2.0));
    holds("a third", near(0.3333, 1.0 / 3.0, 1e-3));
    holds("one", below(1.0, 2.0));
    holds("two", above(2.0, 1.0));
}

TEST_CASE("Sound statistical evidence", "[sound][claim:sound-statistical]") {
    holds("mean of a sample", statistical(near(0.01, 0.0, 0.05), 10000, 1e-6));
    control("a mean that is shifted", statistical(near(0.01, 1.0, 0.05), 10000, 1e-6));
}

namespace {

const TrainedWith grid{
    .seeds = 10, .rates = 3, .budgets = 2, .optimizers = {"gradient descent", "Adam"}};

// Networks that fail from one start and learn from another, all else equal.
void ranked_on(const TrainedWith& with) {
    fails("from zeros", trained(below(0.1, 0.2), with, 1e-3));
    twin("from random weights", trained(above(0.9, 0.8), with, 1e-3));
}

}  // namespace

TEST_CASE("Sound ranking", "[sound][claim:sound-ranking]") {
    ranked_on(grid);
}

TEST_CASE("Sound record", "[sound][claim:sound-record]") {
    holds("chapters", recorded(equal(14.0, 14.0)));
}

TEST_CASE("A failure without a twin", "[planted-no-twin][claim:planted-no-twin]") {
    fails("from zeros", below(0.1, 0.2));
    control("from random weights", below(0.9, 0.2));
}

TEST_CASE("A failure whose twin fails too", "[planted-twin][claim:planted-twin]") {
    fails("from zeros", below(0.1, 0.2));
    twin("from random weights", above(0.1, 0.2));
}

TEST_CASE("A ranking on seven seeds", "[planted-seeds][claim:planted-seeds]") {
    TrainedWith few = grid;
    few.seeds = 7;
    ranked_on(few);
}

TEST_CASE("A ranking at two rates", "[planted-rates][claim:planted-rates]") {
    TrainedWith few = grid;
    few.rates = 2;
    ranked_on(few);
}

TEST_CASE("A ranking at one budget", "[planted-budget][claim:planted-budget]") {
    TrainedWith few = grid;
    few.budgets = 1;
    ranked_on(few);
}

TEST_CASE("A ranking without Adam", "[planted-optimizer][claim:planted-optimizer]") {
    TrainedWith few = grid;
    few.optimizers = {"gradient descent"};
    ranked_on(few);
}

TEST_CASE("A claim that is not true", "[planted-false][claim:planted-false]") {
    holds("one equals two", equal(1.0, 2.0));
}

TEST_CASE("A control that would pass", "[planted-control][claim:planted-control]") {
    holds("one", near(1.0, 1.0, 0.5));
    control("not wrong enough", near(1.2, 1.0, 0.5));
}

TEST_CASE("A statistic without a control", "[planted-bare][claim:planted-bare]") {
    holds("mean of a sample", statistical(near(0.01, 0.0, 0.05), 10000, 1e-6));
}

TEST_CASE("A claim without evidence", "[planted-empty][claim:planted-empty]") {
    CHECK(true);
}

TEST_CASE("A claim with only a control", "[planted-only][claim:planted-only]") {
    control("two is not one", equal(2.0, 1.0));
}

TEST_CASE("A measurement that is not a number", "[planted-nan][claim:planted-nan]") {
    holds("zero over zero", near(std::numeric_limits<double>::quiet_NaN(), 0.0, 1.0));
}

TEST_CASE("An equality that is off by one bit", "[planted-bit][claim:planted-bit]") {
    holds("a tenth, thrice", equal(0.1 + 0.1 + 0.1, 0.3));
}

TEST_CASE("An exception after good evidence", "[planted-throw][claim:planted-throw]") {
    holds("half of one", equal(0.5, 1.0 / 2.0));
    throw std::runtime_error("planted");
}

TEST_CASE("A rate of false alarms outside of its range", "[sound][rates]") {
    CHECK_THROWS_AS(statistical(equal(1.0, 1.0), 10, 0.0), std::invalid_argument);
    CHECK_THROWS_AS(statistical(equal(1.0, 1.0), 10, 1.0), std::invalid_argument);
    CHECK_THROWS_AS(statistical(equal(1.0, 1.0), 0, 1e-6), std::invalid_argument);
}
