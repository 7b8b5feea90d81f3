#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <utility>

#include "chapters/02-symmetry/experiment.hpp"
#include "chapters/02-symmetry/solutions.hpp"
#include "snippets/training/train.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;
using namespace winit::chapter02;

namespace {

// One full-batch step on XOR.
void step(Network& network, const Regression& data, double learning_rate) {
    Workspace workspace(network, data.inputs.shape(0));
    forward(network, data.inputs, workspace);
    squared_error_gradient(workspace.outputs(), data.targets, workspace.output_gradient());
    backward(network, data.inputs, workspace);
    sgd_step(network, workspace, learning_rate);
}

Initializer all_equal(double value) {
    return [value](Fans fans, Rng&) { return constant_weights<double>(fans, value); };
}

// Equal weights with noise far above rounding.
Initializer nearly_equal(double value) {
    return [value](Fans fans, Rng& rng) {
        Matrix weights = constant_weights<double>(fans, value);
        weights += normal_matrix(fans.fan_out, fans.fan_in, 0.0, 1e-6, rng);
        return weights;
    };
}

// Kernels may sum in another order for another unit, and the difference of a last bit grows like
// any noise. So the limit is what noise of 1e-6 grew to in the same training, over a million:
// noise of 1e-12, thousands of last bits.
Evidence apart_by_rounding(double spread, double spread_of_noise) {
    return below(spread, 1e-6 * spread_of_noise);
}

}  // namespace

TEST_CASE("A wide network of zeros is a network with one hidden unit",
          "[02-symmetry][claim:zeros-are-one-unit]") {
    for (const std::size_t width : {2U, 4U, 33U}) {
        holds("difference over 3000 steps, width " + std::to_string(width),
              below(difference_from_one_unit(width, 0.5, 3000), 1e-12));
    }
    // Without its changed rates: one unit, trained like the four.
    Rng unused(0);
    Network four = xor_network(4, zero_weights<double>, unused);
    Network one = xor_network(1, zero_weights<double>, unused);
    train_online(four, xor_data(), 0.5, 750);
    train_online(one, xor_data(), 0.5, 750);
    const Matrix gap = predict(four, xor_data().inputs) - predict(one, xor_data().inputs);
    control("one unit with the same learning rates",
            below(xt::amax(xt::abs(gap))(), 1e-12));
}

TEST_CASE("The collapsed network beats every linear model and stays above one sixth",
          "[02-symmetry][claim:collapsed-is-not-linear]") {
    const Result found = xor_models(Params{});
    const double collapsed = found["loss_zeros"];
    holds("XOR loss from zeros, against the linear floor", below(collapsed, 0.25));
    holds("XOR loss from zeros, against one sixth", above(collapsed, 1.0 / 6.0));
    const double floor = found["loss_linear"];
    holds("XOR loss of a linear model", near(floor, 0.25, 1e-4));
    control("the linear model beats its own floor", below(floor, 0.24));
}

TEST_CASE("No linear model of XOR has a mean squared error below one quarter",
          "[02-symmetry][claim:linear-floor]") {
    // Normal equations: the gradient of the squared error vanishes at weights 0, bias 1/2, and
    // the error is convex, so this is the lowest point.
    const Regression data = xor_data();
    Network best{
        .layers = {
            {.weights = {{0.0, 0.0}}, .biases = {0.5}, .activation = Activation::linear}}};
    Workspace workspace(best, 4);
    forward(best, data.inputs, workspace);
    squared_error_gradient(workspace.outputs(), data.targets, workspace.output_gradient());
    backward(best, data.inputs, workspace);
    holds("slope of the loss there, by the weights",
          equal(root_mean_square(workspace.gradients.layers[0].weights), 0.0));
    holds("slope of the loss there, by the bias",
          equal(workspace.gradients.layers[0].biases(0), 0.0));
    holds("loss there", equal(squared_error(workspace.outputs(), data.targets), 0.25));
    best.layers[0].weights(0, 0) = 0.1;
    control("another linear model",
            equal(squared_error(predict(best, data.inputs), data.targets), 0.25));
}

