// Every promise of @throws of networks, data and training. tests/lint/throws.py asks for a row per
// function.
#include <algorithm>
#include <span>
#include <vector>

#include "snippets/data/datasets.hpp"
#include "snippets/data/images.hpp"
#include "snippets/data/sentences.hpp"
#include "snippets/data/sequences.hpp"
#include "snippets/diagnostics/finite_differences.hpp"
#include "snippets/diagnostics/layer_moments.hpp"
#include "snippets/diagnostics/preflight.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/fixup.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/lora.hpp"
#include "snippets/init/lsuv.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/layers/normalization.hpp"
#include "snippets/losses/binary_cross_entropy.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/losses/squared_error.hpp"
#include "snippets/models/lstm.hpp"
#include "snippets/models/model.hpp"
#include "snippets/models/network.hpp"
#include "snippets/models/normalized.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/models/recurrent.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/training/adam.hpp"
#include "snippets/training/dropout.hpp"
#include "snippets/training/fused_step.hpp"
#include "snippets/training/momentum.hpp"
#include "snippets/training/objective.hpp"
#include "snippets/training/sgd.hpp"
#include "snippets/training/train.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/refusals.hpp"

using namespace winit;

namespace {

Rng& rng() {
    static Rng source(1);
    return source;
}

const Initializer he = he_normal<double>;
const Initializer turned = [](Fans fans, Rng& source) {
    return he_normal({.fan_in = fans.fan_out, .fan_out = fans.fan_in}, source);
};
const Initializer short_of_a_row = [](Fans fans, Rng& source) {
    return he_normal({.fan_in = fans.fan_in, .fan_out = fans.fan_out + 1}, source);
};
const Initializer empty;

Matrix ones(std::size_t rows, std::size_t columns) {
    return xt::ones<double>({rows, columns});
}

Network mlp(const std::vector<std::size_t>& sizes = {3, 4, 2}) {
    return make_network<double>(sizes, {.hidden = Activation::tanh}, he, rng());
}

ResidualNetwork residual_network(std::size_t width = 4, std::size_t hidden = 5,
                                 std::size_t blocks = 2) {
    return make_residual_network<double>(
        {.inputs = 3, .width = width, .hidden = hidden, .outputs = 2, .blocks = blocks},
        Activation::relu, he, rng());
}

Recurrent loop(std::size_t units = 4) {
    return make_recurrent<double>({.features = 3, .units = units, .outputs = 2},
                                  Activation::tanh, he, he, rng());
}

Lstm cell(std::size_t units = 4) {
    return make_lstm<double>({.features = 3, .units = units, .outputs = 2}, 1.0, he, he,
                             rng());
}

SequenceOf<double> steps(std::size_t count, std::size_t samples = 2,
                         std::size_t features = 3) {
    return SequenceOf<double>(count, ones(samples, features));
}

Classification labeled() {
    return {.inputs = ones(4, 3), .labels = {0, 1, 0, 1}, .classes = 2};
}

Regression measured() {
    return {.inputs = ones(4, 3), .targets = ones(4, 2)};
}

SequenceClassification spoken() {
    return {.inputs = steps(3, 4), .labels = {0, 1, 0, 1}, .classes = 2};
}

// A set with fewer answers than inputs.
Classification short_of_labels() {
    return {.inputs = ones(4, 3), .labels = {0, 1}, .classes = 2};
}

Regression short_of_targets() {
    return {.inputs = ones(4, 3), .targets = ones(2, 2)};
}

const std::vector<std::size_t> two = {0, 1};
const std::vector<std::size_t> beyond = {0, 4};
const auto ignore = [](double) {};

}  // namespace

TEST_CASE("Activations and losses refuse shapes that do not fit", "[throws]") {
    Matrix small = ones(1, 2);
    Matrix large = ones(2, 2);
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"activations.hpp", "leaky_relu", "NaN", [] { Activation::leaky_relu(nan_value); }, "Activation::leaky_relu"},
        {"activations.hpp", "elu", "infinity", [] { Activation::elu(infinite); }, "Activation::elu"},
        {"activations.hpp", "activate", "a smaller result", [&] { activate(Activation::relu, large, small); }, ""},
        {"activations.hpp", "multiply_by_derivative", "a smaller gradient", [&] { multiply_by_derivative(Activation::relu, large, small); }, ""},
        {"binary_cross_entropy.hpp", "binary_cross_entropy", "fewer targets", [&] { binary_cross_entropy(large, small); }, ""},
        {"binary_cross_entropy.hpp", "binary_cross_entropy", "nothing", [] { binary_cross_entropy(ones(0, 2), ones(0, 2)); }, ""},
        {"binary_cross_entropy.hpp", "binary_cross_entropy", "a target above 1", [&] { binary_cross_entropy<double>(small, {{0.0, 2.0}}); }, ""},
        {"binary_cross_entropy.hpp", "binary_cross_entropy", "a target NaN", [&] { binary_cross_entropy<double>(small, {{0.0, nan_value}}); }, ""},
        {"binary_cross_entropy.hpp", "binary_cross_entropy_gradient", "fewer targets", [&] { binary_cross_entropy_gradient(large, small, large); }, ""},
        {"binary_cross_entropy.hpp", "binary_cross_entropy_gradient", "a smaller gradient", [&] { binary_cross_entropy_gradient(large, large, small); }, ""},
        {"slides.hpp", "softmax", "no class", [] { slides::softmax(Vector::from_shape({0})); }, "slides::softmax"},
        {"slides.hpp", "climb", "a smaller gradient", [&] { slides::climb(large, small, 0.1); }, "slides::climb"},
        {"slides.hpp", "recurrent_step", "a word out of range", [&] { slides::recurrent_step<double>(large, large, 2, {1.0, 1.0}); }, "slides::recurrent_step"},
        {"slides.hpp", "recurrent_step", "a longer state", [&] { slides::recurrent_step<double>(large, large, 0, {1.0, 1.0, 1.0}); }, "slides::recurrent_step"},
        {"softmax.hpp", "softmax", "no class", [] { softmax(ones(2, 0)); }, ""},
        {"softmax.hpp", "cross_entropy", "fewer labels", [&] { cross_entropy(large, {0}); }, ""},
        {"softmax.hpp", "cross_entropy", "no sample", [] { cross_entropy(ones(0, 2), {}); }, ""},
        {"softmax.hpp", "cross_entropy", "a label out of range", [&] { cross_entropy(large, {0, 2}); }, ""},
        {"softmax.hpp", "cross_entropy", "no class", [] { cross_entropy(ones(1, 0), {0}); }, ""},
        {"softmax.hpp", "cross_entropy_gradient", "more labels", [&] { cross_entropy_gradient(large, {0, 1, 0}, large); }, ""},
        {"softmax.hpp", "cross_entropy_gradient", "a label out of range", [&] { cross_entropy_gradient(large, {0, 2}, large); }, ""},
        {"softmax.hpp", "cross_entropy_gradient", "a smaller gradient", [&] { cross_entropy_gradient(large, {0, 1}, small); }, ""},
        {"softmax.hpp", "cross_entropy_gradient", "no class", [] { Matrix gradient = ones(1, 0); cross_entropy_gradient(gradient, {0}, gradient); }, ""},
        {"softmax.hpp", "accuracy", "fewer labels", [&] { accuracy(large, {0}); }, ""},
        {"softmax.hpp", "accuracy", "no sample", [] { accuracy(ones(0, 2), {}); }, ""},
        {"softmax.hpp", "accuracy", "no class", [] { accuracy(ones(1, 0), {0}); }, ""},
        {"softmax.hpp", "accuracy", "a label out of range", [&] { accuracy(large, {0, 2}); }, ""},
        {"squared_error.hpp", "squared_error", "fewer targets", [&] { squared_error(large, small); }, ""},
        {"squared_error.hpp", "squared_error", "nothing", [] { squared_error(ones(0, 2), ones(0, 2)); }, ""},
        {"squared_error.hpp", "squared_error_gradient", "fewer targets", [&] { squared_error_gradient(large, small, large); }, ""},
        {"squared_error.hpp", "squared_error_gradient", "a smaller gradient", [&] { squared_error_gradient(large, large, small); }, ""},
        {"objective.hpp", "mean_loss", "fewer labels", [&] { mean_loss(large, labeled()); }, "cross_entropy"},
        {"objective.hpp", "mean_loss", "fewer targets", [&] { mean_loss(large, measured()); }, "squared_error"},
        {"objective.hpp", "loss_gradient", "more labels", [&] { loss_gradient(large, labeled(), large); }, "cross_entropy_gradient"},
        {"objective.hpp", "loss_gradient", "more targets", [&] { loss_gradient(large, measured(), large); }, "squared_error_gradient"},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}

