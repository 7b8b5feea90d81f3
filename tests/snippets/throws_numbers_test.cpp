// Every promise of @throws of the formulas, the schemes and the statistics. tests/lint/throws.py
// asks for a row per function.
#include <limits>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/fans.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/diagnostics/layer_moments.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/heuristic.hpp"
#include "snippets/init/identity.hpp"
#include "snippets/init/lecun.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/init/output_bias.hpp"
#include "snippets/init/recommend.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/init/truncated_normal.hpp"
#include "snippets/init/uniform.hpp"
#include "snippets/init/variance_scaling.hpp"
#include "snippets/init/zero_one.hpp"
#include "snippets/linear_algebra/householder.hpp"
#include "snippets/linear_algebra/rank.hpp"
#include "snippets/linear_algebra/spectrum.hpp"
#include "snippets/random/normal_distribution.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/bands.hpp"
#include "snippets/statistics/chi_square.hpp"
#include "snippets/statistics/histogram.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"
#include "snippets/theory/gain.hpp"
#include "snippets/theory/mean_field.hpp"
#include "snippets/theory/modes.hpp"
#include "snippets/theory/quadrature.hpp"
#include "snippets/theory/stable_start.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/refusals.hpp"

using namespace winit;

namespace {

Rng& rng() {
    static Rng source(1);
    return source;
}

const Fans square{.fan_in = 3, .fan_out = 3};
const Fans no_inputs{.fan_in = 0, .fan_out = 3};
const Fans no_units{.fan_in = 3, .fan_out = 0};
const Fans too_large{.fan_in = huge, .fan_out = huge};
const auto mode_of_none = static_cast<FanMode>(99);
const std::vector<double> no_number;
const Matrix nothing = Matrix::from_shape({0, 3});
const Matrix blown_up{{1.0, 2.0}, {3.0, nan_value}};
const MeanField tanh_field{.activation = Activation::tanh, .weight_variance = 2.0};
const MeanField weak_field{.activation = Activation::tanh, .weight_variance = 0.5};
const MeanField negative{.activation = Activation::tanh, .weight_variance = -1.0};
const MeanField negative_bias{
    .activation = Activation::tanh, .weight_variance = 1.0, .bias_variance = -1.0};
const auto one = [](double) { return 1.0; };
const auto still = [](const Vector& state) { return state; };

// A scheme is an initializer: it must refuse the three layers that cannot be.
void add_scheme(std::vector<Refusal>& rows, const std::string& header,
                const std::string& function, const std::function<void(Fans)>& scheme,
                const std::vector<std::string>& speakers = {"", "", ""}) {
    rows.push_back({header, function, "no input", [=] { scheme(no_inputs); }, speakers[0]});
    rows.push_back({header, function, "no unit", [=] { scheme(no_units); }, speakers[1]});
    rows.push_back(
        {header, function, "countless weights", [=] { scheme(too_large); }, speakers[2]});
}

}  // namespace

TEST_CASE("The check itself refuses what it must", "[throws]") {
    const Refusal good{"", "f", "no", [] { require(false, "f: must hold"); }, ""};
    CHECK(fault_of(good).empty());
    Refusal silent = good;
    silent.call = [] {};
    CHECK_FALSE(fault_of(silent).empty());
    Refusal nameless = good;
    nameless.call = [] { require(false, "must hold"); };
    CHECK_FALSE(fault_of(nameless).empty());
    Refusal another = good;
    another.call = [] { throw std::runtime_error("f: must hold"); };
    CHECK_FALSE(fault_of(another).empty());
    CHECK(faults_of({good, silent, good}) == fault_of(silent) + "\n");
}

