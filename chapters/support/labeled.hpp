/// @file labeled.hpp
/// @brief Things that a chapter compares, under the names that values and figures use for them.
#pragma once

#include <string>

namespace winit {

/// @brief One of the things compared, such as an initializer or an activation.
template <class T>
struct Labeled {
    std::string name;   ///< snake_case, a part of the names of values.
    std::string label;  ///< For people: figures and meanings.
    T item;             ///< The thing itself.
};

}  // namespace winit
