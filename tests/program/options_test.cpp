#include "chapters/support/options.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "snippets/random/rng.hpp"
#include "tests/catch.hpp"

using namespace winit;

namespace {

constexpr Range everything{-1e308, 1e308};

std::optional<double> read(const std::string& text) {
    try {
        return parse_number("--rate", text, everything);
    } catch (const BadInput&) {
        return std::nullopt;
    }
}

// What the standard library calls a number, as long as it is the whole text, in the range.
std::optional<double> by_from_chars(std::string_view text) {
    double number = 0.0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    const bool fits = number >= everything.from && number <= everything.to;
    return error == std::errc{} && stop == end && fits ? std::optional(number)
                                                       : std::nullopt;
}

}  // namespace

TEST_CASE("A number is what std::from_chars reads, to the last letter", "[options]") {
    for (const char* text :
         {"1",      "-1",     "0.5",    ".5",     "5.",       "1e3",    "1E-3",  "1e+3",
          "-.5e2",  "",       ".",      "-",      "+1",       " 1",     "1 ",    "\t1",
          "1x",     "0x10",   "0x1p3",  "1e",     "1e+",      "e5",     "--1",   "1-",
          "1.2.3",  "inf",    "-inf",   "nan",    "NaN",      "nan(1)", "1,5",   "1e999",
          "-1e999", "1e-999", "1e-310", "0e-999", "infinity", "1_000",  "1e308", "4.9e-324",
          "0.1e",   "00012",  "-0"}) {
        INFO("'" << text << "'");
        CHECK(read(text) == by_from_chars(text));
    }
    CHECK(read("0.1") == 0.1);  // control: something is read
    CHECK_FALSE(read(std::string("1\0", 2)));
}

TEST_CASE("Random texts of a number's letters are read as std::from_chars reads them",
          "[options]") {
    constexpr std::string_view letters = "0123456789.eE+-";
    Rng rng(2);
    std::size_t numbers = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        const auto length = static_cast<std::size_t>(1.0 + 6.0 * rng.uniform());
        for (std::size_t k = 0; k < length; ++k) {
            text += letters[static_cast<std::size_t>(15.0 * rng.uniform())];
        }
        const auto expected = by_from_chars(text);
        numbers += expected ? 1 : 0;
        INFO("'" << text << "'");
        REQUIRE(read(text) == expected);
    }
    CHECK(numbers > 1000);  // control: both kinds come up
    CHECK(numbers < 19000);
}

TEST_CASE("A choice is read as the index of its word", "[options]") {
    CHECK(parse_choice("--start", "constant", {"zeros", "constant"}) == 1);
    for (const char* text : {"Zeros", "0", "", "zero", "zeros, constant"}) {
        CHECK_THROWS_WITH(
            parse_choice("--start", text, {"zeros", "constant"}),
            "--start must be one of zeros, constant, got '" + std::string(text) + "'");
    }
    CHECK_THROWS_AS(parse_choice("--start", "zero", {"zeros"}), BadInput);
}
