#include "figures/axis.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "tests/catch.hpp"

using namespace winit;

namespace {

std::vector<std::string> labels(const Ruler& ruler) {
    std::vector<std::string> result;
    for (const Tick& tick : ruler.ticks) {
        result.push_back(tick.label + (tick.power.empty() ? "" : "^" + tick.power));
    }
    return result;
}

using Labels = std::vector<std::string>;

}  // namespace

TEST_CASE("Ticks of a linear axis are few and round", "[axis]") {
    CHECK(labels(ruler({0.0, 50.0}, Scale::linear, 0.0, 5)) ==
          Labels{"0", "10", "20", "30", "40", "50"});
    CHECK(labels(ruler({-0.9, 0.9}, Scale::linear, 0.0, 5)) == Labels{"−0.5", "0", "0.5"});
    CHECK(labels(ruler({0.1, 0.7}, Scale::linear, 0.0, 5)) == Labels{"0.2", "0.4", "0.6"});
}

TEST_CASE("Ticks of a long logarithmic axis are powers of ten", "[axis]") {
    CHECK(labels(ruler({1e-12, 1.0}, Scale::log, 0.0, 5)) ==
          Labels{"10^−10", "10^−5", "1"});
    CHECK(labels(ruler({0.001, 1.0}, Scale::log, 0.0, 5)) ==
          Labels{"0.001", "0.01", "0.1", "1"});
    CHECK(labels(ruler({1.0, 8.0}, Scale::log, 0.0, 5)) == Labels{"1", "2", "5"});
}

TEST_CASE("An axis that nearly reaches zero starts there", "[axis]") {
    CHECK(ruler({0.1, 1.0}, Scale::linear, 0.04, 5).span.from == 0.0);
    CHECK(ruler({0.9, 1.0}, Scale::linear, 0.04, 5).span.from > 0.89);
}

TEST_CASE("A logarithmic axis shows zero apart and negative numbers nowhere", "[axis]") {
    const Ruler axis = ruler({0.0, 1e-4, 1.0}, Scale::log, 0.0, 5);
    CHECK(axis.ticks.front().label == "0");
    CHECK(axis.position(0.0) > 0.0);
    CHECK(axis.position(0.0) < axis.position(1e-4));
    CHECK(axis.position(1.0) == Approx(1.0));
    CHECK(std::isnan(axis.position(-1.0)));
    CHECK(std::isnan(ruler({1e-4, 1.0}, Scale::log, 0.0, 5).position(0.0)));
}

TEST_CASE("An axis survives numbers that say nothing", "[axis]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    const std::vector<std::vector<double>> lists = {
        {},         {nan, nan},  {0.0, 0.0}, {-3.0}, {infinity, 1.0}, {1e-300, 1e300},
        {7.0, 7.0}, {-1.0, -2.0}};
    for (const Scale scale : {Scale::linear, Scale::log}) {
        for (const std::vector<double>& numbers : lists) {
            const Ruler axis = ruler(numbers, scale, 0.04, 5);
            CHECK(axis.span.from < axis.span.to);
            CHECK(std::isfinite(axis.span.from));
            CHECK(std::isfinite(axis.span.to));
            CHECK(axis.ticks.size() <= 8);
            CHECK(std::isnan(axis.position(nan)));
        }
    }
}
