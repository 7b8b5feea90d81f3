#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/03-no-learning/experiment.hpp"
#include "chapters/03-no-learning/solutions.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;
using namespace winit::chapter03;

namespace {

std::string factor_name(const Params& params, std::size_t mode) {
    return "factor " + std::to_string(std::lround(params.factors(mode)));
}

// Largest distance between the measured slopes of all starts and an expected one, as its share.
double worst_slope(const std::vector<std::vector<double>>& runs, double expected) {
    double worst = 0.0;
    for (const auto& times : runs) {
        worst = std::max(worst, std::abs(slope_per_decade(times) / expected - 1.0));
    }
    return worst;
}

// Weights of both layers in one vector, first layer first, and back.
Vector packed(const TwoLayers& layers) {
    return xt::concatenate(
        xt::xtuple(xt::flatten(layers.first), xt::flatten(layers.second)));
}

TwoLayers unpacked(const Vector& state, std::size_t size) {
    TwoLayers layers{.first = Matrix::from_shape({size, size}),
                     .second = Matrix::from_shape({size, size})};
    const auto half = state.begin() + static_cast<std::ptrdiff_t>(size * size);
    std::copy(state.begin(), half, layers.first.begin());
    std::copy(half, state.end(), layers.second.begin());
    return layers;
}

// Steps of training until the loss has passed a share of its start.
double steps_until(double share, double scale, const Step& step) {
    const Params params;
    Rng rng(params.seed);
    const auto layers = random_layers(params.factors.size(), params.width, scale, rng);
    const auto loss = learn(layers, params.factors, params.learning_rate, 800, step).loss;
    return crossing(loss, share * loss.front());
}

}  // namespace

TEST_CASE("A step against the gradient lowers the loss, the slide's step raises it",
          "[03-no-learning][claim:sign-decides]") {
    const Result found = one_step();
    holds("(w - 1)^2 / 2 after a step against the gradient",
          near(found["sign_minus"], 0.405, 1e-15));
    holds("(w - 1)^2 / 2 after a step along it", near(found["sign_plus"], 0.605, 1e-15));
    control("the slide's step lowers the loss",
            below(found["sign_plus"], found["sign_start"]));
}

TEST_CASE("The slide's own numbers, with a loss that has its gradient",
          "[03-no-learning][claim:slide-climbs]") {
    // Two units see (1, 1, 1) and should answer -0.1: |W x - t|^2 / 2 has all slopes 0.1 at 0.
    const Matrix input{{1.0, 1.0, 1.0}};
    const Matrix target{{-0.1, -0.1}};
    const Matrix zeros = xt::zeros<double>({2, 3});
    const auto error = [&](const Matrix& weights) {
        return Matrix(linear(input, weights) - target);
    };
    const auto loss = [&](const Matrix& weights) {
        return 0.5 * xt::sum(xt::square(error(weights)))();
    };
    const Matrix slope = xt::linalg::dot(xt::transpose(error(zeros)), input);
    holds("smallest entry of the gradient", equal(xt::amin(slope)(), 0.1));
    holds("largest entry of the gradient", equal(xt::amax(slope)(), 0.1));

    Matrix down = zeros;
    Matrix up = zeros;
    downhill(down, slope, 0.1);
    slides::climb(up, slope, 0.1);
    holds("what the slide's code prints", equal(up(0, 0), 0.010000000000000002));
    holds("loss after the slide's step", near(loss(up), 0.0169, 1e-15));
    holds("loss after a step against the gradient", near(loss(down), 0.0049, 1e-15));
    control("the slide's step lowers the loss", below(loss(up), loss(zeros)));
}

TEST_CASE("Zero is a saddle: flat, downhill one way, uphill the other",
          "[03-no-learning][claim:zero-is-a-saddle]") {
    const Params params;
    const std::size_t modes = params.factors.size();
    const Matrix target = xt::diag(params.factors);
    const auto loss = [&](const TwoLayers& at) {
        const Matrix product = xt::linalg::dot(at.second, at.first);
        return 0.5 * xt::sum(xt::square(product - target))();
    };
    TwoLayers zeros{.first = xt::zeros<double>({modes, modes}),
                    .second = xt::zeros<double>({modes, modes})};
    const TwoLayers slope = gradient(zeros, target);
    holds("largest slope at zero, first layer",
          equal(xt::amax(xt::abs(slope.first))(), 0.0));
    holds("largest slope at zero, second layer",
          equal(xt::amax(xt::abs(slope.second))(), 0.0));
    // Unit directions (a, b) = (1, +-1) / sqrt(2); the loss is s^2/2 -+ s e^2/2 + e^4/8.
    constexpr double e = 1e-3;
    const auto curvature = [&](std::size_t mode, double sign) {
        TwoLayers moved = zeros;
        moved.first(0, mode) = e / std::sqrt(2.0);
        moved.second(mode, 0) = sign * e / std::sqrt(2.0);
        return 2.0 * (loss(moved) - loss(zeros)) / (e * e);
    };
    for (std::size_t mode = 0; mode < modes; ++mode) {
        const double s = params.factors(mode);
        holds("curvature where both layers agree, " + factor_name(params, mode),
              near(curvature(mode, 1.0), -s, 1e-6));
        holds("curvature where they oppose, " + factor_name(params, mode),
              near(curvature(mode, -1.0), s, 1e-6));
    }
    control("zero is a minimum", above(curvature(0, 1.0), 0.0));
}

