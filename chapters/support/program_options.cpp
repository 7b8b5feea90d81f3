#include "chapters/support/program_options.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "chapters/support/numbers.hpp"

namespace winit {
namespace {

constexpr Range thread_range{1, 256};
constexpr std::size_t help_column = 26;

// Behind the meaning in the help: what is accepted, and what it is without the option.
std::string in_words(Range range, double standard) {
    return "; " + significant(range.from, 4) + " to " + significant(range.to, 4) + " [" +
           significant(standard, 4) + "]";
}

// The option that belongs to a parameter: narrow_depth is --narrow-depth.
std::string flag_of(std::string name) {
    std::replace(name.begin(), name.end(), '_', '-');
    return "--" + name;
}

// And back.
std::string name_of(const std::string& flag) {
    std::string name = flag.substr(2);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

// How many letters must be typed anew, added or taken away (Levenshtein's distance).
std::size_t distance(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    for (std::size_t j = 0; j <= other.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= one.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= other.size(); ++j) {
            const std::size_t replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
            diagonal =
                std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
        }
    }
    return row.back();
}

std::vector<std::string> names_of(const Experiments& experiments) {
    std::vector<std::string> names;
    for (const Experiment& experiment : experiments) {
        names.push_back(experiment.name);
    }
    return names;
}

// A slip of the keyboard, or a part of the name.
bool is_near(std::string_view typed, std::string_view name) {
    const bool part = typed.size() >= 3 && name.find(typed) != std::string_view::npos;
    return part || distance(typed, name) <= std::max<std::size_t>(2, name.size() / 4);
}

}  // namespace

void ProgramOptions::quick(std::function<void()> choose_smaller) {
    quick_ = std::move(choose_smaller);
}

void ProgramOptions::full(std::function<void()> choose_larger) {
    full_ = std::move(choose_larger);
}

void ProgramOptions::count(const std::string& flag, std::size_t& field, Range range,
                           std::string meaning) {
    options_.push_back(count_option({.name = name_of(flag),
                                     .flag = flag,
                                     .kind = "count",
                                     .range = range,
                                     .meaning = std::move(meaning)},
                                    field));
}

void ProgramOptions::number(const std::string& flag, double& field, Range range,
                            std::string meaning) {
    options_.push_back(number_option({.name = name_of(flag),
                                      .flag = flag,
                                      .kind = "number",
                                      .range = range,
                                      .meaning = std::move(meaning)},
                                     field));
}

void ProgramOptions::text(const std::string& flag, std::string takes, std::string meaning,
                          Assign assign) {
    options_.push_back({.facts = {.name = name_of(flag),
                                  .flag = flag,
                                  .kind = "text",
                                  .meaning = std::move(meaning)},
                        .takes = std::move(takes),
                        .range = "",
                        .assign = std::move(assign)});
}

void ProgramOptions::flag(std::string flag, bool& wanted, std::string meaning) {
    flags_.push_back({std::move(flag), std::move(meaning), &wanted});
}

template <class Field, class Parse>
ProgramOptions::Option ProgramOptions::field_option(OptionFacts facts, Field& field,
                                                    const std::string& takes, Parse parse) {
    const auto now = [&field] { return static_cast<double>(field); };
    facts.standard = facts.quick = now();
    const auto assign = [flag = facts.flag, range = facts.range, parse,
                         &field](const auto& text) { field = parse(flag, text, range); };
    const std::string range = in_words(facts.range, facts.standard);
    return {.facts = std::move(facts),
            .takes = takes,
            .range = range,
            .assign = assign,
            .now = now};
}

ProgramOptions::Option ProgramOptions::count_option(OptionFacts facts, std::size_t& field) {
    return field_option(std::move(facts), field, "N", parse_count);
}

ProgramOptions::Option ProgramOptions::number_option(OptionFacts facts, double& field) {
    return field_option(std::move(facts), field, "X", parse_number);
}

ProgramOptions::Option ProgramOptions::seed_option(std::uint64_t& seed) {
    const auto now = [&seed] { return static_cast<double>(seed); };
    return {.facts = {.name = "seed",
                      .flag = "--seed",
                      .kind = "seed",
                      .standard = now(),
                      .quick = now(),
                      .meaning = "start of the random numbers"},
            .takes = "N",
            .range = "; any whole number from 0 [" + std::to_string(seed) + "]",
            .assign = [&seed](const auto& text) { seed = parse_seed("--seed", text); },
            .now = now};
}

void ProgramOptions::Collected::on_option(std::size_t& field, const std::string& name,
                                          Range range, const std::string& meaning) {
    options.push_back(count_option({.name = name,
                                    .flag = flag_of(name),
                                    .kind = "count",
                                    .range = range,
                                    .meaning = meaning},
                                   field));
}

void ProgramOptions::Collected::on_option(double& field, const std::string& name,
                                          Range range, const std::string& meaning) {
    options.push_back(number_option({.name = name,
                                     .flag = flag_of(name),
                                     .kind = "number",
                                     .range = range,
                                     .meaning = meaning},
                                    field));
}

void ProgramOptions::Collected::on_choice(std::size_t& field, const std::string& name,
                                          const std::vector<std::string>& names,
                                          const std::string& meaning) {
    const auto now = [&field] { return static_cast<double>(field); };
    const std::string flag = flag_of(name);
    options.push_back(
        {.facts = {.name = name,
                   .flag = flag,
                   .kind = "choice",
                   .range = {0.0, static_cast<double>(names.size() - 1)},
                   .standard = now(),
                   .quick = now(),
                   .meaning = meaning,
                   .choices = names},
         .takes = "NAME",
         .range = "; one of " + joined(names) + " [" + names.at(field) + "]",
         .assign = [flag, names,
                    &field](const auto& text) { field = parse_choice(flag, text, names); },
         .now = now});
}

void ProgramOptions::add_parameters(std::vector<Option> parameters, std::uint64_t& seed,
                                    std::size_t& threads) {
    threads_ = &threads;
    options_.insert(options_.begin(), std::make_move_iterator(parameters.begin()),
                    std::make_move_iterator(parameters.end()));
    options_.push_back(seed_option(seed));
    text("--threads", "N", "processors to use; 1 to 256 [all]; no result depends on it",
         [&threads](const auto& given) {
             threads = parse_count("--threads", given, thread_range);
         });
    text("--only", "NAME", "run this experiment alone",
         [this](const auto& given) { only_ = given; });
}

void ProgramOptions::note_quick() {
    for (Option& option : options_) {
        option.facts.quick = option.now ? option.now() : 0.0;
    }
}

// In the order of the help.
std::vector<ProgramOptions::Flag> ProgramOptions::flags() {
    std::vector<Flag> all = flags_;
    all.push_back({"--quick", "smaller sizes, for a first look", &quick_wanted_});
    if (full_) {
        all.push_back({"--full", "larger sizes, for a long look", &full_wanted_});
    }
    all.push_back({"--help", "this text", &help_wanted_});
    return all;
}

bool ProgramOptions::parse(const std::vector<std::string>& arguments) {
    const std::vector<Flag> switches = flags();
    for (auto argument = arguments.begin(); argument != arguments.end(); ++argument) {
        const std::size_t equals = argument->find('=');
        const std::string name = argument->substr(0, equals);
        const auto option = std::ranges::find_if(
            options_, [&](const Option& one) { return one.facts.flag == name; });
        const auto flag = std::ranges::find_if(
            switches, [&](const Flag& one) { return one.flag == name; });
        if (option != options_.end()) {
            if (equals != std::string::npos) {
                option->given = argument->substr(equals + 1);
            } else if (std::next(argument) != arguments.end()) {
                option->given = *++argument;
            } else {
                throw BadInput(name + " needs a value; see --help");
            }
        } else if (flag == switches.end()) {
            throw BadInput("unknown argument " + in_quotes(*argument) + "; accepted are " +
                           accepted());
        } else if (equals != std::string::npos) {
            throw BadInput(name + " takes no value; see --help");
        } else {
            *flag->wanted = true;
        }
    }
    return !help_wanted_;
}

std::string ProgramOptions::accepted() {
    std::vector<std::string> all;
    for (const Option& option : options_) {
        all.push_back(option.facts.flag);
    }
    for (const Flag& flag : flags()) {
        all.push_back(flag.flag);
    }
    return joined(all);
}

void ProgramOptions::assign(std::size_t processors) {
    if (quick_wanted_ && full_wanted_) {
        throw BadInput("--quick and --full exclude each other; choose one");
    }
    if (quick_wanted_ && quick_) {
        quick_();
    }
    if (full_wanted_) {
        full_();
    }
    *threads_ = processors;
    for (const Option& option : options_) {
        if (option.given) {
            option.assign(*option.given);
        }
    }
}

Experiments ProgramOptions::chosen(Experiments experiments) const {
    if (!only_) {
        return experiments;
    }
    std::vector<std::string> near;
    for (Experiment& experiment : experiments) {
        if (experiment.name == *only_) {
            return {std::move(experiment)};
        }
        if (is_near(*only_, experiment.name)) {
            near.push_back(experiment.name);
        }
    }
    throw BadInput("--only must name an experiment, got " + in_quotes(*only_) +
                   (near.empty() ? "; accepted are " + joined(names_of(experiments))
                                 : "; near it is " + joined(near)));
}

std::string ProgramOptions::help(std::string_view slug, std::string_view question,
                                 const Experiments& experiments) {
    std::string text = std::string(question) + "\nUsage: " + std::string(slug) +
                       " [OPTIONS]\n\nOptions:\n";
    const auto line = [&text](std::string left, const std::string& right) {
        left.insert(0, "  ");
        left.resize(std::max(left.size() + 1, help_column), ' ');
        text += left + right + '\n';
    };
    for (const Option& option : options_) {
        line(option.facts.flag + ' ' + option.takes, option.facts.meaning + option.range);
    }
    for (const Flag& flag : flags()) {
        line(flag.flag, flag.meaning);
    }
    return text + "\nExperiments: " + joined(names_of(experiments)) + ".\n";
}

std::vector<OptionFacts> ProgramOptions::facts() const {
    std::vector<OptionFacts> all;
    for (const Option& option : options_) {
        if (option.now) {
            all.push_back(option.facts);
        }
    }
    return all;
}

}  // namespace winit