TEST_CASE("Schemes refuse layers that cannot be", "[throws]") {
    std::vector<Refusal> rows;
    add_scheme(rows, "constant.hpp", "constant_weights",
               [](Fans f) { constant_weights(f, 1.0); });
    add_scheme(rows, "constant.hpp", "zero_weights", [](Fans f) { zero_weights(f, rng()); },
               {"constant_weights", "constant_weights", "constant_weights"});
    add_scheme(rows, "fans.hpp", "require_fans", [](Fans f) { require_fans(f, "x"); },
               {"x", "x", "x"});
    add_scheme(rows, "fans.hpp", "fan_count",
               [](Fans f) { fan_count(f, FanMode::fan_in); });
    add_scheme(rows, "glorot.hpp", "glorot_stddev", [](Fans f) { glorot_stddev(f); },
               {"fan_count", "fan_count", "fan_count"});
    add_scheme(rows, "glorot.hpp", "glorot_bound", [](Fans f) { glorot_bound(f); },
               {"fan_count", "fan_count", "fan_count"});
    add_scheme(rows, "glorot.hpp", "glorot_uniform",
               [](Fans f) { glorot_uniform(f, rng()); },
               {"fan_count", "fan_count", "fan_count"});
    add_scheme(rows, "glorot.hpp", "glorot_normal", [](Fans f) { glorot_normal(f, rng()); },
               {"fan_count", "fan_count", "fan_count"});
    add_scheme(rows, "he.hpp", "he_normal", [](Fans f) { he_normal(f, rng()); },
               {"he_stddev", "", "normal_matrix"});
    add_scheme(rows, "he.hpp", "he_uniform", [](Fans f) { he_uniform(f, rng()); },
               {"he_stddev", "", "uniform_matrix"});
    add_scheme(rows, "heuristic.hpp", "heuristic_uniform",
               [](Fans f) { heuristic_uniform(f, rng()); },
               {"heuristic_bound", "", "uniform_matrix"});
    add_scheme(rows, "identity.hpp", "identity_weights",
               [](Fans f) { identity_weights(f, rng()); });
    add_scheme(rows, "lecun.hpp", "lecun_normal", [](Fans f) { lecun_normal(f, rng()); },
               {"lecun_stddev", "", "normal_matrix"});
    add_scheme(rows, "lecun.hpp", "lecun_uniform", [](Fans f) { lecun_uniform(f, rng()); },
               {"lecun_stddev", "", "uniform_matrix"});
    add_scheme(rows, "normal.hpp", "normal_weights",
               [](Fans f) { normal_weights(f, 1.0, rng()); });
    add_scheme(rows, "orthogonal.hpp", "orthogonal_with",
               [](Fans f) { orthogonal_with(f, 2.0, rng()); });
    add_scheme(rows, "orthogonal.hpp", "orthogonal", [](Fans f) { orthogonal(f, rng()); },
               {"orthogonal_with", "orthogonal_with", "orthogonal_with"});
    add_scheme(rows, "recommend.hpp", "draw_weights",
               [](Fans f) { draw_weights(WeightRule::normal, f, 1.0, rng()); });
    add_scheme(rows, "slides.hpp", "he", [](Fans f) { slides::he(f, rng()); },
               {"slides::he", "slides::he", "uniform_matrix"});
    add_scheme(rows, "slides.hpp", "random", [](Fans f) { slides::random(f, rng()); },
               {"slides::random", "slides::random", "uniform_matrix"});
    add_scheme(rows, "slides.hpp", "xavier", [](Fans f) { slides::xavier(f, rng()); },
               {"slides::xavier", "slides::xavier", "uniform_matrix"});
    add_scheme(rows, "slides.hpp", "small", [](Fans f) { slides::small(f, rng()); },
               {"slides::small", "slides::small", "uniform_matrix"});
    add_scheme(rows, "truncated_normal.hpp", "truncated_normal",
               [](Fans f) { truncated_normal(f, {}, rng()); });
    add_scheme(rows, "truncated_normal.hpp", "rescaled_truncated_normal",
               [](Fans f) { rescaled_truncated_normal(f, 1.0, rng()); });
    add_scheme(rows, "uniform.hpp", "uniform_weights",
               [](Fans f) { uniform_weights(f, 1.0, rng()); });
    add_scheme(rows, "variance_scaling.hpp", "variance_scaling_stddev",
               [](Fans f) { variance_scaling_stddev(f, {}); },
               {"fan_count", "fan_count", "fan_count"});
    add_scheme(rows, "variance_scaling.hpp", "variance_scaling",
               [](Fans f) { variance_scaling(f, {}, rng()); },
               {"fan_count", "fan_count", "fan_count"});
    add_scheme(rows, "zero_one.hpp", "zero_one_weights",
               [](Fans f) { zero_one_weights(f, rng()); });
    CHECK(faults_of(rows) == "");
}

