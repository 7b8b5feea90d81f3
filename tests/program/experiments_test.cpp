#include "chapters/support/experiments.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include "chapters/support/check_result.hpp"
#include "tests/catch.hpp"

using namespace winit;

namespace {

struct Params {
    double number = 1.0;
};

Result plain(const Params& params) {
    Result result;
    result.value("plain", params.number, "the number");
    return result;
}

Result telling(const Params& params, Progress& progress) {
    progress.begin("steps", 1);
    Result result;
    result.value("telling", 2.0 * params.number, "twice the number");
    result.map({.name = "a_map", .x_axis = {"x"}, .y_axis = {"y"}, .cell_axis = {"c"}});
    result.chart({.name = "a_chart", .x_axis = {"x"}, .y_axis = {"y"}});
    return result;
}

}  // namespace

TEST_CASE("Experiments run in their order, and what each found is listed",
          "[experiments]") {
    Params params{.number = 3.0};
    const Experiments experiments = {{"second", with(params, telling)},
                                     {"first", with(params, plain)}};
    params.number = 100.0;  // the experiments keep what they were bound to
    std::vector<std::string> heard;
    Progress progress(
        [&](const std::string& part, std::size_t, std::size_t) { heard.push_back(part); });
    std::vector<Contents> contents;
    const Result result = run_all(experiments, progress, contents);
    REQUIRE(result.values.size() == 2);
    CHECK(result.values[0].name == "telling");
    CHECK(result["plain"] == 3.0);
    CHECK(result["telling"] == 6.0);
    CHECK(heard == std::vector<std::string>{"steps"});
    REQUIRE(contents.size() == 2);
    CHECK(contents[0].experiment == "second");
    CHECK(contents[0].values == std::vector<std::string>{"telling"});
    CHECK(contents[0].series == std::vector<std::string>{"a_chart", "a_map"});
    CHECK(contents[1].experiment == "first");
    CHECK(contents[1].series.empty());
    CHECK(run_all(experiments, silent()).values.size() == 2);
}

TEST_CASE("What experiments share is made once, by the first that asks", "[experiments]") {
    int made = 0;
    const auto shared = made_once([&made] { return std::vector<int>{++made}; });
    const auto copy = shared;
    CHECK(made == 0);
    CHECK(&shared() == &copy());
    CHECK(copy() == std::vector<int>{1});
    CHECK(made == 1);
}

TEST_CASE("Names by which experiments cannot be told apart are refused", "[experiments]") {
    const auto nothing = [](Progress&) { return Result{}; };
    check_names({{"one", nothing}, {"two", nothing}});  // control
    CHECK_THROWS_AS(check_names({{"one", nothing}, {"one", nothing}}), std::logic_error);
    CHECK_THROWS_AS(check_names({{"One thing", nothing}}), std::logic_error);
}
