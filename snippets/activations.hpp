/// @file activations.hpp
/// @brief Nonlinearities, applied entry by entry, and their slopes.
///
/// A slope needs a convention where the function has a corner. Ours is the one of the
/// frameworks: a ReLU at exactly 0 has slope 0. It decides whether a network of zeros can move.
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <string_view>

#include "snippets/check.hpp"
#include "snippets/types.hpp"

namespace winit {

/// @brief \f$f(z) = z\f$: no nonlinearity at all.
struct Linear {
    static constexpr std::string_view name = "linear";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    template <Scalar T>
    static T value(T z) {
        return z;
    }
    /// @brief \f$f'(z)\f$ for one pre-activation.
    template <Scalar T>
    static T slope(T) {
        return T(1);
    }
};

/// @brief \f$f(z) = 1 / (1 + e^{-z})\f$, with \f$f(0) = 1/2\f$.
struct Sigmoid {
    static constexpr std::string_view name = "sigmoid";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    template <Scalar T>
    static T value(T z) {
        return T(1) / (T(1) + std::exp(-z));
    }
    /// @brief \f$f'(z) = f(z)(1 - f(z))\f$ for one pre-activation.
    template <Scalar T>
    static T slope(T z) {
        const T y = value(z);
        return y * (T(1) - y);
    }
};

/// @brief \f$f(z) = \tanh z\f$, with \f$f(0) = 0\f$.
struct Tanh {
    static constexpr std::string_view name = "tanh";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    template <Scalar T>
    static T value(T z) {
        return std::tanh(z);
    }
    /// @brief \f$f'(z) = 1 - \tanh^2 z\f$ for one pre-activation.
    template <Scalar T>
    static T slope(T z) {
        const T y = std::tanh(z);
        return T(1) - y * y;
    }
};

/// @brief \f$f(z) = \max(0, z)\f$, with slope 0 at the corner.
/// @see Nair and Hinton (2010), "Rectified Linear Units Improve Restricted Boltzmann Machines".
// [begin relu]
struct Relu {
    static constexpr std::string_view name = "ReLU";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    template <Scalar T>
    static T value(T z) {
        return z > T(0) ? z : T(0);
    }
    /// @brief \f$f'(z)\f$ for one pre-activation; 0 at \f$z = 0\f$.
    template <Scalar T>
    static T slope(T z) {
        return z > T(0) ? T(1) : T(0);
    }
};
// [end relu]

/// @brief ReLU with the other convention at the corner: slope 1 at exactly 0.
struct ReluOneAtZero {
    static constexpr std::string_view name =
        "ReLU, slope 1 at 0";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    template <Scalar T>
    static T value(T z) {
        return z > T(0) ? z : T(0);
    }
    /// @brief \f$f'(z)\f$ for one pre-activation; 1 at \f$z = 0\f$.
    template <Scalar T>
    static T slope(T z) {
        return z >= T(0) ? T(1) : T(0);
    }
};

/// @brief \f$f(z) = z\,\Phi(z)\f$ with the normal distribution function \f$\Phi\f$.
/// @see Hendrycks and Gimpel (2016), "Gaussian Error Linear Units", arXiv:1606.08415.
struct Gelu {
    static constexpr std::string_view name = "GELU";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    template <Scalar T>
    static T value(T z) {
        return z * distribution(z);
    }
    /// @brief \f$f'(z) = \Phi(z) + z\,\varphi(z)\f$ for one pre-activation.
    template <Scalar T>
    static T slope(T z) {
        const T density = std::exp(T(-0.5) * z * z) * std::numbers::inv_sqrtpi_v<T> /
                          std::numbers::sqrt2_v<T>;
        return distribution(z) + z * density;
    }

  private:
    template <Scalar T>
    static T distribution(T z) {
        return T(0.5) * std::erfc(-z / std::numbers::sqrt2_v<T>);
    }
};

/// @brief The nonlinearities a layer can have.
enum class Activation {
    linear,            ///< See Linear.
    sigmoid,           ///< See Sigmoid.
    tanh,              ///< See Tanh.
    relu,              ///< See Relu: slope 0 at 0.
    relu_one_at_zero,  ///< See ReluOneAtZero.
    gelu,              ///< See Gelu.
};

/// @brief Call `use` with the function object that belongs to an activation.
///
/// The choice is made once per layer, not once per entry, so the loop inside `use` is compiled
/// for its nonlinearity.
///
/// @param activation  Which one.
/// @param use         Callable for each of the types above.
/// @return            What `use` returns.
/// @throws std::invalid_argument if `activation` is not one of the enumeration.
template <class Use>
decltype(auto) visit(Activation activation, Use&& use) {
    switch (activation) {
        case Activation::linear:
            return use(Linear{});
        case Activation::sigmoid:
            return use(Sigmoid{});
        case Activation::tanh:
            return use(Tanh{});
        case Activation::relu:
            return use(Relu{});
        case Activation::relu_one_at_zero:
            return use(ReluOneAtZero{});
        case Activation::gelu:
            return use(Gelu{});
    }
    throw std::invalid_argument("visit: activation must be one of the enumeration");
}

/// @brief Name of an activation, as printed in tables.
/// @param activation  Which one.
/// @return            For example "tanh".
inline std::string_view name_of(Activation activation) {
    return visit(activation, [](auto f) { return f.name; });
}

/// @brief Apply an activation to every entry, into an existing matrix.
/// @param activation       Which one.
/// @param pre_activations  Shape (samples, units).
/// @param activations      Result, same shape; may be the same matrix.
template <Scalar T>
void activate(Activation activation, const MatrixOf<T>& pre_activations,
              MatrixOf<T>& activations) {
    visit(activation, [&](auto f) {
        const T* z = pre_activations.data();
        T* h = activations.data();
        for (std::size_t i = 0; i < pre_activations.size(); ++i) {
            h[i] = f.value(z[i]);
        }
    });
}

/// @brief Apply an activation to every entry.
/// @param activation       Which one.
/// @param pre_activations  Shape (samples, units).
/// @return                 Same shape.
template <Scalar T>
MatrixOf<T> activate(Activation activation, const MatrixOf<T>& pre_activations) {
    MatrixOf<T> activations = pre_activations;
    activate(activation, pre_activations, activations);
    return activations;
}

/// @brief Multiply a gradient by the slope at every entry: the chain rule through f.
/// @param activation       Which one.
/// @param pre_activations  Where the slope is taken, shape (samples, units).
/// @param gradient         Derivative by the activations, same shape; becomes the derivative by
///                         the pre-activations.
template <Scalar T>
void multiply_by_slope(Activation activation, const MatrixOf<T>& pre_activations,
                       MatrixOf<T>& gradient) {
    visit(activation, [&](auto f) {
        const T* z = pre_activations.data();
        T* g = gradient.data();
        for (std::size_t i = 0; i < pre_activations.size(); ++i) {
            g[i] *= f.slope(z[i]);
        }
    });
}

}  // namespace winit
