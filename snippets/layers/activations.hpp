/// @file activations.hpp
/// @brief Nonlinearities, applied entry by entry, and their derivatives.
///
/// A derivative needs a convention where the function has a corner. Ours is the one of the
/// frameworks: at exactly 0 the derivative is that of the negative side. A ReLU at 0 has derivative
/// 0, and that decides whether a network of zeros can move.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"

namespace winit {

/// @brief \f$f(z) = z\f$: no nonlinearity at all.
struct Linear {
    static constexpr std::string_view name = "linear";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The activation.
    template <Scalar T>
    static T value(T z) {
        return z;
    }
    /// @brief \f$f'(z)\f$ for one pre-activation.
    /// @return   The derivative there.
    template <Scalar T>
    static T derivative(T) {
        return T(1);
    }
};

/// @brief \f$f(z) = 1 / (1 + e^{-z})\f$, with \f$f(0) = 1/2\f$.
struct Sigmoid {
    static constexpr std::string_view name = "sigmoid";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The activation.
    template <Scalar T>
    static T value(T z) {
        return T(1) / (T(1) + std::exp(-z));
    }
    /// @brief \f$f'(z) = f(z)(1 - f(z))\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The derivative there.
    template <Scalar T>
    static T derivative(T z) {
        return derivative(z, value(z));
    }
    /// @brief The derivative where the value is known already.
    ///
    /// Far to the right \f$1 - f(z)\f$ loses its digits; \f$f(-z)\f$ is the same and keeps them.
    ///
    /// @param z  Pre-activation, in any unit.
    /// @param y  \f$f(z)\f$.
    /// @return   The derivative there.
    template <Scalar T>
    static T derivative(T z, T y) {
        const T rest = T(1) - y;
        return y * (rest < T(0.001) ? value(-z) : rest);
    }
};

/// @cond
namespace detail {

inline double tanh_of(double z) {
    return std::tanh(z);
}

// Lambert's continued fraction at z / 8, then three times tanh 2y = 2 tanh y / (1 + tanh^2 y).
// Nothing but + * and /: several entries at once, alike on every machine, to a few units in the
// last place of a float. The library's tanh takes one entry at a time.
inline float tanh_of(float z) {
    const float y = std::clamp(z, -10.0F, 10.0F) / 8.0F;  // beyond, tanh is 1 to a float
    const float s = y * y;
    float t = y * (945.0F + s * (105.0F + s)) / (945.0F + s * (420.0F + s * 15.0F));
    t = 2.0F * t / (1.0F + t * t);
    t = 2.0F * t / (1.0F + t * t);
    return 2.0F * t / (1.0F + t * t);
}

}  // namespace detail
/// @endcond

/// @brief \f$f(z) = \tanh z\f$, with \f$f(0) = 0\f$.
struct Tanh {
    static constexpr std::string_view name = "tanh";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The activation.
    template <Scalar T>
    static T value(T z) {
        return detail::tanh_of(z);
    }
    /// @brief \f$f'(z) = 1 - \tanh^2 z\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The derivative there.
    template <Scalar T>
    static T derivative(T z) {
        return derivative(z, value(z));
    }
    /// @brief The derivative where the value is known already.
    ///
    /// Far from 0 the difference \f$1 - y^2\f$ loses its digits, and from |z| = 19 on it is exactly
    /// 0. There \f$4 e^{-2|z|}/(1 + e^{-2|z|})^2\f$ takes its place.
    ///
    /// @param z  Pre-activation, in any unit.
    /// @param y  \f$\tanh z\f$.
    /// @return   The derivative there.
    template <Scalar T>
    static T derivative(T z, T y) {
        const T rest = T(1) - y * y;
        if (rest < T(0.001)) {
            const T tail = std::exp(T(-2) * std::abs(z));
            return T(4) * tail / ((T(1) + tail) * (T(1) + tail));
        }
        return rest;
    }
};

/// @brief \f$f(z) = \max(0, z)\f$, with derivative 0 at the corner. What is not a number stays so.
/// @see Nair and Hinton (2010), "Rectified Linear Units Improve Restricted Boltzmann Machines".
struct Relu {
    static constexpr std::string_view name = "ReLU";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The activation.
    template <Scalar T>
    static T value(T z) {
        return z <= T(0) ? T(0) : z;
    }
    /// @brief \f$f'(z)\f$ for one pre-activation; 0 at \f$z = 0\f$.
    /// @param z  Pre-activation, in any unit.
    /// @return   The derivative there.
    template <Scalar T>
    static T derivative(T z) {
        return z > T(0) ? T(1) : T(0);
    }
};

/// @brief ReLU with the other convention at the corner: derivative 1 at exactly 0.
struct ReluOneAtZero {
    static constexpr std::string_view name =
        "ReLU, slope 1 at 0";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The activation.
    template <Scalar T>
    static T value(T z) {
        return z <= T(0) ? T(0) : z;
    }
    /// @brief \f$f'(z)\f$ for one pre-activation; 1 at \f$z = 0\f$.
    /// @param z  Pre-activation, in any unit.
    /// @return   The derivative there.
    template <Scalar T>
    static T derivative(T z) {
        return z >= T(0) ? T(1) : T(0);
    }
};

/// @brief \f$f(z) = z\,\Phi(z)\f$ with the normal distribution function \f$\Phi\f$.
/// @see Hendrycks and Gimpel (2016), "Gaussian Error Linear Units", arXiv:1606.08415.
struct Gelu {
    static constexpr std::string_view name = "GELU";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The activation.
    template <Scalar T>
    static T value(T z) {
        const T share = distribution(z);
        return share == T(0) ? T(0) : z * share;  // -infinity times 0 would be no number
    }
    /// @brief \f$f'(z) = \Phi(z) + z\,\varphi(z)\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The derivative there.
    template <Scalar T>
    static T derivative(T z) {
        const T density = std::exp(T(-0.5) * z * z) * std::numbers::inv_sqrtpi_v<T> /
                          std::numbers::sqrt2_v<T>;
        return distribution(z) + (density == T(0) ? T(0) : z * density);
    }

