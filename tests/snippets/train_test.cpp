#include "snippets/training/train.hpp"

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <new>
#include <set>
#include <utility>
#include <vector>

#include "snippets/init/constant.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/training/adam.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"
#include "tests/snippets/every_model.hpp"

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

// Each kind of optimizer, at a rate that suits the small tasks.
template <Scalar T, class Use>
void with_every_optimizer(Use use) {
    use(GradientDescent(0.5));
    use(MomentumOf<T>(0.1, 0.9));
    use(AdamOf<T>({.learning_rate = 0.03}));
}

// Controls: steps the wrong way, and steps that allocate.
struct Uphill {
    double rate;
    void step(const ParameterListOf<double>& parameters) const {
        sgd_step(parameters, -rate);
    }
};
struct Hoarder {
    void step(const ParameterListOf<float>& parameters) {
        lists.push_back(std::make_shared<ParameterListOf<float>>(parameters));
    }
    std::vector<std::shared_ptr<ParameterListOf<float>>> lists = {};
};

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

TEST_CASE("No kind of model and no optimizer allocates after the first step", "[train]") {
    with_every_model<float>([](const char* name, const auto& model, const auto& data) {
        INFO(name);
        const auto allocated = [&](auto optimizer, std::size_t epochs) {
            auto trained = model;
            Rng rng(2);
            const std::size_t before = allocations;
            train(trained, data, optimizer, {.batch = 8, .epochs = epochs}, rng, ignore);
            return allocations - before;
        };
        with_every_optimizer<float>([&](const auto& optimizer) {
            CHECK(allocated(optimizer, 1) > 0);
            CHECK(allocated(optimizer, 1) == allocated(optimizer, 4));
        });
        CHECK(allocated(Hoarder{}, 1) < allocated(Hoarder{}, 4));  // control
    });
}

TEST_CASE("Every optimizer lowers the loss of every kind of model", "[train]") {
    with_every_model<double>([](const char* name, const auto& model, const auto& data) {
        INFO(name);
        const auto losses = [&](auto optimizer) {
            auto trained = model;
            Rng rng(2);
            std::vector<double> all;
            train(trained, data, optimizer, {.batch = 12, .epochs = 60}, rng,
                  [&](double loss) { all.push_back(loss); });
            REQUIRE(all.size() == 60);
            return std::pair(all.front(), all.back());
        };
        with_every_optimizer<double>([&](const auto& optimizer) {
            const auto [first, last] = losses(optimizer);
            CHECK(last < 0.5 * first);
        });
        const auto [start, end] = losses(Uphill{.rate = 0.1});  // control: the sign flipped
        CHECK(end > start);
        const auto [before, after] = losses(Uphill{.rate = 0.0});  // control: nothing moves
        CHECK(after == Approx(before).epsilon(1e-12));
    });
}

TEST_CASE("BatchNorm learns with every optimizer and allocates nothing", "[train]") {
    const auto learn = [](const auto& model, const auto& data, auto optimizer,
                          std::size_t epochs) {
        auto trained = model;
        Rng rng(2);
        const std::size_t before = allocations;
        double last = 0.0;
        train(trained, data, optimizer, {.batch = 8, .epochs = epochs}, rng,
              [&last](double loss) { last = loss; });
        const std::size_t made = allocations - before;
        return std::pair(made, last);
    };
    with_normalized_models<float>(
        Normalization::batch, [&](const char* name, const auto& model, const auto& data) {
            INFO(name);
            with_every_optimizer<float>([&](const auto& optimizer) {
                const auto [made, first] = learn(model, data, optimizer, 1);
                const auto [later, last] = learn(model, data, optimizer, 60);
                CHECK(made == later);
                CHECK(last < 0.5 * first);
            });
            CHECK(learn(model, data, Hoarder{}, 1).first <
                  learn(model, data, Hoarder{}, 4).first);  // control
        });
}

TEST_CASE("The budget chooses between plain gradient descent and momentum", "[train]") {
    with_every_model<double>([](const char* name, const auto& model, const auto& data) {
        INFO(name);
        const auto answers = [&](const auto& learn) {
            auto trained = model;
            Rng rng(2);
            learn(trained, rng);
            return predict(trained, data.inputs);
        };
        const auto by_budget = [&](double momentum) {
            return answers([&](auto& trained, Rng& rng) {
                train(trained, data, {8, 3, 0.1, momentum}, rng, ignore);
            });
        };
        const auto by = [&](auto optimizer) {
            return answers([&](auto& trained, Rng& rng) {
                train(trained, data, optimizer, {8, 3}, rng, ignore);
            });
        };
        CHECK(same(by_budget(0.0), by(GradientDescent(0.1))));
        CHECK(same(by_budget(0.5), by(Momentum(0.1, 0.5))));
        CHECK_FALSE(same(by_budget(0.0), by_budget(0.5)));  // control
    });
}

TEST_CASE("An optimizer keeps its memory between two trainings", "[train]") {
    with_every_model<double>([](const char* name, const auto& model, const auto& data) {
        INFO(name);
        const auto answers = [&](std::size_t first, bool again) {
            auto trained = model;
            Rng rng(2);
            Adam optimizer({.learning_rate = 0.01});
            train(trained, data, optimizer, {24, first}, rng, ignore);
            Adam fresh({.learning_rate = 0.01});
            train(trained, data, again ? fresh : optimizer, {24, 10 - first}, rng, ignore);
            return predict(trained, data.inputs);
        };
        // Whole batches, so that the order of the samples matters by rounding only.
        CHECK(xt::allclose(answers(4, false), answers(10, false), 1e-9, 1e-9));
        CHECK_FALSE(xt::allclose(answers(4, true), answers(10, false), 1e-4, 1e-4));
    });
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
