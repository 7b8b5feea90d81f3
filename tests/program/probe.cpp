/// @file probe.cpp
/// @brief A program with every kind of option and two cheap experiments, for test_program.py.
#include <chrono>
#include <filesystem>
#include <limits>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>

#include "chapters/support/program.hpp"
#include "figures/plot.hpp"
#include "snippets/random/rng.hpp"

namespace {

using namespace winit;

struct Params {
    std::size_t depth = 10;
    double rate = 0.1;
    double pause = 0.0;
    std::size_t fault = 0;
    double wind_speed = 0.0;
    std::size_t start = 0;
    std::uint64_t seed = 1;
    std::size_t threads = 1;

    void each(Descriptions& is) {
        is.parameter(depth, "depth", {1, 200}, "steps");
        is.option(wind_speed, "wind_speed", {-1.0, 1.0}, "drift of the walk per step");
        is.choice(start, "first_step", {"up", "down"}, "where the walk turns first");
        is.number("sum", 2.0 + wind_speed, "a number that follows");
    }
};

void fail_if_asked(const Params& params) {
    if (params.fault == 1) {
        throw std::invalid_argument("probe: depth must be even,\ngot 7");
    }
    if (params.fault == 2) {
        throw std::bad_alloc();
    }
    if (params.fault == 3) {
        throw std::runtime_error("the disk is on fire");
    }
}

void take_a_while(const Params& params, Progress& progress) {
    constexpr std::size_t naps = 50;
    progress.begin("naps", naps);
    for (std::size_t nap = 0; nap < naps; ++nap) {
        std::this_thread::sleep_for(std::chrono::duration<double>(params.pause / naps));
        progress.step();
    }
}

Result walk(const Params& params, Progress& progress) {
    take_a_while(params, progress);
    fail_if_asked(params);
    Rng rng(params.seed);
    Chart chart{.name = "walk", .x_axis = {"step"}, .y_axis = {"height"}};
    chart.curves = {{.label = "walk"}};
    for (std::size_t i = 0; i < params.depth; ++i) {
        chart.x.push_back(static_cast<double>(i));
        chart.curves[0].y.push_back(rng.normal() + params.wind_speed);
    }
    const double last = params.fault == 4 ? std::numeric_limits<double>::quiet_NaN()
                                          : chart.curves[0].y.back();
    Result result;
    result.value("last", last, "where the walk ends");
    result.data("rate", params.rate, "a number");
    result.chart(chart);
    return result;
}

Result grid(const Params& params) {
    Rng rng(params.seed);
    Result result;
    result.map({.name = "grid",
                .x_axis = {"column"},
                .y_axis = {"row"},
                .cell_axis = {"number"},
                .x = {1.0, 2.0},
                .y = {1.0, 2.0},
                .panels = {{"a panel", {{1.0, 2.0}, {3.0, rng.uniform()}}}}});
    result.value("corner", result.maps[0].panels[0].cells[1][1], "its last cell");
    return result;
}

Experiments experiments(const Params& params) {
    return {{"walk", with(params, walk)},
            {params.fault == 5 ? "walk" : "grid_of_numbers", with(params, grid)}};
}

}  // namespace

int main(int argc, char** argv) {
    Params params;
    Program program("probe", "Does a program refuse what it must?");
    program.quick([&] { params = Params{.depth = 3}; });
    program.full([&] { params = Params{.depth = 150}; });
    program.folder(
        "--data",
        [&](const std::string& folder) {
            if (!std::filesystem::is_directory(folder)) {
                throw std::runtime_error("no folder is called " + folder);
            }
            params.depth = 77;
        },
        "folder of the data");
    program.option("--width", params.fault, {0, 1e9},
                   "kind of planted fault, or megabytes");
    program.option("--rate", params.rate, {1e-6, 10.0}, "a number");
    program.option("--pause", params.pause, {0.0, 60.0}, "how long the walk takes (s)");
    program.memory([&] { return 1e6 * static_cast<double>(params.fault); });
    return program.run(argc, argv, params, experiments, draw);
}
