#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "chapters/09-training/experiment.hpp"
#include "chapters/09-training/solutions.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/losses/squared_error.hpp"
#include "snippets/models/network.hpp"
#include "snippets/training/sgd.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;
using namespace winit::chapter09;

namespace {

constexpr double false_alarm = 1e-6;

// The limits below were chosen after looking at runs of seed 9. They are tested on others.
Params fresh_seeds() {
    Params params;
    params.seed = 2009;
    params.threads = 2;
    return params;
}

const Params params = fresh_seeds();
const Schedule slide{params.slide_rate, params.slide_epochs, true};
const Schedule slide_no_bias{params.slide_rate, params.slide_epochs, false};
const Schedule enough_time{params.enough_rate, params.enough_epochs, true};
const Schedule enough_no_bias{params.enough_rate, params.enough_epochs, false};

Scheme scheme_named(const std::string& name) {
    const auto all = schemes();
    return *std::ranges::find(all, name, &Scheme::name);
}

std::vector<double> printed(const std::string& name, const Schedule& schedule,
                            std::size_t seeds = 1000) {
    return from_each(train_seeds(scheme_named(name), schedule, seeds, params),
                     &Run::printed);
}

const std::vector<std::string> random_schemes = {"random", "xavier", "slide_he", "glorot",
                                                 "he"};

// How much smaller the error of one scheme is, run by run.
std::vector<double> gains(const std::vector<double>& better,
                          const std::vector<double>& worse) {
    std::vector<double> list;
    for (std::size_t run = 0; run < better.size(); ++run) {
        list.push_back(worse[run] - better[run]);
    }
    return list;
}

Evidence mean_above_chance(const std::vector<double>& list) {
    return statistical(above(average(list), mean_tolerance(standard_deviation(list),
                                                           list.size(), false_alarm)),
                       list.size(), false_alarm);
}

// The same network in the library's form.
Network library_net(const SmallNet<4>& net) {
    Network network{.layers = {{.weights = Matrix::from_shape({4, 2}),
                                .biases = Vector::from_shape({4}),
                                .activation = Activation::sigmoid},
                               {.weights = Matrix::from_shape({1, 4}),
                                .biases = {net.bias},
                                .activation = Activation::sigmoid}}};
    for (std::size_t i = 0; i < 4; ++i) {
        network.layers[0].weights(i, 0) = net.units[i].first;
        network.layers[0].weights(i, 1) = net.units[i].second;
        network.layers[0].biases(i) = net.units[i].bias;
        network.layers[1].weights(0, i) = net.units[i].outgoing;
    }
    return network;
}

// All parameters of a small network, to wiggle them one by one.
std::vector<double*> parameters_of(SmallNet<4>& net) {
    std::vector<double*> list = {&net.bias};
    for (Unit& unit : net.units) {
        list.insert(list.end(), {&unit.first, &unit.second, &unit.bias, &unit.outgoing});
    }
    return list;
}

// Largest difference between a step over the rate and minus the slope of the loss.
double step_error(double factor) {
    constexpr double h = 1e-5;
    double worst = 0.0;
    for (const Sample& sample : truth_table) {
        SmallNet<4> net = draw_net<4>(he_uniform<double>, Rng(91));
        SmallNet<4> stepped = net;
        online_step(stepped, sample, 1.0, true);
        const auto before = parameters_of(net);
        const auto after = parameters_of(stepped);
        for (std::size_t i = 0; i < before.size(); ++i) {
            const double kept = *before[i];
            const auto loss_at = [&](double value) {
                *before[i] = value;
                const double distance = output_of(net, sample) - sample.target;
                *before[i] = kept;
                return distance * distance;
            };
            const double slope = (loss_at(kept + h) - loss_at(kept - h)) / (2.0 * h);
            worst = std::max(worst, std::abs((kept - *after[i]) - factor * slope));
        }
    }
    return worst;
}

}  // namespace

TEST_CASE("The slide's update ends at one half, whatever the start",
          "[09-training][claim:slide-update-gives-half]") {
    const Rng root(params.seed);
    for (const Scheme& scheme : schemes()) {
        double farthest = 0.0;
        for (std::size_t run = 0; run < 20; ++run) {
            const double error = slide_training(scheme.item, 0.1, 1000, root.stream(run));
            farthest = std::max(farthest, std::abs(error - 0.5));
        }
        holds("largest distance from one half, 20 seeds, " + scheme.label,
              equal(farthest, 0.0));
    }
    control("the gradient in place of the slide's update",
            equal(printed("he", slide, 1).front(), 0.5));
}

