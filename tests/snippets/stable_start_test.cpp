#include "snippets/theory/stable_start.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "snippets/core/parallel.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/theory/mean_field.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/every_activation.hpp"

using namespace winit;

namespace {

const std::vector<Activation> bent = {Activation::gelu, Activation::silu,
                                      Activation::softplus};

// Mean square of the last hidden pre-activations over the size that the start keeps, for networks
// that differ in their seed.
std::vector<double> kept(Activation activation, const LayerStart& start, std::size_t depth,
                         std::size_t width, std::size_t samples = 32) {
    std::vector<double> sizes(width > 100 ? 10 : 20);
    const std::vector<std::size_t> layers(depth + 2, width);
    const Rng root(1406);
    parallel_for(sizes.size(), 2, [&](std::size_t i) {
        Rng rng = root.stream(i);
        const Network network = initialize_weights(layers, activation, start, rng);
        Workspace workspace(network, samples);
        forward(network, normal_matrix(samples, width, 0.0, 1.0, rng), workspace);
        sizes[i] = mean_square(workspace.pre_activations[depth - 1]) / start.mean_square;
    });
    return sizes;
}

double farthest(const std::vector<double>& sizes) {
    double factor = 1.0;
    for (const double size : sizes) {
        // What is no number is infinitely far.
        factor = size > 0.0 && std::isfinite(size)
                     ? std::max(factor, std::max(size, 1.0 / size))
                     : HUGE_VAL;
    }
    return factor;
}

}  // namespace

TEST_CASE("Every stable start is a fixed point of its map", "[stable_start]") {
    for (const Activation activation : every_activation) {
        INFO(name_of(activation));
        const LayerStart start = stable_start(activation);
        CHECK(next_mean_square(activation, start, start.mean_square) ==
              Approx(start.mean_square).epsilon(1e-9));
        CHECK(start.bias_variance >= 0.0);
        const double step = 1e-4 * start.mean_square;
        const double slope =
            (next_mean_square(activation, start, start.mean_square + step) -
             next_mean_square(activation, start, start.mean_square - step)) /
            (2.0 * step);
        CHECK(length_slope(activation, start) == Approx(slope).epsilon(1e-6));
        CHECK(length_slope(activation, start) <= 1.0 + 1e-9);
    }
}

TEST_CASE("Without an offset the map is that of mean field theory", "[stable_start]") {
    const LayerStart start{.gain = 1.3, .bias_variance = 0.2, .mean_square = 0.7};
    for (const Activation activation : every_activation) {
        INFO(name_of(activation));
        const MeanField field{activation, 1.69, 0.2};
        CHECK(next_mean_square(activation, start, 0.7) ==
              Approx(q_map(field, 0.7)).epsilon(1e-12));
        CHECK(length_slope(activation, start) ==
              Approx(q_map_slope(field, 0.7)).epsilon(1e-12));
        CHECK(gradient_growth(activation, start) == Approx(chi(field, 0.7)).epsilon(1e-12));
    }
}

TEST_CASE("No gain alone is stable for GELU, SiLU and softplus, at any size",
          "[stable_start]") {
    for (const Activation activation : bent) {
        for (double q = 1.0 / 64.0; q <= 256.0; q *= 2.0) {
            INFO(name_of(activation) << " at " << q);
            const bool centered = nonzero_at_zero(activation);
            const double offset = centered ? activation_mean(activation, q) : 0.0;
            const double spread = activation_mean_square(activation, q) - offset * offset;
            const LayerStart start{
                .gain = std::sqrt(q / spread), .offset = offset, .mean_square = q};
            CHECK(length_slope(activation, start) > 1.0);
        }
    }
    // The three numbers at mean square 1, and a control.
    CHECK(length_slope(Activation::gelu, gain_start(Activation::gelu)) ==
          Approx(1.1440).margin(1e-4));
    CHECK(length_slope(Activation::silu, gain_start(Activation::silu)) ==
          Approx(1.1726).margin(1e-4));
    CHECK(length_slope(Activation::softplus, gain_start(Activation::softplus)) ==
          Approx(1.0561).margin(1e-4));
    CHECK(length_slope(Activation::tanh, gain_start(Activation::tanh)) < 0.5);
}

