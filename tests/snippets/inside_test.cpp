#include "snippets/diagnostics/inside.hpp"

#include <string>

#include "snippets/training/objective.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/every_model.hpp"

using namespace winit;

TEST_CASE("Every model shows what is inside, from the input's side", "[inside]") {
    with_every_model<double>([](const std::string& name, auto model, const auto& data) {
        INFO(name);
        auto workspace = workspace_for(model, data.inputs);
        value_and_gradient(model, data, workspace);
        const InsideOf<double> seen = inside(model, workspace);
        CHECK(seen.signals.size() >= 1);
        CHECK(seen.deltas.size() >= 1);
        CHECK(seen.units.size() >= 1);
        for (const double number : seen.signals) {
            CHECK(number > 0.0);
        }
        for (const double number : seen.deltas) {
            CHECK(number > 0.0);
        }
        for (const UnitWeightsOf<double>& of : seen.units) {
            CHECK(of.weights->shape() == of.gradient->shape());
            CHECK(of.weights->shape(0) % of.kinds == 0);
            CHECK(mean_square(*of.gradient) > 0.0);
        }
    });
}

TEST_CASE("Inside a perceptron and a recurrent network are its pre-activations",
          "[inside]") {
    Rng rng(9);
    const auto data = signs<double>();
    const Network network = make_network<double>({3, 6, 5, 2}, {.hidden = Activation::tanh},
                                                 glorot_normal<double>, rng);
    Workspace workspace(network, data.labels.size());
    value_and_gradient(network, data, workspace);
    const auto seen = inside(network, workspace);
    CHECK(seen.signals.size() == 2);
    CHECK(seen.signals[1] == mean_square(workspace.pre_activations[1]));
    CHECK(seen.deltas[0] == root_mean_square(workspace.deltas[0]));
    CHECK(seen.units[1].weights == &network.layers[1].weights);

    const auto sequences = first_signs<double>();
    const Recurrent recurrent =
        make_recurrent<double>({.features = 3, .units = 6, .outputs = 2}, Activation::tanh,
                               glorot_normal<double>, orthogonal<double>, rng);
    auto steps = workspace_for(recurrent, sequences.inputs);
    value_and_gradient(recurrent, sequences, steps);
    CHECK(inside(recurrent, steps).signals.size() == 4);
    CHECK(inside(recurrent, steps).deltas[3] == root_mean_square(steps.deltas[3]));
}