TEST_CASE("Random weights solve XOR with the same budget",
          "[02-symmetry][claim:random-solves-xor]") {
    const Params params;
    double worst = 0.0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Rng rng(seed);
        Network network = xor_network(params.width, lecun_normal<double>, rng);
        worst = std::max(
            worst,
            train_online(network, xor_data(), params.learning_rate, params.epochs).back());
    }
    holds("XOR loss, worst of 20 seeds", below(worst, 0.02));
    Rng unused(0);
    Network zeros = xor_network(params.width, zero_weights<double>, unused);
    control(
        "the same from zeros",
        below(train_online(zeros, xor_data(), params.learning_rate, params.epochs).back(),
              0.02));
}

TEST_CASE("Units that start alike stay alike, with momentum and shuffled batches too",
          "[02-symmetry][claim:equal-stays-equal]") {
    const Params params;
    const auto trained_on_xor = [&](const Initializer& initializer) {
        Rng rng(params.seed);
        Network network = xor_network(params.width, initializer, rng);
        train_online(network, xor_data(), params.learning_rate, 1000);
        return network.layers[0].weights;
    };
    for (const double value : {0.0, 0.3, -1.0}) {
        const Matrix weights = trained_on_xor(all_equal(value));
        const std::string start = value == 0.0 ? "0" : value > 0.0 ? "0.3" : "-1";
        holds("XOR, all weights " + start + ", rank of the hidden weights",
              equal(static_cast<double>(numerical_rank(weights)), 1.0));
        holds("XOR, all weights " + start + ", spread between the units",
              apart_by_rounding(unit_spread(weights),
                                unit_spread(trained_on_xor(nearly_equal(value)))));
    }
    const auto spread_on_digits = [&](const Initializer& initializer) {
        Rng rng(params.seed);
        const Classification data = split(digits(), 500, rng).train;
        Network network = make_network<double>(
            {64, params.digit_width, 10}, {.hidden = Activation::tanh}, initializer, rng);
        const Budget budget{
            .batch = 50, .epochs = 20, .learning_rate = 0.02, .momentum = 0.9};
        train(network, data, budget, rng, [](double) {});
        return unit_spread(network.layers[0].weights);
    };
    const double of_noise = spread_on_digits(nearly_equal(params.constant));
    holds("digits, momentum and shuffled batches, spread",
          apart_by_rounding(spread_on_digits(all_equal(params.constant)), of_noise));
    control("random weights",
            apart_by_rounding(spread_on_digits(lecun_normal<double>), of_noise));
    control("noise of 1e-6", apart_by_rounding(of_noise, of_noise));
}

TEST_CASE("With all four samples at once, a network of zeros stays at one quarter",
          "[02-symmetry][claim:full-batch-stays]") {
    Rng unused(0);
    Network network = xor_network(4, zero_weights<double>, unused);
    const Regression data = xor_data();
    for (int i = 0; i < 1000; ++i) {
        step(network, data, 1.0);
    }
    holds("XOR loss after 1000 full-batch steps",
          equal(squared_error(predict(network, data.inputs), data.targets), 0.25));
    train_online(network, data, 1.0, 1000);
    control("then 1000 passes, one sample at a time",
            equal(squared_error(predict(network, data.inputs), data.targets), 0.25));
}

TEST_CASE("Units stay alike only if their outgoing weights agree too",
          "[02-symmetry][claim:outgoing-weights-count]") {
    Rng rng(1);
    Network network = xor_network(2, all_equal(0.3), rng);
    network.layers[1].weights(0, 1) = 0.6;
    holds("spread between the rows before the step",
          equal(unit_spread(network.layers[0].weights), 0.0));
    step(network, xor_data(), 1.0);
    holds("spread between the rows after one step",
          above(unit_spread(network.layers[0].weights), 1e-4));

    Network equal_units = xor_network(2, all_equal(0.3), rng);
    step(equal_units, xor_data(), 1.0);
    control("equal outgoing weights",
            above(unit_spread(equal_units.layers[0].weights), 1e-4));
}

