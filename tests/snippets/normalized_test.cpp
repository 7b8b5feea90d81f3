#include "snippets/models/normalized.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "snippets/data/datasets.hpp"
#include "snippets/diagnostics/finite_differences.hpp"
#include "snippets/init/he.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/model.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/training/train.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"
#include "tests/snippets/every_model.hpp"

using namespace winit;

namespace {

constexpr Normalization kinds[] = {Normalization::none, Normalization::layer,
                                   Normalization::batch};

Network plain(Rng& rng, double scale = 1.0) {
    return make_network<double>(
        {3, 6, 5, 2}, {.hidden = Activation::tanh},
        [scale](Fans fans, Rng& source) { return Matrix(scale * he_normal(fans, source)); },
        rng);
}

// Loss and gradients of any model on a batch, with gains and shifts that are not 1 and 0.
template <class Any>
double error_of_gradients(Any model, Mode mode, bool spoiled) {
    Rng rng(7);
    const Matrix batch = normal_matrix(6, 3, 0.0, 1.0, rng);
    const Labels labels = {0, 1, 1, 0, 1, 0};
    auto workspace = workspace_for(model, batch);
    workspace.mode = mode;
    auto list = parameters_of(model, workspace);
    for (const auto& tensor : list) {
        for (double& value : tensor.values) {
            value += 0.4 * rng.uniform() - 0.2;
        }
    }
    const auto loss = [&] {
        forward(model, batch, workspace);
        return cross_entropy(workspace.outputs(), labels);
    };
    loss();
    cross_entropy_gradient(workspace.outputs(), labels, workspace.output_gradient());
    backward(model, batch, workspace);
    if (spoiled) {
        parameters_of(workspace.gradients, workspace)[1].values[0] += 0.01;
    }
    // A bias of the residual stream cancels under BatchNorm: its gradient is nothing but rounding.
    std::erase_if(list, [](const ParametersOf<double>& tensor) {
        return std::all_of(tensor.gradient.begin(), tensor.gradient.end(),
                           [](double slope) { return std::abs(slope) < 1e-14; });
    });
    CHECK(list.size() >= 6);
    return gradient_error(list, loss);
}

}  // namespace

TEST_CASE("Without a normalization it is the plain network", "[normalized]") {
    Rng rng(1);
    Network network = plain(rng);
    network.layers[0].biases.fill(0.3);
    const Matrix batch = normal_matrix(4, 3, 0.0, 1.0, rng);
    const NormalizedNetwork same_network = normalized(network, Normalization::none);
    CHECK(same(predict(same_network, batch), predict(network, batch)));
    CHECK_FALSE(same(predict(normalized(network, Normalization::layer), batch),
                     predict(network, batch)));
}

TEST_CASE("Backward through a normalized network agrees with central differences",
          "[normalized]") {
    Rng rng(2);
    for (const Normalization kind : kinds) {
        for (const Mode mode : {Mode::training, Mode::evaluation}) {
            const NormalizedNetwork network = normalized(plain(rng), kind);
            INFO(name_of(kind) << (mode == Mode::training ? " training" : " evaluation"));
            CHECK(error_of_gradients(network, mode, false) < 1e-6);
            CHECK_FALSE(error_of_gradients(network, mode, true) < 1e-6);  // control
        }
    }
}

TEST_CASE("Backward through a residual network with normalizations is right as well",
          "[normalized]") {
    Rng rng(3);
    for (const Normalization kind : kinds) {
        const auto network = make_residual_network<double>(
            {.inputs = 3, .width = 5, .hidden = 4, .outputs = 2, .blocks = 3},
            Activation::tanh, he_normal<double>, rng, kind);
        for (const Mode mode : {Mode::training, Mode::evaluation}) {
            INFO(name_of(kind));
            CHECK(error_of_gradients(network, mode, false) < 1e-6);
            CHECK_FALSE(error_of_gradients(network, mode, true) < 1e-6);  // control
        }
    }
}

TEST_CASE("Under a normalization the scale of the weights does not matter",
          "[normalized]") {
    const auto apart = [](Normalization kind) {
        Rng one(4);
        Rng again(4);
        Rng rng(5);
        const Matrix batch = normal_matrix(8, 3, 0.0, 1.0, rng);
        Network large = plain(again, 100.0);
        large.layers.back().weights /= 100.0;
        const auto answer = [&](const Network& network) {
            NormalizedNetwork model = normalized(network, kind);
            NormalizedWorkspace workspace(model, 8);
            forward(model, batch, workspace);
            return workspace.outputs();
        };
        const Matrix difference = answer(large) - answer(plain(one));
        return std::sqrt(mean_square(difference));
    };
    CHECK(apart(Normalization::layer) < 1e-3);
    CHECK(apart(Normalization::batch) < 1e-3);
    CHECK(apart(Normalization::none) > 0.1);  // control
}

TEST_CASE("Training moves the running statistics, and a prediction heeds them",
          "[normalized]") {
    Rng rng(6);
    const auto data = signs<double>();
    NormalizedNetwork network = normalized(plain(rng), Normalization::batch);
    train(network, data, {.batch = 24, .epochs = 200, .learning_rate = 0.1}, rng,
          [](double) {});
    CHECK(accuracy(predict(network, data.inputs), data.labels) == 1.0);
    const Norm& norm = network.hidden[0].norm;
    CHECK(norm.running_mean(0) != 0.0);

    // After many whole batches the running statistics are nearly those of the batch, and the answer
    // to one sample is that among all.
    NormalizedWorkspace workspace(network, 24);
    forward(network, data.inputs, workspace);
    CHECK(workspace.hidden[0].norm.mean(0) == Approx(norm.running_mean(0)).margin(0.1));
    const Matrix all = predict(network, data.inputs);
    const Matrix one = predict(network, Matrix(xt::view(data.inputs, xt::range(3, 4))));
    CHECK(one(0, 0) == Approx(all(3, 0)).epsilon(1e-12));
    CHECK_FALSE(workspace.outputs()(3, 0) == Approx(all(3, 0)).epsilon(1e-12));  // control
}

TEST_CASE("Normalized networks learn with the scale of the weights at a hundredth",
          "[normalized]") {
    Rng rng(8);
    const auto data = signs<double>();
    for (const Normalization kind : {Normalization::layer, Normalization::batch}) {
        NormalizedNetwork network = normalized(plain(rng, 0.01), kind);
        train(network, data, {.batch = 12, .epochs = 60, .learning_rate = 0.1}, rng,
              [](double) {});
        INFO(name_of(kind));
        CHECK(accuracy(predict(network, data.inputs), data.labels) > 0.9);
    }
}