TEST_CASE("A critical start keeps the gradient, and needs no negative variance",
          "[stable_start]") {
    for (const Activation activation : every_activation) {
        for (const double q : {0.25, 1.0, 4.0, 64.0}) {
            INFO(name_of(activation) << " at " << q);
            const LayerStart start = critical_start(activation, q);
            CHECK(gradient_growth(activation, start) == Approx(1.0).epsilon(1e-12));
            CHECK(start.bias_variance > -1e-9 * q);
            CHECK(next_mean_square(activation, start, q) == Approx(q).epsilon(1e-9));
        }
    }
    CHECK_THROWS_AS(critical_start(Activation::tanh, 0.0), std::invalid_argument);
    CHECK_THROWS_AS(length_slope(Activation::tanh, {.gain = 1.0, .mean_square = 0.0}),
                    std::invalid_argument);
}

TEST_CASE("Only where the slope is above 1 are biases random", "[stable_start]") {
    for (const Activation activation : every_activation) {
        INFO(name_of(activation));
        const bool bends = std::ranges::find(bent, activation) != bent.end();
        CHECK((stable_start(activation).bias_variance > 0.0) == bends);
    }
    CHECK(stable_start(Activation::gelu).mean_square == 1.0);
    CHECK(stable_start(Activation::silu).mean_square == 4.0);
    CHECK(stable_start(Activation::softplus).mean_square == 64.0);
    for (const double alpha : {-10.0, -1.0, 0.1, 0.5, 2.0, 10.0, 1e3}) {
        INFO("ELU " << alpha);
        const LayerStart start = stable_start(Activation::elu(alpha));
        CHECK(length_slope(Activation::elu(alpha), start) <= 1.0);
    }
}

TEST_CASE("With a slope below 1 twenty and fifty layers keep the size, in every network",
          "[stable_start]") {
    for (const Activation activation : every_activation) {
        const LayerStart start = stable_start(activation);
        if (length_slope(activation, start) > 1.0 - 1e-9) {
            continue;
        }
        for (const std::size_t depth : {20U, 50U}) {
            for (const std::size_t width : {64U, 256U}) {
                INFO(name_of(activation) << ", " << depth << " layers of " << width);
                const auto sizes = kept(activation, start, depth, width);
                CHECK(farthest(sizes) < (width == 64 ? 4.0 : 2.0));
            }
        }
    }
}

TEST_CASE("By gain alone GELU, SiLU and softplus leave their size", "[stable_start]") {
    for (const Activation activation : bent) {
        INFO(name_of(activation));
        CHECK(farthest(kept(activation, gain_start(activation), 50, 64)) > 100.0);
        CHECK(farthest(kept(activation, stable_start(activation), 50, 64)) < 4.0);
    }
}

TEST_CASE("At a slope of 1 the logarithm of the size walks, by a known law",
          "[stable_start]") {
    constexpr double layers = 49.0;
    constexpr double width = 64.0;
    for (const Activation activation :
         {Activation::linear, Activation::relu, Activation::leaky_relu(0.2)}) {
        INFO(name_of(activation));
        std::vector<double> logarithms;
        for (const double size : kept(activation, gain_start(activation), 50, 64, 1)) {
            logarithms.push_back(std::log(size));
        }
        // One layer multiplies the size of one sample by a mean of n squares: its variance is the
        // excess of E f^4 over (E f^2)^2, divided by n.
        const double fourth = visit(activation, [](auto f) {
            return gaussian_mean([&](double z) { return std::pow(f.value(z), 4); });
        });
        const double excess =
            fourth / std::pow(activation_mean_square(activation), 2) - 1.0;
        const double variance = layers * excess / width;
        const double tolerance =
            4.9 * std::sqrt(variance / static_cast<double>(logarithms.size()));
        CHECK(std::abs(average(logarithms) + 0.5 * variance) < tolerance);
    }
    // A tanh has a slope below 1 and does not walk: the control.
    std::vector<double> logarithms;
    for (const double size :
         kept(Activation::tanh, gain_start(Activation::tanh), 50, 64, 1)) {
        logarithms.push_back(std::log(size));
    }
    CHECK(average(logarithms) > -0.2);
}
