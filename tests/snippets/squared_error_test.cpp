#include "snippets/losses/squared_error.hpp"

#include "tests/catch.hpp"

using namespace winit;

namespace {
const Matrix outputs = {{1.0, 2.0}, {3.0, 4.0}};
const Matrix targets = {{0.0, 2.0}, {5.0, 1.0}};
}  // namespace

TEST_CASE("The squared error is a mean over samples and outputs", "[squared_error]") {
    CHECK(squared_error(outputs, targets) == 3.5);
    CHECK(squared_error(outputs, outputs) == 0.0);
}

TEST_CASE("The squared error's gradient agrees with central differences",
          "[squared_error]") {
    Matrix gradient = xt::full_like(outputs, 99.0);
    squared_error_gradient(outputs, targets, gradient);
    CHECK(gradient(0, 0) == 0.5);
    CHECK(gradient(1, 0) == -1.0);
    constexpr double h = 1e-5;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        Matrix above = outputs;
        Matrix below = outputs;
        above.data()[i] += h;
        below.data()[i] -= h;
        const double slope =
            (squared_error(above, targets) - squared_error(below, targets)) / (2.0 * h);
        CHECK(gradient.data()[i] == Approx(slope).epsilon(1e-6).margin(1e-10));
    }
}

TEST_CASE("The squared error refuses shapes that differ or are empty", "[squared_error]") {
    const Matrix empty = xt::zeros<double>({0, 2});
    CHECK_THROWS_AS(squared_error(outputs, Matrix{{1.0, 2.0}}), std::invalid_argument);
    CHECK_THROWS_AS(squared_error(empty, empty), std::invalid_argument);
}
