// The library against values that PyTorch computed: tests/reference/pytorch.py says how.
//
// What the library computes is put into JSON of the same form as the reference. Then one function
// compares, and one control changes every number of the reference once, in its tenth digit: each change
// must be noticed.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "snippets/core/fans.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/init/truncated_normal.hpp"
#include "snippets/init/variance_scaling.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/normalization.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/losses/squared_error.hpp"
#include "snippets/models/lstm.hpp"
#include "snippets/models/network.hpp"
#include "snippets/models/normalized.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/models/recurrent.hpp"
#include "snippets/models/residual.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/training/adam.hpp"
#include "snippets/training/fused_step.hpp"
#include "snippets/training/momentum.hpp"
#include "snippets/training/sgd.hpp"
#include "tests/catch.hpp"

using namespace winit;
using nlohmann::json;

namespace {

using Numbers = std::vector<double>;
using Names = std::vector<std::string>;

const json& reference() {
    static const json read = [] {
        std::ifstream file(WINIT_REFERENCE);
        return json::parse(file);
    }();
    return read;
}

// The entries of a tensor, whatever its rank.
Numbers numbers_of(const json& tensor) {
    Numbers entries;
    if (tensor.is_number()) {
        entries.push_back(tensor.get<double>());
    }
    for (const json& part : tensor.is_array() ? tensor : json::array()) {
        const Numbers more = numbers_of(part);
        entries.insert(entries.end(), more.begin(), more.end());
    }
    return entries;
}

bool agree(const Numbers& ours, const Numbers& theirs) {
    double largest = 0.0;
    for (const double entry : theirs) {
        largest = std::max(largest, std::abs(entry));
    }
    return std::equal(
        ours.begin(), ours.end(), theirs.begin(), theirs.end(),
        [largest](double a, double b) { return std::abs(a - b) <= 1e-12 * largest; });
}

// The names of the tensors that differ by more than rounding of their largest entry; "" if none does.
std::string difference(const json& ours, const json& theirs,
                       const std::string& name = "reference") {
    if (!theirs.is_object()) {
        const Numbers expected = numbers_of(theirs);
        return !expected.empty() && agree(numbers_of(ours), expected) ? "" : name + " ";
    }
    if (!ours.is_object() || ours.size() != theirs.size()) {
        return name + " of other parts ";
    }
    std::string all;
    for (const auto& [key, value] : theirs.items()) {
        const std::string part = name + "/" + key;
        all +=
            ours.contains(key) ? difference(ours.at(key), value, part) : part + " missing ";
    }
    return all;
}

// The control: numbers of the reference whose tenth digit could be another and nobody would notice.
std::string unnoticed(const json& ours, const json& theirs) {
    const json leaves = theirs.flatten();
    std::string all = leaves.empty() ? "nothing is compared" : "";
    for (const auto& [pointer, number] : leaves.items()) {
        json changed = theirs;
        const double entry = number.get<double>();
        changed[json::json_pointer(pointer)] =
            entry + 1e-9 * std::max(1.0, std::abs(entry));
        if (difference(ours, changed).empty()) {
            all += pointer + " ";
        }
    }
    return all;
}

void compare(const json& ours, const json& theirs) {
    CHECK(difference(ours, theirs) == "");
    CHECK(unnoticed(ours, theirs) == "");
}

// By PyTorch's names; the parameter is a leaky slope or ELU's alpha.
Activation activation_of(const std::string& name, double parameter = 0.0) {
    const std::map<std::string, Activation> activations{
        {"linear", Activation::linear},
        {"sigmoid", Activation::sigmoid},
        {"tanh", Activation::tanh},
        {"relu", Activation::relu},
        {"leaky_relu", Activation::leaky_relu(parameter)},
        {"elu", Activation::elu(parameter)},
        {"selu", Activation::selu},
        {"gelu", Activation::gelu},
        {"silu", Activation::silu},
        {"softplus", Activation::softplus},
        {"softsign", Activation::softsign}};
    return activations.at(name);
}

Vector vector_of(const json& entries) {
    const Numbers numbers = numbers_of(entries);
    auto vector = Vector::from_shape({numbers.size()});
    std::copy(numbers.begin(), numbers.end(), vector.begin());
    return vector;
}

Matrix matrix_of(const json& rows) {
    const Numbers numbers = numbers_of(rows);
    auto matrix = Matrix::from_shape({rows.size(), rows.at(0).size()});
    REQUIRE(numbers.size() == matrix.size());
    std::copy(numbers.begin(), numbers.end(), matrix.begin());
    return matrix;
}

std::vector<Matrix> sequence_of(const json& steps) {
    std::vector<Matrix> sequence;
    for (const json& step : steps) {
        sequence.push_back(matrix_of(step));
    }
    return sequence;
}

Layer layer_of(const json& parameters, const std::string& name, Activation activation) {
    return {.weights = matrix_of(parameters.at(name + ".weight")),
            .biases = vector_of(parameters.at(name + ".bias")),
            .activation = activation};
}

// Tensors by PyTorch's names, which come in the order of parameters_of().
template <class Part>
json by_name(const Names& names, const ParameterListOf<double>& list, Part part) {
    REQUIRE(names.size() == list.size());
    json tensors;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto entries = std::invoke(part, list[i]);
        tensors[names[i]] = Numbers(entries.begin(), entries.end());
    }
    return tensors;
}

