#include "snippets/training/train.hpp"

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <new>
#include <set>

#include "snippets/init/constant.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/models/lstm.hpp"
#include "snippets/models/recurrent.hpp"
#include "snippets/models/residual.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

// Every allocation of this test program is counted.
namespace {
std::atomic<std::size_t> allocations{0};
}

[[gnu::noinline]] void* operator new(std::size_t bytes) {
    ++allocations;
    if (void* memory = std::malloc(bytes)) {
        return memory;
    }
    throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    ++allocations;
    return std::malloc(bytes);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

using namespace winit;

namespace {

const auto ignore = [](double) {};

Network small_network(std::uint64_t seed) {
    Rng rng(seed);
    return make_network<double>({64, 16, 10}, {.hidden = Activation::relu},
                                he_normal<double>, rng);
}

}  // namespace

TEST_CASE("Allocations are counted", "[train]") {
    const std::size_t before = allocations;
    ::operator delete(::operator new(100));
    const std::size_t made = allocations - before;
    CHECK(made == 1);
}

TEST_CASE("Training allocates nothing after its first step", "[train]") {
    const Classification data = digits();
    const auto allocated = [&](std::size_t epochs, double momentum,
                               std::size_t batch = 32) {
        Network network = small_network(1);
        Rng rng(2);
        const std::size_t before = allocations;
        train(
            network, data,
            {.batch = batch, .epochs = epochs, .learning_rate = 0.1, .momentum = momentum},
            rng, ignore);
        return allocations - before;
    };
    CHECK(allocated(1, 0.0) == allocated(3, 0.0));
    CHECK(allocated(1, 0.9) == allocated(3, 0.9));
    CHECK(allocated(1, 0.0, 1) == allocated(2, 0.0, 1));
    CHECK(allocated(1, 0.0, 1797) == allocated(3, 0.0, 1797));
}

TEST_CASE("A step of a residual, a recurrent or an LSTM network allocates nothing",
          "[train]") {
    Rng rng(1);
    const auto allocated = [](auto& model, const auto& input, auto& workspace) {
        const auto list = parameters_of(model, workspace);
        const Labels labels = {0, 1, 1};
        const std::size_t before = allocations;
        forward(model, input, workspace);
        cross_entropy_gradient(workspace.outputs, labels, workspace.output_delta);
        backward(model, input, workspace);
        sgd_step(list, 0.1);
        return allocations - before;
    };
    const auto batch = normal_matrix<float>(3, 20, 0.0, 1.0, rng);
    auto residual = make_residual_network<float>(
        {.inputs = 20, .width = 30, .hidden = 30, .outputs = 2, .blocks = 3},
        Activation::relu, he_normal<float>, rng);
    ResidualWorkspaceOf<float> residual_workspace(residual, 3);
    CHECK(allocated(residual, batch, residual_workspace) == 0);

    const SequenceOf<float> sequence(5, batch);
    const RecurrentSizes sizes{.features = 20, .units = 30, .outputs = 2};
    auto recurrent = make_recurrent<float>(sizes, Activation::tanh, he_normal<float>,
                                           he_normal<float>, rng);
    RecurrentWorkspaceOf<float> recurrent_workspace(recurrent, 5, 3);
    CHECK(allocated(recurrent, sequence, recurrent_workspace) == 0);

    auto lstm = make_lstm<float>(sizes, 1.0, he_normal<float>, he_normal<float>, rng);
    LstmWorkspaceOf<float> lstm_workspace(lstm, 5, 3);
    CHECK(allocated(lstm, sequence, lstm_workspace) == 0);
}

TEST_CASE("A small network learns the digits", "[train]") {
    Rng rng(3);
    const Split parts = split(digits(), 1400, rng);
    Network network = small_network(4);
    std::vector<double> losses;
    train(network, parts.train,
          {.batch = 20, .epochs = 20, .learning_rate = 0.05, .momentum = 0.9}, rng,
          [&](double loss) { losses.push_back(loss); });
    REQUIRE(losses.size() == 20);
    CHECK(losses.back() < 0.1 * losses.front());
    CHECK(accuracy(predict(network, parts.test.inputs), parts.test.labels) > 0.9);
}

TEST_CASE("A float network learns the digits as well", "[train]") {
    Rng rng(3);
    const auto data = convert<float>(digits());
    auto network = make_network<float>({64, 16, 10}, {.hidden = Activation::relu},
                                       he_normal<float>, rng);
    double last = 0.0;
    train(network, data, {.batch = 20, .epochs = 20, .learning_rate = 0.2}, rng,
          [&](double loss) { last = loss; });
    CHECK(last < 0.3);
    CHECK(accuracy(predict(network, data.inputs), data.labels) > 0.9);
}

TEST_CASE("Momentum 0 and the optimizer's steps are the same training", "[train]") {
    const auto trained = [](double momentum) {
        Network network = small_network(1);
        Rng rng(9);
        train(network, digits(),
              {.batch = 50, .epochs = 1, .learning_rate = 0.1, .momentum = momentum}, rng,
              ignore);
        return network.layers[0].weights;
    };
    CHECK(xt::allclose(trained(0.0), trained(1e-14), 1e-9, 1e-12));
    CHECK_FALSE(xt::allclose(trained(0.0), trained(0.5), 1e-2, 1e-3));  // control
}

TEST_CASE("Full-batch and online training learn XOR", "[train]") {
    for (const std::size_t batch : {1U, 4U}) {
        Rng rng(4);
        Network network = make_network<double>(
            {2, 4, 1}, {.hidden = Activation::sigmoid, .output = Activation::sigmoid},
            [](Fans fans, Rng& source) { return normal_weights(fans, 1.0, source); }, rng);
        double last = 1.0;
        train(network, xor_data(), {.batch = batch, .epochs = 5000, .learning_rate = 2.0},
              rng, [&](double loss) { last = loss; });
        CHECK(last < 0.02);
    }
}

TEST_CASE("A network of zeros learns nothing but the frequencies of the classes",
          "[train]") {
    Rng rng(5);
    Network network = make_network<double>({64, 16, 10}, {.hidden = Activation::relu},
                                           zero_weights<double>, rng);
    train(network, digits(), {.batch = 50, .epochs = 3, .learning_rate = 0.1}, rng, ignore);
    CHECK(std::ranges::max(network.layers[0].weights) == 0.0);
    CHECK(std::ranges::min(network.layers[1].weights) == 0.0);
    CHECK(std::ranges::max(network.layers[1].biases) != 0.0);
}

// With a step too small to matter an epoch's loss tells which sample was left over.
TEST_CASE("Each epoch takes the samples in an order of its own", "[train]") {
    const Classification three{
        .inputs = {{1.0}, {2.0}, {3.0}}, .labels = {0, 0, 0}, .classes = 2};
    Rng rng(8);
    Network network = make_network<double>({1, 2}, {.hidden = Activation::linear},
                                           he_normal<double>, rng);
    std::set<long> losses;
    train(network, three, {.batch = 2, .epochs = 30, .learning_rate = 1e-15}, rng,
          [&](double loss) { losses.insert(std::lround(1e6 * loss)); });
    CHECK(losses.size() == 3);
}

TEST_CASE("The same seeds give the same network", "[train]") {
    const auto trained = [](std::uint64_t seed) {
        Network network = small_network(1);
        Rng rng(seed);
        train(network, digits(), {.batch = 100, .epochs = 2, .learning_rate = 0.1}, rng,
              ignore);
        return network.layers[0].weights;
    };
    CHECK(same(trained(6), trained(6)));
    CHECK_FALSE(same(trained(6), trained(7)));
}

TEST_CASE("Training refuses an impossible budget", "[train]") {
    const Classification data = digits();
    Network network = small_network(1);
    Rng rng(1);
    CHECK_THROWS_AS(
        train(network, data, {.batch = 0, .epochs = 1, .learning_rate = 0.1}, rng, ignore),
        std::invalid_argument);
    CHECK_THROWS_AS(train(network, data, {.batch = 1798, .epochs = 1, .learning_rate = 0.1},
                          rng, ignore),
                    std::invalid_argument);
    CHECK_THROWS_AS(
        train(network, data, {.batch = 1, .epochs = 1, .learning_rate = 0.0}, rng, ignore),
        std::invalid_argument);
}
