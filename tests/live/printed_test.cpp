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

std::string& guess() {
    static std::string text_of_the_reader;
    return text_of_the_reader;
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
    const std::string wanted(name, length);
    const std::string& answer = wanted == "some" ? page() : guess();
    if (wanted != "some" && wanted != "some.guess") {
        return 0;
    }
    if (capacity > 0) {
        std::memcpy(text, answer.data(), std::min(capacity, answer.size()));
    }
    return answer.size();
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

TEST_CASE("A guess is a mark at the end of the axis, and no part of the table", "[live]") {
    const Chart chart = chart_of({1, 2, 3}, {4, 5, 6});
    CHECK(live::with_guess(chart).curves.size() == 1);
    guess() = "2.5e-3";
    const Chart drawn = live::with_guess(chart);
    guess().clear();
    REQUIRE(drawn.curves.size() == 2);
    CHECK(drawn.curves.back().label == "your guess");
    CHECK(drawn.curves.back().y.back() == 2.5e-3);
    CHECK(std::isnan(drawn.curves.back().y.front()));
    CHECK(csv(drawn) != csv(chart));
    Chart unknown = chart;
    unknown.name = "unknown";
    CHECK(live::with_guess(unknown).curves.size() == 1);
}
