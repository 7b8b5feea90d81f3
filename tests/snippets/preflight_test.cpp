#include "snippets/diagnostics/preflight.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "snippets/init/constant.hpp"
#include "snippets/init/fixup.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/random/sampling.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"
#include "tests/snippets/every_model.hpp"

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

bool fails(const Preflight& found, Check check, double expected_loss = std::log(3.0)) {
    const std::vector<Check> failed = failed_checks(found, expected_loss);
    return std::ranges::find(failed, check) != failed.end();
}

// A network with a fault that no start has: every answer holds a share of the batch's mean.
struct Leaky {
    using Number = double;
    using Inputs = Matrix;

    Network network;
};

struct LeakyWorkspace {
    Workspace inner;
    Leaky gradients;
    Matrix answers;

    LeakyWorkspace(const Leaky& model, std::size_t samples)
        : inner(model.network, samples),
          gradients{inner.gradients},
          answers(inner.outputs()) {}

    const Matrix& outputs() const { return answers; }
    Matrix& output_gradient() { return inner.output_gradient(); }
};

LeakyWorkspace workspace_for(const Leaky& model, const Matrix& batch) {
    return {model, batch.shape(0)};
}

void forward(const Leaky& model, const Matrix& batch, LeakyWorkspace& workspace) {
    forward(model.network, batch, workspace.inner);
    const Vector means = xt::mean(workspace.inner.outputs(), {0});
    workspace.answers = workspace.inner.outputs() + 0.1 * means;
}

void backward(const Leaky& model, const Matrix& batch, LeakyWorkspace& workspace) {
    backward(model.network, batch, workspace.inner);
    workspace.gradients.network = workspace.inner.gradients;
}

ParameterListOf<double> parameters_of(Leaky& model, const LeakyWorkspace& workspace) {
    return parameters_of(model.network, workspace.inner);
}

static_assert(Model<Leaky>);

}  // namespace

TEST_CASE("Preflight clears a recommended start, and leaves it as it is", "[preflight]") {
    Rng rng(1);
    const Network network = initialize_weights({12, 40, 40, 40, 3}, Activation::tanh, rng);
    const Classification batch = some_batch(rng);
    const Matrix before = network.layers[1].weights;
    const Preflight found = preflight(network, batch);
    CHECK(same(network.layers[1].weights, before));
    CHECK(found.first_loss == Approx(std::log(3.0)).epsilon(1e-12));
    CHECK(found.silent_tensors == 0);
    CHECK(found.twin_layers == 0);
    CHECK(found.mixing == 0.0);
    CHECK(found.updates.size() == 3);
    CHECK(found.blind_loss > 0.9);
    CHECK(failed_checks(found, std::log(3.0)).empty());
}

TEST_CASE("Preflight clears every kind of model, and refuses its zeros", "[preflight]") {
    with_every_model<double>([](const std::string& name, auto model, const auto& data) {
        INFO(name);
        CHECK(failed_checks(preflight(model, data, 200), std::log(2.0)).empty());
        auto workspace = workspace_for(model, data.inputs);
        for (const auto& tensor : parameters_of(model, workspace)) {
            std::fill(tensor.values.begin(), tensor.values.end(), 0.0);
        }
        const Preflight dead = preflight(model, data);
        CHECK(fails(dead, Check::signals, std::log(2.0)));
        CHECK(fails(dead, Check::gradients, std::log(2.0)));
        CHECK(fails(dead, Check::silent, std::log(2.0)));
        CHECK(fails(dead, Check::dead, std::log(2.0)));
        CHECK(fails(dead, Check::batch, std::log(2.0)));
    });
}

TEST_CASE("Preflight works in single precision and for regressions", "[preflight]") {
    with_every_model<float>(
        [](const std::string& name, const auto& model, const auto& data) {
            INFO(name);
            CHECK(failed_checks(preflight(model, data, 200), std::log(2.0)).empty());
        });
    Rng rng(5);
    const Network network = make_network<double>({2, 16, 1}, {.hidden = Activation::tanh},
                                                 he_normal<double>, rng);
    const Preflight found = preflight(network, xor_data(), 200);
    CHECK(found.loss_soon < found.blind_loss);
}

TEST_CASE("Preflight sees what is wrong with zeros and with equal units", "[preflight]") {
    Rng rng(2);
    const Classification batch = some_batch(rng);
    const Network zeros = make_network<double>({12, 8, 8, 3}, {.hidden = Activation::relu},
                                               zero_weights<double>, rng);
    const Preflight dead = preflight(zeros, batch);
    CHECK(dead.signal_ratio == 0.0);
    CHECK(dead.largest_signal == 0.0);
    CHECK(dead.gradient_ratio == 0.0);
    CHECK(dead.updates.empty());
    CHECK(dead.update_ratio == 1.0);
    CHECK(dead.silent_tensors == 5);  // all but the output biases
    CHECK(dead.dead_units == 1.0);
    CHECK(dead.twin_layers == 2);

    const Network equal = make_network<double>(
        {12, 8, 8, 3}, {.hidden = Activation::sigmoid},
        [](Fans fans, Rng&) { return constant_weights(fans, 0.1); }, rng);
    const Preflight twins = preflight(equal, batch);
    CHECK(twins.twin_layers == 2);
    CHECK(twins.silent_tensors == 0);
    CHECK(fails(twins, Check::twins));

    // The gates of an LSTM differ where its units do not.
    const auto data = first_signs<double>();
    const Initializer same_weights = [](Fans fans, Rng&) {
        return constant_weights(fans, 0.3);
    };
    const Lstm lstm = make_lstm<double>({.features = 3, .units = 5, .outputs = 2}, 1.0,
                                        same_weights, same_weights, rng);
    CHECK(preflight(lstm, data).twin_layers == 2);
}