TEST_CASE("The step goes against the gradient of the squared error",
          "[09-training][claim:gradient-is-right]") {
    holds("step against central differences, largest error", below(step_error(1.0), 1e-9));
    control("the gradient of half the squared error", below(step_error(0.5), 1e-9));

    // The library's backpropagation, sample by sample, must give the same network.
    const Regression data = xor_data();
    SmallNet<4> small = draw_net<4>(he_uniform<double>, Rng(92));
    Network network = library_net(small);
    Workspace workspace(network, 1);
    for (std::size_t done = 0; done < 100; ++done) {
        for (std::size_t k = 0; k < 4; ++k) {
            const Matrix input = xt::view(data.inputs, xt::range(k, k + 1), xt::all());
            const Matrix target = xt::view(data.targets, xt::range(k, k + 1), xt::all());
            forward(network, input, workspace);
            squared_error_gradient(workspace.outputs(), target,
                                   workspace.output_gradient());
            backward(network, input, workspace);
            sgd_step(network, workspace, 1.0);
        }
        epoch(small, {1.0, 1});
    }
    holds("error after 100 epochs, against the library's network",
          near(error_of(small), squared_error(predict(network, data.inputs), data.targets),
               1e-12));
}

TEST_CASE("None of the slide's numbers for random weights occurs at its budget",
          "[09-training][claim:slide-numbers-never-occur]") {
    const double largest = slide_numbers.front();
    for (const std::string& name : random_schemes) {
        const std::string label = scheme_named(name).label;
        holds("least of 1000 errors, " + label,
              above(std::ranges::min(printed(name, slide)), largest));
        holds("least of 1000 errors without biases, " + label,
              above(std::ranges::min(printed(name, slide_no_bias)), largest));
    }
    control("the larger budget",
            above(std::ranges::min(printed("he", enough_time, 20)), largest));
    const auto share = [](double bound) {
        const auto errors =
            from_each(train_seeds(bounded(bound), slide, 1000, params), &Run::printed);
        return statistical(above(share_like_the_slide(errors), 0.05), errors.size(),
                           false_alarm);
    };
    holds("share of runs at or below it, bound 4", share(large_bound));
    control("share of runs at or below it, bound 1", share(1.0));
}

TEST_CASE("At the slide's budget He ends near 0.126 on average",
          "[09-training][claim:he-at-slide-budget]") {
    // What tests/reference/he_on_xor.py prints: 0.1262 with a spread of 0.064 over 1000 seeds. Ours
    // and its mean are both uncertain.
    const double tolerance = std::sqrt(2.0) * mean_tolerance(0.064, 1000, false_alarm);
    const auto mean_is = [&](const Schedule& schedule) {
        return statistical(near(average(printed("he", schedule)), 0.1262, tolerance), 1000,
                           false_alarm);
    };
    holds("mean error, He with biases", mean_is(slide));
    control("without biases", mean_is(slide_no_bias));
}

TEST_CASE("At the slide's budget the schemes rank by the size of their weights",
          "[09-training][claim:size-ranks]") {
    const auto he = printed("he", slide);
    const auto glorot = printed("glorot", slide);
    const auto random = printed("random", slide);
    const auto slide_he = printed("slide_he", slide);
    const auto xavier = printed("xavier", slide);
    holds("He ahead of Glorot, mean gain", mean_above_chance(gains(he, glorot)));
    holds("Glorot ahead of random", mean_above_chance(gains(glorot, random)));
    holds("random ahead of the slide's He", mean_above_chance(gains(random, slide_he)));
    holds("the slide's He ahead of its Xavier", mean_above_chance(gains(slide_he, xavier)));
    control("the slide's Xavier ahead of random, as the slide claims",
            mean_above_chance(gains(xavier, random)));
    control("the slide's He ahead of random, as the slide claims",
            mean_above_chance(gains(slide_he, random)));
}

TEST_CASE("With a larger budget every random scheme solves the problem",
          "[09-training][claim:enough-solves]") {
    const auto share = [](const std::string& name, const Schedule& schedule) {
        return statistical(
            above(solved_share(solve_seeds(scheme_named(name), schedule, 1000, params)),
                  0.95),
            1000, false_alarm);
    };
    for (const std::string& name : random_schemes) {
        holds("share solved, " + scheme_named(name).label, share(name, enough_time));
    }
    const double zero = train_seeds(scheme_named("zero"), enough_time, 1, params)[0].error;
    holds("error from zeros, against one sixth", above(zero, 1.0 / 6.0));
    control("He at the slide's budget", share("he", slide));
}

