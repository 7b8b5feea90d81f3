#include "chapters/support/report.hpp"

#include <cstdint>
#include <limits>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "chapters/support/check_result.hpp"
#include "chapters/support/csv.hpp"
#include "chapters/support/parameters.hpp"
#include "tests/catch.hpp"

using namespace winit;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

Chart small_chart() {
    return {.name = "loss",
            .x_axis = {"step, counted"},
            .y_axis = {"loss"},
            .x = {0.0, 1.0},
            .curves = {
                {.label = "a \"quoted\" one", .y = {0.5, missing}},
                {.label = "b", .y = {1.0, 2.0}, .lower = {0.1, 0.2}, .upper = {3.0, 4.0}}}};
}

HeatMap small_map() {
    return {.name = "grid",
            .x_axis = {"x"},
            .y_axis = {"y"},
            .cell_axis = {"cell"},
            .x = {1.0, 2.0},
            .y = {0.5},
            .panels = {{"first, of two", {{0.25, missing}}}, {"second", {{1.0, 2.0}}}}};
}

NetworkDrawing small_network() {
    return {.name = "net",
            .steps = {{.loss = 0.25,
                       .layers = {{.label = "input", .values = {1.0, 0.5}},
                                  {.label = "output",
                                   .values = {0.0},
                                   .biases = {0.1},
                                   .deltas = {-2.0},
                                   .weights = {{3.0, 4.0}},
                                   .gradients = {{-2.0, -1.0}}}}}}};
}

}  // namespace

TEST_CASE("A chart becomes one row per x, with the edges of bands", "[report]") {
    CHECK(csv(small_chart()) ==
          "\"step, counted\",\"a \"\"quoted\"\" one\",b,b lower,b upper\n"
          "0,0.5,1,0.1,3\n"
          "1,,2,0.2,4\n");
}

TEST_CASE("A heat map becomes one row per cell", "[report]") {
    CHECK(csv(small_map()) ==
          "panel,x,y,cell\n"
          "\"first, of two\",1,0.5,0.25\n"
          "\"first, of two\",2,0.5,\n"
          "second,1,0.5,1\n"
          "second,2,0.5,2\n");
}

TEST_CASE("A line over a heat map follows its cells", "[report]") {
    HeatMap map = small_map();
    map.overlays = {{"predicted", {1.5}, {0.75}}};
    CHECK(csv(map) == csv(small_map()) + "predicted,1.5,0.75,\n");
}

TEST_CASE("A network becomes one row per number", "[report]") {
    CHECK(csv(small_network()) ==
          "step,quantity,layer,unit,from,number\n"
          "0,loss,,,,0.25\n"
          "0,value,1,1,,1\n"
          "0,value,1,2,,0.5\n"
          "0,value,2,1,,0\n"
          "0,bias,2,1,,0.1\n"
          "0,delta,2,1,,-2\n"
          "0,weight,2,1,1,3\n"
          "0,weight,2,1,2,4\n"
          "0,gradient,2,1,1,-2\n"
          "0,gradient,2,1,2,-1\n");
}

TEST_CASE("A network that cannot be drawn is refused", "[report]") {
    check_result({.networks = {small_network()}});  // control
    const auto refused = [](const auto& spoil) {
        NetworkDrawing network = small_network();
        spoil(network);
        CHECK_THROWS_AS(check_result({.networks = {network}}), std::logic_error);
    };
    refused([](NetworkDrawing& network) { network.steps.clear(); });
    refused([](NetworkDrawing& network) { network.steps[0].layers.pop_back(); });
    refused([](NetworkDrawing& network) { network.name = "loss curve"; });
    refused([](NetworkDrawing& network) { network.steps[0].layers[1].deltas.clear(); });
    refused([](NetworkDrawing& network) { network.steps[0].layers[1].weights.clear(); });
    refused(
        [](NetworkDrawing& network) { network.steps[0].layers[1].gradients[0] = {1.0}; });
    refused([](NetworkDrawing& network) { network.steps[0].layers[0].values = {1, 2, 3}; });
    NetworkDrawing burst = small_network();
    burst.steps[0].layers[1].values[0] = std::numeric_limits<double>::infinity();
    CHECK_THROWS_WITH(
        check_result({.networks = {burst}}),
        "the network 'net' does not keep finite numbers with these parameters");
}

