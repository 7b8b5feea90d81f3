#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "chapters/01-zero-trap/experiment.hpp"
#include "chapters/01-zero-trap/solutions.hpp"
#include "snippets/training/dropout.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;
using namespace winit::chapter01;

namespace {

// Largest weight gradient over 100 steps from zero weights, with half of the units left out.
double largest_gradient_with_dropout(Activation hidden, const Classification& data) {
    Network network = deep_network(Params{}, hidden, zero_weights<double>, data);
    Workspace workspace(network, data.labels.size());
    Rng rng(1);
    double largest = 0.0;
    for (int step = 0; step < 100; ++step) {
        draw_dropout(workspace, 0.5, rng);
        forward(network, data.inputs, workspace);
        cross_entropy_gradient(workspace.outputs(), data.labels,
                               workspace.output_gradient());
        backward(network, data.inputs, workspace);
        for (const auto& gradient : workspace.gradients.layers) {
            largest = std::max(largest, root_mean_square(gradient.weights));
        }
        sgd_step(network, workspace, 0.5);
    }
    return largest;
}

// Largest distance between the predicted probabilities and the class frequencies.
double distance_to_priors(const Network& network, const Classification& data) {
    const Matrix probabilities = softmax(predict(network, data.inputs));
    const auto counts = class_counts(data);
    double largest = 0.0;
    for (std::size_t sample = 0; sample < data.labels.size(); ++sample) {
        for (std::size_t k = 0; k < data.classes; ++k) {
            const double share =
                static_cast<double>(counts[k]) / static_cast<double>(data.labels.size());
            largest = std::max(largest, std::abs(probabilities(sample, k) - share));
        }
    }
    return largest;
}

}  // namespace

TEST_CASE("Weights of a tanh, ReLU or GELU network of zeros never move",
          "[01-zero-trap][claim:zero-never-moves]") {
    const Params params;
    const Classification data = unbalanced_digits(params.common, params.rare);
    for (const Activation hidden : {Activation::tanh, Activation::relu, Activation::gelu}) {
        const std::string name(name_of(hidden));
        const Network network = deep_network(params, hidden, zero_weights<double>, data);
        double largest = 0.0;
        for (const double learning_rate : {0.01, 0.5, 5.0}) {
            const Training training = train(network, data, 100, learning_rate);
            largest = std::max(largest, largest_gradient(training));
            CHECK(unit_spread(training.network.layers[2].weights) == 0.0);
        }
        holds(name + ", largest gradient, 100 steps at rates 0.01, 0.5 and 5",
              equal(largest, 0.0));
        holds(name + ", the same with dropout",
              equal(largest_gradient_with_dropout(hidden, data), 0.0));
    }
    const Network sigmoid =
        deep_network(params, Activation::sigmoid, zero_weights<double>, data);
    control("a sigmoid network does get gradients",
            equal(largest_gradient(train(sigmoid, data, 100, 0.5)), 0.0));
}

TEST_CASE("A network of zeros converges to the class priors",
          "[01-zero-trap][claim:zero-learns-the-priors]") {
    const Params params;
    const Classification data = unbalanced_digits(params.common, params.rare);
    for (const Activation hidden : {Activation::tanh, Activation::relu, Activation::gelu}) {
        const std::string name(name_of(hidden));
        const Training training =
            train(deep_network(params, hidden, zero_weights<double>, data), data,
                  params.steps, params.learning_rate);
        holds(name + ", final loss (nats)",
              near(training.loss.back(), prior_entropy(data), 1e-9));
        holds(name + ", distance of the probabilities to the class shares",
              below(distance_to_priors(training.network, data), 1e-4));
        if (hidden == Activation::tanh) {
            control("ten equal guesses as the answer",
                    near(training.loss.back(), std::log(10.0), 1e-9));
        }
    }
}

TEST_CASE("The first gradient of a sigmoid network of zeros climbs down one layer per step",
          "[01-zero-trap][claim:sigmoid-front]") {
    for (const std::size_t depth : {2U, 5U, 8U}) {
        Params params;
        params.depth = depth;
        const Classification data = unbalanced_digits(params.common, params.rare);
        const auto moves = first_moves(
            train(deep_network(params, Activation::sigmoid, zero_weights<double>, data),
                  data, depth + 2, params.learning_rate));
        double wrong = 0.0;
        for (std::size_t layer = 1; layer <= depth; ++layer) {
            wrong += moves[layer - 1] == static_cast<int>(depth - layer) ? 0.0 : 1.0;
        }
        const std::string layers = std::to_string(depth) + " layers, ";
        holds(layers + "first step of the first one",
              equal(moves.front(), static_cast<double>(depth - 1)));
        holds(layers + "how many are out of step", equal(wrong, 0.0));
        if (depth == 2) {
            control("all layers move at step 0", equal(moves.front(), 0.0));
        }
    }
}