TEST_CASE("The learning rate decides more than the scheme",
          "[09-training][claim:rate-decides]") {
    constexpr std::size_t seeds = 100;
    const auto share = [](const std::string& name, double rate) {
        const Schedule schedule{rate, params.enough_epochs};
        return solved_share(solve_seeds(scheme_named(name), schedule, seeds, params));
    };
    const auto most = [](double measured) {
        return statistical(above(measured, 0.75), seeds, false_alarm);
    };
    const auto few = [](double measured) {
        return statistical(below(measured, 0.25), seeds, false_alarm);
    };
    for (const std::string& name : random_schemes) {
        const std::string label = scheme_named(name).label;
        holds("share solved at rate 0.02, " + label, few(share(name, 0.02)));
        holds("share solved at rate 1, " + label, most(share(name, 1.0)));
        holds("share solved at rate 30, " + label, few(share(name, 30.0)));
    }
    control("He is beyond help at rate 0.1 too", few(share("he", 0.1)));
}

TEST_CASE("Without biases fewer runs solve the problem",
          "[09-training][claim:biases-count]") {
    // He loses least, two runs in a hundred: so many seeds see that.
    constexpr std::size_t seeds = 4000;
    const auto solved = [](const std::string& name, const Schedule& schedule) {
        std::vector<double> list;
        for (const std::size_t epochs :
             solve_seeds(scheme_named(name), schedule, seeds, params)) {
            list.push_back(epochs > 0 ? 1.0 : 0.0);
        }
        return list;
    };
    for (const std::string& name : random_schemes) {
        const auto with = solved(name, enough_time);
        const auto without = solved(name, enough_no_bias);
        const std::string label = scheme_named(name).label;
        holds("gain by biases, " + label, mean_above_chance(gains(without, with)));
        control("gain by leaving them out, " + label,
                mean_above_chance(gains(with, without)));
    }
}

TEST_CASE("At the slide's budget weights far larger than He's do best",
          "[09-training][claim:large-weights-win-the-sprint]") {
    const auto he =
        from_each(train_seeds(scheme_named("he"), slide, 200, params), &Run::error);
    const auto share_ahead = [&](double bound) {
        const auto other =
            from_each(train_seeds(bounded(bound), slide, 200, params), &Run::error);
        std::size_t ahead = 0;
        for (std::size_t run = 0; run < he.size(); ++run) {
            ahead += other[run] < he[run] ? 1 : 0;
        }
        return statistical(above(static_cast<double>(ahead) / 200.0,
                                 0.5 + frequency_tolerance(0.5, 200, false_alarm)),
                           200, false_alarm);
    };
    holds("share of runs in which bound 4 beats He", share_ahead(large_bound));
    control("bound 16", share_ahead(16.0));
    control("bound 1", share_ahead(1.0));
}

TEST_CASE("Full batches leave zeros where they are, at a quarter",
          "[09-training][claim:zero-stands-still]") {
    const Regression data = xor_data();
    const auto largest_gradient = [&](const SmallNet<4>& net) {
        const Network network = library_net(net);
        Workspace workspace(network, 4);
        forward(network, data.inputs, workspace);
        squared_error_gradient(workspace.outputs(), data.targets,
                               workspace.output_gradient());
        backward(network, data.inputs, workspace);
        double largest = 0.0;
        for (const auto& gradient : workspace.gradients.layers) {
            largest = std::max({largest, xt::amax(xt::abs(gradient.weights))(),
                                xt::amax(xt::abs(gradient.biases))()});
        }
        return largest;
    };
    holds("largest gradient at zero", equal(largest_gradient({}), 0.0));
    holds("mean squared error there", equal(error_of(SmallNet<4>{}), 0.25));
    SmallNet<4> after_one_sample;
    online_step(after_one_sample, truth_table.front(), 0.1, true);
    control("after a step on one sample", equal(largest_gradient(after_one_sample), 0.0));
}

TEST_CASE(
    "Two hidden units fail in more than a fifth of the runs, at one eighth or one sixth",
    "[09-training][claim:two-units-get-stuck]") {
    const auto share_of = [](const std::vector<double>& errors) {
        return 1.0 - share_near(errors, 0.0, solved_error);
    };
    const auto failures = [&](const std::vector<double>& errors) {
        return statistical(above(share_of(errors), 0.2), errors.size(), false_alarm);
    };
    const auto two = final_errors<2>(scheme_named("he"), enough_time, 1000, params);
    fails("share of failures, He", failures(two));
    const double stuck =
        share_near(two, 1.0 / 8.0, 0.01) + share_near(two, 1.0 / 6.0, 0.01);
    holds("of these at one eighth or one sixth", above(stuck / share_of(two), 0.95));
    const auto four = final_errors<4>(scheme_named("he"), enough_time, 1000, params);
    twin("share of failures, four hidden units",
         statistical(below(share_of(four), 0.05), four.size(), false_alarm));
    control("four hidden units", failures(four));
}