TEST_CASE("Schemes refuse numbers that make no sense", "[throws]") {
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"constant.hpp", "constant_weights", "NaN", [] { constant_weights(square, nan_value); }, ""},
        {"constant.hpp", "constant_weights", "infinity", [] { constant_weights(square, infinite); }, ""},
        {"fans.hpp", "fan_count", "an unknown mode", [] { fan_count(square, mode_of_none); }, ""},
        {"fans.hpp", "fans_of", "no channel in", [] { fans_of({0, 1, 1, 1}); }, ""},
        {"fans.hpp", "fans_of", "no channel out", [] { fans_of({1, 0, 1, 1}); }, ""},
        {"fans.hpp", "fans_of", "no row", [] { fans_of({1, 1, 0, 1}); }, ""},
        {"fans.hpp", "fans_of", "no column", [] { fans_of({1, 1, 1, 0}); }, ""},
        {"fans.hpp", "fans_of", "no group", [] { fans_of({1, 1, 1, 1, 0}); }, ""},
        {"fans.hpp", "fans_of", "groups that do not divide the channels in", [] { fans_of({3, 4, 1, 1, 2}); }, ""},
        {"fans.hpp", "fans_of", "groups that do not divide the channels out", [] { fans_of({4, 3, 1, 1, 2}); }, ""},
        {"fans.hpp", "fans_of", "countless filters", [] { fans_of({huge, huge, 1, 1}); }, ""},
        {"fans.hpp", "fans_of", "a countless patch", [] { fans_of({1, 1, huge, huge}); }, ""},
        {"gain.hpp", "activation_mean", "q below 0", [] { activation_mean(Activation::tanh, -1.0); }, ""},
        {"gain.hpp", "kumar_gain", "a ReLU", [] { kumar_gain(Activation::relu); }, ""},
        {"gain.hpp", "activation_mean_square", "q below 0", [] { activation_mean_square(Activation::tanh, -1.0); }, ""},
        {"gain.hpp", "activation_mean_square", "q NaN", [] { activation_mean_square(Activation::tanh, nan_value); }, ""},
        {"gain.hpp", "derivative_mean_square", "q below 0", [] { derivative_mean_square(Activation::tanh, -1.0); }, ""},
        {"gain.hpp", "derivative_mean_square", "q NaN", [] { derivative_mean_square(Activation::tanh, nan_value); }, ""},
        {"gain.hpp", "conventional_gain", "GELU", [] { conventional_gain(Activation::gelu); }, ""},
        {"glorot.hpp", "glorot_stddev", "gain NaN", [] { glorot_stddev(square, nan_value); }, ""},
        {"glorot.hpp", "glorot_bound", "gain infinite", [] { glorot_bound(square, infinite); }, "glorot_stddev"},
        {"he.hpp", "he_stddev", "no input", [] { he_stddev(0); }, ""},
        {"he.hpp", "he_stddev", "slope NaN", [] { he_stddev(3, nan_value); }, ""},
        {"heuristic.hpp", "heuristic_bound", "no input", [] { heuristic_bound(0); }, ""},
        {"identity.hpp", "dirac_filters", "no channel", [] { dirac_filters({0, 1, 1, 1}); }, "fans_of"},
        {"identity.hpp", "dirac_filters", "no row", [] { dirac_filters({1, 1, 0, 1}); }, "fans_of"},
        {"identity.hpp", "dirac_filters", "groups that do not divide", [] { dirac_filters({3, 3, 1, 1, 2}); }, "fans_of"},
        {"identity.hpp", "dirac_filters", "countless filters", [] { dirac_filters({huge, huge, 1, 1}); }, "fans_of"},
        {"lecun.hpp", "lecun_stddev", "no input", [] { lecun_stddev(0); }, ""},
        {"normal.hpp", "normal_weights", "stddev below 0", [] { normal_weights(square, -1.0, rng()); }, ""},
        {"normal.hpp", "normal_weights", "stddev NaN", [] { normal_weights(square, nan_value, rng()); }, ""},
        {"normal.hpp", "normal_weights", "stddev infinite", [] { normal_weights(square, infinite, rng()); }, ""},
        {"orthogonal.hpp", "orthonormal_rows", "no row", [] { orthonormal_rows(no_units, rng()); }, ""},
        {"orthogonal.hpp", "orthonormal_rows", "more rows than columns", [] { orthonormal_rows({.fan_in = 2, .fan_out = 3}, rng()); }, ""},
        {"orthogonal.hpp", "orthogonal_with", "gain NaN", [] { orthogonal_with(square, nan_value, rng()); }, ""},
        {"orthogonal.hpp", "orthogonal_with", "gain infinite", [] { orthogonal_with(square, infinite, rng()); }, ""},
        {"recommend.hpp", "recommend", "a recurrent sigmoid", [] { recommend(Architecture::recurrent, Activation::sigmoid); }, ""},
        {"recommend.hpp", "recommend", "recurrent GELU", [] { recommend(Architecture::recurrent, Activation::gelu); }, ""},
        {"recommend.hpp", "recommend", "an unknown architecture", [] { recommend(static_cast<Architecture>(99), Activation::relu); }, ""},
        {"recommend.hpp", "draw_weights", "gain below 0", [] { draw_weights(WeightRule::normal, square, -1.0, rng()); }, ""},
        {"recommend.hpp", "draw_weights", "gain below 0, orthogonal", [] { draw_weights(WeightRule::orthogonal, square, -1.0, rng()); }, ""},
        {"recommend.hpp", "draw_weights", "gain NaN", [] { draw_weights(WeightRule::normal, square, nan_value, rng()); }, ""},
        {"recommend.hpp", "draw_weights", "an unknown rule", [] { draw_weights(static_cast<WeightRule>(99), square, 1.0, rng()); }, ""},
        {"recommend.hpp", "initialize_weights", "a bias variance below 0", [] { initialize_weights({3, 2}, Activation::relu, {.gain = 1.0, .bias_variance = -1.0}, rng()); }, ""},
        {"recommend.hpp", "initialize_weights", "a mean square below 0", [] { initialize_weights({3, 2}, Activation::relu, {.gain = 1.0, .mean_square = -1.0}, rng()); }, ""},
        {"recommend.hpp", "initialize_weights", "a start and one size", [] { initialize_weights({3}, Activation::relu, {.gain = 1.0}, rng()); }, ""},
        {"recommend.hpp", "initialize_weights", "one size", [] { initialize_weights({3}, Activation::relu, rng()); }, ""},
        {"recommend.hpp", "initialize_weights", "a layer without unit", [] { initialize_weights({3, 0, 2}, Activation::relu, rng()); }, ""},
        {"recommend.hpp", "initialize_weights", "no input", [] { initialize_weights({0, 2}, Activation::relu, rng()); }, ""},
        {"rng.hpp", "below", "0", [] { rng().below(0); }, "Rng::below"},
        {"sampling.hpp", "uniform_matrix", "no row", [] { uniform_matrix(0, 1, 0.0, 1.0, rng()); }, ""},
        {"sampling.hpp", "uniform_matrix", "no column", [] { uniform_matrix(1, 0, 0.0, 1.0, rng()); }, ""},
        {"sampling.hpp", "uniform_matrix", "countless numbers", [] { uniform_matrix(huge, huge, 0.0, 1.0, rng()); }, ""},
        {"sampling.hpp", "uniform_matrix", "bounds out of order", [] { uniform_matrix(1, 1, 1.0, 0.0, rng()); }, ""},
        {"sampling.hpp", "uniform_matrix", "low NaN", [] { uniform_matrix(1, 1, nan_value, 0.0, rng()); }, ""},
        {"sampling.hpp", "uniform_matrix", "high infinite", [] { uniform_matrix(1, 1, 0.0, infinite, rng()); }, ""},
        {"sampling.hpp", "fill_normal", "stddev below 0", [] { Matrix m{{1.0}}; fill_normal(m, 0.0, -1.0, rng()); }, ""},
        {"sampling.hpp", "fill_normal", "mean NaN", [] { Matrix m{{1.0}}; fill_normal(m, nan_value, 1.0, rng()); }, ""},
        {"sampling.hpp", "fill_normal", "stddev infinite", [] { Matrix m{{1.0}}; fill_normal(m, 0.0, infinite, rng()); }, ""},
        {"sampling.hpp", "normal_matrix", "no row", [] { normal_matrix(0, 1, 0.0, 1.0, rng()); }, ""},
        {"sampling.hpp", "normal_matrix", "no column", [] { normal_matrix(1, 0, 0.0, 1.0, rng()); }, ""},
        {"sampling.hpp", "normal_matrix", "countless numbers", [] { normal_matrix(huge, huge, 0.0, 1.0, rng()); }, ""},
        {"sampling.hpp", "normal_matrix", "stddev below 0", [] { normal_matrix(1, 1, 0.0, -1.0, rng()); }, ""},
        {"sampling.hpp", "normal_matrix", "stddev NaN", [] { normal_matrix(1, 1, 0.0, nan_value, rng()); }, ""},
        {"truncated_normal.hpp", "truncated_normal_stddev", "limit 0", [] { truncated_normal_stddev(0.0); }, ""},
        {"truncated_normal.hpp", "truncated_normal_stddev", "limit NaN", [] { truncated_normal_stddev(nan_value); }, ""},
        {"truncated_normal.hpp", "truncated_normal_cdf", "stddev 0", [] { truncated_normal_cdf(0.0, {.stddev = 0.0}); }, "truncated_normal"},
        {"truncated_normal.hpp", "truncated_normal_density", "bounds out of order", [] { truncated_normal_density(0.0, {.low = 1.0, .high = -1.0}); }, "truncated_normal"},
        {"truncated_normal.hpp", "truncated_normal", "stddev below 0", [] { truncated_normal(square, {.stddev = -1.0}, rng()); }, ""},
        {"truncated_normal.hpp", "truncated_normal", "mean NaN", [] { truncated_normal(square, {.mean = nan_value}, rng()); }, ""},
        {"truncated_normal.hpp", "truncated_normal", "bounds that agree", [] { truncated_normal(square, {.low = 1.0, .high = 1.0}, rng()); }, ""},
        {"truncated_normal.hpp", "truncated_normal", "low infinite", [] { truncated_normal(square, {.low = -infinite}, rng()); }, ""},
        {"truncated_normal.hpp", "truncated_normal", "high NaN, in the upper tail", [] { truncated_normal(square, {.low = 1.0, .high = nan_value}, rng()); }, ""},
        {"truncated_normal.hpp", "truncated_normal", "no probability below", [] { truncated_normal(square, {.low = -60.0, .high = -50.0}, rng()); }, ""},
        {"truncated_normal.hpp", "truncated_normal", "no probability above", [] { truncated_normal(square, {.low = 50.0, .high = 60.0}, rng()); }, ""},
        {"truncated_normal.hpp", "rescaled_truncated_normal", "stddev 0", [] { rescaled_truncated_normal(square, 0.0, rng()); }, ""},
        {"truncated_normal.hpp", "rescaled_truncated_normal", "stddev NaN", [] { rescaled_truncated_normal(square, nan_value, rng()); }, ""},
        {"uniform.hpp", "uniform_weights", "bound below 0", [] { uniform_weights(square, -1.0, rng()); }, ""},
        {"uniform.hpp", "uniform_weights", "bound NaN", [] { uniform_weights(square, nan_value, rng()); }, ""},
        {"uniform.hpp", "uniform_density", "bound 0", [] { uniform_density(0.0, 0.0); }, ""},
        {"uniform.hpp", "uniform_cdf", "bound 0", [] { uniform_cdf(0.0, 0.0); }, ""},
        {"variance_scaling.hpp", "variance_scaling_stddev", "scale 0", [] { variance_scaling_stddev(square, {.scale = 0.0}); }, "variance_scaling"},
        {"variance_scaling.hpp", "variance_scaling", "scale NaN", [] { variance_scaling(square, {.scale = nan_value}, rng()); }, ""},
        {"variance_scaling.hpp", "variance_scaling", "an unknown distribution", [] { variance_scaling(square, {.distribution = static_cast<Distribution>(99)}, rng()); }, ""},
        {"zero_one.hpp", "hadamard_matrix", "0", [] { hadamard_matrix(0); }, ""},
        {"zero_one.hpp", "hadamard_matrix", "3", [] { hadamard_matrix(3); }, ""},
        {"zero_one.hpp", "hadamard_matrix", "countless numbers", [] { hadamard_matrix(huge); }, ""},
        {"zero_one.hpp", "zero_one_weights", "units whose power of 2 is countless", [] { zero_one_weights({.fan_in = 1, .fan_out = huge}, rng()); }, ""},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}

