#include "snippets/diagnostics/preflight.hpp"

#include <cmath>

#include "snippets/init/constant.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/random/sampling.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

Classification some_batch(Rng& rng) {
    Classification batch{
        .inputs = normal_matrix(30, 12, 0.0, 1.0, rng), .labels = Labels(30), .classes = 3};
    for (std::size_t i = 0; i < 30; ++i) {
        batch.labels[i] = i % 5 % 3;
    }
    return batch;
}

}  // namespace

TEST_CASE("Preflight clears a recommended start", "[preflight]") {
    Rng rng(1);
    const Network network = initialize_weights({12, 40, 40, 40, 3}, Activation::tanh, rng);
    const Classification batch = some_batch(rng);
    const Matrix before = network.layers[1].weights;
    const Preflight found = preflight(network, batch, 0.3, 200);
    CHECK(same(network.layers[1].weights, before));
    CHECK(found.first_loss == Approx(std::log(3.0)).epsilon(1e-12));
    CHECK(found.zero_gradient_tensors == 0);
    CHECK(found.symmetric_layers == 0);
    CHECK(found.smallest_signal <= found.largest_signal);
    CHECK(failed_checks(found, std::log(3.0)) == 0);
}

TEST_CASE("Preflight sees what is wrong with zeros and with equal units", "[preflight]") {
    Rng rng(2);
    const Classification batch = some_batch(rng);
    const Network zeros = make_network<double>({12, 8, 8, 3}, {.hidden = Activation::relu},
                                               zero_weights<double>, rng);
    const Preflight dead = preflight(zeros, batch, 0.3, 20);
    CHECK(dead.smallest_signal == 0.0);
    CHECK(dead.gradient_ratio == 0.0);
    CHECK(dead.zero_gradient_tensors == 5);  // all but the output biases
    CHECK(dead.symmetric_layers == 2);
    CHECK(failed_checks(dead, std::log(3.0)) == 6);

    const Network equal = make_network<double>(
        {12, 8, 8, 3}, {.hidden = Activation::sigmoid},
        [](Fans fans, Rng&) { return constant_weights(fans, 0.1); }, rng);
    CHECK(preflight(equal, batch, 0.3, 20).symmetric_layers == 2);
}

TEST_CASE("Every limit of preflight counts", "[preflight]") {
    const Preflight good{.first_loss = 1.0,
                         .smallest_signal = 1.0,
                         .largest_signal = 1.0,
                         .gradient_ratio = 1.0,
                         .batch_loss = 0.01};
    CHECK(failed_checks(good, 1.0) == 0);
    const auto with = [&](auto change) {
        Preflight found = good;
        change(found);
        return failed_checks(found, 1.0);
    };
    CHECK(with([](Preflight& found) { found.first_loss = 1.2; }) == 1);
    CHECK(with([](Preflight& found) { found.smallest_signal = 0.2; }) == 1);
    CHECK(with([](Preflight& found) { found.largest_signal = 5.0; }) == 1);
    CHECK(with([](Preflight& found) { found.gradient_ratio = 0.05; }) == 1);
    CHECK(with([](Preflight& found) { found.zero_gradient_tensors = 1; }) == 1);
    CHECK(with([](Preflight& found) { found.symmetric_layers = 1; }) == 1);
    CHECK(with([](Preflight& found) { found.batch_loss = 0.2; }) == 1);
    CHECK(with([](Preflight& found) { found.batch_loss = std::nan(""); }) == 1);
}

TEST_CASE("Preflight refuses what it cannot check", "[preflight]") {
    Rng rng(3);
    const Classification batch = some_batch(rng);
    const Network deep = make_network<double>({12, 4, 3}, {.hidden = Activation::tanh},
                                              he_normal<double>, rng);
    const Network flat =
        make_network<double>({12, 3}, {.hidden = Activation::tanh}, he_normal<double>, rng);
    CHECK_THROWS_AS(preflight(flat, batch, 0.1, 5), std::invalid_argument);
    CHECK_THROWS_AS(preflight(deep, batch, 0.0, 5), std::invalid_argument);
    CHECK_THROWS_AS(preflight(deep, batch, 0.1, 1), std::invalid_argument);
}
