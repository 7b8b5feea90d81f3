#include "snippets/training/adam.hpp"

#include <cmath>
#include <vector>

#include "tests/catch.hpp"

using namespace winit;

namespace {

// Where a parameter that starts at 0 ends after steps along these gradients.
double moved(const std::vector<double>& gradients, const AdamOptions& options) {
    std::vector<double> value = {0.0};
    std::vector<double> gradient = {0.0};
    Adam optimizer(options);
    for (const double slope : gradients) {
        gradient[0] = slope;
        optimizer.step({{value, gradient}});
    }
    return value[0];
}

}  // namespace

TEST_CASE("The first step is as long as the rate, whatever the gradient", "[adam]") {
    const AdamOptions options{.learning_rate = 0.1};
    CHECK(moved({1e-3}, options) == Approx(-0.1).epsilon(1e-4));
    CHECK(moved({-700.0}, options) == Approx(0.1).epsilon(1e-9));
    CHECK(moved({1e-8}, options) == Approx(-0.05).epsilon(1e-9));  // as small as epsilon
    CHECK(moved({0.0}, options) == 0.0);
}

TEST_CASE("A steady gradient gives steps of one length", "[adam]") {
    const AdamOptions options{.learning_rate = 0.1};
    CHECK(moved({2.0, 2.0, 2.0}, options) == Approx(-0.3).epsilon(1e-7));
}

// Algorithm 1 of the paper by hand, for gradients 1 and -2.
TEST_CASE("Two steps are those of the paper's algorithm", "[adam]") {
    const AdamOptions options{
        .learning_rate = 0.1, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 0.25};
    // m = 0.5 and v = 0.25, over what they lack: 1 and 1.
    const double first = -0.1 * 1.0 / (1.0 + 0.25);
    // m = 0.25 - 1 over 1 - 0.25, and v = 0.1875 + 1 over 1 - 0.5625.
    const double second = 0.1 * 1.0 / (std::sqrt(1.1875 / 0.4375) + 0.25);
    CHECK(moved({1.0}, options) == Approx(first).epsilon(1e-14));
    CHECK(moved({1.0, -2.0}, options) == Approx(first + second).epsilon(1e-14));
}
