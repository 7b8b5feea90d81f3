/// @file preflight.hpp
/// @brief What to look at before a long training run: a few passes over one batch.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <type_traits>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/data/sequences.hpp"
#include "snippets/diagnostics/inside.hpp"
#include "snippets/models/model.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/statistics/moments.hpp"
#include "snippets/training/adam.hpp"
#include "snippets/training/objective.hpp"

namespace winit {

/// @brief Learning rates of Adam that preflight() tries on the batch: the better one counts.
inline constexpr std::array<double, 2> preflight_rates{0.001, 0.01};

/// @brief Steps after which preflight() looks at gradients: zeros on purpose have moved by then.
inline constexpr std::size_t preflight_warmup = 3;

/// @brief The part of its steps after which preflight() asks whether the inputs help: a fifth.
inline constexpr std::size_t preflight_share = 5;

/// @brief The findings of preflight(). A network that has blown up shows as not a number.
struct Preflight {
    double first_loss = 0.0;  ///< Before any step (nats per sample).
    double signal_ratio =
        1.0;  ///< Least over largest mean square of the hidden signals, after
              ///< three steps.
    double largest_signal = 0.0;  ///< The largest of them before any step.
    double gradient_ratio =
        1.0;  ///< Least over largest root mean square of the loss's derivatives
              ///< by them, after three steps.
    std::vector<double> updates =
        {};  ///< Gradient over weights, root mean squares, of each hidden
             ///< matrix after three steps. Times the rate of plain
             ///< gradient descent: the share that one step moves.
    double update_ratio = 1.0;  ///< The least of them over the largest.
    std::size_t silent_tensors =
        0;                    ///< Weights or biases whose gradient was exactly zero at
                              ///< every step (count).
    double dead_units = 0.0;  ///< Share of units whose weights never had a gradient, in
                              ///< the hidden matrix that has most of them.
    std::size_t twin_layers =
        0;  ///< Hidden matrices whose units all agree after the steps (count).
    double mixing = 0.0;  ///< Largest change of an output when other samples change, over
                          ///< the largest output.
    double loss_soon = 0.0;   ///< Lowest within a fifth of the steps (nats per sample).
    double blind_loss = 0.0;  ///< The same of a copy that learns from inputs of zero.
    double batch_loss = 0.0;  ///< Lowest within all steps (nats per sample).
};

/// @cond
namespace detail {

template <Scalar T>
void silence(MatrixOf<T>& inputs, std::size_t from, std::size_t to) {
    for (std::size_t sample = from; sample < to; ++sample) {
        std::fill_n(&inputs(sample, 0), inputs.shape(1), T(0));
    }
}

template <Scalar T>
void silence(SequenceOf<T>& inputs, std::size_t from, std::size_t to) {
    for (MatrixOf<T>& step : inputs) {
        silence(step, from, to);
    }
}

inline double largest_of(const std::vector<double>& numbers) {
    double largest = 0.0;
    for (const double number : numbers) {
        largest = larger(largest, number);
    }
    return largest;
}

// Least over largest of numbers not below 0; 0 if one is 0, 1 if there are none.
inline double least_over_largest(const std::vector<double>& numbers) {
    double least = std::numeric_limits<double>::infinity();
    for (const double number : numbers) {
        least = -larger(-least, -number);
    }
    return numbers.empty() ? 1.0 : least == 0.0 ? 0.0 : least / largest_of(numbers);
}

inline bool is_nonzero(double number) {
    return number != 0.0;
}

// Do the units of a matrix agree, each kind of row for itself? Rounding aside: the BLAS may add up
// the rows of one matrix in different orders.
template <Scalar T>
bool are_twins(const UnitWeightsOf<T>& of) {
    const MatrixOf<T>& weights = *of.weights;
    const std::size_t units = weights.shape(0) / of.kinds;
    const double rounding = std::sqrt(std::numeric_limits<T>::epsilon());
    const double size = root_mean_square(weights);
    for (std::size_t kind = 0; kind < of.kinds; ++kind) {
        const MatrixOf<T> rows =
            xt::view(weights, xt::range(kind * units, (kind + 1) * units), xt::all());
        const double spread = unit_spread(rows);
        if (units < 2 || std::isnan(spread) || spread > rounding * size) {
            return false;
        }
    }
    return true;
}

// Largest change of an output when the inputs of other samples become zero, over the largest.
template <Model Any>
double mixing_of(const Any& model, const typename Any::Inputs& inputs) {
    const auto outputs = predict(model, inputs);
    const std::size_t samples = outputs.shape(0);
    double change = 0.0;
    double largest = 0.0;
    for (const std::size_t half : {std::size_t{0}, std::size_t{1}}) {
        const std::size_t from = half == 0 ? 0 : samples / 2;
        const std::size_t to = half == 0 ? samples / 2 : samples;
        auto others = inputs;
        silence(others, from, to);
        const auto changed = predict(model, others);
        for (std::size_t sample = 0; sample < samples; ++sample) {
            for (std::size_t k = 0; k < outputs.shape(1); ++k) {
                const double output = outputs(sample, k);
                largest = larger(largest, std::abs(output));
                if (sample < from || sample >= to) {
                    change = larger(change, std::abs(changed(sample, k) - output));
                }
            }
        }
    }
    return change == 0.0 ? 0.0 : change / largest;
}

// Steps of Adam on one batch. After each gradient, and once more at the end, look() is told.
template <Model Any, class Data, class Look>
void steps_on(Any& model, const Data& batch, double rate, std::size_t steps, Look look) {
    auto workspace = workspace_for(model, batch.inputs);
    const auto parameters = parameters_of(model, workspace);
    AdamOf<typename Any::Number> optimizer({.learning_rate = rate});
    for (std::size_t step = 0; step <= steps; ++step) {
        const double loss = value_and_gradient(model, batch, workspace);
        look(step, loss, workspace, parameters);
        if (step < steps) {
            optimizer.step(parameters);
        }
    }
}

// What never had a gradient, tensor by tensor and unit by unit.
class Silence {
  public:
    template <Scalar T>
    void hear(const ParameterListOf<T>& parameters) {
        heard_.resize(parameters.size());
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            heard_[i] =
                heard_[i] || std::ranges::any_of(parameters[i].gradient, is_nonzero);
        }
    }

