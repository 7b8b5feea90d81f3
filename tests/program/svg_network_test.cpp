#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "figures/labels.hpp"
#include "figures/style.hpp"
#include "figures/svg.hpp"
#include "tests/catch.hpp"
#include "tests/program/read_svg.hpp"

using namespace winit;

namespace {

// Six weights, and all other numbers of a step made from one.
DrawnStep step_of(const std::array<double, 6>& weights, double other) {
    DrawnStep step{.loss = 2.0 * other};
    step.layers = {{.label = "input", .values = {1.0, 0.5}},
                   {.label = "hidden",
                    .values = {other, other},
                    .biases = {other, other},
                    .deltas = {other, other},
                    .weights = {{weights[0], weights[1]}, {weights[2], weights[3]}},
                    .gradients = {{other, other}, {other, other}}},
                   {.label = "output",
                    .values = {other},
                    .biases = {other},
                    .deltas = {other},
                    .weights = {{weights[4], weights[5]}},
                    .gradients = {{other, other}}}};
    return step;
}

NetworkDrawing network_of(std::vector<DrawnStep> steps) {
    return {.name = "net", .steps = std::move(steps)};
}

constexpr std::array<double, 6> different = {0.11, -0.22, 0.33, -0.44, 0.55, -0.66};
constexpr std::array<double, 6> twins = {0.1, 0.2, 0.1, 0.2, 0.3, 0.3};

struct Box {
    double left;
    double right;
    double top;
    double bottom;
};

// The letters of a text, without the room above and below them.
Box box_of(const Element& text) {
    const auto [size, left, right] = extent_of(text);
    return {left, right, text.number("y") - 0.73 * size, text.number("y") + 0.1};
}

// Pairs of texts that lie over each other.
std::vector<std::string> overlaps(const Element& root) {
    const std::vector<Element> found = all(root, "text");
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const Box a = box_of(found[i]);
            const Box b = box_of(found[j]);
            if (a.left < b.right && b.left < a.right && a.top < b.bottom &&
                b.top < a.bottom) {
                pairs.push_back(found[i].text + " over " + found[j].text);
            }
        }
    }
    return pairs;
}

std::vector<Element> wires(const Element& root, std::string_view color) {
    return with(all(root, "line"), "stroke", std::string(color));
}

}  // namespace

TEST_CASE("All numbers of a small network are drawn", "[svg]") {
    DrawnStep step = step_of(different, 0.12);
    step.layers[1].values[1] = -0.345;
    step.layers[2].deltas[0] = -1.678;
    step.layers[1].gradients[1][0] = 0.00123;
    step.layers[2].gradients[0][1] = -123456.0;
    const std::vector<std::string> found =
        texts(parsed(svg(network_of({step, step, step}), light)));
    for (const char* const text :
         {"input",  "hidden",          "output",    "weight", "gradient",
          "step 0", "step 2",          "loss 0.24", "1",      "0.5",
          "0.11",   "−0.22",           "0.33",      "−0.44",  "0.55",
          "−0.66",  "b 0.12 · δ 0.12", "b 0.12",    "δ −1.7", "−0.34",
          "1.2e-3", "−1.2e5"}) {
        INFO(text);
        CHECK(contains(found, text));
    }
}

TEST_CASE("The first step and the last two are drawn, in a drawing of one size", "[svg]") {
    std::vector<DrawnStep> steps;
    for (std::size_t count = 1; count <= 9; ++count) {
        steps.push_back(step_of(different, 0.5));
        const Element root = parsed(svg(network_of(steps), light));
        CHECK(root.get("viewBox") == "0 0 640 534");
        const std::vector<std::string> found = texts(root);
        for (std::size_t step = 0; step < 9; ++step) {
            const bool drawn = step < count && (step == 0 || step + 2 >= count);
            INFO(count << " steps, step " << step);
            CHECK(contains(found, "step " + std::to_string(step)) == drawn);
        }
    }
}

TEST_CASE("Texts of a network lie inside and beside each other", "[svg]") {
    for (const double other : {0.0, -0.12, -0.0123, -1.2e-5, -12.3, -4.56e7}) {
        const std::array<double, 6> weights = {other,       0.1 * other, 0.01 * other,
                                               3.0 * other, -other,      other};
        const DrawnStep step = step_of(weights, other);
        const Element root = parsed(svg(network_of(std::vector(51, step)), dark));
        CHECK(texts_inside(root));
        CHECK(overlaps(root) == std::vector<std::string>{});
    }
    // Controls: the tests see a text that is moved.
    Element spoiled = parsed(svg(network_of({step_of(different, 0.5)}), light));
    const auto text = std::ranges::find(spoiled.children, "text", &Element::name);
    const auto next = std::find_if(text + 1, spoiled.children.end(),
                                   [](const Element& one) { return one.name == "text"; });
    const auto kept = std::exchange(text->attributes, next->attributes);
    CHECK_FALSE(overlaps(spoiled).empty());
    text->attributes = kept;
    text->attributes["x"] = "-1";
    CHECK_FALSE(texts_inside(spoiled));
}

TEST_CASE("A weight of exactly zero is a broken grey wire, others have their sign's color",
          "[svg]") {
    const std::array<double, 6> weights = {0.0, 1e-300, -1e-300, 0.0, 2.0, -0.0};
    const Element root = parsed(svg(network_of({step_of(weights, 0.5)}), light));
    REQUIRE(wires(root, light.axis).size() == 3);
    for (const Element& wire : wires(root, light.axis)) {
        CHECK_FALSE(wire.get("stroke-dasharray").empty());
    }
    CHECK(wires(root, light.colors[1]).size() == 1);
    const std::vector<Element> above_zero = wires(root, light.colors[0]);
    REQUIRE(above_zero.size() == 2);
    CHECK(above_zero[0].get("stroke-dasharray").empty());
    CHECK(above_zero[0].number("stroke-width") < above_zero[1].number("stroke-width"));
}

TEST_CASE("A delta of exactly zero is a broken grey ring", "[svg]") {
    DrawnStep step = step_of(different, 0.5);
    step.layers[1].deltas = {0.0, 1e-300};
    const Element root = parsed(svg(network_of({step}), light));
    const auto grey = with(all(root, "circle"), "stroke", std::string(light.axis));
    CHECK(std::ranges::count_if(grey, [](const Element& ring) {
              return !ring.get("stroke-dasharray").empty();
          }) == 1);
}

TEST_CASE("Hidden units have one color if and only if they are equal", "[svg]") {
    const auto colors_of = [](const DrawnStep& step) {
        const Element root = parsed(svg(network_of({step}), light));
        const std::vector<std::string> found = texts(root);
        CHECK(contains(found, "=") != contains(found, "≠"));
        std::vector<std::string> colors;
        for (const Element& disc : all(root, "circle")) {
            if (!disc.get("opacity").empty()) {
                colors.push_back(disc.get("fill"));
            }
        }
        REQUIRE(colors.size() == 2);
        CHECK(contains(found, "=") == (colors[0] == colors[1]));
        return colors;
    };
    const auto equal = colors_of(step_of(twins, 0.5));
    CHECK(equal[0] == equal[1]);
    for (std::size_t changed = 0; changed < twins.size(); ++changed) {
        std::array<double, 6> weights = twins;
        weights[changed] += 1e-9;
        const auto parted = colors_of(step_of(weights, 0.5));
        CHECK(parted[0] != parted[1]);
    }
    DrawnStep step = step_of(twins, 0.5);
    step.layers[1].biases[0] += 1e-9;
    const auto parted = colors_of(step);
    CHECK(parted[0] != parted[1]);
}