TEST_CASE("The first gradient of each layer is about the square of the one above it",
          "[01-zero-trap][claim:front-squares]") {
    Params params;
    params.depth = 8;
    const Classification data = unbalanced_digits(params.common, params.rare);
    const auto train_zeros = [&](std::size_t depth, std::size_t steps) {
        Params deeper = params;
        deeper.depth = depth;
        return train(deep_network(deeper, Activation::sigmoid, zero_weights<double>, data),
                     data, steps, params.learning_rate);
    };
    const auto first = first_sizes(train_zeros(params.depth, 10));
    double smallest = 3.0;
    double largest = 0.0;
    for (std::size_t layer = params.depth - 2; layer-- > 0;) {
        const double ratio = std::log10(first[layer]) / std::log10(first[layer + 1]);
        smallest = std::min(smallest, ratio);
        largest = std::max(largest, ratio);
    }
    holds("eight layers, exponent over that of the layer above, smallest",
          near(smallest, 2.0, 0.2));
    holds("eight layers, exponent over that of the layer above, largest",
          near(largest, 2.0, 0.2));
    control("the same size in every layer", near(smallest, 1.0, 0.2));
    holds("ten layers, first step of the first one within 100 (-1: none)",
          equal(static_cast<double>(first_moves(train_zeros(10, 100)).front()), -1.0));
}

TEST_CASE("From zeros, depth decides whether a sigmoid network learns",
          "[01-zero-trap][claim:depth-decides]") {
    const Params params;
    const Classification data = unbalanced_digits(params.common, params.rare);
    const double prior = prior_entropy(data);
    const auto final_loss = [&](std::size_t depth, const Initializer& initializer,
                                std::size_t steps) {
        Params other = params;
        other.depth = depth;
        return train(deep_network(other, Activation::sigmoid, initializer, data), data,
                     steps, params.learning_rate)
            .loss.back();
    };
    holds("one layer, loss from zeros over loss from random weights",
          near(final_loss(1, zero_weights<double>, 1000) /
                   final_loss(1, lecun_normal<double>, 1000),
               1.0, 0.05));
    const double two_layers = final_loss(2, zero_weights<double>, 1000);
    holds("two layers, loss (nats) below the class priors", above(prior - two_layers, 0.5));
    const double five_layers = final_loss(5, zero_weights<double>, 300);
    holds("five layers, loss (nats) below the class priors",
          near(prior - five_layers, 0.0, 1e-6));
    control("two layers stay at the class priors", near(prior - two_layers, 0.0, 1e-6));
}

TEST_CASE("Random weights learn what zeros cannot, with the same budget",
          "[01-zero-trap][claim:random-start-learns]") {
    const Params params;
    const Classification data = unbalanced_digits(params.common, params.rare);
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
        Params seeded = params;
        seeded.seed = seed;
        const Training training =
            train(deep_network(seeded, Activation::tanh, lecun_normal<double>, data), data,
                  params.steps, params.learning_rate);
        holds("final loss (nats), seed " + std::to_string(seed),
              below(training.loss.back(), 0.1));
    }
    const Training zeros =
        train(deep_network(params, Activation::tanh, zero_weights<double>, data), data,
              params.steps, params.learning_rate);
    control("the same from zeros", below(zeros.loss.back(), 0.1));
}

TEST_CASE("A 3-4-2 network has twenty weights", "[01-zero-trap][claim:twenty-weights]") {
    const Result counted = slide_network();
    const double weights = counted["slide_weights"];
    holds("weights", equal(weights, 20.0));
    holds("weights and biases", equal(weights + counted["slide_biases"], 26.0));
    control("the slide's list holds one number per unit", equal(weights, 4.0 + 2.0));
}

TEST_CASE("With equally common classes a sigmoid network of zeros does not move either",
          "[01-zero-trap][claim:balanced-never-moves]") {
    holds("largest gradient, eight classes of 64 digits",
          equal(balanced_gradient(64, 50), 0.0));
    const Params params;
    const Classification data = unbalanced_digits(params.common, params.rare);
    control("the unbalanced digits",
            equal(largest_gradient(train(
                      deep_network(params, Activation::sigmoid, zero_weights<double>, data),
                      data, 50, 0.5)),
                  0.0));
}

TEST_CASE("The loss of the priors can be computed by hand",
          "[01-zero-trap][claim:loss-by-hand]") {
    for (const auto& [common, rare] :
         {std::pair{150, 60}, std::pair{100, 100}, std::pair{170, 17}}) {
        const Classification data = unbalanced_digits(static_cast<std::size_t>(common),
                                                      static_cast<std::size_t>(rare));
        holds("priors " + std::to_string(common) + " : " + std::to_string(rare),
              near(loss_by_hand(common, rare), prior_entropy(data), 1e-12));
    }
    control("forgetting that the classes differ",
            near(std::log(10.0), prior_entropy(unbalanced_digits(150, 60)), 1e-12));
}

TEST_CASE("01-zero-trap: the result does not depend on the number of threads",
          "[01-zero-trap]") {
    const Params one = quick();
    Params three = quick();
    three.threads = 3;
    const Result first = run(one);
    const Result second = run(three);
    for (const Value& value : first.values) {
        CAPTURE(value.name);
        CHECK(second[value.name] == value.number);
    }
}
