/// @file report.hpp
/// @brief A Result as text: for people, for the prose, for the reader's own plots.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chapters/support/experiments.hpp"
#include "chapters/support/program_options.hpp"
#include "chapters/support/result.hpp"

namespace winit {

/// @brief What a program prints: its question, then name, value and meaning in columns.
std::string summary(std::string_view question, const Result& result);

/// @brief values.json: every number unrounded, with its meaning and its tolerance.
std::string values_json(std::string_view chapter, const Result& result);

/// @brief places.json: the line of the source that made each value and each series, what the
///        rankings stand on, the options, and what each experiment found.
///
/// It is a file of its own, so that an edit above a line changes no committed number.
/// @param contents  Of the experiments that were run.
std::string places_json(const Result& result, const std::vector<OptionFacts>& options,
                        const std::vector<Contents>& contents);

}  // namespace winit
