/// @file table.hpp
/// @brief Benchmark results as a table that a person can read.
#pragma once

#include <vector>

#include <benchmark/benchmark.h>

namespace winit {

/// @brief Prints one line per benchmark: the median over its repetitions.
class Table : public benchmark::BenchmarkReporter {
  public:
    bool ReportContext(const Context& context) override;
    void ReportRuns(const std::vector<Run>& runs) override;
};

}  // namespace winit
