/// @file experiments.hpp
/// @brief A chapter as a list of experiments, each under the name by which it is run alone.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit {

/// @brief One experiment of a chapter. Its parameters are bound: what it finds depends on nothing
///        else, and not on which experiments ran before it.
struct Experiment {
    std::string name;  ///< snake_case, unique in the chapter; see --only.
    std::function<Result(Progress&)> run;
};

/// @brief The experiments of a chapter, in the order of its values.
using Experiments = std::vector<Experiment>;

/// @brief The names of what one experiment found out.
struct Contents {
    std::string experiment;
    std::vector<std::string> values = {};
    std::vector<std::string> series = {};  ///< Charts, then heat maps, then networks.
};

/// @brief The names within a result.
inline Contents contents_of(const std::string& experiment, const Result& result) {
    Contents contents{experiment};
    for (const Value& value : result.values) {
        contents.values.push_back(value.name);
    }
    each_series(result,
                [&](const auto& series) { contents.series.push_back(series.name); });
    return contents;
}

/// @brief Run all experiments, in their order.
/// @param experiments  Of a chapter, or some of them.
/// @param progress     Hears of each.
/// @param contents     Receives one entry for each experiment.
/// @return             What they found out, one behind the other.
inline Result run_all(const Experiments& experiments, Progress& progress,
                      std::vector<Contents>& contents) {
    Result all;
    for (const Experiment& experiment : experiments) {
        Result one = experiment.run(progress);
        contents.push_back(contents_of(experiment.name, one));
        all.add(std::move(one));
    }
    return all;
}

/// @brief The same for callers who need no table of contents.
inline Result run_all(const Experiments& experiments, Progress& progress) {
    std::vector<Contents> unread;
    return run_all(experiments, progress, unread);
}

/// @brief Bind an experiment to its parameters.
/// @param params  Kept as a copy.
/// @param find    A function of them that returns a Result; it may take a Progress& too.
template <class Params, class Find>
std::function<Result(Progress&)> with(const Params& params, Find find) {
    if constexpr (std::is_invocable_v<Find&, const Params&, Progress&>) {
        return [params, find](Progress& progress) { return find(params, progress); };
    } else {
        return [params, find](Progress&) { return find(params); };
    }
}

/// @brief What several experiments share: made when the first of them asks for it, then kept.
/// @param make  Called once, without arguments.
/// @return      Copies of it are one: each call returns the same object, by constant reference.
template <class Make>
auto made_once(Make make) {
    using Made = std::invoke_result_t<Make&>;
    const auto kept = std::make_shared<std::optional<Made>>();
    return [kept, make = std::move(make)]() -> const Made& {
        if (!*kept) {
            kept->emplace(make());
        }
        return **kept;
    };
}

}  // namespace winit
