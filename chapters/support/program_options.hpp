/// @file program_options.hpp
/// @brief What a chapter's program accepts, and what it makes of that: the same for every front end.
///
/// No terminal, no files, no threads: a front end adds what it alone can do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/support/experiments.hpp"
#include "chapters/support/options.hpp"
#include "chapters/support/parameters.hpp"

namespace winit {

/// @brief An option that sets a number, for readers of places.json.
struct OptionFacts {
    std::string name;       ///< snake_case: of the parameter.
    std::string flag;       ///< "--narrow-depth".
    std::string kind;       ///< "count", "number", "choice" or "seed".
    Range range{};          ///< Accepted numbers; of a choice: of its index. Not of a seed.
    double standard = 0.0;  ///< Of the published run; of a choice: its index.
    double quick = 0.0;     ///< What --quick takes.
    std::string meaning;
    std::vector<std::string> choices = {};  ///< The accepted words of a choice.
};

/// @brief The options of a program, their values, and which experiments they ask for.
///
/// Used in this order: quick(), full(), own options, describe(), options of the front end, parse(),
/// assign(), chosen().
class ProgramOptions {
  public:
    using Assign = std::function<void(const std::string&)>;

    /// @brief What --quick does: choose smaller parameters. Options given beside it still win.
    void quick(std::function<void()> choose_smaller);

    /// @brief What --full does. Without this call there is no such option.
    void full(std::function<void()> choose_larger);

    /// @brief Add an option for a count that is no parameter of an experiment.
    void count(const std::string& flag, std::size_t& field, Range range,
               std::string meaning);

    /// @brief Add an option for a number that is no parameter of an experiment.
    void number(const std::string& flag, double& field, Range range, std::string meaning);

    /// @brief Add an option whose text the caller reads.
    /// @param flag     Such as "--out".
    /// @param takes    What stands for its value in the help, such as "DIR".
    /// @param meaning  For the help.
    /// @param assign   Called by assign() with the text, if there is one.
    void text(const std::string& flag, std::string takes, std::string meaning,
              Assign assign);

    /// @brief Add an option that takes no value.
    void flag(std::string flag, bool& wanted, std::string meaning);

    /// @brief Add the options of a chapter: those of its parameters before the ones that are there,
    ///        behind them --seed, --threads and --only.
    /// @param params  Has a member each(), see Descriptions, and fields seed and threads.
    template <class Params>
    void describe(Params& params) {
        Collected collected;
        params.each(collected);
        add_parameters(std::move(collected.options), params.seed, params.threads);
        if (quick_) {
            const Params published = params;
            quick_();
            note_quick();
            params = published;
        }
    }

    /// @brief Read a command line, without its first word.
    /// @return  False: help was asked for.
    /// @throws BadInput  naming what cannot be used, and what can.
    bool parse(const std::vector<std::string>& arguments);

    /// @brief Give all that was asked for to the fields: the size, then single options.
    /// @param processors  For --threads, where it is not given.
    /// @throws BadInput   naming a value that is not accepted.
    void assign(std::size_t processors);

    /// @brief The experiments that --only asks for: one, or all if it was not given.
    /// @throws BadInput  if none has that name, with the names that are near or all of them.
    Experiments chosen(Experiments experiments) const;

    /// @brief What --help prints.
    /// @param experiments  What --only may name.
    std::string help(std::string_view slug, std::string_view question,
                     const Experiments& experiments);

    /// @brief Every option that sets a number, but for the threads: no result depends on them.
    std::vector<OptionFacts> facts() const;

  private:
    struct Option {
        OptionFacts facts;
        std::string takes;  // in the help: N for counts, X for numbers, DIR
        std::string range;  // in the help: what is accepted, and the default
        Assign assign;
        std::function<double()> now = {};  // the field's number; empty: it is none
        std::optional<std::string> given = {};
    };

    struct Flag {
        std::string flag;
        std::string meaning;
        bool* wanted;
    };

    class Collected : public Descriptions {
      public:
        std::vector<Option> options = {};

      private:
        void on_option(std::size_t& field, const std::string& name, Range range,
                       const std::string& meaning) override;
        void on_option(double& field, const std::string& name, Range range,
                       const std::string& meaning) override;
        void on_choice(std::size_t& field, const std::string& name,
                       const std::vector<std::string>& names,
                       const std::string& meaning) override;
        void on_value(Value) override {}
    };

    template <class Field, class Parse>
    static Option field_option(OptionFacts facts, Field& field, const std::string& takes,
                               Parse parse);
    static Option count_option(OptionFacts facts, std::size_t& field);
    static Option number_option(OptionFacts facts, double& field);
    static Option seed_option(std::uint64_t& seed);

    void add_parameters(std::vector<Option> parameters, std::uint64_t& seed,
                        std::size_t& threads);
    void note_quick();
    std::vector<Flag> flags();
    std::string accepted();

    std::vector<Option> options_;
    std::vector<Flag> flags_;
    std::function<void()> quick_;
    std::function<void()> full_;
    std::size_t* threads_ = nullptr;
    std::optional<std::string> only_;
    bool quick_wanted_ = false;
    bool full_wanted_ = false;
    bool help_wanted_ = false;
};

}  // namespace winit
