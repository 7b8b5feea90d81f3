#include "chapters/support/program.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <iostream>
#include <new>
#include <optional>
#include <signal.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>

#include "chapters/support/blas_kernel.hpp"
#include "chapters/support/machine.hpp"
#include "chapters/support/numbers.hpp"
#include "chapters/support/output_folder.hpp"
#include "chapters/support/report.hpp"
#include "chapters/support/terminal.hpp"

namespace winit {
namespace {

constexpr int bad_input = 2;
constexpr int machine_failed = 1;
constexpr Range thread_range{1, 256};

std::string in_words(Range range, double fallback) {
    return "; " + significant(range.from, 4) + " to " + significant(range.to, 4) + " [" +
           significant(fallback, 4) + "]";
}

// CLI11 words its errors for programmers.
BadInput reworded(const CLI::ParseError& error) {
    const std::string text = error.what();
    if (const std::size_t end = text.find(" was given a disallowed");
        end != std::string::npos) {
        return BadInput("--" + text.substr(0, end) + " takes no value; see --help");
    }
    if (error.get_name() == "ArgumentMismatch") {
        return BadInput(text.substr(0, text.find(':')) + " needs a value; see --help");
    }
    return BadInput(text + "; see --help");
}

std::string gigabytes(double bytes) {
    return significant(bytes / 1e9, 3) + " GB";
}

// The option that belongs to a parameter: narrow_depth is --narrow-depth.
std::string flag_of(std::string name) {
    std::replace(name.begin(), name.end(), '_', '-');
    return "--" + name;
}

// Everything that draw and the reports may write.
std::vector<std::string> file_names(const Result& result) {
    std::vector<std::string> names = {"values.json", "places.json"};
    const auto add = [&names](const std::string& series) {
        for (const char* ending : {".csv", ".svg", "-dark.svg"}) {
            names.push_back(series + ending);
        }
    };
    for (const Chart& chart : result.charts) {
        add(chart.name);
    }
    for (const HeatMap& map : result.maps) {
        add(map.name);
    }
    return names;
}

void write_series(const Result& result, const std::filesystem::path& folder) {
    for (const Chart& chart : result.charts) {
        write_file(folder / (chart.name + ".csv"), csv(chart));
    }
    for (const HeatMap& map : result.maps) {
        write_file(folder / (map.name + ".csv"), csv(map));
    }
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

}  // namespace

Program::Program(std::string slug, std::string question)
    : slug_(std::move(slug)), question_(std::move(question)) {}

void Program::quick(std::function<void()> choose_smaller) {
    quick_ = std::move(choose_smaller);
}

void Program::full(std::function<void()> choose_larger) {
    full_ = std::move(choose_larger);
}

void Program::memory(std::function<double()> bytes) {
    memory_ = std::move(bytes);
}

void Program::option(std::string flag, std::size_t& value, Range range,
                     std::string meaning) {
    meaning += in_words(range, static_cast<double>(value));
    const auto assign = [flag, &value, range](const std::string& text) {
        value = parse_count(flag, text, range);
    };
    options_.push_back({std::move(flag), "N", std::move(meaning), assign});
}

void Program::option(std::string flag, double& value, Range range, std::string meaning) {
    meaning += in_words(range, value);
    const auto assign = [flag, &value, range](const std::string& text) {
        value = parse_number(flag, text, range);
    };
    options_.push_back({std::move(flag), "X", std::move(meaning), assign});
}

void Program::Options::on_option(std::size_t& field, const std::string& name, Range range,
                                 const std::string& meaning) {
    program_.option(flag_of(name), field, range, meaning);
}

void Program::Options::on_option(double& field, const std::string& name, Range range,
                                 const std::string& meaning) {
    program_.option(flag_of(name), field, range, meaning);
}

void Program::folder(std::string flag,
                     std::function<void(const std::filesystem::path&)> read,
                     std::string meaning) {
    const auto assign = [flag, read = std::move(read)](const std::string& text) {
        try {
            read(text);
        } catch (const std::runtime_error& error) {
            throw BadInput(flag + ": " + error.what());
        }
    };
    options_.push_back({std::move(flag), "DIR", std::move(meaning), assign});
}

int Program::run(int argc, char* const* argv, std::uint64_t& seed, std::size_t& threads,
                 const Experiment& experiment, const Draw& draw) {
    use_best_blas_kernel(argv);
    signal(SIGPIPE, SIG_IGN);  // a dying gnuplot is an error to report, not a reason to die
    add_common_options(seed, threads);
    return guarded(slug_, [&] {
        if (!parse(argc, argv)) {
            return;
        }
        choose_size();
        threads = available_threads();
        for (const Option& option : options_) {
            if (option.given) {
                option.assign(*option.given);
            }
        }
        refuse_unaffordable();
        carry_out(experiment, draw);
    });
}

void Program::add_common_options(std::uint64_t& seed, std::size_t& threads) {
    const auto read_seed = [&seed](const std::string& text) {
        seed = parse_seed("--seed", text);
    };
    const auto read_threads = [&threads](const std::string& text) {
        threads = parse_count("--threads", text, thread_range);
    };
    const auto read_out = [this](const std::string& text) { out_ = text; };
    options_.push_back({"--seed", "N",
                        "start of the random numbers; any whole number from 0 [" +
                            std::to_string(seed) + "]",
                        read_seed});
    options_.push_back({"--threads", "N",
                        "processors to use; 1 to 256 [all]; no result depends on it",
                        read_threads});
    options_.push_back({"--out", "DIR",
                        "write values.json, places.json, *.csv and *.svg into this folder",
                        read_out});
}

bool Program::parse(int argc, const char* const* argv) {
    CLI::App app(question_, slug_);
    app.allow_extras();  // to name them in our own words
    app.get_formatter()->column_width(26);
    app.footer("Matrix products run on " + running_blas_kernel() + ".");
    for (Option& option : options_) {
        app.add_option_function<std::string>(
               option.flag, [&option](const std::string& text) { option.given = text; },
               option.meaning)
            ->type_name(option.kind)
            ->take_last();
    }
    bool no_figures = false;
    app.add_flag("--no-figures", no_figures,
                 "with --out: no drawings, so no need for gnuplot")
        ->disable_flag_override();
    app.add_flag("--quick", quick_wanted_, "smaller sizes, for a first look")
        ->disable_flag_override();
    if (full_) {
        app.add_flag("--full", full_wanted_, "larger sizes, for a long look")
            ->disable_flag_override();
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        print(app.help());
        return false;
    } catch (const CLI::ParseError& error) {
        throw reworded(error);
    }
    if (!app.remaining().empty()) {
        throw BadInput("unknown argument " + in_quotes(app.remaining().front()) +
                       "; accepted are " + accepted_flags());
    }
    figures_ = !no_figures;
    return true;
}

std::string Program::accepted_flags() const {
    std::string flags;
    for (const Option& option : options_) {
        flags += option.flag + ", ";
    }
    return flags + "--no-figures, --quick, " + (full_ ? "--full, " : "") + "--help";
}

void Program::choose_size() {
    if (quick_wanted_ && full_wanted_) {
        throw BadInput("--quick and --full exclude each other; choose one");
    }
    if (quick_wanted_ && quick_) {
        quick_();
    }
    if (full_wanted_) {
        full_();
    }
}

void Program::refuse_unaffordable() const {
    const double needed = memory_ ? memory_() : 0.0;
    const double available = available_memory();
    // Written so that a NaN is refused too.
    if (!(needed <= available)) {
        throw BadInput("these sizes need " + gigabytes(needed) +
                       " of memory, this machine has " + gigabytes(available) +
                       "; choose smaller ones");
    }
}

void Program::carry_out(const Experiment& experiment, const Draw& draw) {
    std::optional<OutputFolder> folder;
    if (out_) {
        folder.emplace(*out_);
    }
    TerminalLine line(slug_);
    Progress progress([&line](const std::string& part, std::size_t done,
                              std::size_t steps) { line.show(part, done, steps); });
    const Result result = experiment(progress);
    line.wipe();
    check_result(result);
    std::string written;
    if (folder) {
        const std::filesystem::path staging = folder->stage(file_names(result));
        write_file(staging / "values.json", values_json(slug_, result));
        write_file(staging / "places.json", places_json(result));
        write_series(result, staging);
        if (figures_) {
            draw(result, staging);
        }
        for (const std::filesystem::path& file : folder->commit()) {
            written += "wrote " + file.string() + '\n';
        }
    }
    print(summary(question_, result));
    std::cerr << written;
}

}  // namespace winit