TEST_CASE("Data sets refuse what they do not hold", "[throws]") {
    Classification batch{.inputs = ones(2, 3), .labels = {0, 0}, .classes = 2};
    Classification wide{.inputs = ones(2, 2), .labels = {0, 0}, .classes = 2};
    Classification low{.inputs = ones(1, 3), .labels = {0, 0}, .classes = 2};
    Classification three{.inputs = ones(3, 3), .labels = {0, 0, 0}, .classes = 2};
    Regression part{.inputs = ones(2, 3), .targets = ones(2, 2)};
    Regression few_outputs{.inputs = ones(2, 3), .targets = ones(2, 1)};
    Regression few_features{.inputs = ones(2, 2), .targets = ones(2, 2)};
    Regression few_targets{.inputs = ones(2, 3), .targets = ones(1, 2)};
    Regression one{.inputs = ones(1, 3), .targets = ones(1, 2)};
    const Classification mislabeled{.inputs = ones(2, 3), .labels = {0, 2}, .classes = 2};
    const Vocabulary vocabulary = make_vocabulary(20);
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"datasets.hpp", "gather", "a batch of other columns", [&] { gather<double>(labeled(), two, wide); }, ""},
        {"datasets.hpp", "gather", "a batch of fewer rows than labels", [&] { gather<double>(labeled(), two, low); }, ""},
        {"datasets.hpp", "gather", "a batch of more samples", [&] { gather<double>(labeled(), two, three); }, ""},
        {"datasets.hpp", "gather", "an index out of range", [&] { gather<double>(labeled(), beyond, batch); }, ""},
        {"datasets.hpp", "gather", "a set of fewer labels", [&] { gather<double>(short_of_labels(), two, batch); }, ""},
        {"datasets.hpp", "gather", "a batch of fewer outputs", [&] { gather<double>(measured(), two, few_outputs); }, ""},
        {"datasets.hpp", "gather", "a batch of fewer features", [&] { gather<double>(measured(), two, few_features); }, ""},
        {"datasets.hpp", "gather", "a batch of fewer targets", [&] { gather<double>(measured(), two, few_targets); }, ""},
        {"datasets.hpp", "gather", "a batch of one sample", [&] { gather<double>(measured(), two, one); }, ""},
        {"datasets.hpp", "gather", "a regression's index out of range", [&] { gather<double>(measured(), beyond, part); }, ""},
        {"datasets.hpp", "gather", "a set of fewer targets", [&] { gather<double>(short_of_targets(), two, part); }, ""},
        {"datasets.hpp", "select", "an index out of range", [] { select<double>(labeled(), beyond); }, ""},
        {"datasets.hpp", "select", "fewer labels", [] { select<double>(short_of_labels(), two); }, ""},
        {"datasets.hpp", "select", "a regression's index out of range", [] { select<double>(measured(), beyond); }, ""},
        {"datasets.hpp", "select", "fewer targets", [] { select<double>(short_of_targets(), two); }, ""},
        {"datasets.hpp", "class_counts", "a label out of range", [&] { class_counts(mislabeled); }, ""},
        {"datasets.hpp", "take_per_class", "fewer counts", [] { take_per_class(labeled(), {1}); }, ""},
        {"datasets.hpp", "take_per_class", "a label out of range", [&] { take_per_class(mislabeled, {1, 1}); }, ""},
        {"datasets.hpp", "take_per_class", "fewer labels", [] { take_per_class(short_of_labels(), {1, 1}); }, ""},
        {"datasets.hpp", "feature_means", "no sample",
         [] { feature_means(Matrix::from_shape({0, 3})); }, ""},
        {"datasets.hpp", "split", "nothing to train on", [] { split(labeled(), 0, rng()); }, ""},
        {"datasets.hpp", "split", "nothing to test on", [] { split(labeled(), 4, rng()); }, ""},
        {"datasets.hpp", "split", "fewer labels", [] { split(short_of_labels(), 1, rng()); }, ""},
        {"images.hpp", "random_images", "no sample", [] { random_images(0, 1, 1, rng()); }, ""},
        {"images.hpp", "random_images", "no pixel", [] { random_images(1, 0, 1, rng()); }, ""},
        {"images.hpp", "random_images", "no class", [] { random_images(1, 1, 0, rng()); }, ""},
        {"images.hpp", "random_images", "countless pixels", [] { random_images(huge, huge, 1, rng()); }, ""},
        {"images.hpp", "subtract_from_inputs", "NaN", [&] { subtract_from_inputs(batch, nan_value); }, ""},
        {"images.hpp", "shape_images", "no sample", [] { shape_images(0, {}, rng()); }, ""},
        {"images.hpp", "shape_images", "a side of 11", [] { shape_images(1, {.side = 11}, rng()); }, ""},
        {"images.hpp", "shape_images", "a countless side", [] { shape_images(1, {.side = huge}, rng()); }, ""},
        {"images.hpp", "shape_images", "noise below 0", [] { shape_images(1, {.noise = -1.0}, rng()); }, ""},
        {"images.hpp", "shape_images", "noise infinite", [] { shape_images(1, {.noise = infinite}, rng()); }, ""},
        {"sentences.hpp", "make_vocabulary", "19 words", [] { make_vocabulary(19); }, ""},
        {"sentences.hpp", "make_vocabulary", "1001 words", [] { make_vocabulary(1001); }, ""},
        {"sentences.hpp", "draw_opinions", "no sentence", [&] { draw_opinions(0, vocabulary, rng()); }, ""},
        {"sentences.hpp", "spell", "a word out of range", [&] { spell({20}, vocabulary); }, ""},
        {"sentences.hpp", "one_hot", "no sentence", [] { one_hot({}, 20); }, ""},
        {"sentences.hpp", "one_hot", "lengths that differ", [] { one_hot({{1}, {1, 2}}, 20); }, ""},
        {"sentences.hpp", "one_hot", "a word out of range", [] { one_hot({{20}}, 20); }, ""},
        {"sentences.hpp", "one_hot", "no word", [] { one_hot({{0}}, 0); }, ""},
        {"sentences.hpp", "one_hot", "countless words", [] { one_hot({{1}, {1}}, huge * (huge / 2)); }, ""},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}