  private:
    template <Scalar T>
    static T distribution(T z) {
        return T(0.5) * std::erfc(-z / std::numbers::sqrt2_v<T>);
    }
};

/// @brief \f$f(z) = z\f$ for positive z, \f$a z\f$ for the others: a ReLU that leaks.
/// @see Maas, Hannun and Ng (2013), "Rectifier Nonlinearities Improve Neural Network Acoustic
///      Models".
struct LeakyRelu {
    static constexpr std::string_view name = "leaky ReLU";  ///< As printed in tables.
    double negative_slope = 0.01;                           ///< \f$a\f$, without unit.
    /// @brief Same number.
    friend bool operator==(const LeakyRelu&, const LeakyRelu&) = default;
    /// @brief \f$f(z)\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The activation.
    template <Scalar T>
    T value(T z) const {
        return z > T(0) ? z : static_cast<T>(negative_slope) * z;
    }
    /// @brief \f$f'(z)\f$ for one pre-activation; \f$a\f$ at \f$z = 0\f$.
    /// @param z  Pre-activation, in any unit.
    /// @return   The derivative there.
    template <Scalar T>
    T derivative(T z) const {
        return z > T(0) ? T(1) : static_cast<T>(negative_slope);
    }
};

/// @brief \f$f(z) = z\f$ for positive z, \f$\alpha (e^z - 1)\f$ for the others.
/// @see Clevert, Unterthiner and Hochreiter (2015), "Fast and Accurate Deep Network Learning by
///      Exponential Linear Units", arXiv:1511.07289.
struct Elu {
    static constexpr std::string_view name = "ELU";  ///< As printed in tables.
    double alpha = 1.0;  ///< \f$\alpha\f$: minus the limit far to the left, without unit.
    /// @brief Same number.
    friend bool operator==(const Elu&, const Elu&) = default;
    /// @brief \f$f(z)\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The activation.
    template <Scalar T>
    T value(T z) const {
        return z > T(0) ? z : static_cast<T>(alpha) * std::expm1(z);
    }
    /// @brief \f$f'(z)\f$ for one pre-activation; \f$\alpha\f$ at \f$z = 0\f$.
    /// @param z  Pre-activation, in any unit.
    /// @return   The derivative there.
    template <Scalar T>
    T derivative(T z) const {
        return z > T(0) ? T(1) : static_cast<T>(alpha) * std::exp(z);
    }
};

/// @brief \f$f(z) = \lambda z\f$ for positive z, \f$\lambda\alpha (e^z - 1)\f$ for the others.
///
/// The two constants make mean 0 and variance 1 a fixed point, for weights of variance
/// \f$1/n_{in}\f$.
/// @see Klambauer et al. (2017), "Self-Normalizing Neural Networks", arXiv:1706.02515.
struct Selu {
    static constexpr std::string_view name = "SELU";        ///< As printed in tables.
    static constexpr double alpha = 1.6732632423543772848;  ///< \f$\alpha\f$, without unit.
    static constexpr double lambda =
        1.0507009873554804934;  ///< \f$\lambda\f$, without unit.
    /// @brief \f$f(z)\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The activation.
    template <Scalar T>
    static T value(T z) {
        return static_cast<T>(lambda) * Elu{alpha}.value(z);
    }
    /// @brief \f$f'(z)\f$ for one pre-activation; \f$\lambda\alpha\f$ at \f$z = 0\f$.
    /// @param z  Pre-activation, in any unit.
    /// @return   The derivative there.
    template <Scalar T>
    static T derivative(T z) {
        return static_cast<T>(lambda) * Elu{alpha}.derivative(z);
    }
};

/// @brief \f$f(z) = z\,\sigma(z)\f$ with the sigmoid \f$\sigma\f$; also known as swish.
/// @see Elfwing, Uchibe and Doya (2018), "Sigmoid-weighted linear units", arXiv:1702.03118.
struct Silu {
    static constexpr std::string_view name = "SiLU";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The activation.
    template <Scalar T>
    static T value(T z) {
        const T gate = Sigmoid::value(z);
        return gate == T(0) ? T(0) : z * gate;  // -infinity times 0 would be no number
    }
    /// @brief \f$f'(z) = \sigma(z)(1 + z(1 - \sigma(z)))\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The derivative there.
    template <Scalar T>
    static T derivative(T z) {
        const T gate = Sigmoid::value(z);
        const T rest = T(1) - gate;
        return gate == T(0) || rest == T(0) ? gate : gate * (T(1) + z * rest);
    }
};

/// @brief \f$f(z) = \ln(1 + e^z)\f$: a smooth ReLU, with \f$f(0) = \ln 2\f$.
/// @see Dugas et al. (2001), "Incorporating Second-Order Functional Knowledge for Better Option
///      Pricing".
struct Softplus {
    static constexpr std::string_view name = "softplus";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation, safe from overflow.
    /// @param z  Pre-activation, in any unit.
    /// @return   The activation.
    template <Scalar T>
    static T value(T z) {
        return Relu::value(z) + std::log1p(std::exp(-std::abs(z)));
    }
    /// @brief \f$f'(z)\f$ for one pre-activation: the sigmoid.
    /// @param z  Pre-activation, in any unit.
    /// @return   The derivative there.
    template <Scalar T>
    static T derivative(T z) {
        return Sigmoid::value(z);
    }
};

/// @brief \f$f(z) = z / (1 + |z|)\f$: like tanh, with slower tails.
/// @see Glorot and Bengio (2010), sec. 3.1.
struct Softsign {
    static constexpr std::string_view name = "softsign";  ///< As printed in tables.
    /// @brief \f$f(z)\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The activation.
    template <Scalar T>
    static T value(T z) {
        return std::isinf(z) ? std::copysign(T(1), z) : z / (T(1) + std::abs(z));
    }
    /// @brief \f$f'(z) = 1 / (1 + |z|)^2\f$ for one pre-activation.
    /// @param z  Pre-activation, in any unit.
    /// @return   The derivative there.
    template <Scalar T>
    static T derivative(T z) {
        const T width = T(1) + std::abs(z);
        return T(1) / (width * width);
    }
};

/// @brief All nonlinearities, one of which an Activation holds. Whatever is in this list can be
///        trained with, and is tested.
using AnyActivation = std::variant<Linear, Sigmoid, Tanh, Relu, ReluOneAtZero, LeakyRelu,
                                   Elu, Selu, Gelu, Silu, Softplus, Softsign>;

/// @brief The nonlinearity of a layer: which one, and its number where it has one.
///
/// A value to pass around and to compare: `Activation::tanh`, `Activation::leaky_relu(0.2)`.
struct Activation {
    AnyActivation function;  ///< \f$f\f$, with its number.