// The losses, by what they are given.
double loss_of(const Matrix& outputs, const Labels& labels) {
    return cross_entropy(outputs, labels);
}
double loss_of(const Matrix& outputs, const Matrix& targets) {
    return squared_error(outputs, targets);
}
void set_delta(const Matrix& outputs, const Labels& labels, Matrix& delta) {
    cross_entropy_gradient(outputs, labels, delta);
}
void set_delta(const Matrix& outputs, const Matrix& targets, Matrix& delta) {
    squared_error_gradient(outputs, targets, delta);
}

// Outputs, loss and all gradients of a model.
template <class Model, class Input, class AnyPass, class Truth>
json answer(Model model, const Input& input, AnyPass workspace, const Truth& truth,
            const Names& names) {
    forward(model, input, workspace);
    set_delta(workspace.outputs(), truth, workspace.output_gradient());
    backward(model, input, workspace);
    const Matrix& outputs = workspace.outputs();
    return {{"outputs", Numbers(outputs.begin(), outputs.end())},
            {"loss", loss_of(outputs, truth)},
            {"gradients", by_name(names, parameters_of(model, workspace),
                                  &ParametersOf<double>::gradient)}};
}

// A model under both losses.
template <class Model, class Input, class AnyPass>
void compare_model(const json& theirs, const Model& model, const Input& input,
                   const AnyPass& workspace, const Names& names) {
    const auto labels = theirs.at("labels").get<Labels>();
    const Matrix targets = matrix_of(theirs.at("targets"));
    compare(answer(model, input, workspace, labels, names), theirs.at("cross_entropy"));
    compare(answer(model, input, workspace, targets, names), theirs.at("squared_error"));
}

const Names mlp_names{"0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias"};
const Names recurrent_names{"layer.weight_ih_l0", "layer.weight_hh_l0", "layer.bias_ih_l0",
                            "output.weight", "output.bias"};

Network mlp_of(const json& parameters, Activation hidden) {
    return {.layers = {layer_of(parameters, "0", hidden), layer_of(parameters, "2", hidden),
                       layer_of(parameters, "4", Activation::linear)}};
}

Lstm lstm_of(const json& parameters) {
    return {.input_weights = matrix_of(parameters.at("layer.weight_ih_l0")),
            .recurrent_weights = matrix_of(parameters.at("layer.weight_hh_l0")),
            .biases = vector_of(parameters.at("layer.bias_ih_l0")),
            .output = layer_of(parameters, "output", Activation::linear)};
}

ResidualNetwork residual_of(const json& parameters, Activation activation) {
    ResidualNetwork network{.input = layer_of(parameters, "input", Activation::linear),
                            .blocks = {},
                            .output = layer_of(parameters, "output", activation)};
    for (const std::string block : {"0", "1"}) {
        network.blocks.push_back(
            {.first = layer_of(parameters, "first." + block, activation),
             .second = layer_of(parameters, "second." + block, activation),
             .scale = vector_of(parameters.at("scale." + block))});
    }
    return network;
}

