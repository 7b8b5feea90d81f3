#include "figures/labels.hpp"

#include <string>
#include <vector>

#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("Labels that do not collide stay where they want to be", "[labels]") {
    std::vector<Placed> labels = {{100.0, 20.0}, {40.0, 20.0}};
    spread(labels, 0.0, 200.0);
    CHECK(labels[0].at == 100.0);
    CHECK(labels[1].at == 40.0);
}

TEST_CASE("Labels at one height move apart by equal steps", "[labels]") {
    std::vector<Placed> labels = {{100.0, 20.0}, {100.0, 20.0}, {100.0, 20.0}};
    spread(labels, 0.0, 200.0);
    CHECK(labels[0].at == 80.0);
    CHECK(labels[1].at == 100.0);
    CHECK(labels[2].at == 120.0);
}

TEST_CASE("Labels stay within the drawing and never overlap", "[labels]") {
    std::vector<Placed> labels = {
        {5.0, 40.0}, {0.0, 20.0}, {195.0, 20.0}, {199.0, 40.0}, {90.0, 20.0}};
    spread(labels, 0.0, 200.0);
    for (const Placed& label : labels) {
        CHECK(label.at - 0.5 * label.height >= 0.0);
        CHECK(label.at + 0.5 * label.height <= 200.0);
        for (const Placed& other : labels) {
            const double distance = other.at - label.at;
            CHECK((distance <= 0.0 || distance >= 0.5 * (label.height + other.height)));
        }
    }
}

TEST_CASE("Long labels break at spaces", "[labels]") {
    using Lines = std::vector<std::string>;
    CHECK(wrapped("He", 18.0, 100.0) == Lines{"He"});
    CHECK(wrapped("slide's uniform bound", 18.0, 160.0) ==
          Lines{"slide's uniform", "bound"});
    CHECK(wrapped("unbreakable-label", 18.0, 20.0) == Lines{"unbreakable-label"});
}

TEST_CASE("A Greek letter counts as one glyph", "[labels]") {
    CHECK(text_width("σ", 10.0) == text_width("a", 10.0));
}