TEST_CASE("Statistics refuse samples and numbers that make no sense", "[throws]") {
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"averages.hpp", "average", "no number", [] { average({}); }, ""},
        {"averages.hpp", "standard_deviation", "no number", [] { standard_deviation({}); }, ""},
        {"averages.hpp", "standard_deviation", "one number", [] { standard_deviation({1.0}); }, ""},
        {"bands.hpp", "band", "no run", [] { band({}, 0.1, 0.9); }, ""},
        {"bands.hpp", "band", "a longer second run", [] { band({{1.0}, {1.0, 2.0}}, 0.1, 0.9); }, ""},
        {"bands.hpp", "band", "a shorter second run", [] { band({{1.0, 2.0}, {1.0}}, 0.1, 0.9); }, ""},
        {"bands.hpp", "band", "an empty first run", [] { band({{}, {1.0}}, 0.1, 0.9); }, ""},
        {"bands.hpp", "band", "a share below 0", [] { band({{1.0}}, -0.1, 0.9); }, ""},
        {"bands.hpp", "band", "a share above 1", [] { band({{1.0}}, 0.1, 1.1); }, ""},
        {"bands.hpp", "band", "a share out of range of empty runs", [] { band({{}}, 0.1, 1.1); }, ""},
        {"check.hpp", "require", "false", [] { require(false, "require: x"); }, ""},
        {"check.hpp", "require", "false, with a number", [] { require(false, "require: x", 3.0); }, ""},
        {"chi_square.hpp", "chi_square", "one cell", [] { chi_square({1}, {1.0}); }, ""},
        {"chi_square.hpp", "chi_square", "sizes that differ", [] { chi_square({1, 2}, {1.0}); }, ""},
        {"chi_square.hpp", "chi_square", "no draw", [] { chi_square({0, 0}, {0.5, 0.5}); }, ""},
        {"chi_square.hpp", "chi_square", "a probability of 0", [] { chi_square({1, 2}, {1.0, 0.0}); }, ""},
        {"chi_square.hpp", "chi_square", "a probability NaN", [] { chi_square({1, 2}, {1.0, nan_value}); }, ""},
        {"chi_square.hpp", "chi_square", "a sum of 2", [] { chi_square({1, 2}, {1.0, 1.0}); }, ""},
        {"chi_square.hpp", "chi_square_tail", "a limit below 0", [] { chi_square_tail(-1.0, 1); }, ""},
        {"chi_square.hpp", "chi_square_tail", "a limit NaN", [] { chi_square_tail(nan_value, 1); }, ""},
        {"chi_square.hpp", "chi_square_tail", "no degree", [] { chi_square_tail(1.0, 0); }, ""},
        {"chi_square.hpp", "chi_square_limit", "a rate of 0", [] { chi_square_limit(1, 0.0); }, ""},
        {"chi_square.hpp", "chi_square_limit", "a rate of 1", [] { chi_square_limit(1, 1.0); }, ""},
        {"chi_square.hpp", "chi_square_limit", "a rate NaN", [] { chi_square_limit(1, nan_value); }, ""},
        {"chi_square.hpp", "chi_square_limit", "no degree", [] { chi_square_limit(0, 0.5); }, "chi_square_tail"},
        {"histogram.hpp", "histogram", "no bin", [] { histogram(std::vector{1.0}, 0.0, 1.0, 0); }, ""},
        {"histogram.hpp", "histogram", "edges out of order", [] { histogram(std::vector{1.0}, 1.0, 0.0, 1); }, ""},
        {"histogram.hpp", "histogram", "edges that agree", [] { histogram(std::vector{1.0}, 1.0, 1.0, 1); }, ""},
        {"histogram.hpp", "histogram", "an infinite edge", [] { histogram(std::vector{1.0}, 0.0, infinite, 1); }, ""},
        {"histogram.hpp", "histogram", "an edge NaN", [] { histogram(std::vector{1.0}, nan_value, 1.0, 1); }, ""},
        {"histogram.hpp", "histogram", "a draw NaN", [] { histogram(std::vector{nan_value}, 0.0, 1.0, 1); }, ""},
        {"histogram.hpp", "bin_densities", "no draw", [] { bin_densities({.low = 0.0, .high = 1.0, .counts = {0}}); }, ""},
        {"histogram.hpp", "bin_noise", "a probability below 0", [] { bin_noise(-0.1, 1); }, ""},
        {"histogram.hpp", "bin_noise", "a probability NaN", [] { bin_noise(nan_value, 1); }, ""},
        {"layer_moments.hpp", "moments_of", "no entry", [] { moments_of(nothing); }, "sample_mean"},
        {"moments.hpp", "sample_mean", "no entry", [] { sample_mean(nothing); }, ""},
        {"moments.hpp", "mean_square", "no entry", [] { mean_square(nothing); }, ""},
        {"moments.hpp", "root_mean_square", "no entry", [] { root_mean_square(nothing); }, "mean_square"},
        {"moments.hpp", "sample_variance", "no entry", [] { sample_variance(nothing); }, ""},
        {"moments.hpp", "sample_variance", "one entry", [] { sample_variance(Matrix{{1.0}}); }, ""},
        {"moments.hpp", "unit_spread", "no entry", [] { unit_spread(nothing); }, ""},
        {"output_bias.hpp", "log_prior_biases", "no class", [] { log_prior_biases({}); }, ""},
        {"output_bias.hpp", "log_prior_biases", "a class without sample", [] { log_prior_biases({1, 0}); }, ""},
        {"output_bias.hpp", "log_odds", "0", [] { log_odds(0.0); }, ""},
        {"output_bias.hpp", "log_odds", "1", [] { log_odds(1.0); }, ""},
        {"output_bias.hpp", "log_odds", "NaN", [] { log_odds(nan_value); }, ""},
        {"parallel.hpp", "parallel_for", "no thread", [] { parallel_for(1, 0, [](std::size_t) {}); }, ""},
        {"parallel.hpp", "parallel_for", "what a run throws", [] { parallel_for(3, 2, [](std::size_t) { require(false, "run: x"); }); }, "run"},
        {"householder.hpp", "orthonormalized", "no row", [] { orthonormalized(Matrix::from_shape({0, 2})); }, ""},
        {"householder.hpp", "orthonormalized", "more rows than columns", [] { orthonormalized(Matrix::from_shape({3, 2})); }, ""},
        {"rank.hpp", "singular_values", "no entry", [] { singular_values(nothing); }, ""},
        {"rank.hpp", "singular_values", "an entry NaN", [] { singular_values(blown_up); }, ""},
        {"rank.hpp", "numerical_rank", "no entry", [] { numerical_rank(nothing); }, "singular_values"},
        {"rank.hpp", "numerical_rank", "an entry NaN", [] { numerical_rank(blown_up); }, "singular_values"},
        {"rank.hpp", "numerical_rank", "tolerance 0", [] { numerical_rank({{1.0}}, 0.0); }, ""},
        {"rank.hpp", "numerical_rank", "tolerance 1", [] { numerical_rank({{1.0}}, 1.0); }, ""},
        {"spectrum.hpp", "eigenvalues", "no entry", [] { eigenvalues(nothing); }, ""},
        {"spectrum.hpp", "eigenvalues", "not square", [] { eigenvalues({{1.0, 2.0}}); }, ""},
        {"spectrum.hpp", "eigenvalues", "an entry NaN", [] { eigenvalues(blown_up); }, ""},
        {"spectrum.hpp", "eigenvalues", "an infinite entry", [] { eigenvalues({{infinite}}); }, ""},
        {"spectrum.hpp", "spectral_radius", "not square", [] { spectral_radius({{1.0, 2.0}}); }, "eigenvalues"},
        {"spectrum.hpp", "spectral_radius", "an entry NaN", [] { spectral_radius(blown_up); }, "eigenvalues"},
        {"statistics.hpp", "normal_limit", "a rate of 0", [] { normal_limit(0.0); }, ""},
        {"statistics.hpp", "normal_limit", "a rate of 1", [] { normal_limit(1.0); }, ""},
        {"statistics.hpp", "normal_limit", "a rate NaN", [] { normal_limit(nan_value); }, ""},
        {"statistics.hpp", "mean_tolerance", "stddev below 0", [] { mean_tolerance(-1.0, 1, 0.1); }, ""},
        {"statistics.hpp", "mean_tolerance", "no sample", [] { mean_tolerance(1.0, 0, 0.1); }, ""},
        {"statistics.hpp", "mean_tolerance", "a rate of 0", [] { mean_tolerance(1.0, 1, 0.0); }, "normal_limit"},
        {"statistics.hpp", "variance_tolerance", "variance below 0", [] { variance_tolerance(-1.0, 3.0, 2, 0.1); }, ""},
        {"statistics.hpp", "variance_tolerance", "kurtosis below 1", [] { variance_tolerance(1.0, 0.9, 2, 0.1); }, ""},
        {"statistics.hpp", "variance_tolerance", "one sample", [] { variance_tolerance(1.0, 3.0, 1, 0.1); }, ""},
        {"statistics.hpp", "variance_tolerance", "a rate of 1", [] { variance_tolerance(1.0, 3.0, 2, 1.0); }, "normal_limit"},
        {"statistics.hpp", "frequency_tolerance", "a probability above 1", [] { frequency_tolerance(1.1, 1, 0.1); }, ""},
        {"statistics.hpp", "frequency_tolerance", "a probability NaN", [] { frequency_tolerance(nan_value, 1, 0.1); }, ""},
        {"statistics.hpp", "frequency_tolerance", "no trial", [] { frequency_tolerance(0.5, 0, 0.1); }, "mean_tolerance"},
        {"statistics.hpp", "ks_distance", "no draw", [] { ks_distance({}, one); }, ""},
        {"statistics.hpp", "ks_limit", "no sample", [] { ks_limit(0, 0.1); }, ""},
        {"statistics.hpp", "ks_limit", "a rate of 0", [] { ks_limit(1, 0.0); }, ""},
        {"statistics.hpp", "quantile", "no number", [] { quantile(no_number, 0.5); }, ""},
        {"statistics.hpp", "quantile", "a share below 0", [] { quantile({1.0}, -0.1); }, ""},
        {"statistics.hpp", "quantile", "a share NaN", [] { quantile({1.0}, nan_value); }, ""},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}

