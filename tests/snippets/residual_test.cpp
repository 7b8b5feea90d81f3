#include "snippets/models/residual.hpp"

#include <cmath>

#include "snippets/diagnostics/finite_differences.hpp"
#include "snippets/init/he.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

constexpr ResidualSizes sizes{
    .inputs = 3, .width = 5, .hidden = 4, .outputs = 2, .blocks = 3};

}  // namespace

TEST_CASE("A block adds its branch to the stream", "[residual]") {
    const ResidualNetwork network = {
        .input = {.weights = {{1.0}, {2.0}},
                  .biases = {0.0, -3.0},
                  .activation = Activation::linear},
        .blocks = {{.first = {.weights = {{1.0, 1.0}},
                              .biases = {0.5},
                              .activation = Activation::relu},
                    .second = {.weights = {{2.0}, {-1.0}},
                               .biases = {0.0, 1.0},
                               .activation = Activation::relu},
                    .scale = {0.5}}},
        .output = {
            .weights = {{1.0, 1.0}}, .biases = {0.25}, .activation = Activation::relu}};
    ResidualWorkspace workspace(network, 1);
    forward(network, Matrix{{1.0}}, workspace);
    CHECK(same(workspace.residual_stream[0], Matrix{{1.0, -1.0}}));
    CHECK(same(workspace.blocks[0].hidden, Matrix{{1.5}}));  // relu(1, -1) sums to 1
    CHECK(same(workspace.blocks[0].branch, Matrix{{3.0, -0.5}}));
    CHECK(same(workspace.residual_stream[1], Matrix{{2.5, -1.25}}));
    CHECK(same(workspace.outputs(), Matrix{{2.75}}));
}

TEST_CASE("Backward through blocks agrees with central differences", "[residual]") {
    Rng rng(1);
    for (const Activation activation :
         {Activation::tanh, Activation::relu, Activation::gelu}) {
        ResidualNetwork network =
            make_residual_network<double>(sizes, activation, he_normal<double>, rng);
        for (auto& block : network.blocks) {
            block.scale(0) = 0.7;
            block.first.biases.fill(0.2);
            block.second.biases.fill(-0.1);
        }
        const Matrix batch = normal_matrix(6, 3, 0.0, 1.0, rng);
        const Labels labels = {0, 1, 1, 0, 1, 0};
        ResidualWorkspace workspace(network, 6);
        const auto loss = [&] {
            forward(network, batch, workspace);
            return cross_entropy(workspace.outputs(), labels);
        };
        loss();
        cross_entropy_gradient(workspace.outputs(), labels, workspace.output_gradient());
        backward(network, batch, workspace);
        const auto list = parameters_of(network, workspace);
        INFO(name_of(activation));
        CHECK(gradient_error(list, loss) < 1e-6);
        workspace.gradients.blocks[1].scale(0) *= -1.0;
        CHECK_FALSE(gradient_error(list, loss) < 1e-6);  // control
    }
}

TEST_CASE("With He weights every block doubles the mean square", "[residual]") {
    constexpr std::size_t networks = 200;
    Rng rng(2);
    double log_ratio = 0.0;
    for (std::size_t network = 0; network < networks; ++network) {
        const auto deep = make_residual_network<double>(
            {.inputs = 64, .width = 64, .hidden = 64, .outputs = 1, .blocks = 8},
            Activation::relu, he_normal<double>, rng);
        ResidualWorkspace workspace(deep, 1);
        forward(deep, normal_matrix(1, 64, 0.0, 1.0, rng), workspace);
        log_ratio += std::log2(mean_square(workspace.residual_stream[8]) /
                               mean_square(workspace.residual_stream[0])) /
                     8.0;
    }
    CHECK(log_ratio / networks == Approx(1.0).epsilon(0.1));
    CHECK_FALSE(log_ratio / networks ==
                Approx(0.0).margin(0.1));  // control: a plain He network
}

TEST_CASE("A residual network refuses shapes that do not fit", "[residual]") {
    Rng rng(3);
    const auto network =
        make_residual_network<double>(sizes, Activation::tanh, he_normal<double>, rng);
    CHECK(network.blocks.size() == 3);
    ResidualWorkspace workspace(network, 2);
    CHECK_THROWS_AS(forward(network, Matrix{{1.0, 2.0, 3.0}}, workspace),
                    std::invalid_argument);
    CHECK_THROWS_AS(forward(network, Matrix{{1.0}, {2.0}}, workspace),
                    std::invalid_argument);
    CHECK_THROWS_AS(ResidualWorkspace(network, 0), std::invalid_argument);
    CHECK_THROWS_AS(ResidualWorkspace(ResidualNetwork{}, 1), std::invalid_argument);
    CHECK_THROWS_AS(make_residual_network<double>(
                        {.inputs = 1, .width = 1, .hidden = 1, .outputs = 1, .blocks = 0},
                        Activation::tanh, he_normal<double>, rng),
                    std::invalid_argument);
}