TEST_CASE("The summary has the question, then three aligned columns", "[report]") {
    const Result result{.values = {{"rms", 0.45274, "RMS of the last layer"},
                                   {"parameters", 20.0, "parameters of the network"}}};
    CHECK(summary("How far?", result) ==
          "How far?\n"
          "\n"
          "rms         0.4527  RMS of the last layer\n"
          "parameters      20  parameters of the network\n");
}

TEST_CASE("values.json holds numbers unrounded, in the order of the result", "[report]") {
    const Result result{
        .values = {{"zeta", 1.0 / 3.0, "a third"}, {"alpha", 20.0, "a count", exact}},
        .charts = {small_chart()},
        .maps = {small_map()},
        .networks = {small_network()}};
    const auto json = nlohmann::ordered_json::parse(values_json("06-he", result));
    CHECK(json["chapter"] == "06-he");
    CHECK(json["values"].begin().key() == "zeta");
    CHECK(json["values"]["zeta"]["value"].get<double>() == 1.0 / 3.0);
    CHECK(json["values"]["zeta"]["meaning"] == "a third");
    CHECK(json["values"]["zeta"]["relative"] == 1e-9);
    CHECK(json["values"]["alpha"]["relative"] == 0.0);
    CHECK(json["series"]["loss"]["kind"] == "chart");
    CHECK(json["series"]["grid"]["kind"] == "map");
    CHECK(json["series"]["net"]["kind"] == "network");
}

TEST_CASE("The edges of bands may have a tolerance of their own", "[report]") {
    Chart banded = small_chart();
    banded.band_tolerance = {.relative = 0.0, .absolute = 0.5};
    const auto json =
        nlohmann::ordered_json::parse(values_json("06-he", {.charts = {banded}}));
    CHECK(json["series"]["loss"]["absolute"] == 0.0);
    CHECK(json["series"]["loss"]["band"]["relative"] == 0.0);
    CHECK(json["series"]["loss"]["band"]["absolute"] == 0.5);

    const auto plain =
        nlohmann::ordered_json::parse(values_json("06-he", {.charts = {small_chart()}}));
    CHECK_FALSE(plain["series"]["loss"].contains("band"));
}

TEST_CASE("places.json leads from each value and series to the line that made it",
          "[report]") {
    Result result;
    const int line = __LINE__ + 1;
    result.value("a", 1.0, "first");
    result.data("b", 2.0, "second");
    result.chart(small_chart());
    result.map(small_map());
    result.network(small_network());
    result.add({.values = {{"c", 3.0, "of another", {}, {"../chapters/x.hpp", 7}}}});
    const auto places = nlohmann::json::parse(places_json(result, {}, {}));
    CHECK(places["values"]["a"]["file"] == "tests/program/report_test.cpp");
    CHECK(places["values"]["a"]["line"] == line);
    CHECK(places["values"]["b"]["line"] == line + 1);
    CHECK(places["series"]["loss"]["line"] == line + 2);
    CHECK(places["series"]["grid"]["line"] == line + 3);
    CHECK(places["series"]["net"]["line"] == line + 4);
    CHECK(places["values"]["c"]["file"] == "chapters/x.hpp");
    CHECK(places["values"]["c"]["line"] == 7);
    CHECK(places["values"]["a"]["data"] == false);
    CHECK(places["values"]["b"]["data"] == true);
    CHECK(places["grids"].empty());
    CHECK(places["options"].empty());
    CHECK(places["experiments"].empty());
}