TEST_CASE("Makers of networks refuse sizes and initializers that do not fit", "[throws]") {
    using Plan = std::vector<LayerPlanOf<double>>;
    const auto network = [](const std::vector<std::size_t>& sizes,
                            const Initializer& drawn) {
        make_network<double>(sizes, {.hidden = Activation::relu}, drawn, rng());
    };
    const auto planned = [](std::size_t inputs, const Plan& plan) {
        make_network<double>(inputs, plan, rng());
    };
    const auto residual = [](const ResidualSizes& sizes, const Initializer& drawn) {
        make_residual_network<double>(sizes, Activation::relu, drawn, rng());
    };
    const auto recurrent = [](const RecurrentSizes& sizes,
                              const Initializer& input_to_hidden,
                              const Initializer& hidden_to_hidden) {
        make_recurrent<double>(sizes, Activation::relu, input_to_hidden, hidden_to_hidden,
                               rng());
    };
    const auto lstm = [](const RecurrentSizes& sizes, const Initializer& input_to_hidden,
                         const Initializer& hidden_to_hidden, double bias = 1.0) {
        make_lstm<double>(sizes, bias, input_to_hidden, hidden_to_hidden, rng());
    };
    const RecurrentSizes sizes{.features = 3, .units = 4, .outputs = 2};
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"network.hpp", "make_network", "one size", [=] { network({3}, he); }, ""},
        {"network.hpp", "make_network", "a layer without unit", [=] { network({3, 0, 2}, he); }, ""},
        {"network.hpp", "make_network", "no input", [=] { network({0, 2}, he); }, ""},
        {"network.hpp", "make_network", "countless weights", [=] { network({huge, huge}, he); }, ""},
        {"network.hpp", "make_network", "weights turned", [=] { network({3, 4, 2}, turned); }, ""},
        {"network.hpp", "make_network", "weights with a row too many", [=] { network({3, 2}, short_of_a_row); }, ""},
        {"network.hpp", "make_network", "no initializer", [=] { network({3, 2}, empty); }, ""},
        {"network.hpp", "make_network", "no plan", [=] { planned(3, {}); }, ""},
        {"network.hpp", "make_network", "a planned layer without unit", [=] { planned(3, {{0, Activation::relu, he}}); }, ""},
        {"network.hpp", "make_network", "planned weights turned", [=] { planned(3, {{2, Activation::relu, turned}}); }, ""},
        {"network.hpp", "make_network", "no planned initializer", [=] { planned(3, {{2, Activation::relu, empty}}); }, ""},
        {"residual.hpp", "make_residual_network", "no block", [=] { residual({3, 4, 5, 2, 0}, he); }, ""},
        {"residual.hpp", "make_residual_network", "no input", [=] { residual({0, 4, 5, 2, 1}, he); }, ""},
        {"residual.hpp", "make_residual_network", "no width", [=] { residual({3, 0, 5, 2, 1}, he); }, ""},
        {"residual.hpp", "make_residual_network", "nothing hidden", [=] { residual({3, 4, 0, 2, 1}, he); }, ""},
        {"residual.hpp", "make_residual_network", "no output", [=] { residual({3, 4, 5, 0, 1}, he); }, ""},
        {"residual.hpp", "make_residual_network", "weights turned", [=] { residual({3, 4, 5, 2, 1}, turned); }, ""},
        {"residual.hpp", "make_residual_network", "no initializer", [=] { residual({3, 4, 5, 2, 1}, empty); }, ""},
        {"recurrent.hpp", "make_recurrent", "no feature", [=] { recurrent({0, 4, 2}, he, he); }, ""},
        {"recurrent.hpp", "make_recurrent", "no unit", [=] { recurrent({3, 0, 2}, he, he); }, ""},
        {"recurrent.hpp", "make_recurrent", "no output", [=] { recurrent({3, 4, 0}, he, he); }, ""},
        {"recurrent.hpp", "make_recurrent", "weights turned", [=] { recurrent(sizes, turned, he); }, ""},
        {"recurrent.hpp", "make_recurrent", "recurrent weights with a row too many", [=] { recurrent(sizes, he, short_of_a_row); }, ""},
        {"recurrent.hpp", "make_recurrent", "no initializer", [=] { recurrent(sizes, he, empty); }, ""},
        {"lstm.hpp", "make_lstm", "no feature", [=] { lstm({0, 4, 2}, he, he); }, ""},
        {"lstm.hpp", "make_lstm", "no unit", [=] { lstm({3, 0, 2}, he, he); }, ""},
        {"lstm.hpp", "make_lstm", "no output", [=] { lstm({3, 4, 0}, he, he); }, ""},
        {"lstm.hpp", "make_lstm", "countless units", [=] { lstm({3, huge, 2}, he, he); }, ""},
        {"lstm.hpp", "make_lstm", "units whose fourfold is 0", [=] { lstm({3, huge * (huge / 4), 2}, he, he); }, ""},
        {"lstm.hpp", "make_lstm", "weights turned", [=] { lstm(sizes, turned, he); }, ""},
        {"lstm.hpp", "make_lstm", "recurrent weights with a row too many", [=] { lstm(sizes, he, short_of_a_row); }, ""},
        {"lstm.hpp", "make_lstm", "no initializer", [=] { lstm(sizes, empty, he); }, ""},
        {"lstm.hpp", "make_lstm", "a bias NaN", [=] { lstm(sizes, he, he, nan_value); }, ""},
        {"lstm.hpp", "set_forget_bias", "infinity", [] { Lstm one = cell(); set_forget_bias(one, infinite); }, ""},
        {"lora.hpp", "make_low_rank", "no input", [] { make_low_rank({0, 1}, 1, rng()); }, ""},
        {"lora.hpp", "make_low_rank", "no unit", [] { make_low_rank({1, 0}, 1, rng()); }, ""},
        {"lora.hpp", "make_low_rank", "rank 0", [] { make_low_rank({1, 1}, 0, rng()); }, ""},
        {"lora.hpp", "corrected", "another fan_in", [] { corrected(ones(4, 6), LowRank{ones(2, 5), ones(4, 2)}); }, ""},
        {"lora.hpp", "corrected", "another fan_out", [] { corrected(ones(4, 6), LowRank{ones(2, 6), ones(3, 2)}); }, ""},
        {"lora.hpp", "corrected", "ranks that differ", [] { corrected(ones(4, 6), LowRank{ones(2, 6), ones(4, 3)}); }, ""},
        {"lora.hpp", "low_rank_gradient", "another fan_in", [] { low_rank_gradient(ones(4, 6), LowRank{ones(2, 5), ones(4, 2)}); }, ""},
        {"lora.hpp", "low_rank_gradient", "another fan_out", [] { low_rank_gradient(ones(4, 6), LowRank{ones(2, 6), ones(3, 2)}); }, ""},
        {"lora.hpp", "low_rank_gradient", "a larger rank of B", [] { low_rank_gradient(ones(4, 6), LowRank{ones(2, 6), ones(4, 30)}); }, ""},
        {"lora.hpp", "low_rank_gradient", "a larger rank of A", [] { low_rank_gradient(ones(4, 6), LowRank{ones(30, 6), ones(4, 2)}); }, ""},
        {"fixup.hpp", "fixup_factor", "no block", [] { fixup_factor(0, 2); }, ""},
        {"fixup.hpp", "fixup_factor", "one layer", [] { fixup_factor(1, 1); }, ""},
        {"fixup.hpp", "apply_fixup", "no block", [] { ResidualNetwork none = residual_network(); none.blocks.clear(); apply_fixup(none); }, ""},
        {"linear.hpp", "linear", "fans that differ", [] { linear(ones(2, 3), ones(4, 5)); }, ""},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}

