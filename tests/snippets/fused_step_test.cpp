#include "snippets/training/fused_step.hpp"

#include <cmath>

#include "snippets/init/he.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/training/sgd.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"
#include "tests/snippets/every_activation.hpp"

using namespace winit;

namespace {

template <Scalar T>
double largest_difference(const NetworkOf<T>& a, const NetworkOf<T>& b) {
    double largest = 0.0;
    for (std::size_t l = 0; l < a.layers.size(); ++l) {
        const auto& [weights, biases, activation] = a.layers[l];
        largest =
            std::max<double>(largest, xt::amax(xt::abs(weights - b.layers[l].weights))());
        largest =
            std::max<double>(largest, xt::amax(xt::abs(biases - b.layers[l].biases))());
    }
    return largest;
}

// The taught steps on one network, the fused ones on a copy.
template <Scalar T>
double difference_after(std::size_t steps, std::size_t samples, Activation activation,
                        double fused_rate) {
    Rng rng(1);
    const Activations activations{.hidden = activation, .output = activation};
    NetworkOf<T> taught = make_network<T>({30, 12, 9, 4}, activations, he_normal<T>, rng);
    NetworkOf<T> fused = taught;
    WorkspaceOf<T> workspace(taught, samples);
    Labels labels(samples);
    for (std::size_t step = 0; step < steps; ++step) {
        const MatrixOf<T> batch = normal_matrix<T>(samples, 30, 0.0, 1.0, rng);
        for (std::size_t& label : labels) {
            label = rng.below(4);
        }
        forward(taught, batch, workspace);
        cross_entropy_gradient(workspace.outputs(), labels, workspace.output_gradient());
        backward(taught, batch, workspace);
        sgd_step(taught, workspace, 0.1);
        forward(fused, batch, workspace);
        cross_entropy_gradient(workspace.outputs(), labels, workspace.output_gradient());
        backward_and_sgd_step(fused, batch, workspace, fused_rate);
    }
    return largest_difference(taught, fused);
}

}  // namespace

TEST_CASE("The fused step moves the weights as the taught one does", "[fused_step]") {
    for (const Activation activation : every_activation) {
        for (const std::size_t samples : {1U, 2U, 40U}) {
            INFO(name_of(activation) << ", " << samples << " samples");
            CHECK(difference_after<double>(20, samples, activation, 0.1) < 1e-12);
            CHECK_FALSE(difference_after<double>(20, samples, activation, 0.1001) <
                        1e-12);  // control
        }
    }
}

TEST_CASE("In float both steps agree within rounding", "[fused_step]") {
    CHECK(difference_after<float>(20, 1, Activation::relu, 0.1) < 1e-5);
    CHECK(difference_after<float>(20, 32, Activation::tanh, 0.1) < 1e-5);
    CHECK_FALSE(difference_after<float>(20, 32, Activation::tanh, 0.11) < 1e-5);  // control
}

TEST_CASE("Deltas are those of the taught backward pass", "[fused_step]") {
    Rng rng(2);
    Network network = make_network<double>({5, 6, 3}, {.hidden = Activation::tanh},
                                           he_normal<double>, rng);
    const Matrix batch = normal_matrix(4, 5, 0.0, 1.0, rng);
    Workspace taught(network, 4);
    forward(network, batch, taught);
    cross_entropy_gradient(taught.outputs(), {0, 1, 2, 0}, taught.output_gradient());
    Workspace fused = taught;
    backward(network, batch, taught);
    backward_and_sgd_step(network, batch, fused, 0.5);
    CHECK(xt::allclose(taught.deltas[0], fused.deltas[0], 1e-13, 1e-15));
    CHECK(xt::allclose(taught.deltas[1], fused.deltas[1], 1e-13, 1e-15));
}

TEST_CASE("Deltas of saturated units keep their digits", "[fused_step]") {
    const Matrix far{{25.0, 15.0, -30.0}};
    for (const Activation activation : {Activation::tanh, Activation::sigmoid}) {
        INFO(name_of(activation));
        const Matrix values = activate(activation, far);
        Matrix fused = xt::ones<double>({1, 3});
        Matrix taught = fused;
        detail::multiply_by_derivative_of_value(activation, far, values, fused);
        multiply_by_derivative(activation, far, taught);
        CHECK(same(fused, taught));
        CHECK(fused(0, 0) > 0.0);
        CHECK(fused(0, 1) > fused(0, 0));
    }
    const double y = std::tanh(25.0);
    CHECK_FALSE(1.0 - y * y > 0.0);  // control
}
