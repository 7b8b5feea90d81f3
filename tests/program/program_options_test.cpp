#include "chapters/support/program_options.hpp"

#include <string>
#include <vector>

#include "tests/catch.hpp"

using namespace winit;

namespace {

struct Params {
    std::size_t depth = 10;
    double rate = 0.5;
    std::size_t start = 1;
    std::vector<double> rates = {1.0, 2.0};  // no option
    std::uint64_t seed = 7;
    std::size_t threads = 1;

    void each(Descriptions& is) {
        is.number("seed", seed, "seed");
        is.parameter(depth, "narrow_depth", {1, 200}, "layers");
        is.option(rate, "rate", {0.0, 1.0}, "step");
        is.choice(start, "start", {"zeros", "constant"}, "weights at the start");
    }
};

// A program as a front end sees it.
struct Front {
    Params params = {};
    std::size_t pictures = 5;
    ProgramOptions options = {};

    Front() {
        options.quick([this] { params = Params{.depth = 2, .start = 0}; });
        options.count("--pictures", pictures, {1, 9}, "pictures");
        options.describe(params);
    }

    void given(const std::vector<std::string>& arguments) {
        REQUIRE(options.parse(arguments));
        options.assign(3);
    }
};

Experiments three() {
    const auto nothing = [](Progress&) { return Result{}; };
    return {{"signal_by_layer", nothing}, {"signal_back", nothing}, {"survival", nothing}};
}

std::vector<std::string> chosen(const std::string& name) {
    Front front;
    front.given({"--only", name});
    std::vector<std::string> names;
    for (const Experiment& experiment : front.options.chosen(three())) {
        names.push_back(experiment.name);
    }
    return names;
}

}  // namespace

TEST_CASE("Every option that sets a number is described, in the order of the help",
          "[program_options]") {
    const auto facts = Front().options.facts();
    REQUIRE(facts.size() == 5);
    CHECK(facts[0].name == "narrow_depth");
    CHECK(facts[0].flag == "--narrow-depth");
    CHECK(facts[0].kind == "count");
    CHECK(facts[0].range.to == 200.0);
    CHECK(facts[0].standard == 10.0);
    CHECK(facts[0].quick == 2.0);
    CHECK(facts[0].meaning == "layers");
    CHECK(facts[1].kind == "number");
    CHECK(facts[1].quick == 0.5);
    CHECK(facts[2].kind == "choice");
    CHECK(facts[2].choices == std::vector<std::string>{"zeros", "constant"});
    CHECK(facts[2].standard == 1.0);
    CHECK(facts[2].quick == 0.0);
    CHECK(facts[3].name == "pictures");
    CHECK(facts[4].kind == "seed");
    CHECK(facts[4].standard == 7.0);
}

TEST_CASE("To ask what --quick takes changes nothing", "[program_options]") {
    const Front front;
    CHECK(front.params.depth == 10);
    CHECK(front.params.start == 1);
}

TEST_CASE("Single options win over --quick, and processors fill in for --threads",
          "[program_options]") {
    Front front;
    front.given({"--start=constant", "--quick", "--seed", "9"});
    CHECK(front.params.depth == 2);
    CHECK(front.params.start == 1);
    CHECK(front.params.seed == 9);
    CHECK(front.params.threads == 3);
    Front other;
    other.given({"--threads", "2", "--narrow-depth", "4", "--narrow-depth=5"});
    CHECK(other.params.threads == 2);
    CHECK(other.params.depth == 5);
    CHECK_FALSE(Front().options.parse({"--help"}));
}

TEST_CASE("A name chooses one experiment, no name all of them", "[program_options]") {
    CHECK(chosen("survival") == std::vector<std::string>{"survival"});
    Front front;
    front.given({});
    CHECK(front.options.chosen(three()).size() == 3);
}

TEST_CASE("A name that no experiment has is refused with those near it, or with all",
          "[program_options]") {
    const std::string start = "--only must name an experiment, got '";
    CHECK_THROWS_AS(chosen("survivl"), BadInput);
    CHECK_THROWS_WITH(chosen("survivl"), start + "survivl'; near it is survival");
    CHECK_THROWS_WITH(chosen("signal"),
                      start + "signal'; near it is signal_by_layer, signal_back");
    const std::string all = "'; accepted are signal_by_layer, signal_back, survival";
    CHECK_THROWS_WITH(chosen("loss"), start + "loss" + all);
    CHECK_THROWS_WITH(chosen(""), start + all);
}
