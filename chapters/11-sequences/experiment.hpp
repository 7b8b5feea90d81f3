/// @file experiment.hpp
/// @brief Chapter 11: what is left of the first word at the end of a sentence?
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "chapters/support/curves.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"
#include "snippets/core/parallel.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/sentences.hpp"
#include "snippets/init/constant.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/init/slides.hpp"
#include "snippets/layers/activations.hpp"
#include "snippets/layers/linear.hpp"
#include "snippets/linear_algebra/product.hpp"
#include "snippets/linear_algebra/rank.hpp"
#include "snippets/linear_algebra/spectrum.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/lstm.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/models/recurrent.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/averages.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/statistics/statistics.hpp"

namespace winit::chapter11 {

/// Everything that can change the outcome.
struct Params {
    std::size_t seeds = 8;            ///< Trained networks of each kind.
    std::size_t steps = 600;          ///< Steps of gradient descent.
    std::size_t batch = 16;           ///< Sentences per step.
    std::size_t training = 400;       ///< Sentences to learn from.
    std::size_t held_out = 200;       ///< Sentences that are not among them.
    std::size_t vocabulary = 20;      ///< Words, the blank included.
    std::size_t units = 16;           ///< Units of the state.
    double learning_rate = 0.1;       ///< Of the simple network.
    double lstm_rate = 1.0;           ///< Of the LSTM.
    double clip = 1.0;                ///< Longest gradient; a longer one is scaled down.
    std::size_t lstm_pause = 8;       ///< Blank steps behind the LSTM's sentences.
    std::size_t slide_seeds = 2000;   ///< Networks of the slide.
    std::size_t cloud_units = 200;    ///< Size of the matrices whose eigenvalues are shown.
    std::size_t ring_units = 40;      ///< Size of the orthogonal one among them.
    std::size_t distance = 100;       ///< Steps over which gradients are followed.
    std::size_t gradient_seeds = 20;  ///< Matrices per scale, for the gradients.
    std::uint64_t seed = 11;
    std::size_t threads = 1;
};

/// @brief Smaller, for a first look.
inline Params quick() {
    return {.seeds = 2, .steps = 200, .slide_seeds = 200, .gradient_seeds = 5};
}

/// @brief Larger, for narrower statistics.
inline Params full() {
    return {.seeds = 64, .slide_seeds = 20000, .gradient_seeds = 100};
}

// --------------------------------------------------------------- the slide's network

/// @brief Size of the slide's network.
inline constexpr std::size_t slide_words = 1000;
inline constexpr std::size_t slide_units = 100;  ///< Units of its state.

/// @brief What the slide's program prints for three words and "xavier" weights.
///
/// Words that do not occur touch nothing, so only three rows of the embedding are drawn.
// [begin slide_answer]
inline double slide_answer(Rng rng) {
    const double bound = 1.0 / std::sqrt(static_cast<double>(slide_words));
    const Matrix embedding = uniform_matrix(3, slide_units, -bound, bound, rng);
    const Fans square{.fan_in = slide_units, .fan_out = slide_units};
    const Matrix recurrent = slides::xavier(square, rng);
    const Matrix answer = slides::xavier({.fan_in = slide_units, .fan_out = 1}, rng);

    Vector state = xt::zeros<double>({slide_units});
    for (std::size_t word = 0; word < 3; ++word) {
        state = slides::recurrent_step(embedding, recurrent, word, state);
    }
    double sum = 0.0;
    for (std::size_t unit = 0; unit < slide_units; ++unit) {
        sum += answer(0, unit) * state(unit);
    }
    return Sigmoid::value(sum);
}
// [end slide_answer]

/// @brief The same for many networks, one per seed.
inline std::vector<double> slide_answers(const Params& params) {
    std::vector<double> answers(params.slide_seeds);
    const Rng root = Rng(params.seed).stream(1);
    parallel_for(answers.size(), params.threads,
                 [&](std::size_t run) { answers[run] = slide_answer(root.stream(run)); });
    return answers;
}

/// @brief The recurrence as it should be: the word adds its own row, unit by unit.
// [begin right_step]
inline Vector right_step(const Matrix& embedding, const Matrix& recurrent, std::size_t word,
                         const Vector& state) {
    Vector next = state;
    for (std::size_t i = 0; i < state.size(); ++i) {
        double sum = embedding(word, i);
        for (std::size_t j = 0; j < state.size(); ++j) {
            sum += recurrent(i, j) * state(j);
        }
        next(i) = std::tanh(sum);
    }
    return next;
}
// [end right_step]

/// @brief Largest difference in the last state between two sentences that differ in one word.
/// @param step   One step of the recurrence: embedding, recurrent weights, word, state.
/// @param place  Position of the word, from 0; the sentences have three words.
template <class Step>
double difference_by_word(const Step& step, std::size_t place, Rng rng) {
    const Matrix embedding = uniform_matrix(4, slide_units, -1.0, 1.0, rng);
    const Fans square{.fan_in = slide_units, .fan_out = slide_units};
    const Matrix recurrent = slides::xavier(square, rng);
    const auto last_state = [&](std::array<std::size_t, 3> words) {
        Vector state = xt::zeros<double>({slide_units});
        for (const std::size_t word : words) {
            state = step(embedding, recurrent, word, state);
        }
        return state;
    };
    std::array<std::size_t, 3> other{0, 1, 2};
    other[place] = 3;
    const Vector one = last_state({0, 1, 2});
    const Vector two = last_state(other);
    double largest = 0.0;
    for (std::size_t unit = 0; unit < slide_units; ++unit) {
        largest = std::max(largest, std::abs(one(unit) - two(unit)));
    }
    return largest;
}

/// @brief The two recurrences, as functions that can be handed over.
inline constexpr auto slide_recurrence = [](const auto&... arguments) {
    return slides::recurrent_step(arguments...);
};
inline constexpr auto right_recurrence = [](const auto&... arguments) {
    return right_step(arguments...);
};

// ---------------------------------------------------------------- sentences to learn

/// @brief Sentences to learn from, and others to be asked about.
struct Task {
    Opinions training;
    Opinions held_out;
};

/// @brief Draw both; no sentence is in both.
inline Task draw_task(const Params& params, Rng& rng) {
    const Vocabulary vocabulary = make_vocabulary(params.vocabulary);
    Task task{draw_opinions(params.training, vocabulary, rng), {{}, {}, vocabulary}};
    const std::set<Sentence> known(task.training.sentences.begin(),
                                   task.training.sentences.end());
    while (task.held_out.sentences.size() < params.held_out) {
        const Opinions one = draw_opinions(1, vocabulary, rng);
        if (!known.contains(one.sentences.front())) {
            task.held_out.sentences.push_back(one.sentences.front());
            task.held_out.labels.push_back(one.labels.front());
        }
    }
    return task;
}

/// @brief Blank steps behind every sentence: the answer has to wait.
inline void add_pause(Opinions& opinions, std::size_t pause) {
    for (Sentence& sentence : opinions.sentences) {
        sentence.insert(sentence.end(), pause, 0);
    }
}

/// @brief The learning rate for one step: lower where the gradient is longer than the limit.
template <Scalar T>
double clipped_rate(const ParameterListOf<T>& parameters, double learning_rate,
                    double limit) {
    double square = 0.0;
    for (const ParametersOf<T>& tensor : parameters) {
        for (const T slope : tensor.gradient) {
            square += static_cast<double>(slope) * static_cast<double>(slope);
        }
    }
    const double length = std::sqrt(square);
    return length > limit ? learning_rate * limit / length : learning_rate;
}

/// @brief A workspace for each kind of network.
template <Scalar T>
RecurrentWorkspaceOf<T> workspace_for(const RecurrentOf<T>& network, std::size_t steps,
                                      std::size_t samples) {
    return {network, steps, samples};
}
template <Scalar T>
LstmWorkspaceOf<T> workspace_for(const LstmOf<T>& network, std::size_t steps,
                                 std::size_t samples) {
    return {network, steps, samples};
}

/// @brief Train a network to judge sentences after a pause.
/// @return  Share of the held-out sentences that it judges right.
// [begin learn_to_read]
template <class Network>
double learn_to_read(Network& network, Task task, std::size_t pause, double learning_rate,
                     const Params& params, Rng rng) {
    add_pause(task.training, pause);
    add_pause(task.held_out, pause);
    const std::size_t length = sentence_length + pause;
    auto workspace = workspace_for(network, length, params.batch);
    const auto parameters = parameters_of(network, workspace);
    std::vector<Sentence> sentences(params.batch);
    Labels labels(params.batch);
    for (std::size_t step = 0; step < params.steps; ++step) {
        for (std::size_t i = 0; i < params.batch; ++i) {
            const std::size_t drawn = rng.below(params.training);
            sentences[i] = task.training.sentences[drawn];
            labels[i] = task.training.labels[drawn];
        }
        const auto sequence = one_hot<float>(sentences, params.vocabulary);
        forward(network, sequence, workspace);
        cross_entropy_gradient(workspace.outputs, labels, workspace.output_delta);
        backward(network, sequence, workspace);
        sgd_step(parameters, clipped_rate(parameters, learning_rate, params.clip));
    }
    auto exam = workspace_for(network, length, params.held_out);
    forward(network, one_hot<float>(task.held_out.sentences, params.vocabulary), exam);
    return accuracy(exam.outputs, task.held_out.labels);
}
// [end learn_to_read]

/// @brief Weights from the words: one word is on at a time, so the fan_in that counts is 1.
///
/// The weights to the answer are drawn alike.
template <Scalar T>
MatrixOf<T> embedding(Fans fans, Rng& rng) {
    return normal_weights<T>(fans, 1.0, rng);
}

/// @brief Normal recurrent weights of a wanted scale: the spectral radius of a large matrix.
template <Scalar T>
InitializerOf<T> gaussian(double scale) {
    return [scale](Fans fans, Rng& rng) {
        const double fan_in = static_cast<double>(fans.fan_in);
        return normal_weights<T>(fans, scale / std::sqrt(fan_in), rng);
    };
}

/// @brief A rule for recurrent weights under the name that figures and values use.
struct Scheme {
    std::string name;
    std::string label;
    InitializerOf<float> initializer;
};

// [begin schemes_11]
inline std::vector<Scheme> schemes() {
    return {
        {"zero", "zero", zero_weights<float>},
        {"slide", "slide's Xavier", slides::xavier<float>},
        {"xavier", "Xavier", glorot_normal<float>},
        {"orthogonal", "orthogonal", orthogonal<float>},
        {"large", "1.5 × Xavier", gaussian<float>(1.5)},
    };
}
// [end schemes_11]

/// @brief A simple network before training. Run number i has the same random stream everywhere.
inline RecurrentOf<float> draw_reader(const InitializerOf<float>& recurrent,
                                      const Params& params, Rng rng) {
    const RecurrentSizes sizes{params.vocabulary, params.units, 2};
    return make_recurrent<float>(sizes, Activation::tanh, embedding<float>, recurrent, rng);
}

/// @brief An LSTM before training.
inline LstmOf<float> draw_lstm(double forget_bias, const Params& params, Rng rng) {
    const RecurrentSizes sizes{params.vocabulary, params.units, 2};
    return make_lstm<float>(sizes, forget_bias, embedding<float>, orthogonal<float>, rng);
}

/// @brief Train many: accuracy on held-out sentences, one number per seed.
/// @param draw  From a random stream to a network before training.
template <class Draw>
std::vector<double> train_seeds(const Draw& draw, std::size_t pause, double learning_rate,
                                const Params& params, Progress& progress = silent()) {
    std::vector<double> accuracies(params.seeds);
    const Rng root = Rng(params.seed).stream(2);
    parallel_for(params.seeds, params.threads, [&](std::size_t run) {
        const Rng own = root.stream(run);
        Rng words = own.stream(0);
        const Task task = draw_task(params, words);
        auto network = draw(own.stream(1));
        accuracies[run] =
            learn_to_read(network, task, pause, learning_rate, params, own.stream(2));
        progress.step();
    });
    return accuracies;
}

/// @brief The same for a simple network and one scheme.
inline std::vector<double> train_scheme(const Scheme& scheme, std::size_t pause,
                                        const Params& params,
                                        Progress& progress = silent()) {
    const auto draw = [&](Rng rng) { return draw_reader(scheme.initializer, params, rng); };
    return train_seeds(draw, pause, params.learning_rate, params, progress);
}

/// @brief The same for an LSTM.
inline std::vector<double> train_lstm(double forget_bias, std::size_t pause,
                                      const Params& params, Progress& progress = silent()) {
    const auto draw = [&](Rng rng) { return draw_lstm(forget_bias, params, rng); };
    return train_seeds(draw, pause, params.lstm_rate, params, progress);
}

/// @brief What a pause leaves of a gradient, before training.
struct Left {
    double length;      ///< Root mean square singular value of the Jacobian.
    double directions;  ///< \f$(\sum s^2)^2/\sum s^4\f$: how many singular values share it.
};

/// @brief Follow the state of an untrained network through a pause behind one sentence.
// [begin left_after_pause]
inline Left left_after_pause(const Scheme& scheme, std::size_t pause, const Params& params,
                             Rng rng) {
    Rng words = rng.stream(0);
    Opinions one = draw_opinions(1, make_vocabulary(params.vocabulary), words);
    add_pause(one, pause);
    const auto network = draw_reader(scheme.initializer, params, rng.stream(1));
    RecurrentWorkspaceOf<float> workspace(network, sentence_length + pause, 1);
    forward(network, one_hot<float>(one.sentences, params.vocabulary), workspace);
    const Matrix jacobian = xt::cast<double>(
        state_jacobian(network, workspace, 0, sentence_length, sentence_length + pause));
    double squares = 0.0;
    double fourths = 0.0;
    for (const double value : singular_values(jacobian)) {
        squares += value * value;
        fourths += value * value * value * value;
    }
    return {.length = std::sqrt(squares / static_cast<double>(params.units)),
            .directions = fourths > 0.0 ? squares * squares / fourths : 0.0};
}
// [end left_after_pause]

// ---------------------------------------------------------------- powers of one matrix

/// @brief Length of a gradient sent back through one matrix again and again, from length 1.
// [begin lengths_by_distance]
inline std::vector<double> lengths_by_distance(const Matrix& recurrent,
                                               std::size_t distance, Rng rng) {
    const auto length = [](const Matrix& row) {
        return std::sqrt(mean_square(row) * static_cast<double>(row.size()));
    };
    Matrix gradient = normal_matrix(1, recurrent.shape(0), 0.0, 1.0, rng);
    gradient /= length(gradient);
    Matrix earlier = gradient;
    std::vector<double> lengths = {1.0};
    for (std::size_t t = 0; t < distance; ++t) {
        product(gradient, recurrent, earlier);
        std::swap(gradient, earlier);
        lengths.push_back(length(gradient));
    }
    return lengths;
}
// [end lengths_by_distance]

/// @brief The same for many matrices.
inline std::vector<std::vector<double>> many_lengths(const Initializer& initializer,
                                                     std::size_t units,
                                                     const Params& params) {
    std::vector<std::vector<double>> runs(params.gradient_seeds);
    const Rng root = Rng(params.seed).stream(3);
    parallel_for(runs.size(), params.threads, [&](std::size_t run) {
        Rng rng = root.stream(run);
        const Matrix recurrent = initializer({units, units}, rng);
        runs[run] = lengths_by_distance(recurrent, params.distance, rng.stream(1));
    });
    return runs;
}

/// @brief How the cell of an LSTM at its start depends on an earlier one.
///
/// The direct way only: the product of the forget gates on the way.
/// @return  Root mean square over the units, for each distance from 0.
inline std::vector<double> cell_by_distance(double forget_bias, std::size_t distance,
                                            const Params& params, Rng rng) {
    Rng words = rng.stream(0);
    Opinions one = draw_opinions(1, make_vocabulary(params.vocabulary), words);
    add_pause(one, distance);
    const auto lstm = draw_lstm(forget_bias, params, rng.stream(1));
    LstmWorkspaceOf<float> workspace(lstm, sentence_length + distance, 1);
    forward(lstm, one_hot<float>(one.sentences, params.vocabulary), workspace);
    std::vector<double> kept(params.units, 1.0);
    std::vector<double> result = {1.0};
    for (std::size_t t = 0; t < distance; ++t) {
        double square = 0.0;
        for (std::size_t unit = 0; unit < params.units; ++unit) {
            kept[unit] *= static_cast<double>(
                workspace.gates[sentence_length + t](0, params.units + unit));
            square += kept[unit] * kept[unit];
        }
        result.push_back(std::sqrt(square / static_cast<double>(params.units)));
    }
    return result;
}

// --------------------------------------------------------------------- the experiments

/// @brief Medians over a few trained networks repeat to this on every machine.
inline constexpr Tolerance trained{.relative = 0.0, .absolute = 0.25};

/// @brief Numbers from eigenvalues and long products, by whatever LAPACK.
inline constexpr Tolerance loose{.relative = 1e-4, .absolute = 1e-6};

/// @brief First experiment: what the slide's network prints, and what reaches its last state.
inline void slide_network(const Params& params, Result& result) {
    const auto answers = slide_answers(params);
    result.values.push_back(
        {"slide_mean", average(answers), "the slide's xavier answer, mean over seeds"});
    result.values.push_back({"slide_spread", standard_deviation(answers),
                             "the slide's xavier answer, standard deviation"});
    const Rng root = Rng(params.seed).stream(4);
    const std::array<std::string, 3> places = {"first", "second", "third"};
    for (const std::size_t place : {0U, 2U}) {
        const std::string end = places[place] + " of three words is another";
        result.values.push_back({"slide_by_" + places[place],
                                 difference_by_word(slide_recurrence, place, root),
                                 "largest change of the slide's state when the " + end});
        result.values.push_back({"right_by_" + places[place],
                                 difference_by_word(right_recurrence, place, root),
                                 "largest change of the right state when the " + end});
    }
}

/// @brief Pauses of the second experiment (blank steps).
inline const std::vector<std::size_t>& pauses() {
    static const std::vector<std::size_t> list{0, 4, 8, 16, 32};
    return list;
}

/// @brief Second experiment: judging held-out sentences after a pause.
inline void accuracy_by_pause(const Params& params, Result& result, Progress& progress) {
    progress.begin("simple networks", schemes().size() * pauses().size() * params.seeds);
    Chart chart{.name = "accuracy_by_pause",
                .x_axis = {"blank steps between sentence and answer"},
                .y_axis = {"held-out sentences judged right"},
                .x = {pauses().begin(), pauses().end()},
                .tolerance = trained};
    for (const Scheme& scheme : schemes()) {
        std::vector<std::vector<double>> runs(params.seeds);
        for (const std::size_t pause : pauses()) {
            const auto accuracies = train_scheme(scheme, pause, params, progress);
            for (std::size_t run = 0; run < runs.size(); ++run) {
                runs[run].push_back(accuracies[run]);
            }
        }
        chart.curves.push_back(banded(scheme.label, runs));
        for (std::size_t i = 0; i < pauses().size(); ++i) {
            result.values.push_back(
                {"right_" + scheme.name + "_" + std::to_string(pauses()[i]),
                 chart.curves.back().y[i],
                 "held-out sentences judged right, median, " + scheme.label + ", pause " +
                     std::to_string(pauses()[i]),
                 trained});
        }
        std::vector<double> left(params.gradient_seeds);
        std::vector<double> directions(params.gradient_seeds);
        const Rng root = Rng(params.seed).stream(5);
        for (std::size_t run = 0; run < left.size(); ++run) {
            const Left kept =
                left_after_pause(scheme, pauses().back(), params, root.stream(run));
            left[run] = kept.length;
            directions[run] = kept.directions;
        }
        result.values.push_back({"left_" + scheme.name,
                                 quantile(left, 0.5),
                                 "gradient left over the longest pause before training, "
                                 "median, " +
                                     scheme.label,
                                 {.relative = 1e-3}});
        result.values.push_back({"directions_" + scheme.name,
                                 quantile(directions, 0.5),
                                 "directions that share it, median, " + scheme.label,
                                 {.relative = 1e-3}});
    }
    result.charts.push_back(chart);
}

/// @brief The second experiment's longest pause again: half the learning rate, twice the steps.
inline void slower(const Params& params, Result& result, Progress& progress) {
    progress.begin("slower training", 2 * params.seeds);
    Params patient = params;
    patient.learning_rate *= 0.5;
    patient.steps *= 2;
    for (const std::size_t which : {2U, 3U}) {
        const Scheme scheme = schemes()[which];
        result.values.push_back(
            {"slower_" + scheme.name,
             quantile(train_scheme(scheme, pauses().back(), patient, progress), 0.5),
             "judged right, median, longest pause, half the rate and twice the steps, " +
                 scheme.label,
             trained});
    }
}

/// @brief Third experiment: eigenvalues of a normal and of an orthogonal matrix.
inline void eigenvalue_cloud(const Params& params, Result& result) {
    using Point = std::pair<double, double>;
    const auto cloud_of = [&](const Initializer& initializer, std::size_t units) {
        Rng rng = Rng(params.seed).stream(6);
        std::vector<Point> points;
        for (const auto& value : eigenvalues(initializer({units, units}, rng))) {
            points.emplace_back(value.real(), value.imag());
        }
        std::sort(points.begin(), points.end());
        return points;
    };
    const auto normal = cloud_of(gaussian<double>(1.0), params.cloud_units);
    const auto turned = cloud_of(orthogonal<double>, params.ring_units);
    Chart chart{.name = "eigenvalue_cloud",
                .x_axis = {"real part"},
                .y_axis = {"imaginary part"},
                .tolerance = loose,
                .equal_units = true};
    // In this order one cloud's rows do not depend on where the points of another fall.
    chart.curves = {{.label = "", .mark = Mark::reference},
                    {.label = "unit circle", .mark = Mark::reference},
                    {.label = "Gaussian", .mark = Mark::points, .color = 0},
                    {.label = "orthogonal", .mark = Mark::points, .color = 1}};
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    const auto add = [&chart](double x, std::array<double, 4> heights) {
        chart.x.push_back(x);
        for (std::size_t i = 0; i < heights.size(); ++i) {
            chart.curves[i].y.push_back(heights.at(i));
        }
    };
    for (int step = 0; step <= 180; ++step) {
        const double angle = step * std::numbers::pi / 180.0;
        add(-std::cos(angle), {std::sin(angle), -std::sin(angle), nothing, nothing});
    }
    for (const auto& [x, y] : normal) {
        add(x, {nothing, nothing, y, nothing});
    }
    for (const auto& [x, y] : turned) {
        add(x, {nothing, nothing, nothing, y});
    }
    result.charts.push_back(chart);
    double radius = 0.0;
    for (const Point& point : normal) {
        radius = std::max(radius, std::hypot(point.first, point.second));
    }
    result.values.push_back(
        {"radius_normal", radius, "spectral radius of the Gaussian matrix shown", loose});
    Rng rng = Rng(params.seed).stream(6);
    const Matrix slide = slides::xavier({params.cloud_units, params.cloud_units}, rng);
    result.values.push_back({"radius_slide", spectral_radius(slide),
                             "spectral radius of the slide's recurrent weights", loose});
}

/// @brief Fourth experiment: the length of a gradient that is sent back.
inline void gradient_by_distance(const Params& params, Result& result) {
    Chart chart{.name = "gradient_by_distance",
                .x_axis = {"steps back"},
                .y_axis = {"length of the gradient", Scale::log},
                .x = counting(0, params.distance + 1),
                .tolerance = {.relative = 1e-6}};
    const auto add = [&](const std::string& name, const std::string& label, double scale,
                         const Initializer& initializer) {
        const auto runs = many_lengths(initializer, params.cloud_units, params);
        chart.curves.push_back(banded(label, runs));
        result.values.push_back(
            {"length_" + name,
             chart.curves.back().y.back(),
             "length of the gradient at the largest distance, median, " + label,
             {.relative = 1e-6}});
        std::vector<double> theory;
        for (const double t : chart.x) {
            theory.push_back(std::pow(scale, t));
        }
        chart.curves.push_back({.label = "", .y = theory, .mark = Mark::theory});
    };
    add("large", "Gaussian, 1.1", 1.1, gaussian<double>(1.1));
    add("orthogonal", "orthogonal", 1.0, orthogonal<double>);
    add("one", "Gaussian, 1", 1.0, gaussian<double>(1.0));
    add("small", "Gaussian, 0.9", 0.9, gaussian<double>(0.9));
    result.charts.push_back(chart);
}

/// @brief Forget biases of the fifth experiment.
inline const std::vector<double>& forget_biases() {
    static const std::vector<double> list{0.0, 1.0, 2.0, 4.0};
    return list;
}

/// @brief Steps over which the text follows the cell.
inline constexpr std::size_t cell_steps = 20;

/// @brief Fifth experiment: the forget gate, before training and after.
inline void forget_gate(const Params& params, Result& result, Progress& progress) {
    constexpr std::size_t distance = 40;
    Chart before{.name = "cell_by_distance",
                 .x_axis = {"steps back"},
                 .y_axis = {"share of the cell that is left", Scale::log},
                 .x = counting(0, distance + 1),
                 .tolerance = {.relative = 1e-3}};
    Chart after{.name = "accuracy_by_forget_bias",
                .x_axis = {"forget bias"},
                .y_axis = {"held-out sentences judged right"},
                .x = forget_biases(),
                .tolerance = trained};
    double farthest = 1.0;
    progress.begin("LSTMs", forget_biases().size() * params.seeds);
    const Rng root = Rng(params.seed).stream(7);
    std::vector<std::vector<double>> right(params.seeds);
    for (const double bias : forget_biases()) {
        const std::string digit = std::to_string(static_cast<int>(bias));
        std::vector<std::vector<double>> runs;
        for (std::size_t run = 0; run < params.gradient_seeds; ++run) {
            runs.push_back(cell_by_distance(bias, distance, params, root.stream(run)));
        }
        before.curves.push_back(banded("bias " + digit, runs));
        std::vector<double> theory;
        for (const double t : before.x) {
            theory.push_back(std::pow(Sigmoid::value(bias), t));
        }
        const std::vector<double> measured = before.curves.back().y;
        for (std::size_t t = 0; t <= distance; ++t) {
            farthest =
                std::max({farthest, measured[t] / theory[t], theory[t] / measured[t]});
        }
        before.curves.push_back({.label = "", .y = theory, .mark = Mark::theory});
        result.values.push_back(
            {"cell_left_" + digit, theory[cell_steps],
             "share of the cell left after some steps, by formula, forget bias " + digit});
        result.values.push_back({"cell_measured_" + digit,
                                 measured[cell_steps],
                                 "the same in random networks, median",
                                 {.relative = 1e-3}});
        const auto accuracies = train_lstm(bias, params.lstm_pause, params, progress);
        for (std::size_t run = 0; run < right.size(); ++run) {
            right[run].push_back(accuracies[run]);
        }
        result.values.push_back({"lstm_right_" + digit, quantile(accuracies, 0.5),
                                 "held-out sentences an LSTM judges right, median, forget "
                                 "bias " +
                                     digit,
                                 trained});
    }
    result.parameter("cell_distance", distance, "steps back, cells");
    result.values.push_back({"cell_farthest",
                             farthest,
                             "largest ratio of the two, any bias and distance",
                             {.relative = 1e-3}});
    after.curves.push_back(banded("", right));
    result.charts.push_back(before);
    result.charts.push_back(after);
}

/// @brief The parameters, so that the prose can name them.
inline void parameters(const Params& params, Result& result) {
    result.parameter("seed", params.seed, "seed of the random numbers");
    result.parameter("seeds", params.seeds, "trained networks of each kind");
    result.parameter("steps", params.steps, "steps of gradient descent");
    result.parameter("batch", params.batch, "sentences per step");
    result.parameter("training", params.training, "sentences to learn from");
    result.parameter("held_out", params.held_out, "sentences held out");
    result.parameter("vocabulary", params.vocabulary, "words, the blank included");
    result.parameter("units", params.units, "units of the state");
    result.parameter("learning_rate", params.learning_rate, "of the simple network");
    result.parameter("lstm_rate", params.lstm_rate, "learning rate of the LSTM");
    result.parameter("clip", params.clip, "longest gradient");
    result.parameter("lstm_pause", params.lstm_pause, "blank steps, LSTM");
    result.parameter("slide_seeds", params.slide_seeds, "networks of the slide");
    result.parameter("slide_words", slide_words, "words of the slide's vocabulary");
    result.parameter("slide_units", slide_units, "units of the slide's state");
    result.parameter("cloud_units", params.cloud_units, "size of the matrices shown");
    result.parameter("ring_units", params.ring_units, "size of the orthogonal one");
    result.parameter("distance", params.distance, "steps back, gradients");
    result.parameter("gradient_seeds", params.gradient_seeds, "matrices per scale");
    result.parameter("longest_pause", pauses().back(), "blank steps, longest pause");
    result.parameter("cell_steps", cell_steps, "steps over which the text follows a cell");
}

/// @brief The whole chapter: numbers in, numbers out, no files.
inline Result run(const Params& params, Progress& progress = silent()) {
    Result result;
    parameters(params, result);
    slide_network(params, result);
    accuracy_by_pause(params, result, progress);
    slower(params, result, progress);
    eigenvalue_cloud(params, result);
    gradient_by_distance(params, result);
    forget_gate(params, result, progress);
    return result;
}

}  // namespace winit::chapter11
