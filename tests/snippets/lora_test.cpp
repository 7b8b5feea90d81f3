#include "snippets/init/lora.hpp"

#include <cmath>

#include "snippets/layers/linear.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("A new correction adds nothing", "[lora]") {
    Rng rng(1);
    const Fans fans{.fan_in = 12, .fan_out = 7};
    const LowRank correction = make_low_rank(fans, 3, rng);
    CHECK(correction.a.shape(0) == 3);
    CHECK(correction.a.shape(1) == 12);
    CHECK(correction.b.shape(0) == 7);
    CHECK(correction.b.shape(1) == 3);
    CHECK(mean_square(correction.a) > 0.0);
    const Matrix weights = normal_matrix(7, 12, 0.0, 1.0, rng);
    CHECK(same(corrected(weights, correction), weights));
}

TEST_CASE("The gradients of both factors are those of finite differences", "[lora]") {
    Rng rng(2);
    LowRank correction{.a = normal_matrix(2, 5, 0.0, 1.0, rng),
                       .b = normal_matrix(4, 2, 0.0, 1.0, rng)};
    const Matrix weights = normal_matrix(4, 5, 0.0, 1.0, rng);
    const auto loss = [&] {
        double sum = 0.0;
        for (const double entry : corrected(weights, correction)) {
            sum += std::sin(entry);
        }
        return sum;
    };
    const Matrix slope = xt::cos(corrected(weights, correction));
    const LowRank gradient = low_rank_gradient(slope, correction);
    const auto check = [&](Matrix& factor, const Matrix& derivative) {
        for (std::size_t i = 0; i < factor.size(); ++i) {
            const double kept = factor.data()[i];
            factor.data()[i] = kept + 1e-5;
            const double above = loss();
            factor.data()[i] = kept - 1e-5;
            const double below = loss();
            factor.data()[i] = kept;
            CHECK(derivative.data()[i] == Approx((above - below) / 2e-5).margin(1e-8));
        }
    };
    check(correction.a, gradient.a);
    check(correction.b, gradient.b);
}

TEST_CASE("Each gradient needs the other factor", "[lora]") {
    Rng rng(3);
    LowRank correction = make_low_rank({.fan_in = 6, .fan_out = 4}, 2, rng);
    const Matrix slope = normal_matrix(4, 6, 0.0, 1.0, rng);
    CHECK(mean_square(low_rank_gradient(slope, correction).a) == 0.0);
    CHECK(mean_square(low_rank_gradient(slope, correction).b) > 0.0);
    correction.a.fill(0.0);
    CHECK(mean_square(low_rank_gradient(slope, correction).b) == 0.0);
}

TEST_CASE("A correction refuses shapes that do not fit", "[lora]") {
    Rng rng(4);
    const LowRank correction = make_low_rank({.fan_in = 6, .fan_out = 4}, 2, rng);
    const Matrix turned = normal_matrix(6, 4, 0.0, 1.0, rng);
    CHECK_THROWS_AS(corrected(turned, correction), std::invalid_argument);
    CHECK_THROWS_AS(low_rank_gradient(turned, correction), std::invalid_argument);
    CHECK_THROWS_AS(make_low_rank({.fan_in = 6, .fan_out = 4}, 0, rng),
                    std::invalid_argument);
}
