#include "figures/plot.hpp"

#include <filesystem>
#include <string>

#include "chapters/support/output_folder.hpp"
#include "figures/chart.hpp"
#include "figures/gnuplot.hpp"
#include "figures/heat_map.hpp"
#include "figures/style.hpp"
#include "figures/svg.hpp"

namespace winit {
namespace {

template <class Series>
std::string drawing(const Series& series, const Palette& palette) {
    return run_gnuplot(script(series, palette));
}

std::string drawing(const NetworkDrawing& network, const Palette& palette) {
    return svg(network, palette);  // shapes that gnuplot has not
}

}  // namespace

void draw(const Result& result, const std::string& folder) {
    const std::filesystem::path to = folder;
    each_series(result, [&to](const auto& series) {
        write_file(to / (series.name + ".svg"), drawing(series, light));
        write_file(to / (series.name + "-dark.svg"), drawing(series, dark));
    });
}

}  // namespace winit