TEST_CASE("A perceptron refuses what is not its own", "[throws]") {
    Network network = mlp();
    Network other = mlp({3, 9, 2});
    Network deeper = mlp({3, 4, 4, 2});
    Network torn = mlp();
    torn.layers[1].weights = ones(2, 9);
    Network bare = mlp();
    bare.layers[0].biases = Vector{1.0};
    Workspace own(network, 2);
    Workspace of_other(other, 2);
    Workspace of_deeper(deeper, 2);
    Workspace masked(network, 2);
    masked.masks = {ones(1, 1)};
    const Matrix batch = ones(2, 3);
    const Matrix wide = ones(2, 4);
    const Matrix long_batch = ones(3, 3);
    std::vector<double> values(3);
    const std::vector<double> short_gradient(2);
    const ParameterListOf<double> uneven{{values, short_gradient}};
    const auto loss = [](const Network&) { return 0.0; };
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"network.hpp", "WorkspaceOf", "no sample", [&] { Workspace(network, 0); }, "Workspace"},
        {"network.hpp", "WorkspaceOf", "no layer", [] { Workspace(Network{}, 1); }, "Workspace"},
        {"network.hpp", "WorkspaceOf", "countless samples", [&] { Workspace(network, huge * (huge / 4)); }, "Workspace"},
        {"network.hpp", "forward", "a wider batch", [&] { forward(network, wide, own); }, ""},
        {"network.hpp", "forward", "a longer batch", [&] { forward(network, long_batch, own); }, ""},
        {"network.hpp", "forward", "another network's workspace", [&] { forward(network, batch, of_other); }, ""},
        {"network.hpp", "forward", "a deeper network's workspace", [&] { forward(network, batch, of_deeper); }, ""},
        {"network.hpp", "forward", "a shallower network's workspace", [&] { forward(deeper, batch, own); }, ""},
        {"network.hpp", "forward", "a mask of another shape", [&] { forward(network, batch, masked); }, ""},
        {"network.hpp", "forward", "layers that do not fit each other", [&] { Workspace torn_workspace(torn, 2); forward(torn, batch, torn_workspace); }, ""},
        {"network.hpp", "forward", "biases that do not fit", [&] { Workspace bare_workspace(bare, 2); forward(bare, batch, bare_workspace); }, ""},
        {"network.hpp", "predict", "a wider batch", [&] { predict(network, wide); }, ""},
        {"network.hpp", "predict", "no sample", [&] { predict(network, ones(0, 3)); }, ""},
        {"network.hpp", "predict", "no layer", [&] { predict(Network{}, batch); }, ""},
        {"network.hpp", "backward", "a wider batch", [&] { backward(network, wide, own); }, ""},
        {"network.hpp", "backward", "a longer batch", [&] { backward(network, long_batch, own); }, ""},
        {"network.hpp", "backward", "another network's workspace", [&] { backward(network, batch, of_other); }, ""},
        {"fused_step.hpp", "backward_and_sgd_step", "a longer batch", [&] { backward_and_sgd_step(network, long_batch, own, 0.1); }, ""},
        {"fused_step.hpp", "backward_and_sgd_step", "another network's workspace", [&] { backward_and_sgd_step(network, batch, of_other, 0.1); }, ""},
        {"parameters.hpp", "parameters_of", "another network's workspace", [&] { parameters_of(network, of_other); }, ""},
        {"parameters.hpp", "parameters_of", "a shallower network's workspace", [&] { parameters_of(deeper, own); }, ""},
        {"sgd.hpp", "sgd_step", "a shorter gradient", [&] { sgd_step(uneven, 0.1); }, ""},
        {"sgd.hpp", "sgd_step", "another network's workspace", [&] { sgd_step(network, of_other, 0.1); }, ""},
        {"network.hpp", "workspace_for", "no sample", [&] { workspace_for(network, ones(0, 3)); }, "Workspace"},
        {"network.hpp", "workspace_for", "no layer", [&] { workspace_for(Network{}, batch); }, "Workspace"},
        {"dropout.hpp", "draw_dropout", "keep 0", [&] { draw_dropout(own, 0.0, rng()); }, ""},
        {"dropout.hpp", "draw_dropout", "keep above 1", [&] { draw_dropout(own, 1.1, rng()); }, ""},
        {"dropout.hpp", "draw_dropout", "keep NaN", [&] { draw_dropout(own, nan_value, rng()); }, ""},
        {"finite_differences.hpp", "gradient_error", "step 0", [&] { gradient_error(network, own, loss, 0.0); }, ""},
        {"finite_differences.hpp", "gradient_error", "another network's workspace", [&] { gradient_error(network, of_other, loss); }, ""},
        {"finite_differences.hpp", "gradient_error", "a shorter gradient", [&] { gradient_error(uneven, [] { return 0.0; }); }, ""},
        {"finite_differences.hpp", "gradient_error", "step NaN", [&] { gradient_error(uneven, [] { return 0.0; }, nan_value); }, ""},
        {"lsuv.hpp", "lsuv", "a wider batch", [&] { lsuv(network, wide); }, ""},
        {"lsuv.hpp", "lsuv", "no sample", [&] { lsuv(network, ones(0, 3)); }, ""},
        {"lsuv.hpp", "lsuv", "no layer", [&] { Network none; lsuv(none, batch); }, ""},
        {"lsuv.hpp", "lsuv", "tolerance 0", [&] { lsuv(network, batch, {.tolerance = 0.0}); }, ""},
        {"lsuv.hpp", "lsuv", "weights of 0", [&] { Network zero = make_network<double>({3, 2}, {.hidden = Activation::relu}, zero_weights<double>, rng()); lsuv(zero, batch); }, ""},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}