TEST_CASE("Formulas refuse numbers out of their range", "[throws]") {
    // A row is a line.
    // clang-format off
    const std::vector<Refusal> rows{
        {"mean_field.hpp", "q_map", "q below 0", [] { q_map(tanh_field, -1.0); }, "activation_mean_square"},
        {"mean_field.hpp", "q_map", "a weight variance below 0", [] { q_map(negative, 1.0); }, ""},
        {"mean_field.hpp", "q_map", "a bias variance below 0", [] { q_map(negative_bias, 1.0); }, ""},
        {"mean_field.hpp", "q_map_slope", "q 0", [] { q_map_slope(tanh_field, 0.0); }, ""},
        {"mean_field.hpp", "q_map_slope", "q infinite", [] { q_map_slope(tanh_field, infinite); }, ""},
        {"stable_start.hpp", "next_mean_square", "q below 0", [] { next_mean_square(Activation::tanh, {.gain = 1.0}, -1.0); }, "activation_mean_square"},
        {"stable_start.hpp", "length_slope", "a mean square of 0", [] { length_slope(Activation::tanh, {.gain = 1.0, .mean_square = 0.0}); }, ""},
        {"stable_start.hpp", "gradient_growth", "a mean square below 0", [] { gradient_growth(Activation::tanh, {.gain = 1.0, .mean_square = -1.0}); }, "derivative_mean_square"},
        {"stable_start.hpp", "critical_start", "a mean square of 0", [] { critical_start(Activation::tanh, 0.0); }, ""},
        {"mean_field.hpp", "q_fixed_point", "a weight variance below 0", [] { q_fixed_point(negative); }, ""},
        {"mean_field.hpp", "q_fixed_point", "a bias variance below 0", [] { q_fixed_point(negative_bias); }, ""},
        {"mean_field.hpp", "chi", "q below 0", [] { chi(tanh_field, -1.0); }, ""},
        {"mean_field.hpp", "chi", "q NaN", [] { chi(tanh_field, nan_value); }, ""},
        {"mean_field.hpp", "correlated_mean", "q below 0", [] { correlated_mean(one, -1.0, 0.0); }, ""},
        {"mean_field.hpp", "correlated_mean", "q infinite", [] { correlated_mean(one, infinite, 0.0); }, ""},
        {"mean_field.hpp", "correlated_mean", "c above 1", [] { correlated_mean(one, 1.0, 1.1); }, ""},
        {"mean_field.hpp", "correlated_mean", "c NaN", [] { correlated_mean(one, 1.0, nan_value); }, ""},
        {"mean_field.hpp", "c_map", "q 0", [] { c_map(tanh_field, 0.0, 0.5); }, ""},
        {"mean_field.hpp", "c_map", "q infinite", [] { c_map(tanh_field, infinite, 0.5); }, ""},
        {"mean_field.hpp", "c_map", "c below -1", [] { c_map(tanh_field, 1.0, -1.1); }, ""},
        {"mean_field.hpp", "c_map_slope", "q 0", [] { c_map_slope(tanh_field, 0.0, 0.5); }, ""},
        {"mean_field.hpp", "c_map_slope", "c above 1", [] { c_map_slope(tanh_field, 1.0, 1.1); }, ""},
        {"mean_field.hpp", "relu_c_map", "c above 1", [] { relu_c_map(1.1); }, ""},
        {"mean_field.hpp", "relu_c_map", "c NaN", [] { relu_c_map(nan_value); }, ""},
        {"mean_field.hpp", "c_fixed_point", "q 0, chi above 1", [] { c_fixed_point(tanh_field, 0.0); }, ""},
        {"mean_field.hpp", "c_fixed_point", "q 0, chi below 1", [] { c_fixed_point(weak_field, 0.0); }, ""},
        {"mean_field.hpp", "c_fixed_point", "q NaN", [] { c_fixed_point(weak_field, nan_value); }, ""},
        {"mean_field.hpp", "c_fixed_point", "q infinite", [] { c_fixed_point(weak_field, infinite); }, ""},
        {"mean_field.hpp", "depth_scale", "slope 0", [] { depth_scale(0.0); }, ""},
        {"mean_field.hpp", "depth_scale", "slope NaN", [] { depth_scale(nan_value); }, ""},
        {"mean_field.hpp", "critical_weight_variance", "low too high", [] { critical_weight_variance(Activation::relu, 0.0, 3.0, 10.0); }, ""},
        {"mean_field.hpp", "critical_weight_variance", "high too low", [] { critical_weight_variance(Activation::relu, 0.0, 0.1, 1.0); }, ""},
        {"mean_field.hpp", "critical_weight_variance", "a jump over 1", [] { critical_weight_variance(Activation::gelu, 0.0); }, ""},
        {"modes.hpp", "mode_strength", "time below 0", [] { mode_strength(-1.0, 1.0, 0.5); }, ""},
        {"modes.hpp", "mode_strength", "target 0", [] { mode_strength(1.0, 0.0, 0.0); }, ""},
        {"modes.hpp", "mode_strength", "start above target", [] { mode_strength(1.0, 1.0, 1.5); }, ""},
        {"modes.hpp", "mode_strength", "start NaN", [] { mode_strength(1.0, 1.0, nan_value); }, ""},
        {"modes.hpp", "half_rise_time", "target 0", [] { half_rise_time(0.0, 0.1); }, ""},
        {"modes.hpp", "half_rise_time", "start 0", [] { half_rise_time(1.0, 0.0); }, ""},
        {"modes.hpp", "half_rise_time", "start at half", [] { half_rise_time(1.0, 0.5); }, ""},
        {"modes.hpp", "runge_kutta", "duration below 0", [] { runge_kutta(still, {1.0}, -1.0, 1); }, ""},
        {"modes.hpp", "runge_kutta", "no step", [] { runge_kutta(still, {1.0}, 1.0, 0); }, ""},
        {"normal_distribution.hpp", "normal_quantile", "0", [] { normal_quantile(0.0); }, ""},
        {"normal_distribution.hpp", "normal_quantile", "1", [] { normal_quantile(1.0); }, ""},
        {"normal_distribution.hpp", "normal_quantile", "NaN", [] { normal_quantile(nan_value); }, ""},
        {"quadrature.hpp", "golub_welsch", "no coupling", [] { golub_welsch({}, 1.0); }, ""},
        {"quadrature.hpp", "gauss_hermite", "one point", [] { gauss_hermite(1); }, ""},
        {"quadrature.hpp", "gauss_legendre", "no point", [] { gauss_legendre(0); }, ""},
    };
    // clang-format on
    CHECK(faults_of(rows) == "");
}
