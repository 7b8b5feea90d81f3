/// @file output_bias.hpp
/// @brief Output biases that know how frequent the classes are.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"

namespace winit {

/// @brief Biases that make the softmax of the last layer answer with the class frequencies.
///
/// The first steps of training then need not be spent on learning them: with weights of zero the
/// first loss is the entropy of the classes, not the logarithm of their number.
///
/// @param counts  Samples per class (counts, each at least 1).
/// @return        \f$\ln(n_k/N)\f$ per class.
/// @throws std::invalid_argument if there is no class or a class has no sample.
/// @see Karpathy (2019), "A Recipe for Training Neural Networks".
template <Scalar T = double>
VectorOf<T> log_prior_biases(const std::vector<std::size_t>& counts) {
    require(!counts.empty(), "log_prior_biases: counts must name a class");
    double total = 0.0;
    for (const std::size_t count : counts) {
        require(count > 0, "log_prior_biases: every class must have a sample");
        total += static_cast<double>(count);
    }
    VectorOf<T> biases = VectorOf<T>::from_shape({counts.size()});
    for (std::size_t k = 0; k < counts.size(); ++k) {
        biases(k) = static_cast<T>(std::log(static_cast<double>(counts[k]) / total));
    }
    return biases;
}

/// @brief Bias that makes a single sigmoid output answer with the share of positives.
/// @param probability  Share of the positive class, in (0, 1).
/// @return             \f$\ln(p/(1-p))\f$; -4.595 for one positive in a hundred.
/// @throws std::invalid_argument if `probability` is not in (0, 1).
/// @see Lin et al. (2017), "Focal Loss for Dense Object Detection", sec. 4.1, arXiv:1708.02002.
inline double log_odds(double probability) {
    require(probability > 0.0 && probability < 1.0,
            "log_odds: probability must be in (0, 1)", probability);
    return std::log(probability / (1.0 - probability));
}

}  // namespace winit
