#include "chapters/support/numbers.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "snippets/random/rng.hpp"
#include "tests/catch.hpp"

using winit::shortest;
using winit::significant;

TEST_CASE("The shortest text of a number reads back as the same number", "[numbers]") {
    CHECK(shortest(0.1) == "0.1");
    CHECK(shortest(1.0 / 3.0) == "0.3333333333333333");
    CHECK(shortest(0.45274987396676775) == "0.45274987396676775");
    CHECK(shortest(20.0) == "20");
    CHECK(shortest(-0.0) == "0");
    CHECK(shortest(5e-324) == "5e-324");
    CHECK(shortest(std::numeric_limits<double>::quiet_NaN()).empty());
}

TEST_CASE("People see whole numbers in full and others with few digits", "[numbers]") {
    CHECK(significant(0.45274987396676775, 4) == "0.4527");
    CHECK(significant(1.77345e-29, 4) == "1.773e-29");
    CHECK(significant(20.0, 4) == "20");
    CHECK(significant(-203530.0, 4) == "-203530");
    CHECK(significant(20.25, 4) == "20.25");
    CHECK(significant(123456.7, 4) == "1.235e+05");
    CHECK(significant(1e300, 4) == "1e+300");
    CHECK(significant(-0.0, 4) == "0");
}

TEST_CASE("Significant digits are those of std::to_chars, for numbers of every size",
          "[numbers]") {
    const auto by_to_chars = [](double number, int digits) {
        std::array<char, 64> text{};
        char* const end = std::to_chars(text.data(), text.data() + text.size(), number,
                                        std::chars_format::general, digits)
                              .ptr;
        return std::string(text.data(), end);
    };
    winit::Rng rng(1);
    for (int i = 0; i < 20000; ++i) {
        const double size = std::pow(10.0, 640.0 * rng.uniform() - 320.0);
        const double number = (rng.uniform() - 0.5) * size + (i % 2 == 0 ? 0.0 : 1.0 / 3.0);
        if (std::trunc(number) == number) {
            continue;  // whole numbers are written in full
        }
        for (const int digits : {3, 4, 12}) {
            REQUIRE(significant(number, digits) == by_to_chars(number, digits));
        }
    }
    for (const double tie : {0.125, 2.5e-7, 1234.5, 9.9995, 99995.5, 0.00012345}) {
        CHECK(significant(tie, 4) == by_to_chars(tie, 4));
    }
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK(significant(-infinity, 4) == "-inf");
    CHECK(significant(1e16, 4) == by_to_chars(1e16, 4));
}
