#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/07-comparing/experiment.hpp"
#include "chapters/07-comparing/solutions.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/statistics.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;
using namespace winit::chapter07;

namespace {

constexpr double false_alarm = 1e-6;

// Standard deviation of one number per network, around its sample mean.
// A root of a mean of mean squares, one per network: its square strays like a mean.
Evidence root_mean_is(const std::vector<double>& mean_squares, double stddev) {
    const std::size_t networks = mean_squares.size();
    const double noise =
        mean_tolerance(standard_deviation(mean_squares), networks, false_alarm);
    return statistical(
        near(root_mean(mean_squares), stddev, noise / (root_mean(mean_squares) + stddev)),
        networks, false_alarm);
}

// Every scheme gets draws of its own: five independent tests.
std::vector<Draws> own_draws(const Params& params) {
    const auto all = schemes();
    std::vector<Draws> draws(all.size());
    parallel_for(all.size(), 2, [&](std::size_t s) {
        Params own = params;
        own.seed = 70 + s;
        draws[s] = draw_networks(all[s].initializer, own);
    });
    return draws;
}

const std::vector<Draws>& many_draws() {
    static const std::vector<Draws> draws = own_draws(Params{});
    return draws;
}

double distance(const Matrix& left, const Matrix& right) {
    return xt::amax(xt::abs(left - right))();
}

}  // namespace

TEST_CASE("The network has five outputs; read as the slide reads it, it returns ten",
          "[07-comparing][claim:five-outputs]") {
    const Params params;
    const Draw draw = draw_network(glorot_uniform<double>, params, Rng(7));
    holds("outputs", equal(static_cast<double>(draw.outputs.size()), 5.0));
    const double as_on_the_slide = counts(params)["slide_outputs"];
    holds("numbers by the slide's forward pass", equal(as_on_the_slide, 10.0));
    control("the slide's forward pass returns five", equal(as_on_the_slide, 5.0));
    const Draw zeros = draw_network(zero_weights<double>, params, Rng(7));
    holds("largest output of a network of zeros",
          equal(xt::amax(xt::abs(zeros.outputs))(), 0.0));
}

TEST_CASE("The standard deviation of an output is the root of n_in n_hidden v1 v2 / 3",
          "[07-comparing][claim:output-stddev]") {
    const Params params;
    const auto all = schemes();
    const std::vector<double> expected = {0.1925, 0.3849, 0.5443, 1.1547, 1.3608};
    for (std::size_t s = 0; s < all.size(); ++s) {
        const double theory = output_stddev(all[s], params);
        holds("formula, " + all[s].label, near(theory, expected[s], 5e-5));
        holds(all[s].label, root_mean_is(many_draws()[s].output, theory));
        control("its bound taken for the standard deviation, " + all[s].label,
                root_mean_is(many_draws()[s].output, 3.0 * theory));
    }
    control("slide's He for He",
            root_mean_is(many_draws()[1].output, output_stddev(all[3], params)));
    control("a variance of the input in place of its mean square",
            root_mean_is(many_draws()[2].output, 0.5 * output_stddev(all[2], params)));
}

TEST_CASE("A ReLU in the hidden layer halves the mean square of every scheme's outputs",
          "[07-comparing][claim:relu-halves]") {
    const Params params;
    const auto all = schemes();
    for (std::size_t s = 0; s < all.size(); ++s) {
        const double linear = output_stddev(all[s], params);
        holds(all[s].label,
              root_mean_is(many_draws()[s].relu_output, linear / std::sqrt(2.0)));
        control("no change, " + all[s].label,
                root_mean_is(many_draws()[s].relu_output, linear));
    }
}

TEST_CASE("With common random numbers scaled weights give exactly scaled outputs",
          "[07-comparing][claim:common-random-numbers]") {
    const Params params;
    const auto all = schemes();
    const Draw reference = draw_network(all[0].initializer, params, Rng(71));
    const double size = root_mean_square(reference.outputs);
    const auto off = [&](const Draw& draw, double scale) {
        return std::max(distance(draw.outputs, scale * reference.outputs),
                        distance(draw.relu_outputs, scale * reference.relu_outputs)) /
               (scale * size);
    };
    for (std::size_t s = 1; s < all.size(); ++s) {
        const double scale = output_stddev(all[s], params) / output_stddev(all[0], params);
        holds("distance to the first scheme's outputs, scaled: " + all[s].label,
              below(off(draw_network(all[s].initializer, params, Rng(71)), scale), 1e-13));
        control(
            "another seed, " + all[s].label,
            below(off(draw_network(all[s].initializer, params, Rng(72)), scale), 1e-13));
    }
    const Initializer fourfold = [](Fans fans, Rng& rng) {
        return Matrix(4.0 * slides::xavier(fans, rng));
    };
    holds("the same weights times four: the outputs times sixteen, to the last bit",
          equal(off(draw_network(fourfold, params, Rng(71)), 16.0), 0.0));
    // A tanh is not homogeneous: paired draws still help there, but they do not agree exactly.
    const Matrix signal{{0.5, -1.0}};
    control("tanh scales as well",
            below(distance(activate(Activation::tanh, Matrix(4.0 * signal)),
                           4.0 * activate(Activation::tanh, signal)),
                  1e-13));
}

TEST_CASE("One draw per scheme seldom ranks five schemes; a common draw always does",
          "[07-comparing][claim:one-draw-misleads]") {
    const Params params{.networks = 50000};
    const auto own = own_draws(params);
    const auto share = [&](std::size_t draws, double expected, double margin) {
        const std::size_t comparisons = params.networks / (draws * schemes().size());
        return statistical(
            near(share_ranked(own, draws, true), expected,
                 margin + frequency_tolerance(expected, comparisons, false_alarm)),
            comparisons, false_alarm);
    };
    holds("share right, one own network per scheme: about a quarter", share(1, 0.25, 0.05));
    holds("share right, a hundred own networks per scheme: nearly all",
          share(100, 0.99, 0.01));
    control("a single draw is as good as a hundred", share(1, 0.99, 0.01));

    std::vector<Draws> common;
    for (const Scheme& scheme : schemes()) {
        common.push_back(draw_networks(scheme.initializer, {.networks = 5000}));
    }
    holds("share right, one common network", equal(share_ranked(common, 1, false), 1.0));
}

TEST_CASE("At a thousand hidden units Xavier has the smallest outputs of the five",
          "[07-comparing][claim:wide-ranking]") {
    const auto place = [](std::size_t hidden) {
        const auto names = ranking(hidden);
        return static_cast<double>(std::ranges::find(names, "xavier") - names.begin());
    };
    holds("Xavier's place, from zero", equal(place(1000), 0.0));
    control("its place at ten hidden units", equal(place(10), 0.0));
    const Params params{.hidden = 1000, .networks = 4000};
    const auto all = schemes();
    const auto draws = own_draws(params);
    for (std::size_t s = 0; s < all.size(); ++s) {
        holds("standard deviation at a thousand hidden units, " + all[s].label,
              root_mean_is(draws[s].output, output_stddev(all[s], params)));
    }
    control("Xavier's at ten hidden units",
            root_mean_is(draws[2].output, output_stddev(all[2], Params{})));
    for (const std::size_t s : {0U, 1U, 3U}) {
        const double narrow = output_stddev(all[s], Params{});
        holds("theory, the same at both widths, " + all[s].label,
              near(output_stddev(all[s], params), narrow, 1e-14));
    }
    control("Xavier's, the same at both widths",
            near(output_stddev(all[2], params), output_stddev(all[2], Params{}), 1e-14));
}
