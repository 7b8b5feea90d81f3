/// @file program.hpp
/// @brief The command line that every chapter's program shares.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/support/options.hpp"
#include "chapters/support/parameters.hpp"
#include "chapters/support/progress.hpp"
#include "chapters/support/result.hpp"

namespace winit {

/// @brief A chapter's program: read the options, run the experiment, print and write its result.
///
/// It ends with 0; with 2 and one line on stderr if the command line cannot be used; with 1 and
/// one line if the machine fails it (no gnuplot, a full disk). Files appear all at once or not
/// at all.
class Program {
  public:
    using Experiment = std::function<Result(Progress&)>;
    using Draw = std::function<void(const Result&, const std::filesystem::path&)>;

    /// @param slug      Name of the chapter, such as "06-he".
    /// @param question  What the chapter asks, for the help and the first line of the output.
    Program(std::string slug, std::string question);

    /// @brief What --quick does: choose smaller parameters. Options given beside it still win.
    void quick(std::function<void()> choose_smaller);

    /// @brief What --full does: choose the parameters of the long version. Without this call the
    /// program has no such option.
    void full(std::function<void()> choose_larger);

    /// @brief Add an option for each parameter that has one.
    /// @param params  Has a member each(), see Descriptions; its fields receive what is given, what
    ///                they hold now are the defaults.
    template <class Params>
    void parameters(Params& params) {
        Options options(*this);
        params.each(options);
    }

    /// @brief Add an option for a count.
    /// @param flag     Such as "--depth".
    /// @param value    Receives the count; what it holds now is the default.
    /// @param range    Accepted counts, both ends included.
    /// @param meaning  For the help, with the unit.
    void option(std::string flag, std::size_t& value, Range range, std::string meaning);

    /// @brief Add an option for a number.
    void option(std::string flag, double& value, Range range, std::string meaning);

    /// @brief Add an option for a folder of data that the reader brings along.
    /// @param flag     Such as "--mnist".
    /// @param read     Called with the folder; what it throws is the reader's to mend.
    /// @param meaning  For the help: which files the folder must hold.
    void folder(std::string flag, std::function<void(const std::filesystem::path&)> read,
                std::string meaning);

    /// @brief How much memory the run will need (bytes): more than there is, is refused.
    void memory(std::function<double()> bytes);

    /// @brief Do it.
    /// @param seed        Receives --seed.
    /// @param threads     Receives --threads; all processors unless it is given.
    /// @param experiment  Pure; asked once, after all options are known. How far it is, it may
    ///                    tell to a line on the terminal.
    /// @param draw        Draws every series into a folder.
    /// @return            Exit status for main.
    int run(int argc, char* const* argv, std::uint64_t& seed, std::size_t& threads,
            const Experiment& experiment, const Draw& draw);

  private:
    class Options : public Descriptions {
      public:
        explicit Options(Program& program) : program_(program) {}

      private:
        void on_option(std::size_t& field, const std::string& name, Range range,
                       const std::string& meaning) override;
        void on_option(double& field, const std::string& name, Range range,
                       const std::string& meaning) override;
        void on_value(Value) override {}

        Program& program_;
    };

    struct Option {
        std::string flag;
        std::string kind;  // shown in the help: N for counts, X for numbers, DIR
        std::string meaning;
        std::function<void(const std::string&)> assign;
        std::optional<std::string> given = {};
    };

    void add_common_options(std::uint64_t& seed, std::size_t& threads);
    bool parse(int argc, const char* const* argv);  // false: only help was wanted
    std::string accepted_flags() const;
    void refuse_unaffordable() const;
    void choose_size();
    void carry_out(const Experiment& experiment, const Draw& draw);

    std::string slug_;
    std::string question_;
    std::vector<Option> options_;
    std::function<void()> quick_;
    std::function<void()> full_;
    std::function<double()> memory_;
    std::optional<std::string> out_;
    bool figures_ = true;
    bool quick_wanted_ = false;
    bool full_wanted_ = false;
};

}  // namespace winit
