#include "chapters/support/small_network.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "chapters/support/check_result.hpp"
#include "snippets/diagnostics/finite_differences.hpp"
#include "snippets/losses/squared_error.hpp"
#include "tests/catch.hpp"

using namespace winit;
using Catch::Matchers::WithinAbs;

namespace {

constexpr std::uint64_t seed = 7;

// How far apart the two hidden units are, at most, in any of their numbers.
double apart(const SmallState& state) {
    const Layer& hidden = state.network.layers[0];
    const Matrix& outgoing = state.network.layers[1].weights;
    return std::max({std::abs(hidden.weights(0, 0) - hidden.weights(1, 0)),
                     std::abs(hidden.weights(0, 1) - hidden.weights(1, 1)),
                     std::abs(hidden.biases(0) - hidden.biases(1)),
                     std::abs(outgoing(0, 0) - outgoing(0, 1))});
}

double largest_weight(const SmallState& state) {
    double largest = 0.0;
    for (const Layer& layer : state.network.layers) {
        largest = std::max(largest, xt::amax(xt::abs(layer.weights))());
    }
    return largest;
}

}  // namespace

TEST_CASE("The gradients of the small network agree with finite differences", "[small]") {
    for (std::size_t activation = 0; activation < small_activations.size(); ++activation) {
        const SmallNetwork params{
            .start = small_random, .activation = activation, .scale = 0.8, .step = 3};
        for (SmallState& state : small_states(params, seed)) {
            const auto loss = [](const Network& network) {
                const Regression sample = small_sample();
                return squared_error(predict(network, sample.inputs), sample.targets);
            };
            CHECK(gradient_error(state.network, state.workspace, loss) < 1e-6);
            CHECK_THAT(loss(state.network), WithinAbs(state.loss, 1e-15));
        }
    }
}

TEST_CASE("Each state of the small network is one step from the one before", "[small]") {
    const SmallNetwork params{.start = small_random, .step = 4};
    const std::vector<SmallState> states = small_states(params, seed);
    REQUIRE(states.size() == 5);
    for (std::size_t i = 1; i < states.size(); ++i) {
        Network expected = states[i - 1].network;
        sgd_step(expected, states[i - 1].workspace, SmallNetwork::learning_rate);
        CHECK((expected.layers[0].weights == states[i].network.layers[0].weights));
        CHECK((expected.layers[1].biases == states[i].network.layers[1].biases));
    }
}

TEST_CASE("Zeros stay zeros where f(0) is 0, and only there", "[small]") {
    for (const SmallActivation kept : {small_tanh, small_relu, small_gelu, small_linear}) {
        const auto states = small_states({.activation = kept, .step = 50}, seed);
        CHECK(largest_weight(states.back()) == 0.0);
        CHECK(states.back().network.layers[1].biases(0) > 0.9);
    }
    const auto moved = small_states({.activation = small_sigmoid, .step = 2}, seed);
    CHECK(largest_weight(moved.back()) > 0.0);
}

TEST_CASE("Equal units stay equal, random ones part further", "[small]") {
    for (std::size_t activation = 0; activation < small_activations.size(); ++activation) {
        const auto equal = small_states(
            {.start = small_constant, .activation = activation, .step = 50}, seed);
        CHECK(apart(equal.back()) < 1e-12);
    }
    const auto random = small_states({.start = small_random, .step = 50}, seed);
    CHECK(apart(random.front()) > 0.01);
    CHECK(apart(random.back()) > apart(random.front()));
}

TEST_CASE("Random biases and zero weights: every weight moves in two steps", "[small]") {
    const auto states = small_states({.start = small_biases, .step = 2}, seed);
    CHECK(largest_weight(states.front()) == 0.0);
    CHECK(xt::amin(xt::abs(states.back().network.layers[0].weights))() > 0.0);
}

TEST_CASE("Without biases none learns, and none is drawn", "[small]") {
    const SmallNetwork params{.start = small_random, .step = 5, .has_biases = false};
    const auto states = small_states(params, seed);
    CHECK(states.back().network.layers[1].biases(0) == 0.0);
    const NetworkDrawing drawing = small_drawing(states, params.has_biases);
    CHECK(drawing.steps.size() == 6);
    CHECK(drawing.steps[5].layers[1].biases.empty());
    check_result({.networks = {drawing}});
}

TEST_CASE("The drawing has the numbers of the states", "[small]") {
    const auto states = small_states({.start = small_random}, seed);
    const NetworkDrawing drawing = small_drawing(states, true);
    const DrawnLayer& hidden = drawing.steps[1].layers[1];
    const auto& [loss, network, workspace] = states[1];
    CHECK(drawing.steps[1].loss == loss);
    CHECK(hidden.weights[1][0] == network.layers[0].weights(1, 0));
    CHECK(hidden.gradients[0][1] == workspace.gradients.layers[0].weights(0, 1));
    CHECK(hidden.values[1] == workspace.activations[0](0, 1));
    CHECK(hidden.deltas[1] == workspace.deltas[0](0, 1));
    CHECK(hidden.biases[0] == network.layers[0].biases(0));
}
