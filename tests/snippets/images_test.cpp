#include "snippets/data/images.hpp"

#include <cmath>
#include <set>

#include "snippets/init/he.hpp"
#include "snippets/training/train.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("Random images are uniform noise with labels that mean nothing", "[images]") {
    Rng rng(1);
    const Classification set = random_images(500, std::size_t{32} * 32 * 3, 10, rng);
    CHECK(set.inputs.shape(0) == 500);
    CHECK(set.inputs.shape(1) == 3072);
    CHECK(agrees(set.inputs, uniform_between(0.0, 1.0)));
    CHECK_FALSE(agrees(set.inputs, uniform_between(-0.5, 0.5)));  // control
    const auto counts = class_counts(set);
    REQUIRE(counts.size() == 10);
    const double limit = frequency_tolerance(0.1, 500, 1e-6);
    for (const std::size_t count : counts) {
        CHECK(std::abs(static_cast<double>(count) / 500.0 - 0.1) <= limit);
    }
}

TEST_CASE("Centering moves every pixel", "[images]") {
    Rng rng(2);
    auto set = random_images<float>(200, 100, 2, rng);
    subtract_from_inputs(set, 0.5);
    CHECK(agrees(set.inputs, uniform_between(-0.5, 0.5)));
    CHECK_THROWS_AS(subtract_from_inputs(set, HUGE_VAL), std::invalid_argument);
}

TEST_CASE("Shapes take turns and cover a part of their picture", "[images]") {
    Rng rng(3);
    const Classification set = shape_images(60, {.side = 16, .noise = 0.0}, rng);
    CHECK(set.inputs.shape(1) == 256);
    CHECK(class_counts(set) == std::vector<std::size_t>(6, 10));
    for (std::size_t sample = 0; sample < 60; ++sample) {
        double covered = 0.0;
        for (std::size_t pixel = 0; pixel < 256; ++pixel) {
            const double value = set.inputs(sample, pixel);
            CHECK((value == 0.0 || value == 1.0));
            covered += value;
        }
        CHECK(covered >= 8.0);
        CHECK(covered <= 128.0);
    }
}

TEST_CASE("No two pictures are alike, and noise is what was asked for", "[images]") {
    Rng one(4);
    Rng two(4);
    const Classification clean = shape_images(120, {.side = 12, .noise = 0.0}, one);
    std::set<std::vector<double>> different;
    for (std::size_t sample = 0; sample < 120; ++sample) {
        const double* row = &clean.inputs(sample, 0);
        different.insert(std::vector<double>(row, row + 144));
    }
    CHECK(different.size() > 60);
    const Classification noisy = shape_images(120, {.side = 12, .noise = 0.2}, two);
    Rng rng(5);
    const Classification noise = shape_images(1, {.side = 100, .noise = 0.2}, rng);
    double sum = 0.0;
    std::size_t count = 0;
    for (const double pixel : noise.inputs) {
        if (std::abs(pixel) < 0.5) {
            sum += pixel * pixel;
            ++count;
        }
    }
    CHECK(std::sqrt(sum / static_cast<double>(count)) == Approx(0.2).epsilon(0.1));
    CHECK_FALSE(same(clean.inputs, noisy.inputs));
}

TEST_CASE("A network learns the shapes and not the noise", "[images]") {
    const auto test_accuracy = [](const auto& draw) {
        Rng rng(6);
        const ClassificationOf<float> training = draw(3000, rng);
        const ClassificationOf<float> test = draw(600, rng);
        auto network =
            make_network<float>({training.inputs.shape(1), 64, training.classes},
                                {.hidden = Activation::relu}, he_normal<float>, rng);
        train(network, training, {.batch = 30, .epochs = 15, .learning_rate = 0.1}, rng,
              [](double) {});
        return accuracy(predict(network, test.inputs), test.labels);
    };
    const double shapes = test_accuracy([](std::size_t count, Rng& rng) {
        return shape_images<float>(count, {.side = 12, .noise = 0.1}, rng);
    });
    const double noise = test_accuracy([](std::size_t count, Rng& rng) {
        return random_images<float>(count, 144, 6, rng);
    });
    CHECK(shapes > 0.6);
    CHECK(std::abs(noise - 1.0 / 6.0) <= frequency_tolerance(1.0 / 6.0, 600, 1e-6));
    CHECK_FALSE(std::abs(shapes - 1.0 / 6.0) <= frequency_tolerance(1.0 / 6.0, 600, 1e-6));
}

TEST_CASE("Images refuse impossible sizes", "[images]") {
    Rng rng(1);
    CHECK_THROWS_AS(random_images(0, 1, 1, rng), std::invalid_argument);
    CHECK_THROWS_AS(random_images(1, 0, 1, rng), std::invalid_argument);
    CHECK_THROWS_AS(random_images(1, 1, 0, rng), std::invalid_argument);
    CHECK_THROWS_AS(shape_images(0, {}, rng), std::invalid_argument);
    CHECK_THROWS_AS(shape_images(1, {.side = 11}, rng), std::invalid_argument);
    CHECK_THROWS_AS(shape_images(1, {.noise = -0.1}, rng), std::invalid_argument);
}