TEST_CASE("Rows of the gradient agree, the entries of a row do not",
          "[02-symmetry][claim:rows-agree-entries-do-not]") {
    Rng rng(1);
    const Network network = xor_network(2, all_equal(0.3), rng);
    const Matrix input{{1.0, 3.0}};
    const Matrix target{{1.0}};
    Workspace workspace(network, 1);
    forward(network, input, workspace);
    squared_error_gradient(workspace.outputs(), target, workspace.output_gradient());
    backward(network, input, workspace);
    const Matrix& gradient = workspace.gradients.layers[0].weights;
    holds("difference between the rows", equal(unit_spread(gradient), 0.0));
    holds("second entry over first, as the inputs",
          near(gradient(0, 1) / gradient(0, 0), 3.0, 1e-12));
    control("all entries alike", near(gradient(0, 1) / gradient(0, 0), 1.0, 1e-12));
}

TEST_CASE("Output units with different targets part at the first step",
          "[02-symmetry][claim:output-units-differ]") {
    Rng unused(0);
    const auto spreads = [&](const Matrix& target) {
        const Network network =
            make_network<double>({2, 4, 2}, {Activation::sigmoid, Activation::sigmoid},
                                 zero_weights<double>, unused);
        const Matrix input{{1.0, 3.0}};
        Workspace workspace(network, 1);
        forward(network, input, workspace);
        squared_error_gradient(workspace.outputs(), target, workspace.output_gradient());
        backward(network, input, workspace);
        return std::pair{unit_spread(workspace.gradients.layers[0].weights),
                         unit_spread(workspace.gradients.layers[1].weights)};
    };
    const auto [hidden, output] = spreads({{1.0, 0.0}});
    holds("difference between the hidden units", equal(hidden, 0.0));
    // delta = (o - t) o (1 - o) = -+ 1/8, up to the factor of the loss; the hidden units say 1/2.
    holds("difference between the output units", above(output, 0.1));
    control("the same target for both", above(spreads({{1.0, 1.0}}).second, 0.1));
}

TEST_CASE("Small noise between equal units grows by a steady factor per step",
          "[02-symmetry][claim:noise-grows-exponentially]") {
    const Params params;
    const auto wait = [&](double noise) {
        return first_above(spread_by_step(params, {.noise = noise}), 0.1);
    };
    const double first = wait(1e-8) - wait(1e-6);
    const double second = wait(1e-10) - wait(1e-8);
    holds("steps per factor of 100, one stretch over the next",
          near(second / first, 1.0, 0.05));
    holds("steps that a factor of 100 costs", above(first, 50.0));
    control("the wait is proportional to 1 / noise",
            near(wait(1e-8) / wait(1e-6), 100.0, 5.0));
}

TEST_CASE("Dropout separates equal units whose gradients are not zero",
          "[02-symmetry][claim:dropout-breaks-symmetry]") {
    Params params;
    params.digit_steps = 300;
    for (const double keep : {0.5, 0.8, 0.95}) {
        double least = 1.0;
        for (params.seed = 102; params.seed < 112; ++params.seed) {
            least = std::min(least, spread_by_step(params, {.keep = keep}).back());
        }
        std::ostringstream share;
        share << keep;
        holds("least spread after training of 10 networks that keep " + share.str(),
              above(least, 0.1));
    }
    const double undisturbed = spread_by_step(params, {}).back();
    holds("spread without any disturbance",
          apart_by_rounding(undisturbed, spread_by_step(params, {.noise = 1e-6}).back()));
    control("no dropout", above(undisturbed, 0.1));
}

TEST_CASE("At the networks' rate a linear model of XOR runs away", "[02-symmetry]") {
    const auto loss_at = [](double rate) {
        Rng unused(0);
        Network linear = linear_model(unused);
        return train_online(linear, xor_data(), rate, 5000).back();
    };
    CHECK_FALSE(loss_at(1.0) < 1e6);
    CHECK(loss_at(0.1) > 0.27);
    CHECK(loss_at(0.002) < 0.2501);
}

TEST_CASE("The best network with one hidden unit has a loss of one sixth on XOR",
          "[02-symmetry][claim:one-sixth]") {
    holds("isotonic regression over 720 directions",
          near(best_single_unit(720), 1.0 / 6.0, 1e-12));
    holds("targets already in order",
          equal(isotonic_error({{0.0}, {0.0}, {1.0}, {1.0}}), 0.0));
    control("a linear model's floor", near(best_single_unit(720), 0.25, 1e-12));
}
