/// @file readers.hpp
/// @brief Data sets that a reader brings along: MNIST and CIFAR-10, as their authors publish them.
///
/// Outside the pure layers, and strict: a file that is not exactly what it should be is refused
/// with its name and the byte that is wrong, before memory is taken for what it merely claims.
#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <vector>

#include "snippets/data/datasets.hpp"

namespace winit {

/// @brief As many samples as there are.
inline constexpr std::size_t all_samples = std::numeric_limits<std::size_t>::max();

/// @brief Handwritten digits of 28 x 28 pixels from a pair of IDX files (or Fashion-MNIST's).
/// @param images  `train-images-idx3-ubyte` or `t10k-images-idx3-ubyte`, unpacked.
/// @param labels  The labels that belong to them.
/// @param most    Read no more than so many samples, from the first on (count, at least 1).
/// @return        Inputs of shape (samples, 784) with pixels scaled to [0, 1], ten classes.
/// @throws std::invalid_argument if `most` is 0.
/// @throws std::runtime_error if a file cannot be read or is not exactly what it should be.
/// @see LeCun, Cortes and Burges, "The MNIST database of handwritten digits".
ClassificationOf<float> read_mnist(const std::filesystem::path& images,
                                   const std::filesystem::path& labels,
                                   std::size_t most = all_samples);

/// @brief Photographs of 32 x 32 pixels in three colors, from the files of the binary version.
/// @param batches  `data_batch_1.bin` and so on, or `test_batch.bin`: at least one.
/// @param most     Read no more than so many samples, from the first on (count, at least 1).
/// @return         Inputs of shape (samples, 3072) with pixels scaled to [0, 1], red before green
///                 before blue, row by row; ten classes.
/// @throws std::invalid_argument if there is no file or `most` is 0.
/// @throws std::runtime_error if a file cannot be read or is not exactly what it should be.
/// @see Krizhevsky (2009), "Learning Multiple Layers of Features from Tiny Images".
ClassificationOf<float> read_cifar10(const std::vector<std::filesystem::path>& batches,
                                     std::size_t most = all_samples);

}  // namespace winit