TEST_CASE("Two layers follow the closed form, mode by mode",
          "[03-no-learning][claim:closed-form]") {
    const Params params;
    const std::size_t modes = params.factors.size();
    const Matrix target = xt::diag(params.factors);
    constexpr double start = 1e-4;
    const Matrix first = std::sqrt(start) * xt::eye<double>(modes);
    const auto flow = [&](const Vector& state) {
        const TwoLayers slope = gradient(unpacked(state, modes), target);
        return Vector(-packed(slope));
    };
    for (const double time : {1.0, 2.0, 4.0, 6.0}) {
        const Vector end = runge_kutta(flow, packed({first, first}), time, 2000);
        const TwoLayers layers = unpacked(end, modes);
        const Matrix product = xt::linalg::dot(layers.second, layers.first);
        double worst = 0.0;
        double wrong = 0.0;
        for (std::size_t mode = 0; mode < modes; ++mode) {
            const double s = params.factors(mode);
            worst = std::max(worst,
                             std::abs(product(mode, mode) - mode_strength(time, s, start)));
            wrong = std::max(
                wrong, std::abs(product(mode, mode) - mode_strength(0.5 * time, s, start)));
        }
        const std::string at = " at time " + std::to_string(std::lround(time));
        holds("distance of all modes" + at, below(worst, 1e-8));
        control("u' = u (s - u), half as fast," + at, below(wrong, 1e-8));
    }
}

TEST_CASE("Gradient descent from random weights follows the theory of its own start",
          "[03-no-learning][claim:random-start]") {
    constexpr double scale = 1e-3;
    struct Case {
        std::size_t width;
        double learning_rate;
        double share;  // of a wait
    };
    // A later mode has lost its part along the earlier ones: about 1 / width each, two at most.
    // ln(s/u0) then is off by about 4 / width, and a wait by a tenth of that. Steps of length eta
    // slow growth from s to ln(1 + eta s) / eta: 2 % at eta = 0.01 for the largest factor.
    for (const auto& [width, learning_rate, share] :
         {Case{32, 0.01, 0.04}, Case{128, 0.001, 0.01}}) {
        Params params;
        params.width = width;
        params.learning_rate = learning_rate;
        const std::string with = ", width " + std::to_string(width);
        // The page's own run, and three others.
        for (std::uint64_t run = 0; run < 4; ++run) {
            const Rng root(params.seed);
            const Rng from = run == 0 ? root : root.stream(run);
            Rng rng = from;
            const auto layers = random_layers(params.factors.size(), width, scale, rng);
            const auto times = waits(scale, params, from);
            for (std::size_t mode = 0; mode < times.size(); ++mode) {
                const double s = params.factors(mode);
                const double expected = half_rise_time(s, initial_strength(layers, mode));
                const std::string name =
                    factor_name(params, mode) + with + ", start " + std::to_string(run);
                holds("wait over theory, " + name,
                      near(times[mode] / expected, 1.0, share));
                control("u0 from one weight, " + name,
                        near(times[mode] / half_rise_time(s, scale * scale), 1.0, share));
            }
        }
    }
}

TEST_CASE("The wait grows by ln 10 / s for every decade of scale",
          "[03-no-learning][claim:wait-per-decade]") {
    Params params;
    params.threads = 2;
    const auto times = waits_by_scale(params);
    for (std::size_t mode = 0; mode < times.size(); ++mode) {
        const double s = params.factors(mode);
        const double short_steps = std::log(10.0) / s;
        const double our_steps = std::log(10.0) / growth_rate(s, params.learning_rate);
        const std::string name = ", worst of 20 starts, " + factor_name(params, mode);
        holds("distance from ln 10 / s" + name,
              below(worst_slope(times[mode], short_steps), 0.05));
        // What is left at scale e is of the order e^2 in u: 1e-12 from the middle decade down.
        holds("distance from the theory of steps" + name,
              below(worst_slope(times[mode], our_steps), 1e-4));
        control("u0 grows with the scale, not its square" + name,
                below(worst_slope(times[mode], 0.5 * short_steps), 0.05));
    }
    const double first = times[0][0].front();
    control("ten times smaller, ten times longer", near(times[0][0][1] / first, 10.0, 1.0));
}