TEST_CASE("Optimizers refuse rates out of their range and other models", "[throws]") {
    Network network = mlp();
    Network other = mlp({3, 9, 2});
    Network deeper = mlp({3, 4, 4, 2});
    const Workspace own(network, 2);
    const Workspace of_other(other, 2);
    const Workspace of_deeper(deeper, 2);
    const auto list = parameters_of(network, own);
    const auto other_list = parameters_of(other, of_other);
    const auto longer_list = parameters_of(deeper, of_deeper);
    std::vector<double> values(3);
    const std::vector<double> short_gradient(2);
    const ParameterListOf<double> uneven{{values, short_gradient}};
    const auto momentum = [](double rate, double kept) { Momentum(rate, kept); };
    const auto adam = [](const AdamOptions& options) { Adam{options}; };
    Momentum used_momentum(0.1, 0.9);
    used_momentum.step(list);
    Adam used_adam;
    used_adam.step(list);
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"sgd.hpp", "GradientDescent", "a rate of 0", [] { GradientDescent(0.0); }, ""},
        {"sgd.hpp", "GradientDescent", "a rate NaN", [] { GradientDescent{nan_value}; }, ""},
        {"sgd.hpp", "step", "a shorter gradient", [&] { GradientDescent(0.1).step(uneven); }, "sgd_step"},
        {"momentum.hpp", "MomentumOf", "a rate of 0", [=] { momentum(0.0, 0.9); }, "Momentum"},
        {"momentum.hpp", "MomentumOf", "a rate NaN", [=] { momentum(nan_value, 0.9); }, "Momentum"},
        {"momentum.hpp", "MomentumOf", "momentum 1", [=] { momentum(0.1, 1.0); }, "Momentum"},
        {"momentum.hpp", "MomentumOf", "momentum below 0", [=] { momentum(0.1, -0.1); }, "Momentum"},
        {"momentum.hpp", "step", "another network", [&] { used_momentum.step(other_list); }, "Momentum"},
        {"momentum.hpp", "step", "a deeper network", [&] { used_momentum.step(longer_list); }, "Momentum"},
        {"momentum.hpp", "step", "a shorter gradient", [&] { Momentum(0.1, 0.9).step(uneven); }, "Momentum"},
        {"adam.hpp", "AdamOf", "a rate of 0", [=] { adam({.learning_rate = 0.0}); }, "Adam"},
        {"adam.hpp", "AdamOf", "a rate NaN", [=] { adam({.learning_rate = nan_value}); }, "Adam"},
        {"adam.hpp", "AdamOf", "beta1 of 1", [=] { adam({.beta1 = 1.0}); }, "Adam"},
        {"adam.hpp", "AdamOf", "beta1 below 0", [=] { adam({.beta1 = -0.1}); }, "Adam"},
        {"adam.hpp", "AdamOf", "beta2 of 1", [=] { adam({.beta2 = 1.0}); }, "Adam"},
        {"adam.hpp", "AdamOf", "beta2 NaN", [=] { adam({.beta2 = nan_value}); }, "Adam"},
        {"adam.hpp", "AdamOf", "epsilon 0", [=] { adam({.epsilon = 0.0}); }, "Adam"},
        {"adam.hpp", "step", "another network", [&] { used_adam.step(other_list); }, "Adam"},
        {"adam.hpp", "step", "a deeper network", [&] { used_adam.step(longer_list); }, "Adam"},
        {"adam.hpp", "step", "a shorter gradient", [&] { Adam().step(uneven); }, "Adam"},
        {"train.hpp", "train", "a used optimizer", [&] { train(other, labeled(), used_adam, {2, 1}, rng(), ignore); }, "Adam"},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}

