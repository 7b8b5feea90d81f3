#include "snippets/init/identity.hpp"

#include "snippets/random/rng.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("Identity weights pass as many inputs as there are units", "[identity]") {
    Rng rng(1);
    CHECK(same(identity_weights({.fan_in = 3, .fan_out = 2}, rng),
               Matrix{{1.0, 0.0, 0.0}, {0.0, 1.0, 0.0}}));
    CHECK(same(identity_weights({.fan_in = 2, .fan_out = 3}, rng),
               Matrix{{1.0, 0.0}, {0.0, 1.0}, {0.0, 0.0}}));
    CHECK(rng.uniform() == Rng(1).uniform());
    CHECK_THROWS_AS(identity_weights({.fan_in = 0, .fan_out = 3}, rng),
                    std::invalid_argument);
}

TEST_CASE("Dirac filters have one 1 in the middle of their own channel", "[identity]") {
    const auto filters = dirac_filters(
        {.channels_in = 2, .channels_out = 3, .kernel_height = 3, .kernel_width = 5});
    REQUIRE(filters.shape(0) == 3);
    REQUIRE(filters.shape(1) == 2);
    CHECK(xt::sum(filters)() == 2.0);
    CHECK(filters(0, 0, 1, 2) == 1.0);
    CHECK(filters(1, 1, 1, 2) == 1.0);
}

// As torch.nn.init.dirac_(tensor, groups=2) for shape (4, 2, 1, 1).
TEST_CASE("Dirac filters start anew in every group", "[identity]") {
    const auto filters = dirac_filters({.channels_in = 4,
                                        .channels_out = 4,
                                        .kernel_height = 1,
                                        .kernel_width = 1,
                                        .groups = 2});
    REQUIRE(filters.shape(1) == 2);
    CHECK(xt::sum(filters)() == 4.0);
    CHECK(filters(0, 0, 0, 0) == 1.0);
    CHECK(filters(1, 1, 0, 0) == 1.0);
    CHECK(filters(2, 0, 0, 0) == 1.0);
    CHECK(filters(3, 1, 0, 0) == 1.0);
    CHECK_THROWS_AS(dirac_filters({0, 1, 1, 1}), std::invalid_argument);
}
