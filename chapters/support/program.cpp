#include "chapters/support/program.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <new>
#include <optional>
#include <signal.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chapters/support/blas_kernel.hpp"
#include "chapters/support/check_result.hpp"
#include "chapters/support/csv.hpp"
#include "chapters/support/machine.hpp"
#include "chapters/support/numbers.hpp"
#include "chapters/support/output_folder.hpp"
#include "chapters/support/report.hpp"
#include "chapters/support/terminal.hpp"

namespace winit {
namespace {

namespace fs = std::filesystem;

constexpr int bad_input = 2;
constexpr int machine_failed = 1;

// Everything that draw and the reports may write.
std::vector<std::string> file_names(const Result& result) {
    std::vector<std::string> names = {"values.json", "places.json"};
    each_series(result, [&names](const auto& series) {
        for (const char* ending : {".csv", ".svg", "-dark.svg"}) {
            names.push_back(series.name + ending);
        }
    });
    return names;
}

void write_series(const Result& result, const fs::path& folder) {
    each_series(result, [&folder](const auto& series) {
        write_file(folder / (series.name + ".csv"), csv(series));
    });
}

void print(const std::string& text) {
    if (!(std::cout << text << std::flush)) {
        throw std::runtime_error("cannot write to the standard output");
    }
}

// The one line that a failing program says, and its exit status.
int complain(const std::string& slug, std::string_view message, int status) {
    std::cerr << slug << ": " << one_line(message) << '\n';
    return status;
}

int guarded(const std::string& slug, const std::function<void()>& work) {
    try {
        work();
        return 0;
    } catch (const BadInput& error) {
        return complain(slug, error.what(), bad_input);
    } catch (const std::invalid_argument& error) {
        return complain(slug, error.what(), bad_input);
    } catch (const std::range_error& error) {
        return complain(slug, error.what(), bad_input);
    } catch (const std::bad_alloc&) {
        return complain(slug, "these sizes need more memory than there is", bad_input);
    } catch (const std::exception& error) {
        return complain(slug, error.what(), machine_failed);
    }
}

// What only a terminal and files can give.
struct Outlet {
    std::optional<std::string> out = {};
    bool no_figures = false;
};

std::vector<std::string> words(int argc, char* const* argv) {
    return {argv + 1, argv + argc};
}

struct Findings {
    Result result;
    std::vector<Contents> contents = {};
};

Findings run_experiments(const std::string& slug, Result parameters,
                         const Experiments& experiments) {
    TerminalLine line(slug);
    Progress progress([&line](const std::string& part, std::size_t done,
                              std::size_t steps) { line.show(part, done, steps); });
    Findings found{std::move(parameters)};
    found.result.add(run_all(experiments, progress, found.contents));
    line.wipe();
    check_result(found.result);
    return found;
}

// Returns what to say of it.
std::string write_all(OutputFolder& folder, const std::string& slug, const Findings& found,
                      const std::vector<OptionFacts>& options, const Program::Draw& draw) {
    const fs::path staging = folder.stage(file_names(found.result));
    write_file(staging / "values.json", values_json(slug, found.result));
    write_file(staging / "places.json", places_json(found.result, options, found.contents));
    write_series(found.result, staging);
    if (draw) {
        draw(found.result, staging.string());
    }
    std::string written;
    for (const fs::path& file : folder.commit()) {
        written += "wrote " + file.string() + '\n';
    }
    return written;
}

}  // namespace

void Program::folder(const std::string& flag, std::function<void(const std::string&)> read,
                     std::string meaning) {
    const auto assign = [flag, read = std::move(read)](const std::string& text) {
        try {
            read(text);
        } catch (const std::runtime_error& error) {
            throw BadInput(flag + ": " + error.what());
        }
    };
    options_.text(flag, "DIR", std::move(meaning), assign);
}

int Program::carry_out(int argc, char* const* argv, const Chapter& chapter,
                       const Draw& draw) {
    use_best_blas_kernel(argv);
    signal(SIGPIPE, SIG_IGN);  // a dying gnuplot is an error to report, not a reason to die
    Outlet outlet;
    options_.text("--out", "DIR",
                  "write values.json, places.json, *.csv and *.svg into this folder",
                  [&outlet](const std::string& text) { outlet.out = text; });
    options_.flag("--no-figures", outlet.no_figures,
                  "with --out: no drawings, so no need for gnuplot");
    return guarded(slug_, [&] {
        if (!options_.parse(words(argc, argv))) {
            print(options_.help(slug_, question_, chapter.experiments()) +
                  "Matrix products run on " + running_blas_kernel() + ".\n");
            return;
        }
        options_.assign(available_threads());
        refuse_unaffordable(memory_ ? memory_() : 0.0, available_memory(),
                            "this machine has");
        Experiments experiments = chapter.experiments();
        check_names(experiments);
        experiments = options_.chosen(std::move(experiments));
        std::optional<OutputFolder> folder;
        if (outlet.out) {
            folder.emplace(*outlet.out);
        }
        const Findings found = run_experiments(slug_, chapter.parameters(), experiments);
        const std::string written = folder
                                        ? write_all(*folder, slug_, found, options_.facts(),
                                                    outlet.no_figures ? Draw() : draw)
                                        : "";
        print(summary(question_, found.result));
        std::cerr << written;
    });
}

}  // namespace winit