    static const Activation linear;            ///< See Linear.
    static const Activation sigmoid;           ///< See Sigmoid.
    static const Activation tanh;              ///< See Tanh.
    static const Activation relu;              ///< See Relu: derivative 0 at 0.
    static const Activation relu_one_at_zero;  ///< See ReluOneAtZero.
    static const Activation selu;              ///< See Selu.
    static const Activation gelu;              ///< See Gelu.
    static const Activation silu;              ///< See Silu.
    static const Activation softplus;          ///< See Softplus.
    static const Activation softsign;          ///< See Softsign.

    /// @brief A leaky ReLU.
    /// @param negative_slope  Slope for negative pre-activations, finite.
    /// @return                See LeakyRelu.
    /// @throws std::invalid_argument if `negative_slope` is not finite.
    static Activation leaky_relu(double negative_slope = LeakyRelu{}.negative_slope) {
        require(std::isfinite(negative_slope),
                "Activation::leaky_relu: negative_slope must be finite", negative_slope);
        return {LeakyRelu{negative_slope}};
    }

    /// @brief An exponential linear unit.
    /// @param alpha  Minus the limit far to the left, finite.
    /// @return       See Elu.
    /// @throws std::invalid_argument if `alpha` is not finite.
    static Activation elu(double alpha = Elu{}.alpha) {
        require(std::isfinite(alpha), "Activation::elu: alpha must be finite", alpha);
        return {Elu{alpha}};
    }

