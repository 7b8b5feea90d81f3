/// @file images.hpp
/// @brief Pictures made by a rule: noise that nobody can learn, and shapes that a network can.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/random/rng.hpp"

namespace winit {

/// @brief The data of slide 10: random pixels with random labels.
///
/// Nothing ties a label to its picture. Whoever is right on new pictures more often than one time
/// in `classes` was lucky; whoever is right on these has learned them by heart.
///
/// @param samples  Number of pictures (count, at least 1).
/// @param pixels   Numbers per picture (count, at least 1): 32 * 32 * 3 on the slide.
/// @param classes  Number of labels (count, at least 1).
/// @param rng      Source of randomness; advanced by a draw per pixel and one per label.
/// @return         Pixels uniform on [0, 1), labels equally likely.
/// @throws std::invalid_argument if a count is 0 or the pictures are more than memory can hold.
template <Scalar T = double>
ClassificationOf<T> random_images(std::size_t samples, std::size_t pixels,
                                  std::size_t classes, Rng& rng) {
    require(samples > 0 && pixels > 0 && classes > 0,
            "random_images: samples, pixels and classes must be at least 1");
    require(countable(samples, pixels), "random_images: samples must fit into memory",
            samples);
    ClassificationOf<T> set{.inputs = MatrixOf<T>::from_shape({samples, pixels}),
                            .labels = Labels(samples),
                            .classes = classes};
    for (std::size_t sample = 0; sample < samples; ++sample) {
        for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
            set.inputs(sample, pixel) = static_cast<T>(rng.uniform());
        }
        set.labels[sample] = rng.below(classes);
    }
    return set;
}

/// @brief Subtract a number from every pixel: 0.5 centers pixels that lie in [0, 1].
/// @param set     Changed in place.
/// @param center  The number, finite.
/// @throws std::invalid_argument if `center` is not finite.
template <Scalar T>
void subtract_from_inputs(ClassificationOf<T>& set, double center) {
    require(std::isfinite(center), "subtract_from_inputs: center must be finite", center);
    for (T& entry : set.inputs) {
        entry -= static_cast<T>(center);
    }
}

/// @brief Shapes drawn into small gray pictures.
enum class Shape {
    disk,      ///< A filled circle.
    ring,      ///< A circle of one pixel's width.
    square,    ///< A filled square.
    frame,     ///< The border of a square.
    cross,     ///< A plus sign.
    diagonal,  ///< A cross turned by an eighth.
};

/// @brief How pictures of shapes are drawn.
struct ShapeOptions {
    std::size_t side = 16;  ///< Width and height of a picture (pixels), at least 12.
    double noise = 0.1;  ///< Standard deviation of the noise on every pixel, not negative.
};

/// @cond
namespace detail {

inline bool covers(Shape shape, double x, double y, double radius) {
    const double distance = std::sqrt(x * x + y * y);
    const double reach = std::max(std::abs(x), std::abs(y));
    constexpr double half_line = 0.75;
    switch (shape) {
        case Shape::disk:
            return distance <= radius;
        case Shape::ring:
            return std::abs(distance - radius) <= half_line;
        case Shape::square:
            return reach <= 0.8 * radius;
        case Shape::frame:
            return std::abs(reach - 0.8 * radius) <= half_line;
        case Shape::cross:
            return reach <= radius && std::min(std::abs(x), std::abs(y)) <= half_line;
        case Shape::diagonal:
            return reach <= 0.8 * radius &&
                   std::abs(std::abs(x) - std::abs(y)) <= half_line;
    }
    return false;
}

}  // namespace detail
/// @endcond

/// @brief Six kinds of shapes, at random places and in random sizes.
///
/// The label cannot be read off any single pixel, yet can be learned: a stand-in for photographs
/// that needs no download.
///
/// @param samples  Number of pictures (count, at least 1); the classes take turns.
/// @param options  Size of a picture and its noise.
/// @param rng      Source of randomness for place, size and noise.
/// @return         Shape (samples, side * side), pixels 0 (empty) or 1 (covered) plus noise; the
///                 label is the Shape's number.
/// @throws std::invalid_argument if there is no sample, an option is out of its range, or the
///         pictures are more than memory can hold.
template <Scalar T = double>
ClassificationOf<T> shape_images(std::size_t samples, const ShapeOptions& options,
                                 Rng& rng) {
    constexpr std::size_t classes = 6;
    require(samples > 0, "shape_images: samples must be at least 1");
    require(options.side >= 12, "shape_images: side must be at least 12", options.side);
    require(countable(options.side, options.side) &&
                countable(samples, options.side * options.side),
            "shape_images: samples must fit into memory", samples);
    require(std::isfinite(options.noise) && options.noise >= 0.0,
            "shape_images: noise must be a number not below 0", options.noise);
    const auto side = static_cast<double>(options.side);
    ClassificationOf<T> set{
        .inputs = MatrixOf<T>::from_shape({samples, options.side * options.side}),
        .labels = Labels(samples),
        .classes = classes};
    for (std::size_t sample = 0; sample < samples; ++sample) {
        set.labels[sample] = sample % classes;
        const double radius = side * (0.2 + 0.1 * rng.uniform());
        const double center_x = radius + (side - 2.0 * radius) * rng.uniform();
        const double center_y = radius + (side - 2.0 * radius) * rng.uniform();
        T* pixel = &set.inputs(sample, 0);
        for (std::size_t row = 0; row < options.side; ++row) {
            for (std::size_t column = 0; column < options.side; ++column) {
                const bool covered =
                    detail::covers(static_cast<Shape>(set.labels[sample]),
                                   static_cast<double>(column) + 0.5 - center_x,
                                   static_cast<double>(row) + 0.5 - center_y, radius);
                *pixel++ =
                    static_cast<T>((covered ? 1.0 : 0.0) + options.noise * rng.normal());
            }
        }
    }
    return set;
}

}  // namespace winit
