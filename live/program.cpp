// A chapter's program in a page: its options come from the page's form, its result goes there.
#include "chapters/support/program.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/support/check_result.hpp"
#include "chapters/support/csv.hpp"
#include "chapters/support/numbers.hpp"
#include "figures/plot.hpp"
#include "figures/style.hpp"
#include "figures/svg.hpp"
#include "live/host.hpp"
#include "live/json.hpp"
#include "live/printed.hpp"

namespace winit {
namespace {

constexpr double room = 2e9;  // bytes: what a browser gives to a page, cautiously

void tell(const std::string& part, std::size_t done, std::size_t steps) {
    host_progress(part.data(), part.size(), done, steps);
}

std::string described(const Value& value) {
    std::string json = "{";
    live::add_member(json, "value", live::json_number(value.number));
    live::add_member(json, "meaning", live::json_text(value.meaning));
    live::add_member(json, "relative", live::json_number(value.tolerance.relative));
    live::add_member(json, "absolute", live::json_number(value.tolerance.absolute));
    return json + '}';
}

// The drawings of a series, for light and for dark pages.
template <class Series>
std::array<std::string, 2> drawings(const Series& series) {
    return {svg(series, light), svg(series, dark)};
}

std::array<std::string, 2> drawings(const Chart& chart) {
    const auto before = live::printed(chart);
    const Chart* const ghosts = before ? &*before : nullptr;
    const Chart drawn = live::with_guess(chart);
    return {svg(drawn, light, ghosts), svg(drawn, dark, ghosts)};
}

template <class Series>
std::string described(const Series& series) {
    const auto [on_light, on_dark] = drawings(series);
    std::string json = "{";
    live::add_member(json, "kind", live::json_text(Series::kind));
    live::add_member(json, "csv", live::json_text(csv(series)));
    live::add_member(json, "light", live::json_text(on_light));
    live::add_member(json, "dark", live::json_text(on_dark));
    return json + '}';
}

std::string described(const Result& result) {
    std::string values = "{";
    for (const Value& value : result.values) {
        live::add_member(values, value.name, described(value));
    }
    std::string series = "{";
    each_series(result, [&series](const auto& one) {
        live::add_member(series, one.name, described(one));
    });
    std::string json = "{";
    live::add_member(json, "values", values + '}');
    live::add_member(json, "series", series + '}');
    return json + '}';
}

}  // namespace

// A page has no folders: the option is unknown there.
void Program::folder(const std::string&, std::function<void(const std::string&)>,
                     std::string) {}

int Program::carry_out(int argc, char* const* argv, const Chapter& chapter, const Draw&) {
    if (!options_.parse({argv + 1, argv + argc})) {
        throw BadInput("the page has no --help; it shows every option");
    }
    options_.assign(1);
    refuse_unaffordable(memory_ ? memory_() : 0.0, room, "a page gets");
    Progress progress(tell);
    Result result = chapter.parameters();
    result.add(run_all(options_.chosen(chapter.experiments()), progress));
    check_result(result);
    const std::string json = described(result);
    host_result(json.data(), json.size());
    return 0;
}

// What main() hands over. The drawings are made above, for the page.
void draw(const Result&, const std::string&) {}

}  // namespace winit