    /// @brief Same function and same number.
    friend bool operator==(const Activation& left, const Activation& right) {
        const auto same_number = [&](const auto& f) {
            using Function = std::decay_t<decltype(f)>;
            if constexpr (std::is_empty_v<Function>) {
                return true;
            } else {
                return f == std::get<Function>(right.function);
            }
        };
        return left.function.index() == right.function.index() &&
               std::visit(same_number, left.function);
    }
};

inline constexpr Activation Activation::linear{Linear{}};
inline constexpr Activation Activation::sigmoid{Sigmoid{}};
inline constexpr Activation Activation::tanh{Tanh{}};
inline constexpr Activation Activation::relu{Relu{}};
inline constexpr Activation Activation::relu_one_at_zero{ReluOneAtZero{}};
inline constexpr Activation Activation::selu{Selu{}};
inline constexpr Activation Activation::gelu{Gelu{}};
inline constexpr Activation Activation::silu{Silu{}};
inline constexpr Activation Activation::softplus{Softplus{}};
inline constexpr Activation Activation::softsign{Softsign{}};

/// @brief Call `use` with the function object that belongs to an activation.
///
/// The choice is made once per layer, not once per entry, so the loop inside `use` is compiled
/// for its nonlinearity.
///
/// @param activation  Which one.
/// @param use         Callable for each type of AnyActivation.
/// @return            What `use` returns.
template <class Use>
decltype(auto) visit(const Activation& activation, Use&& use) {
    return std::visit(std::forward<Use>(use), activation.function);
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
/// @throws std::invalid_argument if the shapes differ.
template <Scalar T>
void activate(Activation activation, const MatrixOf<T>& pre_activations,
              MatrixOf<T>& activations) {
    require(pre_activations.shape() == activations.shape(),
            "activate: pre_activations and activations must have the same shape");
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

/// @brief Multiply a gradient by the derivative at every entry: the chain rule through f.
/// @param activation       Which one.
/// @param pre_activations  Where the derivative is taken, shape (samples, units).
/// @param gradient         Derivative by the activations, same shape; becomes the derivative by
///                         the pre-activations.
/// @throws std::invalid_argument if the shapes differ.
template <Scalar T>
void multiply_by_derivative(Activation activation, const MatrixOf<T>& pre_activations,
                            MatrixOf<T>& gradient) {
    require(
        pre_activations.shape() == gradient.shape(),
        "multiply_by_derivative: pre_activations and gradient must have the same shape");
    visit(activation, [&](auto f) {
        const T* z = pre_activations.data();
        T* g = gradient.data();
        for (std::size_t i = 0; i < pre_activations.size(); ++i) {
            g[i] *= f.derivative(z[i]);
        }
    });
}

/// @cond
namespace detail {

// The chain rule through f, from the value of f where that saves computing it again.
template <Scalar T>
void multiply_by_derivative_of_value(Activation activation,
                                     const MatrixOf<T>& pre_activations,
                                     const MatrixOf<T>& activations,
                                     MatrixOf<T>& gradient) {
    visit(activation, [&](auto f) {
        if constexpr (requires(T z, T y) { f.derivative(z, y); }) {
            const T* z = pre_activations.data();
            const T* y = activations.data();
            T* g = gradient.data();
            for (std::size_t i = 0; i < gradient.size(); ++i) {
                g[i] *= f.derivative(z[i], y[i]);
            }
        } else {
            multiply_by_derivative(activation, pre_activations, gradient);
        }
    });
}

}  // namespace detail
/// @endcond

}  // namespace winit
