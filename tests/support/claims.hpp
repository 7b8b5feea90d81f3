/// @file claims.hpp
/// @brief Evidence for the sentences of the book.
///
/// A claim is a test case with a tag `[claim:its-id]`. What it measures goes through holds(), so
/// that the page which states the sentence can show it; what must be refuted goes through
/// control(). A test case with statistical evidence and without a control fails: nobody knows
/// then whether its check could refuse anything. That something fails, such as training from a
/// start, goes through fails(), and through twin() that the same succeeds with only that start
/// changed: else the failure may have another cause.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace winit {

/// @brief What a comparison of trained networks was tried with.
struct TrainedWith {
    std::size_t seeds;                    ///< Runs per cell (count).
    std::size_t rates;                    ///< Learning rates (count).
    std::size_t budgets;                  ///< Lengths of training (count).
    std::vector<std::string> optimizers;  ///< By name, such as "Adam".
};

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
    std::optional<TrainedWith> training = {};  ///< For trained networks: the grid.
    bool recorded = false;                     ///< A fact that was looked up, not computed.

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

/// @brief The same evidence, from networks that were trained on a grid.
///
/// A test case that shows such evidence must have, together: 8 seeds, 3 rates, 2 budgets, and
/// plain gradient descent as well as Adam. Where a sentence holds for one optimizer only, the test
/// shows where it ends with the other.
///
/// @param with         The grid.
/// @param false_alarm  Share of seeds for which a true claim would be refused, in (0, 1).
/// @throws std::invalid_argument  if a count is 0, there is no optimizer, or the share is outside.
Evidence trained(Evidence evidence, const TrainedWith& with, double false_alarm);

/// @brief The same evidence, marked as looked up somewhere and not computed here.
Evidence recorded(Evidence evidence);

/// @brief Check it, and record it for the report.
/// @param what  What was measured, in a few words.
void holds(const std::string& what, const Evidence& evidence);

/// @brief Negative control: the same check, fed with a wrong formula, must refuse it.
/// @param what  What is wrong, in a few words.
void control(const std::string& what, const Evidence& evidence);

/// @brief Check that something fails, such as training from a start. It needs a twin().
/// @param what  What fails, in a few words.
void fails(const std::string& what, const Evidence& evidence);

/// @brief Check that the same succeeds with only the blamed thing changed.
/// @param what  What was changed, in a few words.
void twin(const std::string& what, const Evidence& evidence);

enum class Role { holds, control, fails, twin };

/// @brief One line of the report.
struct Record {
    Role role;
    std::string what;
    Evidence evidence;
    bool passed;  ///< Refused if it is a control, met otherwise.
};

/// @brief What the running test case has recorded so far. The listener empties it.
std::vector<Record>& records();

}  // namespace winit