Norm norm_of(const json& parameters, const std::string& prefix, Normalization kind) {
    Norm norm = make_norm<double>(kind, parameters.at(prefix + "weight").size());
    norm.gain = vector_of(parameters.at(prefix + "weight"));
    norm.shift = vector_of(parameters.at(prefix + "bias"));
    return norm;
}

NormalizedNetwork normalized_mlp_of(const json& parameters, Normalization kind) {
    NormalizedNetwork network{.hidden = {},
                              .output = layer_of(parameters, "6", Activation::linear)};
    for (const std::size_t l : {std::size_t{0}, std::size_t{3}}) {
        const Matrix weights = matrix_of(parameters.at(std::to_string(l) + ".weight"));
        network.hidden.push_back(
            {.dense = {.weights = weights,
                       .biases = xt::zeros<double>({weights.shape(0)}),
                       .activation = Activation::tanh},
             .norm = norm_of(parameters, std::to_string(l + 1) + ".", kind)});
    }
    return network;
}

// Outputs, gradients and running statistics of one pass, which may be one in training.
json pass_of(Norm& norm, const json& theirs, Mode mode) {
    const Matrix batch = matrix_of(theirs.at("batch"));
    Matrix delta = matrix_of(theirs.at("delta"));
    NormWorkspace kept(norm, batch.shape(0));
    Norm gradient = norm;
    const Matrix outputs = normalize(norm, batch, mode, kept);
    normalize_backward(norm, mode, kept, delta, gradient);
    if (mode == Mode::training) {
        update_statistics(norm, kept);
    }
    json result{
        {"outputs", outputs.storage()},
        {"by_batch", delta.storage()},
        {"gradients",
         {{"weight", gradient.gain.storage()}, {"bias", gradient.shift.storage()}}}};
    if (norm.kind == Normalization::batch) {
        result["running"] = {{"mean", norm.running_mean.storage()},
                             {"variance", norm.running_variance.storage()}};
    }
    return result;
}

// Fans of a weight of PyTorch's: dense (out, in), or a convolution (out, in, height, width).
Fans fans_of_shape(const std::vector<std::size_t>& shape) {
    if (shape.size() == 2) {
        return {.fan_in = shape[1], .fan_out = shape[0]};
    }
    return fans_of(Convolution{.channels_in = shape.at(1),
                               .channels_out = shape.at(0),
                               .kernel_height = shape.at(2),
                               .kernel_width = shape.at(3)});
}

json sizes_of(Fans fans, Activation activation) {
    const double gain = conventional_gain(activation);
    const auto kaiming = [&](FanMode mode) {
        return variance_scaling_stddev(fans, {.scale = gain * gain, .mode = mode});
    };
    const double root = std::sqrt(3.0);
    return {{"gain", gain},
            {"xavier_normal", glorot_stddev(fans, gain)},
            {"xavier_uniform", glorot_bound(fans, gain)},
            {"kaiming_normal_fan_in", kaiming(FanMode::fan_in)},
            {"kaiming_normal_fan_out", kaiming(FanMode::fan_out)},
            {"kaiming_uniform_fan_in", root * kaiming(FanMode::fan_in)},
            {"kaiming_uniform_fan_out", root * kaiming(FanMode::fan_out)}};
}

// The same sizes from the functions that know one nonlinearity only.
void compare_he_and_lecun(Fans fans, Activation activation, const json& sizes) {
    const double by_fan_in = sizes.at("kaiming_normal_fan_in").get<double>();
    if (activation == Activation::linear) {
        compare(lecun_stddev(fans.fan_in), by_fan_in);
    }
    const auto* leaky = std::get_if<LeakyRelu>(&activation.function);
    if (activation == Activation::relu || leaky != nullptr) {
        const double slope = leaky == nullptr ? 0.0 : leaky->negative_slope;
        compare(he_stddev(fans.fan_in, slope), by_fan_in);
        compare(he_stddev(fans.fan_out, slope), sizes.at("kaiming_normal_fan_out"));
    }
}

