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
void draw_both(const Series& series, const std::filesystem::path& folder) {
    write_file(folder / (series.name + ".svg"), run_gnuplot(script(series, light)));
    write_file(folder / (series.name + "-dark.svg"), run_gnuplot(script(series, dark)));
}

}  // namespace

void draw(const Result& result, const std::string& folder) {
    for (const Chart& chart : result.charts) {
        draw_both(chart, folder);
    }
    for (const HeatMap& map : result.maps) {
        draw_both(map, folder);
    }
    for (const NetworkDrawing& network : result.networks) {  // shapes that gnuplot has not
        const std::filesystem::path file = std::filesystem::path(folder) / network.name;
        write_file(file.string() + ".svg", svg(network, light));
        write_file(file.string() + "-dark.svg", svg(network, dark));
    }
}

}  // namespace winit
