#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/14-resources/experiment.hpp"
#include "chapters/14-resources/solutions.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/statistics.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;
using namespace winit::chapter14;

namespace {

constexpr double false_alarm = 1e-6;

// Mean of a sample, expected within its own standard error.
Evidence mean_is(const std::vector<double>& sample, double expected, double bias = 0.0) {
    const double noise =
        mean_tolerance(standard_deviation(sample), sample.size(), false_alarm);
    return statistical(near(average(sample), expected, noise + bias), sample.size(),
                       false_alarm);
}

const std::vector<Reference> papers = {
    {"Understanding the difficulty of training deep feedforward neural networks",
     "https://proceedings.mlr.press/v9/glorot10a.html"},
    {"Delving Deep into Rectifiers", "https://arxiv.org/abs/1502.01852"},
    {"All you need is a good init", "https://arxiv.org/abs/1511.06422"}};

// The list of slide 14.
const std::string slide =
    R"(1.  "Understanding the difficulty of training deep feedforward neural networks"
    by Xavier Glorot and Yoshua Bengio (2010) ArXiv: [https://arxiv.org/abs/1001.3014]
2.  "Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet
    Classification" by Kaiming He et al. (2015) ArXiv: [https://arxiv.org/abs/1502.01852]
3.  "All you need is a good init" by Dmytro Mishkin and Jiri Matas (2015)
    ArXiv: [https://arxiv.org/abs/1511.06422])";

}  // namespace

TEST_CASE("Per ReLU layer Xavier's weights let half as much of a gradient back as He's",
          "[14-resources][claim:xavier-halves-the-gradient]") {
    const auto ratio = [](Activation activation, std::size_t depth) {
        Rng one(1);
        Rng same(1);
        return gradient_left(glorot_normal<double>, activation, 50, depth, one) /
               gradient_left(he_normal<double>, activation, 50, depth, same);
    };
    for (const std::size_t depth : {2U, 10U, 30U}) {
        const double layers = static_cast<double>(depth) - 1.0;
        holds("share by Xavier over share by He, same draws, 2 to the layers, depth " +
                  std::to_string(depth),
              near(ratio(Activation::relu, depth) * std::pow(2.0, layers), 1.0, 1e-9));
    }
    control("tanh in place of ReLU",
            near(ratio(Activation::tanh, 10) * std::pow(2.0, 9.0), 1.0, 1e-9));
}

TEST_CASE("LSUV needs one division per layer if it measures on one batch",
          "[14-resources][claim:one-division-is-enough]") {
    for (const Activation activation :
         {Activation(Activation::tanh), Activation(Activation::relu)}) {
        Rng rng(3);
        const Measured measured = measure_and_divide(activation, 50, 10, rng);
        const std::string name = activation == Activation::tanh ? ", tanh" : ", ReLU";
        holds("most divisions of a layer" + name,
              equal(static_cast<double>(measured.divisions), 1.0));
        // Division by the root of a measured variance: exact up to the rounding of two sums.
        holds("largest distance of a layer's variance from 1" + name,
              below(measured.after, 1e-12));
        control("orthogonal weights alone" + name,
                below(std::abs(measured.before - 1.0), 0.01));
    }
}

TEST_CASE("Gradient descent learns half of a mode when the closed form says so",
          "[14-resources][claim:half-time-is-the-closed-form]") {
    for (const double start : {1e-2, 1e-4, 1e-8}) {
        const double theory = half_rise_time(1.0, start);
        for (const double step : {0.01, 0.001}) {
            // A step multiplies by 1 + step where the flow has exp(step), and the end is met
            // to within one step.
            const double late = step * (1.0 + 0.5 * theory);
            holds("time from " + std::to_string(start) + ", step " + std::to_string(step),
                  near(time_to_half(1.0, start, step), theory, late));
        }
    }
    control("half as fast: u' = u (s - u)",
            near(time_to_half(1.0, 1e-4, 0.001), 2.0 * half_rise_time(1.0, 1e-4), 0.01));
}

TEST_CASE("Products of orthogonal matrices keep every length, products of normal ones few",
          "[14-resources][claim:orthogonal-products-keep-lengths]") {
    Rng rng(4);
    for (const std::size_t factors : {1U, 5U, 50U}) {
        const Vector spectrum = product_spectrum(orthogonal<double>, 50, factors, rng);
        holds("largest distance of a singular value from 1, factors: " +
                  std::to_string(factors),
              below(xt::amax(xt::abs(spectrum - 1.0))(), 1e-12));
    }
    const Vector normal = product_spectrum(lecun_normal<double>, 50, 5, rng);
    holds("middle singular value, five normal factors", below(normal(25), 0.5));
    control("five normal factors", below(std::abs(normal(25) - 1.0), 1e-12));
}

TEST_CASE("A gradient grows by chi per layer of a wide tanh network",
          "[14-resources][claim:gradient-grows-by-chi]") {
    constexpr std::size_t networks = 80;
    constexpr std::size_t width = 200;
    const auto growth = [&](double variance) {
        const MeanField field{Activation::tanh, variance, 0.05};
        std::vector<double> found(networks);
        parallel_for(networks, 2, [&](std::size_t i) {
            Rng rng = Rng(5).stream(i);
            found[i] = growth_per_layer(field, width, 20, rng);
        });
        return found;
    };
    const auto theory = [](double variance) {
        const MeanField field{Activation::tanh, variance, 0.05};
        return std::log(chi(field, q_fixed_point(field)));
    };
    // The logarithm of a mean over n units is low by a few 1/n per layer.
    constexpr double bias = 2.0 / width;
    for (const double variance : {1.4, 2.0, 3.0}) {
        holds(
            "ln growth per layer, weight variance " + std::to_string(variance).substr(0, 3),
            mean_is(growth(variance), theory(variance), bias));
    }
    control("no growth at variance 2", mean_is(growth(2.0), 0.0, bias));
    control("variance 3 in place of 1.4", mean_is(growth(1.4), theory(3.0), bias));
    control("no loss in tanh: chi is the weight variance",
            mean_is(growth(1.4), std::log(1.4), bias));
}

TEST_CASE("With Fixup's factor one step changes the answers as much at any depth",
          "[14-resources][claim:fixup-step-ignores-depth]") {
    Params params;
    params.networks = 30;
    params.seed = 6;
    const auto middle = [&](Rules rules, std::size_t blocks) {
        return quantile(changes(rules, blocks, params), 0.5);
    };
    const double fixup =
        middle(Rules::zeros_and_factor, 64) / middle(Rules::zeros_and_factor, 2);
    const double zeros = middle(Rules::zeros, 64) / middle(Rules::zeros, 2);
    holds("64 blocks over 2, Fixup, distance from equal (ln)",
          below(std::abs(std::log(fixup)), 0.7));
    holds("64 blocks over 2, zeros without the factor", above(zeros, 8.0));
    holds("8 blocks over 2, He's weights alone",
          above(middle(Rules::none, 8) / middle(Rules::none, 2), 8.0));
    control("zeros without the factor (ln)", below(std::abs(std::log(zeros)), 0.7));
}

TEST_CASE("One of the slide's three addresses is not that of its paper",
          "[14-resources][claim:one-address-is-wrong]") {
    const std::vector<std::string> wrong = wrong_references(slide, papers);
    holds("wrong addresses", recorded(equal(static_cast<double>(wrong.size()), 1.0)));
    const bool first = !wrong.empty() && wrong.front() == papers.front().title;
    holds("it is that of Glorot and Bengio (1: yes)",
          recorded(equal(first ? 1.0 : 0.0, 1.0)));

    std::string corrected = slide;
    const std::string false_address = "https://arxiv.org/abs/1001.3014";
    corrected.replace(corrected.find(false_address), false_address.size(),
                      papers.front().address);
    holds("wrong addresses once it is replaced",
          recorded(
              equal(static_cast<double>(wrong_references(corrected, papers).size()), 0.0)));
    std::string without = corrected;
    without.erase(without.find(papers[1].address), papers[1].address.size());
    holds("wrong addresses if the second paper has none",
          recorded(
              equal(static_cast<double>(wrong_references(without, papers).size()), 0.0)));
    control("all three are right", equal(static_cast<double>(wrong.size()), 0.0));
}

TEST_CASE("14-resources: the result does not depend on the number of threads",
          "[14-resources]") {
    Params params = quick();
    const Result one = run(params);
    params.threads = 3;
    const Result three = run(params);
    for (std::size_t i = 0; i < one.values.size(); ++i) {
        CHECK(one.values[i].number == three.values[i].number);
    }
}
