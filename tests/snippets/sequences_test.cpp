#include "snippets/data/sequences.hpp"

#include <array>

#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

SequenceClassification three() {
    return {.inputs = {{{1.0}, {2.0}, {3.0}}, {{4.0}, {5.0}, {6.0}}},
            .labels = {0, 1, 2},
            .classes = 3};
}

}  // namespace

TEST_CASE("A part of the sequences keeps every step and label of a sequence together",
          "[sequences]") {
    const std::array<std::size_t, 2> picked = {2, 0};
    const SequenceClassification part = select<double>(three(), picked);
    REQUIRE(part.inputs.size() == 2);
    CHECK(same(part.inputs[0], Matrix{{3.0}, {1.0}}));
    CHECK(same(part.inputs[1], Matrix{{6.0}, {4.0}}));
    CHECK(part.labels == Labels{2, 0});
    CHECK(part.classes == 3);
}

TEST_CASE("A batch of sequences is filled anew", "[sequences]") {
    const std::array<std::size_t, 1> first = {0};
    const std::array<std::size_t, 1> second = {1};
    SequenceClassification batch = select<double>(three(), first);
    const double* const place = batch.inputs[1].data();
    gather<double>(three(), second, batch);
    CHECK(same(batch.inputs[1], Matrix{{5.0}}));
    CHECK(batch.labels == Labels{1});
    CHECK(batch.inputs[1].data() == place);  // and not elsewhere
}