TEST_CASE("Preflight counts dead units, not only dead layers", "[preflight]") {
    Rng rng(6);
    const Classification batch = some_batch(rng);
    Network network = make_network<double>({12, 10, 10, 3}, {.hidden = Activation::relu},
                                           he_normal<double>, rng);
    for (std::size_t unit = 0; unit < 8; ++unit) {
        network.layers[0].biases(unit) = -100.0;
    }
    const Preflight found = preflight(network, batch);
    CHECK(found.dead_units >= 0.8);
    CHECK(found.dead_units < 1.0);
    CHECK(found.silent_tensors == 0);
    CHECK(fails(found, Check::dead));
}

TEST_CASE("Preflight sees samples that mix, and inputs that do not arrive", "[preflight]") {
    Rng rng(7);
    Classification batch = some_batch(rng);
    const Network network = make_network<double>({12, 20, 3}, {.hidden = Activation::tanh},
                                                 he_normal<double>, rng);
    CHECK(preflight(network, batch).mixing == 0.0);
    const Preflight mixed = preflight(Leaky{network}, batch);
    CHECK(mixed.mixing > 1e-3);
    CHECK(fails(mixed, Check::mixing));

    // While it is trained BatchNorm mixes samples on purpose; predict() does not.
    for (const auto kind : {Normalization::layer, Normalization::batch}) {
        const auto with_norm = normalized(network, kind);
        CHECK(failed_checks(preflight(with_norm, batch), std::log(3.0)).empty());
    }

    batch.inputs.fill(0.0);
    const Preflight blind = preflight(network, batch);
    CHECK(blind.loss_soon == blind.blind_loss);
    CHECK(fails(blind, Check::blind));
}

TEST_CASE("A zero that is meant passes, in one layer of tanh and in Fixup", "[preflight]") {
    Rng rng(8);
    const Classification batch = some_batch(rng);
    Network network = make_network<double>(
        {12, 20, 20, 20, 3}, {.hidden = Activation::tanh}, he_normal<double>, rng);
    network.layers[1].weights.fill(0.0);
    CHECK(failed_checks(preflight(network, batch), std::log(3.0)).empty());

    auto residual = make_residual_network<double>(
        {.inputs = 12, .width = 20, .hidden = 20, .outputs = 3, .blocks = 4},
        Activation::relu, he_normal<double>, rng);
    apply_fixup(residual);
    CHECK(failed_checks(preflight(residual, batch), std::log(3.0)).empty());
}

TEST_CASE("Every limit of preflight counts", "[preflight]") {
    const Preflight good{.first_loss = 1.0, .loss_soon = 0.5, .blind_loss = 1.0};
    CHECK(failed_checks(good, 1.0).empty());
    const auto with = [&](auto change) {
        Preflight found = good;
        change(found);
        return failed_checks(found, 1.0);
    };
    using Checks = std::vector<Check>;
    CHECK(with([](auto& f) { f.first_loss = 5.0; }) == Checks{Check::first_loss});
    CHECK(with([](auto& f) { f.first_loss = 0.2; }) == Checks{Check::first_loss});
    CHECK(with([](auto& f) { f.signal_ratio = 1e-6; }) == Checks{Check::signals});
    CHECK(with([](auto& f) { f.largest_signal = 17.0; }) == Checks{Check::signals});
    CHECK(with([](auto& f) { f.gradient_ratio = 1e-4; }) == Checks{Check::gradients});
    CHECK(with([](auto& f) { f.update_ratio = 1e-5; }) == Checks{Check::updates});
    CHECK(with([](auto& f) { f.silent_tensors = 1; }) == Checks{Check::silent});
    CHECK(with([](auto& f) { f.dead_units = 0.75; }) == Checks{Check::dead});
    CHECK(with([](auto& f) { f.twin_layers = 1; }) == Checks{Check::twins});
    CHECK(with([](auto& f) { f.mixing = 1e-3; }) == Checks{Check::mixing});
    CHECK(with([](auto& f) { f.loss_soon = 0.95; }) == Checks{Check::blind});
    CHECK(with([](auto& f) { f.batch_loss = 0.11; }) == Checks{Check::batch});
    const double none = std::numeric_limits<double>::quiet_NaN();
    CHECK(with([&](auto& f) { f.batch_loss = none; }) == Checks{Check::batch});
    CHECK(with([&](auto& f) { f.signal_ratio = none; }) == Checks{Check::signals});
}

TEST_CASE("Preflight refuses what it cannot check", "[preflight]") {
    Rng rng(3);
    const Classification batch = some_batch(rng);
    const Network network = make_network<double>({12, 4, 3}, {.hidden = Activation::tanh},
                                                 he_normal<double>, rng);
    CHECK_THROWS_AS(preflight(network, batch, 9), std::invalid_argument);
    const Network flat =
        make_network<double>({12, 3}, {.hidden = Activation::tanh}, he_normal<double>, rng);
    CHECK(preflight(flat, batch).updates.empty());
}
