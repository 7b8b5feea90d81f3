#include "snippets/models/recurrent.hpp"

#include <cmath>

#include "snippets/diagnostics/finite_differences.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/losses/softmax.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

constexpr RecurrentSizes sizes{.features = 3, .units = 5, .outputs = 2};

SequenceOf<double> random_sequence(std::size_t steps, std::size_t samples, Rng& rng) {
    SequenceOf<double> sequence;
    for (std::size_t t = 0; t < steps; ++t) {
        sequence.push_back(normal_matrix(samples, 3, 0.0, 1.0, rng));
    }
    return sequence;
}

}  // namespace

TEST_CASE("Two steps of one unit are the hand-computed ones", "[recurrent]") {
    const Recurrent network = {
        .input_weights = {{2.0}},
        .recurrent_weights = {{-1.0}},
        .biases = {0.5},
        .activation = Activation::linear,
        .output = {.weights = {{3.0}}, .biases = {1.0}, .activation = Activation::linear}};
    RecurrentWorkspace workspace(network, 2, 1);
    forward(network, {Matrix{{1.0}}, Matrix{{4.0}}}, workspace);
    CHECK(workspace.states[1](0, 0) == 2.5);
    CHECK(workspace.states[2](0, 0) == 6.0);
    CHECK(workspace.outputs(0, 0) == 19.0);
}

TEST_CASE("Backward through time agrees with central differences", "[recurrent]") {
    Rng rng(1);
    for (const Activation activation :
         {Activation::tanh, Activation::relu, Activation::sigmoid}) {
        Recurrent network = make_recurrent<double>(sizes, activation, lecun_normal<double>,
                                                   orthogonal<double>, rng);
        network.biases.fill(0.1);
        const auto sequence = random_sequence(4, 3, rng);
        const Labels labels = {0, 1, 1};
        RecurrentWorkspace workspace(network, 4, 3);
        const auto loss = [&] {
            forward(network, sequence, workspace);
            return cross_entropy(workspace.outputs(), labels);
        };
        loss();
        cross_entropy_gradient(workspace.outputs(), labels, workspace.output_gradient());
        backward(network, sequence, workspace);
        const auto list = parameters_of(network, workspace);
        INFO(name_of(activation));
        CHECK(gradient_error(list, loss) < 1e-6);
        workspace.gradients.recurrent_weights *= 1.001;
        CHECK_FALSE(gradient_error(list, loss) < 1e-6);  // control
    }
}

// The erratum of slide 11: there the first word leaves no trace.
TEST_CASE("The first input reaches the last state", "[recurrent]") {
    Rng rng(2);
    const Recurrent network = make_recurrent<double>(
        sizes, Activation::tanh, lecun_normal<double>, orthogonal<double>, rng);
    auto sequence = random_sequence(3, 1, rng);
    RecurrentWorkspace workspace(network, 3, 1);
    forward(network, sequence, workspace);
    const Matrix before = workspace.outputs();
    sequence[0](0, 1) += 1.0;
    forward(network, sequence, workspace);
    CHECK_FALSE(same(before, workspace.outputs()));
}

TEST_CASE("The Jacobian between states agrees with central differences", "[recurrent]") {
    Rng rng(3);
    const Recurrent network = make_recurrent<double>(
        sizes, Activation::tanh, lecun_normal<double>, orthogonal<double>, rng);
    auto sequence = random_sequence(4, 2, rng);
    RecurrentWorkspace workspace(network, 4, 2);
    forward(network, sequence, workspace);
    const Matrix jacobian = state_jacobian(network, workspace, 1, 1, 4);
    // dh_4/dx_1 = dh_4/dh_1 * diag(f'(z_1)) W_x
    constexpr double h = 1e-6;
    for (std::size_t feature = 0; feature < 3; ++feature) {
        auto above = sequence;
        auto below = sequence;
        above[0](1, feature) += h;
        below[0](1, feature) -= h;
        RecurrentWorkspace up(network, 4, 2);
        RecurrentWorkspace down(network, 4, 2);
        forward(network, above, up);
        forward(network, below, down);
        for (std::size_t unit = 0; unit < 5; ++unit) {
            double predicted = 0.0;
            for (std::size_t k = 0; k < 5; ++k) {
                predicted += jacobian(unit, k) *
                             Tanh::derivative(workspace.pre_activations[0](1, k)) *
                             network.input_weights(k, feature);
            }
            CHECK((up.states[4](1, unit) - down.states[4](1, unit)) / (2.0 * h) ==
                  Approx(predicted).epsilon(1e-6).margin(1e-9));
        }
    }
    CHECK(same(state_jacobian(network, workspace, 0, 2, 2), Matrix(xt::eye<double>(5))));
}

TEST_CASE("In a linear network with orthogonal weights no gradient is lost",
          "[recurrent]") {
    Rng rng(4);
    const Recurrent network = make_recurrent<double>(
        sizes, Activation::linear, lecun_normal<double>, orthogonal<double>, rng);
    RecurrentWorkspace workspace(network, 50, 1);
    forward(network, random_sequence(50, 1, rng), workspace);
    const Matrix jacobian = state_jacobian(network, workspace, 0, 0, 50);
    CHECK(xt::sum(jacobian * jacobian)() == Approx(5.0).epsilon(1e-12));
}

TEST_CASE("A recurrent network refuses sequences that do not fit", "[recurrent]") {
    Rng rng(5);
    const Recurrent network = make_recurrent<double>(
        sizes, Activation::tanh, lecun_normal<double>, orthogonal<double>, rng);
    RecurrentWorkspace workspace(network, 2, 1);
    CHECK_THROWS_AS(forward(network, {Matrix{{1.0, 2.0, 3.0}}}, workspace),
                    std::invalid_argument);
    CHECK_THROWS_AS(forward(network, {Matrix{{1.0}}, Matrix{{1.0}}}, workspace),
                    std::invalid_argument);
    CHECK_THROWS_AS(RecurrentWorkspace(network, 0, 1), std::invalid_argument);
    CHECK_THROWS_AS(RecurrentWorkspace(network, 1, 0), std::invalid_argument);
    CHECK_THROWS_AS(state_jacobian(network, workspace, 1, 0, 1), std::invalid_argument);
    CHECK_THROWS_AS(state_jacobian(network, workspace, 0, 1, 0), std::invalid_argument);
    CHECK_THROWS_AS(state_jacobian(network, workspace, 0, 0, 3), std::invalid_argument);
}