    template <Scalar T>
    void hear(const std::vector<UnitWeightsOf<T>>& hidden) {
        units_.resize(hidden.size());
        for (std::size_t m = 0; m < hidden.size(); ++m) {
            const MatrixOf<T>& gradient = *hidden[m].gradient;
            units_[m].resize(gradient.shape(0));
            for (std::size_t row = 0; row < gradient.shape(0); ++row) {
                const T* const first = &gradient(row, 0);
                units_[m][row] = units_[m][row] ||
                                 std::any_of(first, first + gradient.shape(1), is_nonzero);
            }
        }
    }

    std::size_t tensors() const {
        return static_cast<std::size_t>(std::ranges::count(heard_, false));
    }

    double units() const {
        double most = 0.0;
        for (const std::vector<bool>& rows : units_) {
            const auto dead = static_cast<double>(std::ranges::count(rows, false));
            most = std::max(most, dead / static_cast<double>(rows.size()));
        }
        return most;
    }

  private:
    std::vector<bool> heard_;
    std::vector<std::vector<bool>> units_;
};

// Gradient over weights of each hidden matrix. One of zeros has no such ratio.
template <Scalar T>
std::vector<double> updates_of(const std::vector<UnitWeightsOf<T>>& hidden) {
    std::vector<double> updates;
    for (const UnitWeightsOf<T>& of : hidden) {
        const double size = root_mean_square(*of.weights);
        if (size != 0.0) {
            updates.push_back(root_mean_square(*of.gradient) / size);
        }
    }
    return updates;
}

// What shows inside a model at one of its steps.
template <Scalar T>
void note(const InsideOf<T>& seen, std::size_t step, std::size_t steps, Preflight& found) {
    if (step == 0) {
        found.largest_signal = largest_of(seen.signals);
    }
    if (step == preflight_warmup) {
        found.signal_ratio = least_over_largest(seen.signals);
        found.gradient_ratio = least_over_largest(seen.deltas);
        found.updates = updates_of(seen.units);
        found.update_ratio = least_over_largest(found.updates);
    }
    if (step == steps) {
        found.twin_layers =
            static_cast<std::size_t>(std::ranges::count_if(seen.units, are_twins<T>));
    }
}

// All that shows along the way of a model that learns its batch at one rate.
template <Model Any, class Data>
void look_inside(Any model, const Data& batch, double rate, std::size_t steps,
                 Preflight& found) {
    Silence silence;
    const auto look = [&](std::size_t step, double loss, const auto& workspace,
                          const auto& parameters) {
        silence.hear(parameters);
        if (step == 0) {
            found.first_loss = loss;
        }
        if constexpr (requires { inside(model, workspace); }) {
            const auto seen = inside(model, workspace);
            silence.hear(seen.units);
            note(seen, step, steps, found);
        }
    };
    steps_on(model, batch, rate, steps, look);
    found.silent_tensors = silence.tensors();
    found.dead_units = silence.units();
    found.mixing = mixing_of(model, batch.inputs);
}

// Lowest losses within several numbers of steps, at the better rate; what is not a number loses.
template <Model Any, class Data>
std::vector<double> lowest_losses(const Any& model, const Data& batch,
                                  const std::vector<std::size_t>& within) {
    std::vector<double> lowest(within.size(), std::numeric_limits<double>::quiet_NaN());
    for (const double rate : preflight_rates) {
        Any copy = model;
        steps_on(copy, batch, rate, within.back(),
                 [&](std::size_t step, double loss, const auto&, const auto&) {
                     for (std::size_t i = 0; i < within.size(); ++i) {
                         if (step <= within[i]) {
                             lowest[i] = std::fmin(lowest[i], loss);
                         }
                     }
                 });
    }
    return lowest;
}

}  // namespace detail
/// @endcond

