/// @file normalization.hpp
/// @brief LayerNorm and BatchNorm: mean 0 and mean square 1, whatever the weights were.
///
/// Both subtract a mean and divide by a standard deviation, then multiply by a gain and add a
/// shift, which are learned. LayerNorm takes the two over the units of one sample, BatchNorm over
/// the samples of one unit. Neither divides by 0: a small \f$\epsilon\f$ is added to the variance,
/// and what is constant stays 0.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/layers/linear.hpp"

namespace winit {

/// @brief The kinds of normalization.
enum class Normalization {
    none,   ///< Leaves its inputs alone.
    layer,  ///< See layer_norm().
    batch,  ///< See batch_norm().
};

/// @brief Which statistics BatchNorm divides by; the others compute the same in both modes.
enum class Mode {
    training,  ///< Those of the batch.
    evaluation,  ///< The running ones, so that an answer does not depend on the other samples.
};

/// @brief The parameters of a normalization: \f$y = \gamma \hat x + \beta\f$, unit by unit.
template <Scalar T>
struct NormOf {
    Normalization kind = Normalization::none;  ///< Which one.
    VectorOf<T> gain;   ///< \f$\gamma\f$, shape (units); none: no entry, like all below.
    VectorOf<T> shift;  ///< \f$\beta\f$, shape (units).
    VectorOf<T> running_mean;      ///< BatchNorm's, shape (units); no parameter.
    VectorOf<T> running_variance;  ///< Likewise.
    double momentum = 0.1;         ///< Share of the batch in the running statistics.
    double epsilon = 1e-5;         ///< \f$\epsilon\f$, in the unit of a variance.
};

/// @brief A normalization in double precision.
using Norm = NormOf<double>;

/// @brief Name of a normalization, as printed in tables.
/// @param kind  Which one.
/// @return      For example "LayerNorm".
inline std::string_view name_of(Normalization kind) {
    switch (kind) {
        case Normalization::layer:
            return "LayerNorm";
        case Normalization::batch:
            return "BatchNorm";
        case Normalization::none:
            break;
    }
    return "none";
}

/// @brief A normalization at its start: gain 1, shift 0, running mean 0 and variance 1.
/// @param kind   Which one.
/// @param units  Columns of what it will normalize (count, at least 1).
/// @return       The normalization.
/// @throws std::invalid_argument if `units` is 0 or countless.
template <Scalar T>
NormOf<T> make_norm(Normalization kind, std::size_t units) {
    require(units > 0, "make_norm: units must be at least 1");
    require(countable(1, units), "make_norm: units must fit into memory", units);
    const std::size_t learned = kind == Normalization::none ? 0 : units;
    const std::size_t counted = kind == Normalization::batch ? units : 0;
    NormOf<T> norm;
    norm.kind = kind;
    norm.gain = xt::ones<T>({learned});
    norm.shift = xt::zeros<T>({learned});
    norm.running_mean = xt::zeros<T>({counted});
    norm.running_variance = xt::ones<T>({counted});
    return norm;
}

/// @brief Room for what a normalization computes, forward and backward.
template <Scalar T>
struct NormWorkspaceOf {
    MatrixOf<T> outputs;       ///< \f$y\f$, shape (samples, units); none: no entry.
    MatrixOf<T> standardized;  ///< \f$\hat x\f$, same shape.
    VectorOf<T>
        inverse;       ///< One over the standard deviation of each sample, or of each unit.
    VectorOf<T> mean;  ///< Of each unit in the batch, shape (units); BatchNorm only.
    VectorOf<T> variance;  ///< Likewise, the mean of squares without correction.

    /// @brief No room: that is enough where there is no normalization.
    NormWorkspaceOf() = default;

