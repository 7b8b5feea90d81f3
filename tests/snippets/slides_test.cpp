#include "snippets/init/slides.hpp"

#include <cmath>

#include "snippets/init/glorot.hpp"
#include "snippets/init/heuristic.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

TEST_CASE("The slide's He has one third of He's variance", "[slides]") {
    Rng rng(1);
    const Matrix weights = slides::he({.fan_in = 50, .fan_out = 400}, rng);
    const double bound = std::sqrt(2.0 / 50.0);
    CHECK(weights.shape(0) == 400);
    CHECK(weights.shape(1) == 50);
    CHECK(agrees(weights, uniform_between(-bound, bound)));
    CHECK_FALSE(agrees(weights, uniform_between(-std::sqrt(3.0) * bound,
                                                std::sqrt(3.0) * bound)));  // control
    CHECK_THROWS_AS(slides::he({.fan_in = 0, .fan_out = 1}, rng), std::invalid_argument);
    CHECK_THROWS_AS(slides::he({.fan_in = 1, .fan_out = 0}, rng), std::invalid_argument);
}

TEST_CASE("The slide's random weights ignore the size of the layer", "[slides]") {
    Rng rng(2);
    CHECK(agrees(slides::random({.fan_in = 50, .fan_out = 400}, rng),
                 uniform_between(-1.0, 1.0)));
    CHECK(agrees(slides::small({.fan_in = 50, .fan_out = 400}, rng),
                 uniform_between(-0.01, 0.01)));
    CHECK_FALSE(agrees(slides::random({.fan_in = 50, .fan_out = 400}, rng),
                       uniform_between(-0.95, 0.95)));  // control
    CHECK_THROWS_AS(slides::random({.fan_in = 0, .fan_out = 1}, rng),
                    std::invalid_argument);
    CHECK_THROWS_AS(slides::small({.fan_in = 0, .fan_out = 1}, rng), std::invalid_argument);
}

TEST_CASE("The slide's Xavier is the heuristic that Xavier replaced", "[slides]") {
    const Fans fans{.fan_in = 50, .fan_out = 400};
    Rng rng(3);
    Rng again(3);
    const Matrix weights = slides::xavier(fans, rng);
    CHECK(xt::allclose(weights, heuristic_uniform(fans, again), 1e-14));
    const double bound = glorot_bound(fans);
    CHECK_FALSE(agrees(weights, uniform_between(-bound, bound)));  // control: Xavier
    CHECK_THROWS_AS(slides::xavier({.fan_in = 0, .fan_out = 1}, rng),
                    std::invalid_argument);
}

TEST_CASE("The slide's step climbs the loss", "[slides]") {
    Matrix w = {{0.0}};  // L = (w - 1)^2 / 2 has the gradient w - 1
    slides::climb(w, Matrix{{-1.0}}, 0.1);
    CHECK((w(0, 0) - 1.0) * (w(0, 0) - 1.0) / 2.0 == Approx(0.605).epsilon(1e-14));
    CHECK_THROWS_AS(slides::climb(w, Matrix{{1.0, 2.0}}, 0.1), std::invalid_argument);
}

TEST_CASE("The slide's backpropagation can only make weights grow", "[slides]") {
    std::vector<Matrix> layers = {{{0.5, -1.0}, {0.0, 2.0}}, {{0.1, 0.2, 0.3}}};
    const std::vector<Matrix> before = layers;
    slides::grow_by_error(layers, Vector{1.0, 0.5}, 0.4, 0.1);
    CHECK(layers[0](0, 0) == Approx(0.54).epsilon(1e-14));
    CHECK(layers[0](1, 1) == Approx(2.02).epsilon(1e-14));
    CHECK(layers[1](0, 2) == 0.3);
    for (std::size_t l = 0; l < layers.size(); ++l) {
        CHECK(xt::all(layers[l] >= before[l]));
    }
}

TEST_CASE("In the slide's recurrence the first word leaves no trace", "[slides]") {
    Rng rng(4);
    const Matrix embedding = slides::random({.fan_in = 4, .fan_out = 10}, rng);
    const Matrix recurrent = slides::random({.fan_in = 4, .fan_out = 4}, rng);
    const Vector nothing = xt::zeros<double>({4});
    const Vector one = slides::recurrent_step(embedding, recurrent, 2, nothing);
    const Vector other = slides::recurrent_step(embedding, recurrent, 7, nothing);
    CHECK(same(one, other));
    CHECK_FALSE(same(slides::recurrent_step(embedding, recurrent, 2, one),
                     slides::recurrent_step(embedding, recurrent, 7, one)));
    CHECK_THROWS_AS(slides::recurrent_step(embedding, recurrent, 10, nothing),
                    std::invalid_argument);
    CHECK_THROWS_AS(slides::recurrent_step(embedding, embedding, 1, nothing),
                    std::invalid_argument);
}

TEST_CASE("The slide's softmax overflows", "[slides]") {
    CHECK(slides::softmax(Vector{0.0, 0.0})(0) == 0.5);
    CHECK(std::isnan(slides::softmax(Vector{710.0, 0.0})(0)));
    CHECK_THROWS_AS(slides::softmax(Vector(xt::zeros<double>({0}))), std::invalid_argument);
}
