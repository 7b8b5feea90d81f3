/// @file picture_folders.hpp
/// @brief Folders of pictures that a reader brings along, under the names that people have them under.
///
/// For a program that can read folders; a front end that cannot leaves this and readers.hpp out.
#pragma once

#include <cstddef>
#include <string>

#include "chapters/support/pictures.hpp"

namespace winit {

/// @brief MNIST, or what looks like it: four IDX files; a dot may stand for the second hyphen.
/// @param folder   Holds train-images-idx3-ubyte and the others.
/// @param learned  Read no more than so many pictures to learn from (count, at least 1).
/// @param judged   Read no more than so many to judge on (count, at least 1).
/// @throws std::runtime_error  naming a file that is missing, packed or not what it should be.
Pictures read_mnist_folder(const std::string& folder, std::size_t learned,
                           std::size_t judged);

/// @brief CIFAR-10's binary version: data_batch_1.bin to data_batch_5.bin and test_batch.bin.
/// @throws std::runtime_error  as above.
Pictures read_cifar10_folder(const std::string& folder, std::size_t learned,
                             std::size_t judged);

}  // namespace winit