    /// @brief Make room for one normalization and one batch size.
    /// @param norm     Gives kind and units.
    /// @param samples  Rows of the batch (count, at least 1).
    /// @throws std::invalid_argument if `samples` is 0 or countless.
    NormWorkspaceOf(const NormOf<T>& norm, std::size_t samples) {
        require(samples > 0, "NormWorkspace: samples must be at least 1");
        require(countable(samples, norm.gain.size()),
                "NormWorkspace: samples must fit into memory", samples);
        const bool batch = norm.kind == Normalization::batch;
        const std::size_t rows = norm.kind == Normalization::none ? 0 : samples;
        outputs = xt::zeros<T>({rows, norm.gain.size()});
        standardized = outputs;
        inverse = xt::zeros<T>({batch ? norm.gain.size() : rows});
        mean = xt::zeros_like(norm.running_mean);
        variance = mean;
    }
};

/// @brief Room in double precision.
using NormWorkspace = NormWorkspaceOf<double>;

/// @cond
namespace detail {

// Room for the gradient of a normalization.
template <Scalar T>
NormOf<T> zeros_like(const NormOf<T>& norm) {
    NormOf<T> zeros = norm;
    zeros.gain.fill(T(0));
    zeros.shift.fill(T(0));
    return zeros;
}

// Are a normalization, its gradient and its room of these units and samples?
template <Scalar T>
bool fits(const NormOf<T>& norm, const NormOf<T>& gradient, const NormWorkspaceOf<T>& kept,
          std::size_t samples, std::size_t units) {
    if (norm.kind == Normalization::none || gradient.kind != norm.kind) {
        return gradient.kind == norm.kind;
    }
    const bool batch = norm.kind == Normalization::batch;
    const std::size_t counted = batch ? units : 0;
    return norm.gain.size() == units && norm.shift.size() == units &&
           norm.running_mean.size() == counted && norm.running_variance.size() == counted &&
           gradient.gain.size() == units && gradient.shift.size() == units &&
           kept.outputs.shape(0) == samples && kept.outputs.shape(1) == units &&
           kept.standardized.shape() == kept.outputs.shape() &&
           kept.inverse.size() == (batch ? units : samples) &&
           kept.mean.size() == counted && kept.variance.size() == counted;
}

// What a layer reads: the outputs of a normalization, or its inputs where there is none.
template <Scalar T>
const MatrixOf<T>& behind(const NormOf<T>& norm, const MatrixOf<T>& inputs,
                          const NormWorkspaceOf<T>& kept) {
    return norm.kind == Normalization::none ? inputs : kept.outputs;
}

// Mean and mean squared distance from it, of each column.
template <Scalar T>
void moments_of_columns(const MatrixOf<T>& inputs, VectorOf<T>& mean,
                        VectorOf<T>& variance) {
    const T samples = static_cast<T>(inputs.shape(0));
    sum_rows(inputs, mean);
    std::fill(variance.begin(), variance.end(), T(0));
    for (std::size_t unit = 0; unit < mean.size(); ++unit) {
        mean(unit) /= samples;
    }
    for (std::size_t sample = 0; sample < inputs.shape(0); ++sample) {
        for (std::size_t unit = 0; unit < mean.size(); ++unit) {
            const T away = inputs(sample, unit) - mean(unit);
            variance(unit) += away * away / samples;
        }
    }
}

}  // namespace detail
/// @endcond

/// @brief LayerNorm: every sample gets mean 0 and mean square 1 over its units.
///
/// A factor on all weights in front of it cancels. A sample whose units all agree becomes 0.
///
/// @param norm    Gain and shift, shape (units) each.
/// @param inputs  Shape (samples, units). Nothing is checked.
/// @param kept    Made for `norm` and as many samples; receives outputs and what backward needs.
/// @see Ba, Kiros and Hinton (2016), "Layer Normalization", arXiv:1607.06450.
template <Scalar T>
void layer_norm(const NormOf<T>& norm, const MatrixOf<T>& inputs,
                NormWorkspaceOf<T>& kept) {
    const std::size_t units = inputs.shape(1);
    const T count = static_cast<T>(units);
    for (std::size_t sample = 0; sample < inputs.shape(0); ++sample) {
        const T* const x = inputs.data() + sample * units;
        T mean = 0;
        T variance = 0;
        for (std::size_t unit = 0; unit < units; ++unit) {
            mean += x[unit] / count;
        }
        for (std::size_t unit = 0; unit < units; ++unit) {
            variance += (x[unit] - mean) * (x[unit] - mean) / count;
        }
        const T inverse = T(1) / std::sqrt(variance + static_cast<T>(norm.epsilon));
        kept.inverse(sample) = inverse;
        for (std::size_t unit = 0; unit < units; ++unit) {
            const T standard = (x[unit] - mean) * inverse;
            kept.standardized(sample, unit) = standard;
            kept.outputs(sample, unit) = norm.gain(unit) * standard + norm.shift(unit);
        }
    }
}

/// @brief BatchNorm: every unit gets mean 0 and mean square 1 over the samples of the batch.
///
/// A factor on the weights of one unit cancels, and so does its bias. In evaluation the running
/// statistics take the place of the batch's.
///
/// @param norm    Gain, shift and running statistics, shape (units) each.
/// @param inputs  Shape (samples, units); in training at least two samples. Nothing is checked.
/// @param mode    Training or evaluation.
/// @param kept    Made for `norm` and as many samples; receives outputs and what backward needs.
/// @see Ioffe and Szegedy (2015), "Batch Normalization: Accelerating Deep Network Training by
///      Reducing Internal Covariate Shift", arXiv:1502.03167.
template <Scalar T>
void batch_norm(const NormOf<T>& norm, const MatrixOf<T>& inputs, Mode mode,
                NormWorkspaceOf<T>& kept) {
    const std::size_t units = inputs.shape(1);
    if (mode == Mode::training) {
        detail::moments_of_columns(inputs, kept.mean, kept.variance);
    }
    const VectorOf<T>& mean = mode == Mode::training ? kept.mean : norm.running_mean;
    const VectorOf<T>& variance =
        mode == Mode::training ? kept.variance : norm.running_variance;
    for (std::size_t unit = 0; unit < units; ++unit) {
        kept.inverse(unit) =
            T(1) / std::sqrt(variance(unit) + static_cast<T>(norm.epsilon));
    }
    for (std::size_t sample = 0; sample < inputs.shape(0); ++sample) {
        for (std::size_t unit = 0; unit < units; ++unit) {
            const T standard = (inputs(sample, unit) - mean(unit)) * kept.inverse(unit);
            kept.standardized(sample, unit) = standard;
            kept.outputs(sample, unit) = norm.gain(unit) * standard + norm.shift(unit);
        }
    }
}

/// @brief Send a batch through a normalization of any kind.
/// @param norm    The normalization.
/// @param inputs  Shape (samples, units).
/// @param mode    Training or evaluation.
/// @param kept    Made for `norm` and as many samples.
/// @return        `kept.outputs`; without a normalization the inputs themselves.
/// @throws std::invalid_argument if the inputs or the workspace do not fit the normalization, or
///         BatchNorm in training gets one sample.
template <Scalar T>
const MatrixOf<T>& normalize(const NormOf<T>& norm, const MatrixOf<T>& inputs, Mode mode,
                             NormWorkspaceOf<T>& kept) {
    require(detail::fits(norm, norm, kept, inputs.shape(0), inputs.shape(1)),
            "normalize: inputs and workspace must fit the normalization");
    if (norm.kind == Normalization::none) {
        return inputs;  // NOLINT(bugprone-return-const-ref-from-parameter): no copy, as said
    }
    if (norm.kind == Normalization::layer) {
        layer_norm(norm, inputs, kept);
    } else {
        require(mode == Mode::evaluation || inputs.shape(0) > 1,
                "normalize: BatchNorm must have two samples to train on");
        batch_norm(norm, inputs, mode, kept);
    }
    return kept.outputs;
}

/// @brief Let the running statistics follow those of the last batch, as PyTorch does.
///
/// The variance that runs along is that of a sample, with samples - 1 below.
///
/// @param norm  Changed in place if it is a BatchNorm.
/// @param kept  Of a forward pass in training.
/// @throws std::invalid_argument if the workspace does not fit the normalization, or BatchNorm's
///         has one sample.
template <Scalar T>
void update_statistics(NormOf<T>& norm, const NormWorkspaceOf<T>& kept) {
    const std::size_t samples = kept.outputs.shape(0);
    require(detail::fits(norm, norm, kept, samples, kept.outputs.shape(1)),
            "update_statistics: workspace must fit the normalization");
    if (norm.kind != Normalization::batch) {
        return;
    }
    require(samples > 1, "update_statistics: workspace must have two samples");
    const T share = static_cast<T>(norm.momentum);
    const T correction = static_cast<T>(samples) / static_cast<T>(samples - 1);
    for (std::size_t unit = 0; unit < kept.mean.size(); ++unit) {
        norm.running_mean(unit) += share * (kept.mean(unit) - norm.running_mean(unit));
        norm.running_variance(unit) +=
            share * (correction * kept.variance(unit) - norm.running_variance(unit));
    }
}

/// @cond
namespace detail {

// The derivatives by gain and shift: sums over the samples.
template <Scalar T>
void parameter_gradients(const NormWorkspaceOf<T>& kept, const MatrixOf<T>& delta,
                         NormOf<T>& gradient) {
    gradient.gain.fill(T(0));
    gradient.shift.fill(T(0));
    for (std::size_t sample = 0; sample < delta.shape(0); ++sample) {
        for (std::size_t unit = 0; unit < delta.shape(1); ++unit) {
            gradient.gain(unit) += delta(sample, unit) * kept.standardized(sample, unit);
            gradient.shift(unit) += delta(sample, unit);
        }
    }
}

// dx = (d - mean(d) - x^ mean(d x^)) / sd with d = gain dy and means over the units of a sample.
template <Scalar T>
void layer_norm_backward(const NormOf<T>& norm, const NormWorkspaceOf<T>& kept,
                         MatrixOf<T>& delta) {
    const std::size_t units = delta.shape(1);
    const T count = static_cast<T>(units);
    for (std::size_t sample = 0; sample < delta.shape(0); ++sample) {
        T mean = 0;
        T along = 0;
        for (std::size_t unit = 0; unit < units; ++unit) {
            const T by_standard = norm.gain(unit) * delta(sample, unit);
            mean += by_standard / count;
            along += by_standard * kept.standardized(sample, unit) / count;
        }
        for (std::size_t unit = 0; unit < units; ++unit) {
            T& entry = delta(sample, unit);
            entry = kept.inverse(sample) * (norm.gain(unit) * entry - mean -
                                            kept.standardized(sample, unit) * along);
        }
    }
}

// The same with means over the samples, which the gradients hold; running statistics are constant.
template <Scalar T>
void batch_norm_backward(const NormOf<T>& norm, Mode mode, const NormWorkspaceOf<T>& kept,
                         MatrixOf<T>& delta, const NormOf<T>& gradient) {
    const T batch = mode == Mode::training ? T(1) / static_cast<T>(delta.shape(0)) : T(0);
    for (std::size_t sample = 0; sample < delta.shape(0); ++sample) {
        for (std::size_t unit = 0; unit < delta.shape(1); ++unit) {
            T& entry = delta(sample, unit);
            const T mean = gradient.shift(unit);
            const T along = kept.standardized(sample, unit) * gradient.gain(unit);
            entry = norm.gain(unit) * kept.inverse(unit) * (entry - batch * (mean + along));
        }
    }
}

}  // namespace detail
/// @endcond

/// @brief Send the derivative of the loss back through a normalization of any kind.
/// @param norm      The normalization of the forward pass.
/// @param mode      Of the forward pass.
/// @param kept      Of the forward pass.
/// @param delta     Derivative by the outputs, shape (samples, units); becomes that by the inputs.
/// @param gradient  Receives the derivatives by gain and shift.
/// @throws std::invalid_argument if something does not fit the normalization.
template <Scalar T>
void normalize_backward(const NormOf<T>& norm, Mode mode, const NormWorkspaceOf<T>& kept,
                        MatrixOf<T>& delta, NormOf<T>& gradient) {
    require(detail::fits(norm, gradient, kept, delta.shape(0), delta.shape(1)),
            "normalize_backward: workspace, delta and gradient must fit the normalization");
    if (norm.kind == Normalization::none) {
        return;
    }
    detail::parameter_gradients(kept, delta, gradient);
    if (norm.kind == Normalization::layer) {
        detail::layer_norm_backward(norm, kept, delta);
    } else {
        detail::batch_norm_backward(norm, mode, kept, delta, gradient);
    }
}

}  // namespace winit
