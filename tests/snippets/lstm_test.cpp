#include "snippets/models/lstm.hpp"

#include <cmath>

#include "snippets/diagnostics/finite_differences.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/losses/softmax.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

constexpr RecurrentSizes sizes{.features = 3, .units = 4, .outputs = 2};

Lstm random_lstm(Rng& rng) {
    Lstm lstm =
        make_lstm<double>(sizes, 1.0, lecun_normal<double>, orthogonal<double>, rng);
    for (double& bias : lstm.biases) {
        bias += 0.2 * rng.normal();
    }
    return lstm;
}

SequenceOf<double> random_sequence(std::size_t steps, std::size_t samples, Rng& rng) {
    SequenceOf<double> sequence;
    for (std::size_t t = 0; t < steps; ++t) {
        sequence.push_back(normal_matrix(samples, 3, 0.0, 1.0, rng));
    }
    return sequence;
}

}  // namespace

TEST_CASE("One step of one unit is the hand-computed one", "[lstm]") {
    const Lstm lstm = {
        .input_weights = {{1.0}, {0.0}, {2.0}, {-1.0}},
        .recurrent_weights = {{0.0}, {0.0}, {0.0}, {0.0}},
        .biases = {0.0, 1.0, 0.5, 0.0},
        .output = {.weights = {{1.0}}, .biases = {0.0}, .activation = Activation::linear}};
    LstmWorkspace workspace(lstm, 2, 1);
    forward(lstm, {Matrix{{1.0}}, Matrix{{0.0}}}, workspace);
    const double first = Sigmoid::value(1.0) * std::tanh(2.5);
    CHECK(workspace.cells[1](0, 0) == Approx(first).epsilon(1e-14));
    CHECK(workspace.states[1](0, 0) ==
          Approx(Sigmoid::value(-1.0) * std::tanh(first)).epsilon(1e-14));
    const double second = Sigmoid::value(1.0) * first + 0.5 * std::tanh(0.5);
    CHECK(workspace.cells[2](0, 0) == Approx(second).epsilon(1e-14));
    CHECK(workspace.outputs(0, 0) == Approx(0.5 * std::tanh(second)).epsilon(1e-14));
}

TEST_CASE("Backward through an LSTM agrees with central differences", "[lstm]") {
    Rng rng(1);
    Lstm lstm = random_lstm(rng);
    const auto sequence = random_sequence(4, 3, rng);
    const Labels labels = {0, 1, 1};
    LstmWorkspace workspace(lstm, 4, 3);
    const auto loss = [&] {
        forward(lstm, sequence, workspace);
        return cross_entropy(workspace.outputs(), labels);
    };
    loss();
    cross_entropy_gradient(workspace.outputs(), labels, workspace.output_gradient());
    backward(lstm, sequence, workspace);
    const auto list = parameters_of(lstm, workspace);
    CHECK(gradient_error(list, loss) < 1e-6);
    workspace.gradients.biases(5) *= -1.0;
    CHECK_FALSE(gradient_error(list, loss) < 1e-6);  // control
}

// sigma(0)^20 = 9.54e-7, sigma(1)^20 = 1.90e-3.
TEST_CASE("The forget bias decides what is left of a cell after 20 steps", "[lstm]") {
    for (const double bias : {0.0, 1.0, 2.0}) {
        Rng rng(2);
        Lstm lstm = make_lstm<double>({.features = 1, .units = 1, .outputs = 1}, bias,
                                      zero_weights<double>, zero_weights<double>, rng);
        lstm.input_weights(2, 0) = 1.0;  // the cell takes its input in, by half
        LstmWorkspace workspace(lstm, 21, 1);
        SequenceOf<double> sequence(21, Matrix{{0.0}});
        sequence[0](0, 0) = 0.3;
        forward(lstm, sequence, workspace);
        const double left = workspace.cells[21](0, 0) / workspace.cells[1](0, 0);
        CHECK(left == Approx(std::pow(Sigmoid::value(bias), 20)).epsilon(1e-12));
    }
    CHECK(std::pow(Sigmoid::value(1.0), 20) == Approx(1.90e-3).epsilon(5e-3));
}

TEST_CASE("Only the forget gates get the forget bias", "[lstm]") {
    Rng rng(3);
    Lstm lstm =
        make_lstm<double>(sizes, 1.0, lecun_normal<double>, orthogonal<double>, rng);
    CHECK(lstm.input_weights.shape(0) == 16);
    CHECK(lstm.recurrent_weights.shape(1) == 4);
    for (std::size_t i = 0; i < 16; ++i) {
        CHECK(lstm.biases(i) == (i / 4 == 1 ? 1.0 : 0.0));
    }
    set_forget_bias(lstm, 2.5);
    CHECK(lstm.biases(7) == 2.5);
    CHECK(lstm.biases(8) == 0.0);
    CHECK_THROWS_AS(set_forget_bias(lstm, HUGE_VAL), std::invalid_argument);
}

TEST_CASE("An LSTM refuses sequences that do not fit", "[lstm]") {
    Rng rng(4);
    const Lstm lstm = random_lstm(rng);
    LstmWorkspace workspace(lstm, 2, 1);
    CHECK_THROWS_AS(forward(lstm, {Matrix{{1.0, 2.0, 3.0}}}, workspace),
                    std::invalid_argument);
    CHECK_THROWS_AS(forward(lstm, {Matrix{{1.0}}, Matrix{{1.0}}}, workspace),
                    std::invalid_argument);
    CHECK_THROWS_AS(LstmWorkspace(lstm, 0, 1), std::invalid_argument);
    CHECK_THROWS_AS(LstmWorkspace(lstm, 1, 0), std::invalid_argument);
}
