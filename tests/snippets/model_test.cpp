#include "snippets/models/model.hpp"

#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"
#include "tests/snippets/every_model.hpp"

using namespace winit;

// Speaks all words but one: its workspace has no gradient of the outputs.
namespace mute {
struct Mute {
    using Number = double;
    using Inputs = Matrix;
};
struct MuteWorkspace {
    Mute gradients;
    Matrix answers;
    const Matrix& outputs() const { return answers; }
};
MuteWorkspace workspace_for(const Mute&, const Matrix&);
void forward(const Mute&, const Matrix&, MuteWorkspace&);
void backward(const Mute&, const Matrix&, MuteWorkspace&);
ParameterListOf<double> parameters_of(Mute&, const MuteWorkspace&);
}  // namespace mute

static_assert(!Model<mute::Mute>);
static_assert(!Model<Matrix>);
static_assert(!Model<Workspace>);

namespace {

template <Model Any>
std::size_t count_of(const ParameterListOf<typename Any::Number>& list) {
    std::size_t count = 0;
    for (const auto& tensor : list) {
        CHECK(tensor.values.size() == tensor.gradient.size());
        count += tensor.values.size();
    }
    return count;
}

}  // namespace

TEST_CASE("A prediction is what a forward pass leaves in outputs()", "[model]") {
    with_every_model<double>([](const char* name, const auto& model, const auto& data) {
        INFO(name);
        auto workspace = workspace_for(model, data.inputs);
        forward(model, data.inputs, workspace);
        CHECK(same(predict(model, data.inputs), workspace.outputs()));
        CHECK(workspace.outputs().shape(0) == 24);
        CHECK(workspace.outputs().shape(1) == 2);
        auto other = model;
        parameters_of(other, workspace).front().values[0] += 0.5;
        CHECK_FALSE(same(predict(other, data.inputs), workspace.outputs()));  // control
    });
}

TEST_CASE("The list of a model leads to all of its parameters and gradients", "[model]") {
    std::vector<std::size_t> counts;
    with_every_model<float>([&](const char* name, auto model, const auto& data) {
        INFO(name);
        auto workspace = workspace_for(model, data.inputs);
        const auto list = parameters_of(model, workspace);
        counts.push_back(count_of<decltype(model)>(list));
        // The gradients are an object like the model: with them in its place the list is the same.
        const auto of_gradients = parameters_of(workspace.gradients, workspace);
        REQUIRE(of_gradients.size() == list.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            CHECK(list[i].gradient.data() == of_gradients[i].values.data());
            CHECK(list[i].values.data() != of_gradients[i].values.data());
        }
    });
    // By hand: weights and biases of each layer, a residual block's scale, gains and shifts.
    constexpr std::size_t residual =
        3 * 5 + 5 + 2 * (5 * 6 + 6 + 6 * 5 + 5 + 1) + 5 * 2 + 2;
    constexpr std::size_t normalized = 3 * 6 + 6 + 6 + 6 * 2 + 2;
    constexpr std::size_t pre_norm = residual + 3 * (5 + 5);
    CHECK(counts == std::vector<std::size_t>{3 * 6 + 6 + 6 * 2 + 2, residual, normalized,
                                             pre_norm, 6 * 3 + 6 * 6 + 6 + 6 * 2 + 2,
                                             4 * (6 * 3 + 6 * 6 + 6) + 6 * 2 + 2});
}
