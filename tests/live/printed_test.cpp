#include "live/printed.hpp"

#include <cmath>
#include <cstring>
#include <string>

#include "chapters/support/csv.hpp"
#include "tests/catch.hpp"

using namespace winit;

namespace {

std::string& page() {
    static std::string csv_of_the_page;
    return csv_of_the_page;
}

Chart chart_of(std::vector<double> x, std::vector<double> y,
               std::vector<double> band = {}) {
    Chart chart{
        .name = "some", .x_axis = {"x, in steps"}, .y_axis = {"y"}, .x = std::move(x)};
    chart.curves.push_back({.label = "a, \"quoted\"", .y = std::move(y), .color = 3});
    chart.curves.back().lower = band;
    chart.curves.back().upper = band;
    return chart;
}

}  // namespace

// The page's side of live/host.hpp.
extern "C" std::size_t host_printed(const char* name, std::size_t length, char* text,
                                    std::size_t capacity) {
    if (std::string(name, length) != "some") {
        return 0;
    }
    if (capacity > 0) {
        std::memcpy(text, page().data(), std::min(capacity, page().size()));
    }
    return page().size();
}

TEST_CASE("A printed chart comes back in the dress of the new one", "[live]") {
    page() = csv(chart_of({1, 2, 3}, {0.5, std::nan(""), 1e-300}, {1, 2, 3}));
    const auto found = live::printed(chart_of({1, 2}, {7, 8}, {0, 0}));
    REQUIRE(found);
    CHECK(found->x == std::vector<double>{1, 2, 3});
    CHECK(found->curves.front().y.front() == 0.5);
    CHECK(std::isnan(found->curves.front().y[1]));
    CHECK(found->curves.front().y[2] == 1e-300);
    CHECK(found->curves.front().upper == std::vector<double>{1, 2, 3});
    CHECK(found->curves.front().color == 3);
    CHECK(found->curves.front().label == "a, \"quoted\"");
}

TEST_CASE("Other curves than the page's have no ghosts", "[live]") {
    page() = csv(chart_of({1, 2, 3}, {4, 5, 6}));
    CHECK(live::printed(chart_of({1}, {2})));
    CHECK_FALSE(live::printed(chart_of({1}, {2}, {3})));
    Chart other = chart_of({1}, {2});
    other.name = "unknown";
    CHECK_FALSE(live::printed(other));
    page() = "x\n";
    CHECK_FALSE(live::printed(chart_of({1}, {2})));
}
