/// @file table.hpp
/// @brief Benchmark results as a table that a person can read.
#pragma once

#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace winit {

/// @brief What somebody else's program takes for the same work, and who.
struct Reference {
    std::string benchmark;  ///< Name of the benchmark.
    std::string who;        ///< For example "PyTorch 1.13".
    double seconds;  ///< For one iteration, on one core of the machine of the reference.
};

/// @brief Prints one line per benchmark: the median over its repetitions beside the references.
class Table : public benchmark::BenchmarkReporter {
  public:
    /// @brief Remember the references.
    /// @param references  Any number per benchmark, in the order they are to be shown.
    explicit Table(std::vector<Reference> references);

    bool ReportContext(const Context& context) override;
    void ReportRuns(const std::vector<Run>& runs) override;

  private:
    std::vector<Reference> references_;
};

}  // namespace winit