// Losses on the way of full-batch training, and the parameters at its end.
template <class Step>
json trained(const json& start, const json& training, Network network, Step step) {
    const Matrix batch = matrix_of(start.at("batch"));
    const auto labels = start.at("labels").get<Labels>();
    const json& losses_of_theirs = training.at("result").at("losses");
    const auto steps = training.at("steps").get<std::size_t>();
    Workspace workspace(network, batch.shape(0));
    json losses;
    for (std::size_t i = 0; i <= steps; ++i) {
        forward(network, batch, workspace);
        if (losses_of_theirs.contains(std::to_string(i))) {
            losses[std::to_string(i)] = loss_of(workspace.outputs(), labels);
        }
        if (i < steps) {
            set_delta(workspace.outputs(), labels, workspace.output_gradient());
            step(network, batch, workspace);
        }
    }
    return {{"losses", losses},
            {"parameters", by_name(mlp_names, parameters_of(network, workspace),
                                   &ParametersOf<double>::values)}};
}

const json& start_of_training() {
    return reference().at("models").at("mlp_tanh");
}

Network untrained() {
    return mlp_of(start_of_training().at("parameters"), Activation::tanh);
}

template <class Step>
json trained_as(const std::string& name, Step step) {
    return trained(start_of_training(), reference().at("training").at(name), untrained(),
                   step);
}

double option(const std::string& name, const std::string& key) {
    return reference().at("training").at(name).at("options").at(key).get<double>();
}

// The same by an optimizer.
template <class Optimizer>
json trained_by(const std::string& name, Optimizer optimizer) {
    return trained_as(name,
                      [&](Network& network, const Matrix& batch, Workspace& workspace) {
                          backward(network, batch, workspace);
                          optimizer.step(parameters_of(network, workspace));
                      });
}

AdamOptions adam_options() {
    const json& theirs = reference().at("training").at("adam").at("options");
    return {.learning_rate = theirs.at("lr").get<double>(),
            .beta1 = theirs.at("betas").at(0).get<double>(),
            .beta2 = theirs.at("betas").at(1).get<double>(),
            .epsilon = theirs.at("eps").get<double>()};
}

// The control: Adam whose means are not corrected for their start at 0.
struct UncorrectedAdam {
    AdamOptions options;
    std::vector<Numbers> means = {};
    std::vector<Numbers> squares = {};

    void step(const ParameterListOf<double>& parameters) {
        means.resize(parameters.size());
        squares.resize(parameters.size());
        for (std::size_t t = 0; t < parameters.size(); ++t) {
            const auto& [values, gradient] = parameters[t];
            means[t].resize(values.size());
            squares[t].resize(values.size());
            for (std::size_t i = 0; i < values.size(); ++i) {
                double& mean = means[t][i];
                double& square = squares[t][i];
                mean += (1.0 - options.beta1) * (gradient[i] - mean);
                square += (1.0 - options.beta2) * (gradient[i] * gradient[i] - square);
                values[i] -=
                    options.learning_rate * mean / (std::sqrt(square) + options.epsilon);
            }
        }
    }
};

}  // namespace

TEST_CASE("Activations and their derivatives are PyTorch's") {
    const json& curves = reference().at("activations");
    CHECK(curves.size() == 11);
    for (const auto& [name, theirs] : curves.items()) {
        INFO(name);
        const Activation activation = activation_of(name, name == "elu" ? 1.5 : 0.2);
        json ours;
        ours["z"] = theirs.at("z");
        for (const double z : numbers_of(theirs.at("z"))) {
            visit(activation, [&](auto f) {
                ours["value"].push_back(f.value(z));
                ours["derivative"].push_back(f.derivative(z));
            });
        }
        compare(ours, theirs);
    }
}

TEST_CASE("Fans, gains and the sizes of weights are PyTorch's") {
    for (const json& layer : reference().at("layers")) {
        INFO(layer.at("shape").dump());
        const Fans fans = fans_of_shape(layer.at("shape").get<std::vector<std::size_t>>());
        compare({{"fan_in", fans.fan_in}, {"fan_out", fans.fan_out}}, layer.at("fans"));
        for (const json& row : layer.at("rows")) {
            INFO(row.at("nonlinearity").dump());
            const Activation activation =
                activation_of(row.at("nonlinearity").get<std::string>(),
                              row.at("parameter").get<double>());
            compare(sizes_of(fans, activation), row.at("sizes"));
            compare_he_and_lecun(fans, activation, row.at("sizes"));
        }
    }
}