TEST_CASE("Sequences and models that read them refuse what does not fit", "[throws]") {
    const SequenceClassification set = spoken();
    SequenceClassification short_of_rows = spoken();
    short_of_rows.inputs[1] = ones(3, 3);
    SequenceClassification batch{.inputs = steps(3, 2), .labels = {0, 0}, .classes = 2};
    SequenceClassification longer{.inputs = steps(4, 2), .labels = {0, 0}, .classes = 2};
    SequenceClassification wider{.inputs = steps(3, 2, 4), .labels = {0, 0}, .classes = 2};
    SequenceClassification one{.inputs = steps(3, 1), .labels = {0}, .classes = 2};
    const SequenceClassification none{.inputs = {}, .labels = {}, .classes = 2};
    Recurrent network = loop();
    Lstm lstm = cell();
    ResidualNetwork residual = residual_network();
    RecurrentWorkspace of_four(network, 3, 4);
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"sequences.hpp", "gather", "an index out of range", [&] { gather<double>(set, beyond, batch); }, ""},
        {"sequences.hpp", "gather", "a batch of one sequence", [&] { gather<double>(set, two, one); }, ""},
        {"sequences.hpp", "gather", "a batch of more steps", [&] { gather<double>(set, two, longer); }, ""},
        {"sequences.hpp", "gather", "a batch of more features", [&] { gather<double>(set, two, wider); }, ""},
        {"sequences.hpp", "gather", "a step of fewer rows", [&] { gather<double>(short_of_rows, two, batch); }, ""},
        {"sequences.hpp", "select", "an index out of range", [&] { select<double>(set, beyond); }, ""},
        {"sequences.hpp", "select", "a step of fewer rows", [&] { select<double>(short_of_rows, two); }, ""},
        {"sequences.hpp", "select", "no step", [&] { select<double>(none, two); }, ""},
        {"residual.hpp", "workspace_for", "no sample", [&] { workspace_for(residual, ones(0, 3)); }, "ResidualWorkspace"},
        {"recurrent.hpp", "workspace_for", "no step", [&] { workspace_for(network, steps(0)); }, "RecurrentWorkspace"},
        {"recurrent.hpp", "workspace_for", "no sample", [&] { workspace_for(network, steps(3, 0)); }, "RecurrentWorkspace"},
        {"lstm.hpp", "workspace_for", "no step", [&] { workspace_for(lstm, steps(0)); }, "LstmWorkspace"},
        {"lstm.hpp", "workspace_for", "no sample", [&] { workspace_for(lstm, steps(3, 0)); }, "LstmWorkspace"},
        {"model.hpp", "predict", "no step", [&] { predict(network, steps(0)); }, "RecurrentWorkspace"},
        {"model.hpp", "predict", "more features", [&] { predict(lstm, steps(3, 2, 4)); }, "forward"},
        {"model.hpp", "predict", "a wider batch", [&] { predict(residual, ones(2, 4)); }, "forward"},
        {"objective.hpp", "value_and_gradient", "a workspace of more samples", [&] { value_and_gradient(network, batch, of_four); }, "forward"},
        {"objective.hpp", "value_and_gradient", "fewer labels", [&] { Workspace four(mlp(), 4); value_and_gradient(mlp(), short_of_labels(), four); }, "cross_entropy"},
        {"train.hpp", "train", "a step of fewer rows", [&] { train(network, short_of_rows, {2, 1, 0.1}, rng(), ignore); }, ""},
        {"train.hpp", "train", "a batch larger than the sequences", [&] { train(lstm, set, Adam(), {5, 1}, rng(), ignore); }, ""},
        {"train.hpp", "train", "batch 0 with an optimizer", [&] { train(lstm, set, Adam(), {0, 1}, rng(), ignore); }, ""},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}

TEST_CASE("Training refuses data and budgets that do not fit", "[throws]") {
    Network network = mlp();
    const auto learn = [&](const Classification& set, const Budget& budget) {
        train(network, set, budget, rng(), ignore);
    };
    const auto fit = [&](const Regression& set, const Budget& budget) {
        train(network, set, budget, rng(), ignore);
    };
    const auto check = [&](const Classification& set, std::size_t count = 10) {
        preflight(network, set, count);
    };
    const Classification wide{.inputs = ones(4, 5), .labels = {0, 1, 0, 1}, .classes = 2};
    const Classification mislabeled{.inputs = ones(2, 3), .labels = {0, 2}, .classes = 3};
    const Regression one_output{.inputs = ones(4, 3), .targets = ones(4, 1)};
    const Budget budget{.batch = 2, .epochs = 1, .learning_rate = 0.1};
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"train.hpp", "train", "batch 0", [&] { learn(labeled(), {0, 1, 0.1}); }, ""},
        {"train.hpp", "train", "a batch larger than the data", [&] { learn(labeled(), {5, 1, 0.1}); }, ""},
        {"train.hpp", "train", "a rate of 0", [&] { learn(labeled(), {2, 1, 0.0}); }, "GradientDescent"},
        {"train.hpp", "train", "a rate NaN", [&] { learn(labeled(), {2, 1, nan_value}); }, "GradientDescent"},
        {"train.hpp", "train", "momentum 1", [&] { learn(labeled(), {2, 1, 0.1, 1.0}); }, "Momentum"},
        {"train.hpp", "train", "fewer labels", [&] { learn(short_of_labels(), budget); }, ""},
        {"train.hpp", "train", "fewer targets", [&] { fit(short_of_targets(), budget); }, ""},
        {"train.hpp", "train", "a wider batch", [&] { learn(wide, budget); }, "forward"},
        {"train.hpp", "train", "no layer", [&] { Network none; train(none, labeled(), budget, rng(), ignore); }, "Workspace"},
        {"train.hpp", "train", "fewer outputs", [&] { fit(one_output, budget); }, "squared_error"},
        {"train.hpp", "train", "a label beyond the outputs", [&] { learn(mislabeled, budget); }, "cross_entropy"},
        {"preflight.hpp", "preflight", "nine steps", [&] { check(labeled(), 9); }, ""},
        {"preflight.hpp", "preflight", "fewer labels", [&] { check(short_of_labels()); }, ""},
        {"preflight.hpp", "preflight", "a label beyond the outputs", [&] { check(mislabeled); }, "cross_entropy"},
        {"preflight.hpp", "preflight", "a wider batch", [&] { check(wide); }, "forward"},
        {"preflight.hpp", "preflight", "no sample", [&] { check({.inputs = ones(0, 3), .labels = {}, .classes = 2}); }, ""},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}

