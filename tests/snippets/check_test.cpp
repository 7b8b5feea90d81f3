#include "snippets/core/check.hpp"

#include <stdexcept>
#include <string>

#include "tests/catch.hpp"

namespace {

std::string message_of(const auto& call) {
    try {
        call();
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    return "nothing was thrown";
}

}  // namespace

TEST_CASE("require lets a condition that holds pass", "[check]") {
    CHECK_NOTHROW(winit::require(true, "f: never said"));
    CHECK_NOTHROW(winit::require(true, "f: never said", 1));
}

TEST_CASE("require throws std::invalid_argument with the message it was given", "[check]") {
    CHECK(message_of([] { winit::require(false, "f: x must be 1"); }) == "f: x must be 1");
}

TEST_CASE("require names the value that came", "[check]") {
    CHECK(message_of([] { winit::require(false, "f: x must be 1", 7); }) ==
          "f: x must be 1, got 7");
    CHECK(message_of([] { winit::require(false, "f: x must be small", 1e-9); }) ==
          "f: x must be small, got 1e-09");
}
