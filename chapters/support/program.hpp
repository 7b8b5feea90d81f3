/// @file program.hpp
/// @brief The main() of every chapter, whatever it runs in.
///
/// What a program accepts is in program_options.hpp. What it does with that, on a terminal and with
/// files, is in program.cpp; another front end brings another definition of folder() and
/// carry_out(). So this header knows no terminal, no file and no thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include "chapters/support/experiments.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/program_options.hpp"
#include "chapters/support/result.hpp"

namespace winit {

/// @brief A chapter's program: read the options, run the experiments, print and write their result.
///
/// It ends with 0; with 2 and one line on stderr if the command line cannot be used; with 1 and
/// one line if the machine fails it (no gnuplot, a full disk). Files appear all at once or not
/// at all.
class Program {
  public:
    using Draw = std::function<void(const Result&, const std::string& folder)>;

    /// @param slug      Name of the chapter, such as "06-he".
    /// @param question  What the chapter asks, for the help and the first line of the output.
    Program(std::string slug, std::string question)
        : slug_(std::move(slug)), question_(std::move(question)) {}

    /// @brief What --quick does: choose smaller parameters. Options given beside it still win.
    void quick(std::function<void()> choose_smaller) {
        options_.quick(std::move(choose_smaller));
    }

    /// @brief What --full does: choose the parameters of the long version. Without this call the
    /// program has no such option.
    void full(std::function<void()> choose_larger) {
        options_.full(std::move(choose_larger));
    }

    /// @brief Add an option for a count that is no parameter of an experiment.
    /// @param flag     Such as "--pictures".
    /// @param value    Receives the count; what it holds now is the default.
    /// @param range    Accepted counts, both ends included.
    /// @param meaning  For the help, with the unit.
    void option(const std::string& flag, std::size_t& value, Range range,
                std::string meaning) {
        options_.count(flag, value, range, std::move(meaning));
    }

    /// @brief Add an option for a number that is no parameter of an experiment.
    void option(const std::string& flag, double& value, Range range, std::string meaning) {
        options_.number(flag, value, range, std::move(meaning));
    }

    /// @brief Add an option for a folder of data that the reader brings along, where there are
    ///        folders.
    /// @param flag     Such as "--mnist".
    /// @param read     Called with the folder, after all parameters are known; what it throws is
    ///                 the reader's to mend.
    /// @param meaning  For the help: which files the folder must hold.
    void folder(const std::string& flag, std::function<void(const std::string&)> read,
                std::string meaning);

    /// @brief How much memory the run will need (bytes): more than there is, is refused.
    void memory(std::function<double()> bytes) { memory_ = std::move(bytes); }

    /// @brief Do it.
    /// @param params       Has a member each(), see Descriptions, and fields seed and threads; they
    ///                     receive what is given, what they hold now are the defaults.
    /// @param experiments  Called with the parameters, once they are known: the chapter's list. Each
    ///                     is pure; how far it is, it may tell.
    /// @param draw         Draws every series into a folder.
    /// @return             Exit status for main.
    template <class Params, class List>
    int run(int argc, char* const* argv, Params& params, const List& experiments,
            const Draw& draw) {
        options_.describe(params);
        return carry_out(
            argc, argv,
            {[&params] { return parameter_values(params); },
             [&params, &experiments] { return experiments(std::as_const(params)); }},
            draw);
    }

  private:
    // Asked when the parameters are known.
    struct Chapter {
        std::function<Result()> parameters;
        std::function<Experiments()> experiments;
    };

    int carry_out(int argc, char* const* argv, const Chapter& chapter, const Draw& draw);

    std::string slug_;
    std::string question_;
    ProgramOptions options_;
    std::function<double()> memory_;
};

}  // namespace winit