TEST_CASE("Zeros stay zeros; one layer of zeros learns everything",
          "[03-no-learning][claim:one-layer-of-zeros]") {
    const Params params;
    const std::size_t modes = params.factors.size();
    const auto final_modes = [&](double first_scale, double second_scale) {
        Rng rng(params.seed);
        TwoLayers layers = random_layers(modes, params.width, 1.0, rng);
        layers.first *= first_scale;
        layers.second *= second_scale;
        return learn(layers, params.factors, params.learning_rate, 4000, downhill)
            .modes.back();
    };
    const auto zeros = final_modes(0.0, 0.0);
    const auto half_zeros = final_modes(0.0, 0.01);
    const auto other_half = final_modes(0.01, 0.0);
    for (std::size_t mode = 0; mode < modes; ++mode) {
        const double s = params.factors(mode);
        const std::string name = ", " + factor_name(params, mode);
        holds("learned from zeros" + name, equal(zeros[mode], 0.0));
        holds("learned from zeros in the first layer" + name,
              near(half_zeros[mode], s, 1e-9));
        holds("learned from zeros in the second layer" + name,
              near(other_half[mode], s, 1e-9));
        control("zeros in both layers learn" + name, near(zeros[mode], s, 1e-9));
    }
}

TEST_CASE("The slide's sign leaves zero after the same kind of wait, and climbs",
          "[03-no-learning][claim:plus-waits-too]") {
    const Params params;
    const double decade =
        std::log(10.0) /
        std::log1p(params.learning_rate * params.factors(0));  // in steps, by theory
    const Step plus = slides::climb<double>;
    const double plus_cost = steps_until(2.0, 1e-6, plus) - steps_until(2.0, 1e-5, plus);
    const double minus_cost =
        steps_until(0.9, 1e-6, downhill) - steps_until(0.9, 1e-5, downhill);
    // A crossing lies between two steps; reading it off a straight line costs up to one each.
    holds("steps per decade until the loss doubles, plus", near(plus_cost, decade, 2.0));
    holds("steps per decade until a tenth is gone, minus", near(minus_cost, decade, 2.0));
    control("half the strength", near(plus_cost, 2.0 * decade, 2.0));
}

TEST_CASE("A tanh network on digits waits as its data predict",
          "[03-no-learning][claim:digits-wait]") {
    Params params;
    params.threads = 2;
    const Classification data = some_digits(params);
    const double factor = strongest_factor(data);
    const double expected = std::log(10.0) / growth_rate(factor, params.digit_rate);
    const auto times = digit_waits(data, params);
    for (std::size_t run = 0; run < times.size(); ++run) {
        // The next modes are weaker by a fifth only; at scale 1e-6 they still carry some
        // of the loss, and less at each smaller scale.
        holds("wait per decade, start " + std::to_string(run),
              near(slope_per_decade(times[run]), expected, 0.03 * expected));
    }
    control("half the factor",
            near(slope_per_decade(times[0]), 2.0 * expected, 0.03 * 2.0 * expected));
}

TEST_CASE("The half-rise time is the integral of 1 / (2u(s - u))",
          "[03-no-learning][claim:half-rise-time]") {
    for (const double s : {4.0, 2.0, 1.0}) {
        for (const double start : {0.1, 1e-4, 1e-12}) {
            const double exact_time = half_rise_time(s, start);
            holds("factor " + std::to_string(std::lround(s)) + ", integral over formula",
                  near(time_between(start, 0.5 * s, s) / exact_time, 1.0, 1e-10));
        }
    }
    control("ln(s / u0) in place of ln(s / u0 - 1)",
            near(time_between(0.1, 0.5, 1.0), std::log(1.0 / 0.1) / 2.0, 1e-10));
}

TEST_CASE("Three layers wait in proportion to 1 / scale",
          "[03-no-learning][claim:three-layers]") {
    holds("two layers: the integral is the half-rise time",
          near(chain_wait(2, 1e-3, 2.0), half_rise_time(2.0, 1e-6), 1e-9));
    const auto slope = [](const Vector& a) { return Vector(a * a * (2.0 - a * a * a)); };
    const double wait = chain_wait(3, 1e-2, 2.0);
    const Vector end = runge_kutta(slope, Vector{1e-2}, wait, 200000);
    holds("three layers: factor after that time, by Runge and Kutta",
          near(end(0) * end(0) * end(0), 1.0, 1e-6));
    const double ratio = chain_wait(3, 1e-5, 2.0) / chain_wait(3, 1e-4, 2.0);
    // 1 / (s e) plus a constant of order 1: one part in a thousand at 1e-4.
    holds("three layers: wait at a tenth of the scale, over the wait",
          near(ratio, 10.0, 0.01));
    control("two layers",
            near(chain_wait(2, 1e-5, 2.0) / chain_wait(2, 1e-4, 2.0), 10.0, 0.01));
}