/// @brief Train copies of a model on one batch and write down what matters.
///
/// The batch is learned with Adam, at the better of two rates, so that the findings are about the
/// start and not about a rate. Models of other kinds than the library's have no signals and units
/// to look at unless there is an inside() for them. Whether samples mix is asked of
/// predict(): while it is trained, BatchNorm mixes them on purpose.
///
/// @param model  Of any kind; the caller's stays as it is.
/// @param batch  Samples of the model's kind with their answers, at least one.
/// @param steps  On the batch (count, at least 10).
/// @return       The findings.
/// @throws std::invalid_argument if there are too few steps, or the batch is empty, has not one
///         answer per sample, or does not fit the model.
/// @see Karpathy (2019), "A Recipe for Training Neural Networks", step 2.
template <Model Any, class Data>
Preflight preflight(const Any& model, const Data& batch, std::size_t steps = 100) {
    require(steps >= 10, "preflight: steps must be at least 10", steps);
    require(detail::whole(batch) && detail::sample_count(batch) > 0,
            "preflight: batch must have one answer per sample, and a sample");
    const std::size_t soon = steps / preflight_share;
    Preflight found;
    // Halfway the slower rate has shown all that there is to see inside.
    detail::look_inside(model, batch, preflight_rates.front(), steps / 2, found);
    const auto losses = detail::lowest_losses(model, batch, {soon, steps});
    found.loss_soon = losses[0];
    found.batch_loss = losses[1];
    Data blind = batch;
    detail::silence(blind.inputs, 0, detail::sample_count(batch));
    found.blind_loss = detail::lowest_losses(model, blind, {soon})[0];
    return found;
}

/// @brief What failed_checks() judges.
enum class Check {
    first_loss,  ///< Not far from the loss of guessing.
    signals,     ///< None lost on the way, none huge.
    gradients,   ///< None lost on the way.
    updates,     ///< One rate suits all hidden layers.
    silent,      ///< Every tensor hears something.
    dead,        ///< Most units do.
    twins,       ///< Units differ.
    mixing,      ///< The answer to a sample hangs on that sample alone.
    blind,       ///< The inputs help.
    batch,       ///< One batch can be learned by heart.
};

/// @brief How many checks there are.
inline constexpr std::size_t check_count = 10;

/// @brief How far a healthy start may stray. Chapter 13 measures how often these limits err.
struct PreflightLimits {
    double first_loss = 4.0;  ///< Factor between the first loss and the one expected.
    double signals = 1e-5;    ///< Least over largest mean square of the hidden layers.
    double largest_signal =
        16.0;  ///< Mean square of a hidden layer, for inputs of mean square 1.
    double gradients = 1e-3;  ///< Least over largest root mean square.
    double updates = 1e-4;    ///< Least over largest ratio of gradient to weights.
    double dead = 0.7;        ///< Share of the units of a layer.
    double mixing = 1e-4;     ///< Share of the largest output.
    double blind = 0.9;       ///< Of the loss without inputs, within a fifth of the steps.
    double batch = 0.1;       ///< Of the same, within all steps.
};

/// @brief The checks that a start fails.
/// @param found          What preflight() found.
/// @param expected_loss  First loss of guessing (nats): ln K for K classes alike.
/// @param limits         All above 0, the first above 1.
/// @return               Empty for a start that is ready.
// [begin failed_checks]
inline std::vector<Check> failed_checks(const Preflight& found, double expected_loss,
                                        const PreflightLimits& limits = {}) {
    std::vector<Check> failed;
    const auto want = [&](Check check, bool holds) {
        if (!holds) {
            failed.push_back(check);
        }
    };
    const double factor = found.first_loss / expected_loss;
    want(Check::first_loss, factor > 1.0 / limits.first_loss && factor < limits.first_loss);
    want(Check::signals, found.signal_ratio > limits.signals &&
                             found.largest_signal < limits.largest_signal);
    want(Check::gradients, found.gradient_ratio > limits.gradients);
    want(Check::updates, found.update_ratio > limits.updates);
    want(Check::silent, found.silent_tensors == 0);
    want(Check::dead, found.dead_units < limits.dead);
    want(Check::twins, found.twin_layers == 0);
    want(Check::mixing, found.mixing < limits.mixing);
    want(Check::blind, found.loss_soon < limits.blind * found.blind_loss);
    want(Check::batch, found.batch_loss < limits.batch * found.blind_loss);
    return failed;
}
// [end failed_checks]

}  // namespace winit
