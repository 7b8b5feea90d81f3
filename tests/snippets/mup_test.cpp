#include "snippets/init/mup.hpp"

#include "snippets/init/lecun.hpp"
#include "tests/catch.hpp"

using namespace winit;

TEST_CASE("The muP output rule agrees with LeCun at the base width", "[mup]") {
    CHECK(mup_output_stddev(256, 256) == Approx(lecun_stddev(256)).epsilon(1e-15));
}

TEST_CASE("Under muP the output weights shrink with the width, not with its root",
          "[mup]") {
    CHECK(mup_output_stddev(256, 64) == Approx(0.03125).epsilon(1e-15));
    CHECK(mup_output_stddev(512, 64) ==
          Approx(0.5 * mup_output_stddev(256, 64)).epsilon(1e-15));
    CHECK_FALSE(
        mup_output_stddev(512, 64) ==
        Approx(mup_output_stddev(256, 64) / std::sqrt(2.0)).epsilon(1e-3));  // control
    CHECK_THROWS_AS(mup_output_stddev(0, 1), std::invalid_argument);
    CHECK_THROWS_AS(mup_output_stddev(1, 0), std::invalid_argument);
}
