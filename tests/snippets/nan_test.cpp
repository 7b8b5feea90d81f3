// A network that has blown up must show: what measures it gives not a number, or refuses it.
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "snippets/diagnostics/finite_differences.hpp"
#include "snippets/diagnostics/layer_moments.hpp"
#include "snippets/diagnostics/preflight.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/lsuv.hpp"
#include "snippets/linear_algebra/rank.hpp"
#include "snippets/linear_algebra/spectrum.hpp"
#include "snippets/losses/binary_cross_entropy.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/losses/squared_error.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/bands.hpp"
#include "snippets/statistics/histogram.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/every_activation.hpp"
#include "tests/snippets/refusals.hpp"

using namespace winit;

namespace {

// Something that makes one number of a matrix of three rows and two columns.
struct Measure {
    std::string name;
    std::function<double(const Matrix&)> of;
};

const Matrix healthy{{1.0, 0.25}, {0.5, 0.75}, {0.125, 0.5}};

std::vector<double> numbers(const Matrix& matrix) {
    return {matrix.begin(), matrix.end()};
}

Band band_of(const Matrix& matrix) {
    return band({numbers(matrix), numbers(healthy), numbers(healthy)}, 0.0, 1.0);
}

double sum(const std::vector<double>& entries) {
    return average(entries) * static_cast<double>(entries.size());
}

// The least error there is, between gradients and the loss of no consequence that they belong to.
double error_of(const Matrix& gradient) {
    Matrix values = xt::zeros<double>({3, 2});
    return gradient_error({{values.storage(), gradient.storage()}}, [] { return 0.0; });
}

// A network whose hidden weights are the matrix; its activation passes every number on.
Network network_of(const Matrix& matrix) {
    return {
        {{matrix, Vector{0.0, 0.0, 0.0}, Activation::linear},
         {Matrix{{0.1, 0.2, 0.3}, {0.2, 0.1, 0.0}}, Vector{0.0, 0.0}, Activation::linear}}};
}

Preflight flight_of(const Matrix& matrix) {
    const Classification batch{
        .inputs = {{1.0, 0.5}, {0.5, -1.0}}, .labels = {0, 1}, .classes = 2};
    return preflight(network_of(matrix), batch, 10);
}

Workspace workspace_of(const Matrix& matrix) {
    Network network = network_of(matrix);
    Workspace workspace(network, 3);
    forward(network, healthy, workspace);
    return workspace;
}

const Labels labels = {0, 1, 0};

const std::vector<Measure> measures{
    {"sample_mean", [](const Matrix& m) { return sample_mean(m); }},
    {"mean_square", [](const Matrix& m) { return mean_square(m); }},
    {"root_mean_square", [](const Matrix& m) { return root_mean_square(m); }},
    {"sample_variance", [](const Matrix& m) { return sample_variance(m); }},
    {"unit_spread", [](const Matrix& m) { return unit_spread(m); }},
    {"larger, left", [](const Matrix& m) { return larger(sample_mean(m), 0.0); }},
    {"larger, right", [](const Matrix& m) { return larger(0.0, sample_mean(m)); }},
    {"moments_of, mean", [](const Matrix& m) { return moments_of(m).mean; }},
    {"moments_of, mean square", [](const Matrix& m) { return moments_of(m).mean_square; }},
    {"moments_of, variance", [](const Matrix& m) { return moments_of(m).variance; }},
    {"layer_moments, pre-activations",
     [](const Matrix& m) {
         return layer_moments(workspace_of(m))[0].pre_activations.mean_square;
     }},
    {"layer_moments, activations",
     [](const Matrix& m) {
         return layer_moments(workspace_of(m))[1].activations.mean_square;
     }},
    {"average", [](const Matrix& m) { return average(numbers(m)); }},
    {"standard_deviation", [](const Matrix& m) { return standard_deviation(numbers(m)); }},
    {"quantile 0", [](const Matrix& m) { return quantile(numbers(m), 0.0); }},
    {"quantile 1/2", [](const Matrix& m) { return quantile(numbers(m), 0.5); }},
    {"quantile 1", [](const Matrix& m) { return quantile(numbers(m), 1.0); }},
    {"band, median", [](const Matrix& m) { return sum(band_of(m).median); }},
    {"band, lower", [](const Matrix& m) { return sum(band_of(m).lower); }},
    {"band, upper", [](const Matrix& m) { return sum(band_of(m).upper); }},
    {"ks_distance, sample",
     [](const Matrix& m) { return ks_distance(numbers(m), normal_cdf); }},
    {"ks_distance, claim",
     [](const Matrix& m) {
         const double shift = sample_mean(m);
         return ks_distance({0.0, 1.0}, [=](double x) { return normal_cdf(x + shift); });
     }},
    {"gradient_error, gradient", error_of},
    {"gradient_error, loss",
     [](const Matrix& m) {
         std::vector<double> values{1.0};
         const std::vector<double> gradient{1.0};
         return gradient_error({{values, gradient}}, [&] { return sample_mean(m); });
     }},
    {"softmax", [](const Matrix& m) { return sample_mean(softmax(m)); }},
    {"cross_entropy", [](const Matrix& m) { return cross_entropy(m, labels); }},
    {"squared_error", [](const Matrix& m) { return squared_error(m, healthy); }},
    {"squared_error, targets", [](const Matrix& m) { return squared_error(healthy, m); }},
    {"binary_cross_entropy",
     [](const Matrix& m) { return binary_cross_entropy(m, healthy); }},
    {"preflight, first loss", [](const Matrix& m) { return flight_of(m).first_loss; }},
    {"preflight, signals", [](const Matrix& m) { return flight_of(m).signal_ratio; }},
    {"preflight, largest", [](const Matrix& m) { return flight_of(m).largest_signal; }},
    {"preflight, gradient", [](const Matrix& m) { return flight_of(m).gradient_ratio; }},
    {"preflight, updates", [](const Matrix& m) { return flight_of(m).update_ratio; }},
    {"preflight, soon", [](const Matrix& m) { return flight_of(m).loss_soon; }},
    {"preflight, blind", [](const Matrix& m) { return flight_of(m).blind_loss; }},
    {"preflight, mixing", [](const Matrix& m) { return flight_of(m).mixing; }},
    {"preflight, last loss", [](const Matrix& m) { return flight_of(m).batch_loss; }},
};

// The names of the measures that take a spoiled matrix for a healthy one.
std::string deceived(const std::vector<Measure>& table, double spoiled) {
    std::string names;
    for (const Measure& measure : table) {
        for (std::size_t i = 0; i < healthy.size(); ++i) {
            Matrix matrix = healthy;
            matrix.data()[i] = spoiled;
            names += std::isnan(measure.of(matrix))
                         ? ""
                         : measure.name + ", entry " + std::to_string(i) + "\n";
        }
    }
    return names;
}

}  // namespace