TEST_CASE("A residual network refuses what is not its own", "[throws]") {
    ResidualNetwork network = residual_network();
    const ResidualNetwork wider = residual_network(6);
    const ResidualNetwork fuller = residual_network(4, 9);
    ResidualNetwork longer = residual_network(4, 5, 3);
    ResidualWorkspace own(network, 2);
    ResidualWorkspace of_wider(wider, 2);
    ResidualWorkspace of_fuller(fuller, 2);
    ResidualWorkspace of_longer(longer, 2);
    ResidualWorkspace delta_lost(network, 2);
    delta_lost.output_gradient() = ones(1, 1);
    ResidualNetwork none = residual_network();
    none.blocks.clear();
    const Matrix batch = ones(2, 3);
    const Matrix wide = ones(2, 4);
    const Matrix long_batch = ones(3, 3);
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"residual.hpp", "ResidualWorkspaceOf", "no sample", [&] { ResidualWorkspace(network, 0); }, "ResidualWorkspace"},
        {"residual.hpp", "ResidualWorkspaceOf", "no block", [&] { ResidualWorkspace(none, 1); }, "ResidualWorkspace"},
        {"residual.hpp", "ResidualWorkspaceOf", "countless samples", [&] { ResidualWorkspace(network, huge * (huge / 4)); }, "ResidualWorkspace"},
        {"residual.hpp", "forward", "a wider batch", [&] { forward(network, wide, own); }, ""},
        {"residual.hpp", "forward", "a longer batch", [&] { forward(network, long_batch, own); }, ""},
        {"residual.hpp", "forward", "a wider network's workspace", [&] { forward(network, batch, of_wider); }, ""},
        {"residual.hpp", "forward", "a workspace of more hidden units", [&] { forward(network, batch, of_fuller); }, ""},
        {"residual.hpp", "forward", "a shorter network's workspace", [&] { forward(longer, batch, own); }, ""},
        {"residual.hpp", "forward", "a longer network's workspace", [&] { forward(network, batch, of_longer); }, ""},
        {"residual.hpp", "backward", "a longer batch", [&] { backward(network, long_batch, own); }, ""},
        {"residual.hpp", "backward", "another network's workspace", [&] { backward(network, batch, of_wider); }, ""},
        {"residual.hpp", "backward", "a derivative of another shape", [&] { backward(network, batch, delta_lost); }, ""},
        {"residual.hpp", "parameters_of", "another network's workspace", [&] { parameters_of(network, of_fuller); }, ""},
        {"residual.hpp", "parameters_of", "a shorter network's workspace", [&] { parameters_of(longer, own); }, ""},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}

TEST_CASE("Recurrent networks refuse what is not their own", "[throws]") {
    Recurrent network = loop();
    const Recurrent larger_network = loop(6);
    RecurrentWorkspace own(network, 3, 2);
    RecurrentWorkspace of_larger(larger_network, 3, 2);
    Lstm lstm = cell();
    const Lstm larger_lstm = cell(6);
    LstmWorkspace kept(lstm, 3, 2);
    LstmWorkspace of_larger_lstm(larger_lstm, 3, 2);
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"recurrent.hpp", "RecurrentWorkspaceOf", "no step", [&] { RecurrentWorkspace(network, 0, 1); }, "RecurrentWorkspace"},
        {"recurrent.hpp", "RecurrentWorkspaceOf", "no sample", [&] { RecurrentWorkspace(network, 1, 0); }, "RecurrentWorkspace"},
        {"recurrent.hpp", "RecurrentWorkspaceOf", "countless samples", [&] { RecurrentWorkspace(network, 1, huge * (huge / 4)); }, "RecurrentWorkspace"},
        {"recurrent.hpp", "forward", "a longer sequence", [&] { forward(network, steps(4), own); }, ""},
        {"recurrent.hpp", "forward", "more samples", [&] { forward(network, steps(3, 3), own); }, ""},
        {"recurrent.hpp", "forward", "more features", [&] { forward(network, steps(3, 2, 4), own); }, ""},
        {"recurrent.hpp", "forward", "another network's workspace", [&] { forward(network, steps(3), of_larger); }, ""},
        {"recurrent.hpp", "backward", "a longer sequence", [&] { backward(network, steps(4), own); }, ""},
        {"recurrent.hpp", "backward", "a shorter sequence", [&] { backward(network, steps(2), own); }, ""},
        {"recurrent.hpp", "backward", "more features", [&] { backward(network, steps(3, 2, 4), own); }, ""},
        {"recurrent.hpp", "backward", "another network's workspace", [&] { backward(network, steps(3), of_larger); }, ""},
        {"recurrent.hpp", "parameters_of", "another network's workspace", [&] { parameters_of(network, of_larger); }, ""},
        {"recurrent.hpp", "state_jacobian", "a sample out of range", [&] { state_jacobian(network, own, 2, 0, 1); }, ""},
        {"recurrent.hpp", "state_jacobian", "a state out of range", [&] { state_jacobian(network, own, 0, 0, 4); }, ""},
        {"recurrent.hpp", "state_jacobian", "states out of order", [&] { state_jacobian(network, own, 0, 2, 1); }, ""},
        {"recurrent.hpp", "state_jacobian", "another network's workspace", [&] { state_jacobian(network, of_larger, 0, 0, 1); }, ""},
        {"lstm.hpp", "LstmWorkspaceOf", "no step", [&] { LstmWorkspace(lstm, 0, 1); }, "LstmWorkspace"},
        {"lstm.hpp", "LstmWorkspaceOf", "no sample", [&] { LstmWorkspace(lstm, 1, 0); }, "LstmWorkspace"},
        {"lstm.hpp", "LstmWorkspaceOf", "countless samples", [&] { LstmWorkspace(lstm, 1, huge * (huge / 16)); }, "LstmWorkspace"},
        {"lstm.hpp", "forward", "a longer sequence", [&] { forward(lstm, steps(4), kept); }, ""},
        {"lstm.hpp", "forward", "more samples", [&] { forward(lstm, steps(3, 3), kept); }, ""},
        {"lstm.hpp", "forward", "more features", [&] { forward(lstm, steps(3, 2, 4), kept); }, ""},
        {"lstm.hpp", "forward", "another network's workspace", [&] { forward(lstm, steps(3), of_larger_lstm); }, ""},
        {"lstm.hpp", "backward", "a longer sequence", [&] { backward(lstm, steps(4), kept); }, ""},
        {"lstm.hpp", "backward", "more features", [&] { backward(lstm, steps(3, 2, 4), kept); }, ""},
        {"lstm.hpp", "backward", "another network's workspace", [&] { backward(lstm, steps(3), of_larger_lstm); }, ""},
        {"lstm.hpp", "parameters_of", "another network's workspace", [&] { parameters_of(lstm, of_larger_lstm); }, ""},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}

