#include "snippets/data/datasets.hpp"

#include <algorithm>
#include <set>

#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("XOR is true where its inputs differ", "[datasets]") {
    const Regression set = xor_data();
    REQUIRE(set.inputs.shape(0) == 4);
    for (std::size_t sample = 0; sample < 4; ++sample) {
        CHECK(set.targets(sample, 0) ==
              (set.inputs(sample, 0) != set.inputs(sample, 1) ? 1.0 : 0.0));
    }
    CHECK(same(set.inputs, Matrix{{0.0, 0.0}, {0.0, 1.0}, {1.0, 0.0}, {1.0, 1.0}}));
}

// Counts and the sum over all pixels as scikit-learn's load_digits() gives them.
TEST_CASE("The digits are the 1797 of the UCI test set", "[datasets]") {
    const Classification set = digits();
    CHECK(set.inputs.shape(0) == 1797);
    CHECK(set.inputs.shape(1) == 64);
    CHECK(set.classes == 10);
    CHECK(class_counts(set) ==
          std::vector<std::size_t>{178, 182, 177, 183, 181, 182, 181, 179, 174, 180});
    CHECK(16.0 * xt::sum(set.inputs)() == 561718.0);
    CHECK(std::ranges::min(set.inputs) == 0.0);
    CHECK(std::ranges::max(set.inputs) == 1.0);
    CHECK(set.labels.front() == 0);
    CHECK(16.0 * set.inputs(0, 2) == 5.0);
    CHECK(set.labels.back() == 8);
}

TEST_CASE("Selected samples keep their label and their order", "[datasets]") {
    const Classification set{
        .inputs = {{0.0}, {1.0}, {2.0}}, .labels = {0, 1, 1}, .classes = 2};
    const std::vector<std::size_t> order = {2, 0, 2};
    const Classification part = select(set, order);
    CHECK(same(part.inputs, Matrix{{2.0}, {0.0}, {2.0}}));
    CHECK(part.labels == Labels{1, 0, 1});
    CHECK(part.classes == 2);
    const std::vector<std::size_t> beyond = {3};
    CHECK_THROWS_AS(select(set, beyond), std::invalid_argument);
}

TEST_CASE("The first samples of each class are taken", "[datasets]") {
    const Classification set{.inputs = {{0.0}, {1.0}, {2.0}, {3.0}, {4.0}},
                             .labels = {0, 1, 0, 0, 1},
                             .classes = 2};
    const Classification part = take_per_class(set, {2, 1});
    CHECK(same(part.inputs, Matrix{{0.0}, {1.0}, {2.0}}));
    CHECK(part.labels == Labels{0, 1, 0});
    CHECK_THROWS_AS(take_per_class(set, {1}), std::invalid_argument);
}

TEST_CASE("A split leaves every sample in one part and keeps its label", "[datasets]") {
    Classification set{
        .inputs = Matrix::from_shape({10, 1}), .labels = Labels(10), .classes = 10};
    for (std::size_t i = 0; i < 10; ++i) {
        set.inputs(i, 0) = static_cast<double>(i);
        set.labels[i] = i;
    }
    Rng rng(1);
    const Split parts = split(set, 7, rng);
    CHECK(parts.train.labels.size() == 7);
    CHECK(parts.test.labels.size() == 3);
    std::set<std::size_t> seen(parts.train.labels.begin(), parts.train.labels.end());
    seen.insert(parts.test.labels.begin(), parts.test.labels.end());
    CHECK(seen.size() == 10);
    for (std::size_t i = 0; i < 7; ++i) {
        CHECK(parts.train.inputs(i, 0) == static_cast<double>(parts.train.labels[i]));
    }
    CHECK_FALSE(std::ranges::is_sorted(parts.train.labels));
    CHECK_THROWS_AS(split(set, 0, rng), std::invalid_argument);
    CHECK_THROWS_AS(split(set, 10, rng), std::invalid_argument);
}

TEST_CASE("Samples of a regression are selected with their targets", "[datasets]") {
    const std::vector<std::size_t> order = {3, 1};
    const Regression part = select(xor_data(), order);
    CHECK(same(part.inputs, Matrix{{1.0, 1.0}, {0.0, 1.0}}));
    CHECK(same(part.targets, Matrix{{0.0}, {1.0}}));
    const std::vector<std::size_t> beyond = {4};
    CHECK_THROWS_AS(select(xor_data(), beyond), std::invalid_argument);
    Regression batch = part;
    CHECK_THROWS_AS(gather(xor_data(), beyond, batch), std::invalid_argument);
}

TEST_CASE("A data set in float has the same samples", "[datasets]") {
    const Classification set = digits();
    const ClassificationOf<float> rounded = convert<float>(set);
    CHECK(rounded.labels == set.labels);
    CHECK(rounded.classes == 10);
    CHECK(rounded.inputs(5, 9) == static_cast<float>(set.inputs(5, 9)));
}

TEST_CASE("Means of features leave features of mean zero", "[datasets]") {
    Matrix inputs{{1.0, 2.0}, {3.0, 7.0}};
    const Vector means = feature_means(inputs);
    CHECK(means(0) == 2.0);
    CHECK(means(1) == 4.5);
    inputs -= means;
    CHECK(xt::sum(feature_means(inputs))() == 0.0);
}