TEST_CASE("Every measure shows what is not a number, wherever it stands", "[nan]") {
    CHECK(deceived(measures, nan_value) == "");
}

TEST_CASE("Healthy numbers have healthy measures", "[nan]") {
    for (const Measure& measure : measures) {
        INFO(measure.name);
        CHECK(std::isfinite(measure.of(healthy)));
    }
}

TEST_CASE("A measure by std::max is deceived, and the table says so", "[nan]") {
    const std::vector<Measure> careless{{"largest", [](const Matrix& m) {
                                             double largest = 0.0;
                                             for (const double entry : m) {
                                                 largest = std::max(largest, entry);
                                             }
                                             return largest;
                                         }}};
    CHECK_FALSE(deceived(careless, nan_value).empty());
}

TEST_CASE("What cannot say not a number refuses it", "[nan]") {
    Matrix spoiled = healthy;
    spoiled(2, 1) = nan_value;
    Network network = network_of(spoiled);
    CHECK_THROWS_AS(singular_values(spoiled), std::invalid_argument);
    CHECK_THROWS_AS(numerical_rank(spoiled), std::invalid_argument);
    CHECK_THROWS_AS(eigenvalues(Matrix{{nan_value}}), std::invalid_argument);
    CHECK_THROWS_AS(spectral_radius(Matrix{{nan_value}}), std::invalid_argument);
    CHECK_THROWS_AS(histogram(numbers(spoiled), 0.0, 1.0, 3), std::invalid_argument);
    CHECK_THROWS_AS(lsuv(network, healthy), std::invalid_argument);
}

TEST_CASE("A network that has blown up passes no check of size and has no symmetric layers",
          "[nan]") {
    Matrix spoiled = healthy;
    spoiled.fill(nan_value);
    const Preflight found = flight_of(spoiled);
    CHECK(found.twin_layers == 0);
    CHECK(failed_checks(found, std::log(2.0)).size() >= 5);
    CHECK(std::isnan(unit_spread(spoiled)));
    spoiled.fill(0.5);
    CHECK(unit_spread(spoiled) == 0.0);  // control: these are alike
}

TEST_CASE("Accuracy does not see what is not a number, and the loss does", "[nan]") {
    Matrix spoiled = healthy;
    spoiled.fill(nan_value);
    CHECK(accuracy(spoiled, {0, 0, 1}) == Approx(2.0 / 3.0));  // class 0 always, as argmax
    CHECK(std::isnan(cross_entropy(spoiled, {0, 0, 1})));
}

TEST_CASE("Every activation passes on what is not a number", "[nan]") {
    for (const Activation activation : every_activation) {
        INFO(name_of(activation));
        const double y = visit(activation, [](auto f) { return f.value(nan_value); });
        CHECK(std::isnan(y));
    }
}
