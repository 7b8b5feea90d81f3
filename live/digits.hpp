/// @file digits.hpp
/// @brief The digits, handed in by the page.
#pragma once

namespace winit::live {

/// @brief Ask the page for the digits. Before it there are none.
void fetch_digits();

}  // namespace winit::live
