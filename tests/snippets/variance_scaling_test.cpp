#include "snippets/init/variance_scaling.hpp"

#include <cmath>
#include <limits>

#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/lecun.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

constexpr Fans fans{.fan_in = 50, .fan_out = 400};

Matrix scaled(const VarianceScaling& scaling) {
    Rng rng(1);
    return variance_scaling(fans, scaling, rng);
}

Matrix drawn(const Initializer& initializer) {
    Rng rng(1);
    return initializer(fans, rng);
}

}  // namespace

TEST_CASE("LeCun, Glorot and He are members of one family", "[variance_scaling]") {
    using enum Distribution;
    using enum FanMode;
    CHECK(xt::allclose(scaled({1.0, fan_in, normal}), drawn(lecun_normal<double>), 1e-14));
    CHECK(
        xt::allclose(scaled({1.0, fan_in, uniform}), drawn(lecun_uniform<double>), 1e-14));
    CHECK(
        xt::allclose(scaled({1.0, fan_avg, normal}), drawn(glorot_normal<double>), 1e-14));
    CHECK(xt::allclose(scaled({1.0, fan_avg, uniform}), drawn(glorot_uniform<double>),
                       1e-14));
    CHECK(xt::allclose(scaled({2.0, fan_in, normal}), drawn(he_normal<double>), 1e-14));
    CHECK(xt::allclose(scaled({2.0, fan_in, uniform}), drawn(he_uniform<double>), 1e-14));
    CHECK_FALSE(xt::allclose(scaled({1.0, fan_in, normal}), drawn(he_normal<double>),
                             1e-2));  // control
}

TEST_CASE("All three distributions have the variance of the family", "[variance_scaling]") {
    const VarianceScaling scaling{.scale = 3.0, .mode = FanMode::fan_out};
    CHECK(variance_scaling_stddev(fans, scaling) == Approx(std::sqrt(3.0 / 400.0)));
    for (const auto& [distribution, peakedness] :
         {std::pair{Distribution::uniform, kurtosis::uniform},
          std::pair{Distribution::normal, kurtosis::normal},
          std::pair{Distribution::truncated_normal, kurtosis::truncated_normal}}) {
        const Matrix weights = scaled({3.0, FanMode::fan_out, distribution});
        const double kurtosis_of_draw = peakedness;  // clang 14 captures no bindings
        const auto is_near = [&](double claimed) {
            return std::abs(sample_variance(weights) - claimed) <=
                   variance_tolerance(claimed, kurtosis_of_draw, weights.size(), 1e-6);
        };
        CHECK(is_near(3.0 / 400.0));
        CHECK_FALSE(is_near(3.0 / 50.0));               // control: fan_in
        CHECK_FALSE(is_near(0.7737413 * 3.0 / 400.0));  // control: not stretched back
        CHECK_FALSE(is_near(1.0 / 400.0));              // control: bound for deviation
    }
}

TEST_CASE("Variance scaling refuses empty layers and impossible scales",
          "[variance_scaling]") {
    Rng rng(1);
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS(variance_scaling({.fan_in = 0, .fan_out = 1}, {}, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(scaled({.scale = 0.0}), std::invalid_argument);
    CHECK_THROWS_AS(scaled({.scale = infinity}), std::invalid_argument);
    CHECK_THROWS_AS(scaled({.distribution = static_cast<Distribution>(9)}),
                    std::invalid_argument);
}