TEST_CASE("Truncated normal numbers have PyTorch's quantiles") {
    for (const json& theirs : reference().at("truncated_normal")) {
        const TruncatedNormal distribution{.mean = theirs.at("mean").get<double>(),
                                           .stddev = theirs.at("std").get<double>(),
                                           .low = theirs.at("a").get<double>(),
                                           .high = theirs.at("b").get<double>()};
        Numbers ours;
        for (const double x : numbers_of(theirs.at("quantiles"))) {
            ours.push_back(truncated_normal_cdf(x, distribution));
        }
        compare(ours, theirs.at("probabilities"));
    }
}

TEST_CASE("Outputs, losses and gradients of a multilayer perceptron are PyTorch's") {
    for (const std::string name : {"tanh", "gelu"}) {
        const json& theirs = reference().at("models").at("mlp_" + name);
        const Network network = mlp_of(theirs.at("parameters"), activation_of(name));
        const Matrix batch = matrix_of(theirs.at("batch"));
        compare_model(theirs, network, batch, Workspace(network, batch.shape(0)),
                      mlp_names);
    }
}

TEST_CASE("Outputs, losses and gradients of a residual network are PyTorch's") {
    const json& theirs = reference().at("models").at("residual_gelu");
    const ResidualNetwork network = residual_of(theirs.at("parameters"), Activation::gelu);
    const Matrix batch = matrix_of(theirs.at("batch"));
    const Names names{
        "input.weight",  "input.bias", "first.0.weight", "first.0.bias", "second.0.weight",
        "second.0.bias", "scale.0",    "first.1.weight", "first.1.bias", "second.1.weight",
        "second.1.bias", "scale.1",    "output.weight",  "output.bias"};
    compare_model(theirs, network, batch, ResidualWorkspace(network, batch.shape(0)),
                  names);
}

TEST_CASE("LayerNorm and BatchNorm are PyTorch's, in training and in evaluation") {
    const json& all = reference().at("normalizations");
    for (const Normalization kind : {Normalization::layer, Normalization::batch}) {
        const json& theirs =
            all.at(kind == Normalization::layer ? "layer_norm" : "batch_norm");
        Norm norm = norm_of(theirs.at("parameters"), "", kind);
        const json& passes = theirs.at("passes");
        REQUIRE(passes.size() == 3);
        for (std::size_t pass = 0; pass < 3; ++pass) {
            INFO(name_of(kind) << ", pass " << pass);
            const Mode mode = pass < 2 ? Mode::training : Mode::evaluation;
            compare(pass_of(norm, passes.at(pass), mode), passes.at(pass).at("result"));
        }
    }
}

TEST_CASE("Outputs, losses and gradients of normalized networks are PyTorch's") {
    const Names names{"0.weight", "1.weight", "1.bias",   "3.weight",
                      "4.weight", "4.bias",   "6.weight", "6.bias"};
    for (const Normalization kind : {Normalization::layer, Normalization::batch}) {
        const json& theirs = reference().at("models").at(
            kind == Normalization::layer ? "mlp_layer_norm" : "mlp_batch_norm");
        const auto network = normalized_mlp_of(theirs.at("parameters"), kind);
        const Matrix batch = matrix_of(theirs.at("batch"));
        INFO(name_of(kind));
        compare_model(theirs, network, batch, NormalizedWorkspace(network, batch.shape(0)),
                      names);
    }
}

