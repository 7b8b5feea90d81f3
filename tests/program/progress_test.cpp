#include "chapters/support/progress.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "chapters/support/terminal.hpp"
#include "snippets/core/parallel.hpp"
#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("Progress counts every piece, from all threads", "[progress]") {
    std::vector<std::size_t> seen;
    std::string part;
    Progress progress([&](const std::string& name, std::size_t done, std::size_t steps) {
        part = name + " of " + std::to_string(steps);
        seen.push_back(done);
    });
    progress.begin("runs", 100);
    parallel_for(100, 4, [&](std::size_t) { progress.step(); });
    REQUIRE(seen.size() == 101);
    for (std::size_t i = 0; i < seen.size(); ++i) {
        CHECK(seen[i] == i);
    }
    CHECK(part == "runs of 100");
    progress.begin("more", 5);
    CHECK(seen.back() == 0);
}

TEST_CASE("Without a listener progress does nothing", "[progress]") {
    silent().begin("runs", 1);
    CHECK_NOTHROW(silent().step());
}

TEST_CASE("Progress says what is done and what is left", "[progress]") {
    CHECK(progress_in_words("runs", 0, 120, 3.0) == "runs: 0 of 120 done");
    CHECK(progress_in_words("runs", 30, 120, 3.0) ==
          "runs: 30 of 120 done, about 9 s left");
    CHECK(progress_in_words("runs", 1, 121, 3.0) ==
          "runs: 1 of 121 done, about 6 min left");
    CHECK(progress_in_words("runs", 120, 120, 3.0) == "runs: 120 of 120 done");
}
