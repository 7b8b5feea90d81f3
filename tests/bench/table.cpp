#include "tests/bench/table.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace winit {
namespace {

// Three digits and a unit: "11.8 ms".
std::string duration(double seconds) {
    constexpr std::array<std::pair<double, const char*>, 4> units = {
        {{1.0, "s"}, {1e-3, "ms"}, {1e-6, "us"}, {1e-9, "ns"}}};
    const auto* unit =
        std::ranges::find_if(units, [&](const auto& u) { return seconds >= u.first; });
    unit = unit == units.end() ? unit - 1 : unit;
    const double value = seconds / unit->first;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.*f %s",
                  value < 10    ? 2
                  : value < 100 ? 1
                                : 0,
                  value, unit->second);
    return text.data();
}

}  // namespace

bool Table::ReportContext(const Context& context) {
    std::printf(
        "One thread, processor time, median of the repetitions; %d processors of %.0f "
        "MHz\n\n",
        context.cpu_info.num_cpus, context.cpu_info.cycles_per_second / 1e6);
    std::printf("%-34s %10s  %s\n", "benchmark", "takes", "rate");
    return true;
}

void Table::ReportRuns(const std::vector<Run>& runs) {
    const auto median = std::ranges::find_if(
        runs, [](const Run& run) { return run.aggregate_name == "median"; });
    if (median == runs.end()) {
        return;  // the single repetitions come in a call of their own
    }
    const Run& run = *median;
    const double seconds =
        run.GetAdjustedCPUTime() / benchmark::GetTimeUnitMultiplier(run.time_unit);
    const std::string name = run.run_name.str();
    std::printf("%-34s %10s ", name.c_str(), duration(seconds).c_str());
    const char* between = "";
    for (const auto& [counter, value] : run.counters) {
        std::printf("%s %.3g %s", between, value.value, counter.c_str());
        between = ",";
    }
    std::printf("\n");
    std::fflush(stdout);
}

}  // namespace winit