TEST_CASE("Normalizations refuse what does not fit them", "[throws]") {
    Norm layer = make_norm<double>(Normalization::layer, 3);
    Norm batch = make_norm<double>(Normalization::batch, 3);
    Norm wider = make_norm<double>(Normalization::batch, 4);
    const NormWorkspace of_layer(layer, 2);
    NormWorkspace of_batch(batch, 2);
    NormWorkspace of_one(batch, 1);
    Matrix delta = ones(2, 3);
    Matrix longer = ones(3, 3);
    const auto pass = [&](const Norm& norm, const Matrix& inputs, NormWorkspace& kept,
                          Mode mode = Mode::training) {
        normalize(norm, inputs, mode, kept);
    };
    const auto back = [&](const Norm& norm, const NormWorkspace& kept, Matrix& derivative,
                          Norm& gradient) {
        normalize_backward(norm, Mode::training, kept, derivative, gradient);
    };
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"normalization.hpp", "make_norm", "no unit", [] { make_norm<double>(Normalization::layer, 0); }, ""},
        {"normalization.hpp", "make_norm", "countless units", [] { make_norm<double>(Normalization::batch, huge * (huge / 4)); }, ""},
        {"normalization.hpp", "NormWorkspaceOf", "no sample", [&] { NormWorkspace(layer, 0); }, "NormWorkspace"},
        {"normalization.hpp", "NormWorkspaceOf", "countless samples", [&] { NormWorkspace(layer, huge * (huge / 4)); }, "NormWorkspace"},
        {"normalization.hpp", "normalize", "more samples", [&] { pass(batch, longer, of_batch); }, ""},
        {"normalization.hpp", "normalize", "more units", [&] { pass(batch, ones(2, 4), of_batch); }, ""},
        {"normalization.hpp", "normalize", "another's workspace", [&] { pass(layer, delta, of_batch); }, ""},
        {"normalization.hpp", "normalize", "one sample in training", [&] { pass(batch, ones(1, 3), of_one); }, ""},
        {"normalization.hpp", "normalize_backward", "more samples", [&] { back(batch, of_batch, longer, batch); }, ""},
        {"normalization.hpp", "normalize_backward", "another's workspace", [&] { back(batch, of_layer, delta, batch); }, ""},
        {"normalization.hpp", "normalize_backward", "a gradient of another kind", [&] { back(batch, of_batch, delta, layer); }, ""},
        {"normalization.hpp", "normalize_backward", "a gradient of more units", [&] { back(batch, of_batch, delta, wider); }, ""},
        {"normalization.hpp", "update_statistics", "another's workspace", [&] { update_statistics(batch, of_layer); }, ""},
        {"normalization.hpp", "update_statistics", "one sample", [&] { update_statistics(batch, of_one); }, ""},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}

TEST_CASE("A normalized network refuses what is not its own", "[throws]") {
    NormalizedNetwork network = normalized(mlp(), Normalization::batch);
    const NormalizedNetwork wider = normalized(mlp({3, 9, 2}), Normalization::batch);
    const NormalizedNetwork of_layers = normalized(mlp(), Normalization::layer);
    NormalizedNetwork deeper = normalized(mlp({3, 4, 4, 2}), Normalization::batch);
    NormalizedWorkspace own(network, 2);
    NormalizedWorkspace of_wider(wider, 2);
    NormalizedWorkspace of_other_kind(of_layers, 2);
    NormalizedWorkspace of_one(network, 1);
    ResidualNetwork residual = make_residual_network<double>(
        {3, 4, 5, 2, 2}, Activation::relu, he, rng(), Normalization::batch);
    const ResidualNetwork without = residual_network();
    ResidualWorkspace of_residual(residual, 1);
    const ResidualWorkspace of_without(without, 2);
    const auto none = NormalizedNetwork{.hidden = {}, .output = network.output};
    const Matrix batch = ones(2, 3);
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"normalized.hpp", "normalized", "no hidden layer", [] { normalized(mlp({3, 2}), Normalization::layer); }, ""},
        {"normalized.hpp", "NormalizedWorkspaceOf", "no sample", [&] { NormalizedWorkspace(network, 0); }, "NormalizedWorkspace"},
        {"normalized.hpp", "NormalizedWorkspaceOf", "no hidden layer", [&] { NormalizedWorkspace(none, 1); }, "NormalizedWorkspace"},
        {"normalized.hpp", "NormalizedWorkspaceOf", "countless samples", [&] { NormalizedWorkspace(network, huge * (huge / 4)); }, "NormalizedWorkspace"},
        {"normalized.hpp", "workspace_for", "no sample", [&] { workspace_for(network, ones(0, 3)); }, "NormalizedWorkspace"},
        {"normalized.hpp", "forward", "a wider batch", [&] { forward(network, ones(2, 4), own); }, ""},
        {"normalized.hpp", "forward", "a longer batch", [&] { forward(network, ones(3, 3), own); }, ""},
        {"normalized.hpp", "forward", "a wider network's workspace", [&] { forward(network, batch, of_wider); }, ""},
        {"normalized.hpp", "forward", "a workspace of another kind", [&] { forward(network, batch, of_other_kind); }, ""},
        {"normalized.hpp", "forward", "a shorter network's workspace", [&] { forward(deeper, batch, own); }, ""},
        {"normalized.hpp", "forward", "one sample in training", [&] { forward(network, ones(1, 3), of_one); }, "normalize"},
        {"normalized.hpp", "backward", "a longer batch", [&] { backward(network, ones(3, 3), own); }, ""},
        {"normalized.hpp", "backward", "another network's workspace", [&] { backward(network, batch, of_wider); }, ""},
        {"normalized.hpp", "parameters_of", "another network's workspace", [&] { parameters_of(network, of_wider); }, ""},
        {"normalized.hpp", "parameters_of", "a shorter network's workspace", [&] { parameters_of(deeper, own); }, ""},
        {"normalized.hpp", "update_statistics", "another network's workspace", [&] { update_statistics(network, of_wider); }, ""},
        {"normalized.hpp", "update_statistics", "one sample", [&] { update_statistics(network, of_one); }, ""},
        {"residual.hpp", "make_residual_network", "no width to normalize", [] { make_residual_network<double>({3, 0, 5, 2, 1}, Activation::relu, he, rng(), Normalization::layer); }, ""},
        {"residual.hpp", "forward", "one sample in training", [&] { forward(residual, ones(1, 3), of_residual); }, "normalize"},
        {"residual.hpp", "forward", "a workspace without normalizations", [&] { ResidualWorkspace lacking(without, 2); forward(residual, batch, lacking); }, ""},
        {"residual.hpp", "update_statistics", "a workspace without normalizations", [&] { update_statistics(residual, of_without); }, ""},
        {"residual.hpp", "update_statistics", "one sample", [&] { update_statistics(residual, of_residual); }, ""},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}