TEST_CASE("places.json lists options for a form, and what each experiment finds",
          "[report]") {
    const std::vector<OptionFacts> options = {
        {"narrow_depth", "--narrow-depth", "count", {1, 1e6}, 30, 3, "layers"},
        {"rate", "--rate", "number", {1e-6, 2}, 0.1, 0.1, "step"},
        {"start", "--start", "choice", {0, 1}, 1, 0, "weights", {"zeros", "constant"}},
        {"seed", "--seed", "seed", {}, 6, 6, "random numbers"}};
    const auto places =
        nlohmann::json::parse(places_json({}, options, {{"signal", {"a", "b"}, {"c"}}}));
    const auto& count = places["options"][0];
    CHECK(count == nlohmann::json::parse(R"({"name": "narrow_depth",
        "flag": "--narrow-depth", "kind": "count", "from": 1, "to": 1000000, "default": 30,
        "quick": 3, "meaning": "layers"})"));
    CHECK(count["to"].is_number_integer());
    CHECK(places["options"][1]["from"] == 1e-6);
    CHECK(places["options"][2]["default"] == "constant");
    CHECK(places["options"][2]["quick"] == "zeros");
    CHECK(places["options"][2]["choices"].size() == 2);
    CHECK(places["options"][3]["to"] == std::numeric_limits<std::uint64_t>::max());
    CHECK(places["options"][3]["default"] == 6);
    CHECK(places["experiments"] ==
          nlohmann::json::parse(R"({"signal": {"values": ["a", "b"], "series": ["c"]}})"));
}

TEST_CASE("Parameters become values in the order of their descriptions", "[report]") {
    struct Params {
        std::size_t depth = 3;
        double rate = 0.5;
        std::size_t hidden = 7;
        std::size_t start = 1;

        void each(Descriptions& is) {
            is.number("seed", 9U, "seed");
            is.parameter(depth, "depth", {1, 10}, "layers");
            is.option(hidden, "hidden", {1, 10}, "no value");
            is.parameter(rate, "rate", {0.0, 1.0}, "step");
            is.choice(start, "start", {"zeros", "ones"}, "weights");
            is.number("twice", 2.0 * rate, "follows", Tolerance{});
        }
    };
    const Result result = parameter_values(Params{.rate = 0.25});
    REQUIRE(result.values.size() == 5);
    CHECK(result.values[0].name == "seed");
    CHECK(result["depth"] == 3.0);
    CHECK(result["rate"] == 0.25);
    CHECK(result["twice"] == 0.5);
    CHECK(result["start"] == 1.0);
    CHECK(result.values[3].meaning == "weights: 0 zeros, 1 ones");
    CHECK(result.values[3].tolerance.relative == 0.0);
    CHECK(result.values[1].tolerance.relative == 0.0);
    CHECK(result.values[4].tolerance.relative == Tolerance{}.relative);
    CHECK(result.values[2].place.line > result.values[1].place.line);
    CHECK(parameter_value(Params{.hidden = 8}, "hidden")["hidden"] == 8.0);
    CHECK_THROWS_AS(parameter_value(Params{}, "hiden"), std::invalid_argument);
}

TEST_CASE("A value that is not finite is refused by its name", "[report]") {
    const Result result{.values = {{"broken", missing, "nothing"}}};
    CHECK_THROWS_AS(check_result(result), std::range_error);
    CHECK_THROWS_WITH(check_result(result),
                      "the value 'broken' is not a finite number with these parameters");
}

TEST_CASE("An experiment that contradicts itself is refused", "[report]") {
    const auto refused = [](const Result& result) {
        CHECK_THROWS_AS(check_result(result), std::logic_error);
    };
    refused({.values = {{"Not snake", 1.0, "a name"}}});
    refused({.values = {{"twice", 1.0, "a name"}, {"twice", 2.0, "the same"}}});
    refused({.charts = {small_chart(), small_chart()}});

    Chart short_curve = small_chart();
    short_curve.curves[0].y.pop_back();
    refused({.charts = {short_curve}});
    Chart half_a_band = small_chart();
    half_a_band.curves[1].upper.clear();
    refused({.charts = {half_a_band}});
    HeatMap ragged = small_map();
    ragged.panels[1].cells[0].pop_back();
    refused({.maps = {ragged}});
    HeatMap half_a_line = small_map();
    half_a_line.overlays = {{"predicted", {1.5}, {}}};
    refused({.maps = {half_a_line}});
    check_result({.charts = {small_chart()}, .maps = {small_map()}});  // control
}