TEST_CASE("A residual network with LayerNorm before its branches is PyTorch's") {
    const json& theirs = reference().at("models").at("residual_layer_norm");
    const json& parameters = theirs.at("parameters");
    ResidualNetwork network = residual_of(parameters, Activation::tanh);
    network.norm = norm_of(parameters, "norm.2.", Normalization::layer);
    for (const std::size_t block : {std::size_t{0}, std::size_t{1}}) {
        network.blocks[block].norm = norm_of(
            parameters, "norm." + std::to_string(block) + ".", Normalization::layer);
    }
    const Matrix batch = matrix_of(theirs.at("batch"));
    const Names names{
        "input.weight",    "input.bias",     "first.0.weight", "first.0.bias",
        "second.0.weight", "second.0.bias",  "scale.0",        "norm.0.weight",
        "norm.0.bias",     "first.1.weight", "first.1.bias",   "second.1.weight",
        "second.1.bias",   "scale.1",        "norm.1.weight",  "norm.1.bias",
        "norm.2.weight",   "norm.2.bias",    "output.weight",  "output.bias"};
    compare_model(theirs, network, batch, ResidualWorkspace(network, batch.shape(0)),
                  names);
}

TEST_CASE("Outputs, losses and gradients of a recurrent network are PyTorch's") {
    const json& theirs = reference().at("models").at("rnn_tanh");
    const json& parameters = theirs.at("parameters");
    const Recurrent network{
        .input_weights = matrix_of(parameters.at("layer.weight_ih_l0")),
        .recurrent_weights = matrix_of(parameters.at("layer.weight_hh_l0")),
        .biases = vector_of(parameters.at("layer.bias_ih_l0")),
        .activation = Activation::tanh,
        .output = layer_of(parameters, "output", Activation::linear)};
    const auto sequence = sequence_of(theirs.at("batch"));
    const RecurrentWorkspace workspace(network, sequence.size(), sequence.at(0).shape(0));
    compare_model(theirs, network, sequence, workspace, recurrent_names);
}

TEST_CASE("Outputs, losses and gradients of an LSTM are PyTorch's") {
    const json& theirs = reference().at("models").at("lstm");
    const Lstm lstm = lstm_of(theirs.at("parameters"));
    const auto sequence = sequence_of(theirs.at("batch"));
    const LstmWorkspace workspace(lstm, sequence.size(), sequence.at(0).shape(0));
    compare_model(theirs, lstm, sequence, workspace, recurrent_names);

    // With the first two gates in the other order, input and forget, it is another network.
    json swapped = theirs.at("parameters");
    for (const std::string name : {"weight_ih_l0", "weight_hh_l0", "bias_ih_l0"}) {
        json& rows = swapped.at("layer." + name);
        const auto units = static_cast<std::ptrdiff_t>(rows.size() / 4);
        std::swap_ranges(rows.begin(), rows.begin() + units, rows.begin() + units);
    }
    const json other = answer(lstm_of(swapped), sequence, workspace,
                              theirs.at("labels").get<Labels>(), recurrent_names);
    CHECK_FALSE(difference(other, theirs.at("cross_entropy")).empty());
}

TEST_CASE("100 steps of gradient descent end where PyTorch's end") {
    const double rate = option("gradient_descent", "lr");
    const json& theirs = reference().at("training").at("gradient_descent").at("result");
    compare(trained_as("gradient_descent",
                       [rate](Network& network, const Matrix& batch, Workspace& workspace) {
                           backward(network, batch, workspace);
                           sgd_step(network, workspace, rate);
                       }),
            theirs);
    compare(trained_by("gradient_descent", GradientDescent(rate)), theirs);
    compare(trained_as("gradient_descent",
                       [rate](Network& network, const Matrix& batch, Workspace& workspace) {
                           backward_and_sgd_step(network, batch, workspace, rate);
                       }),
            theirs);
}

TEST_CASE("100 steps with momentum end where PyTorch's end") {
    const json ours = trained_by(
        "momentum", Momentum(option("momentum", "lr"), option("momentum", "momentum")));
    compare(ours, reference().at("training").at("momentum").at("result"));
    CHECK_FALSE(
        difference(ours, reference().at("training").at("gradient_descent").at("result"))
            .empty());
}

TEST_CASE("100 steps of Adam end where PyTorch's end") {
    const AdamOptions options = adam_options();
    const json& theirs = reference().at("training").at("adam").at("result");
    compare(trained_by("adam", Adam(options)), theirs);
    CHECK_FALSE(difference(trained_by("adam", UncorrectedAdam{options}), theirs).empty());
    AdamOptions other = options;
    other.epsilon = 1e-7;
    CHECK_FALSE(difference(trained_by("adam", Adam(other)), theirs).empty());
}
