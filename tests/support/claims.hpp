/// @file claims.hpp
/// @brief Evidence for the sentences of the book.
///
/// A claim is a test case with a tag `[claim:its-id]`. What it measures goes through holds(), so
/// that the page which states the sentence can show it; what must be refuted goes through
/// control(). A test case with statistical evidence and without a control fails: nobody knows
/// then whether its check could refuse anything.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace winit {

enum class Relation { near, below, above, equal };

/// @brief A measured number and what is expected of it.
struct Evidence {
    double measured;
    double expected;
    double tolerance = 0.0;  ///< For near: the largest accepted distance.
    Relation relation = Relation::equal;
    std::size_t samples =
        0;  ///< How many independent draws stand behind it; 0: no statistic.
    double false_alarm = 0.0;  ///< How often a true claim would be refused; 0: never.

    /// @brief Is the expectation met? A NaN meets none.
    bool met() const;
};

/// @brief At most `tolerance` away.
Evidence near(double measured, double expected, double tolerance);

/// @brief Less than a limit.
Evidence below(double measured, double limit);

/// @brief More than a limit.
Evidence above(double measured, double limit);

/// @brief The same number to the last bit.
Evidence equal(double measured, double expected);

/// @brief The same evidence, from random draws.
/// @param samples      Independent draws, at least 1.
/// @param false_alarm  Share of seeds for which a true claim would be refused, in (0, 1).
/// @throws std::invalid_argument  outside of these ranges.
Evidence statistical(Evidence evidence, std::size_t samples, double false_alarm);

/// @brief Check it, and record it for the report.
/// @param what  What was measured, in a few words.
void holds(const std::string& what, const Evidence& evidence);

/// @brief Negative control: the same check, fed with a wrong formula, must refuse it.
/// @param what  What is wrong, in a few words.
void control(const std::string& what, const Evidence& evidence);

/// @brief One line of the report.
struct Record {
    bool is_control;
    std::string what;
    Evidence evidence;
    bool passed;  ///< Met if it should hold, refused if it is a control.
};

/// @brief What the running test case has recorded so far. The listener empties it.
std::vector<Record>& records();

}  // namespace winit
