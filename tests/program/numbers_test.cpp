#include "chapters/support/numbers.hpp"

#include <limits>

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
