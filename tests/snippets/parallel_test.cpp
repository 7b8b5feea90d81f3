#include "snippets/core/parallel.hpp"

#include <atomic>
#include <stdexcept>
#include <vector>

#include "snippets/random/rng.hpp"
#include "tests/catch.hpp"

using namespace winit;

namespace {

std::vector<double> one_draw_per_run(std::size_t threads) {
    const Rng rng(1);
    std::vector<double> draws(100);
    parallel_for(draws.size(), threads, [&](std::size_t run) {
        Rng own = rng.stream(run);
        draws[run] = own.normal();
    });
    return draws;
}

}  // namespace

TEST_CASE("The number of threads does not show in the result", "[parallel]") {
    const std::vector<double> alone = one_draw_per_run(1);
    CHECK(one_draw_per_run(2) == alone);
    CHECK(one_draw_per_run(7) == alone);
    CHECK(one_draw_per_run(200) == alone);
}

TEST_CASE("Every run is called once", "[parallel]") {
    std::vector<std::atomic<int>> calls(1000);
    parallel_for(calls.size(), 4, [&](std::size_t run) { ++calls[run]; });
    for (const auto& count : calls) {
        CHECK(count == 1);
    }
    CHECK_NOTHROW(
        parallel_for(0, 4, [](std::size_t) { throw std::runtime_error("called"); }));
}

TEST_CASE("What a run throws reaches the caller, and no new run starts", "[parallel]") {
    std::atomic<std::size_t> calls{0};
    const auto fails = [&](std::size_t) {
        ++calls;
        throw std::runtime_error("run failed");
    };
    CHECK_THROWS_WITH(parallel_for(1000, 4, fails), "run failed");
    CHECK(calls <= 4);
    CHECK_THROWS_AS(parallel_for(1, 0, fails), std::invalid_argument);
}
