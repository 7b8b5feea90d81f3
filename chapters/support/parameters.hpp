/// @file parameters.hpp
/// @brief A parameter of an experiment is described once: for options, help, values and pages.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "chapters/support/result.hpp"

namespace winit {

/// @brief The accepted numbers, both ends included.
struct Range {
    double from;
    double to;
};

/// @brief Goes through the descriptions of a chapter's parameters, one line each.
///
/// A chapter's `Params` has a member `void each(Descriptions& is)`. There every field stands once,
/// with its name, its range and its meaning, in the order in which a program prints them:
///
///     is.parameter(depth, "depth", {1, 200}, "ReLU layers that the signal crosses");
///     is.option(rows, "drawn_rows", {2, 100000}, "rows of weights whose variance is measured");
///     is.choice(start, "start", {"zeros", "constant"}, "weights before the first step");
///     is.number("drawn", width * rows, "weights drawn of each kind");
///
/// The option of `narrow_depth` is `--narrow-depth`. `--seed` and `--threads` belong to every
/// program, so a seed is a number() here. A list, such as the rates of a grid, is no option.
class Descriptions {
  public:
    virtual ~Descriptions() = default;

    /// @brief A field that readers may change and that the text may name: option and value.
    ///
    /// Like all that each() describes it belongs to the data of a run: no page has to name it.
    /// @param field    Count or number.
    /// @param name     snake_case; with hyphens it is the option's.
    /// @param range    Accepted numbers, both ends included.
    /// @param meaning  One line: what it is, and its unit.
    template <class Field>
    void parameter(Field& field, std::string name, Range range, std::string meaning,
                   const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
        const auto now = static_cast<double>(field);
        on_option(field, name, range, meaning);
        on_value(described(std::move(name), now, std::move(meaning), {file, line}));
    }

    /// @brief A field that readers may change: an option alone. parameter_value() makes a value of
    ///        it where an experiment lists it among its own numbers.
    template <class Field>
    void option(Field& field, std::string name, Range range, std::string meaning,
                const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
        const auto now = static_cast<double>(field);
        on_option(field, name, range, meaning);
        on_option_value(described(std::move(name), now, std::move(meaning), {file, line}));
    }

    /// @brief A field that readers may change to one of several words: option and value.
    ///
    /// The option takes the word, the value is its index.
    /// @param field  Index of the word.
    /// @param words  What may be chosen, at least one.
    void choice(std::size_t& field, std::string name, const std::vector<std::string>& words,
                const std::string& meaning, const char* file = __builtin_FILE(),
                int line = __builtin_LINE()) {
        std::string numbered = meaning;
        for (std::size_t index = 0; index < words.size(); ++index) {
            numbered +=
                (index == 0 ? ": " : ", ") + std::to_string(index) + ' ' + words[index];
        }
        const auto now = static_cast<double>(field);
        on_choice(field, name, words, meaning);
        on_value(described(std::move(name), now, std::move(numbered), {file, line}));
    }

    /// @brief What is chosen in the code or follows from the fields: a value alone.
    template <class Number>
    void number(std::string name, Number number, std::string meaning,
                Tolerance tolerance = exact, const char* file = __builtin_FILE(),
                int line = __builtin_LINE()) {
        static_assert(std::is_arithmetic_v<Number>);
        on_value(described(std::move(name), static_cast<double>(number), std::move(meaning),
                           {file, line}, tolerance));
    }

  protected:
    Descriptions() = default;
    Descriptions(const Descriptions&) = default;
    Descriptions& operator=(const Descriptions&) = default;

  private:
    // What each() describes belongs to the data of a run.
    static Value described(std::string name, double number, std::string meaning,
                           Place place, Tolerance tolerance = exact) {
        return {std::move(name), number, std::move(meaning),
                tolerance,       place,  Audience::data};
    }

    virtual void on_option(std::size_t& field, const std::string& name, Range range,
                           const std::string& meaning) = 0;
    virtual void on_option(double& field, const std::string& name, Range range,
                           const std::string& meaning) = 0;
    virtual void on_choice(std::size_t& field, const std::string& name,
                           const std::vector<std::string>& words,
                           const std::string& meaning) = 0;
    virtual void on_value(Value value) = 0;
    virtual void on_option_value(const Value&) {}
};

/// @brief The parameters of a run as values, so that the prose can name them.
/// @param params  Has a member each(), see Descriptions.
template <class Params>
Result parameter_values(Params params) {
    class Values : public Descriptions {
      public:
        Result found;

      private:
        void on_option(std::size_t&, const std::string&, Range,
                       const std::string&) override {}
        void on_option(double&, const std::string&, Range, const std::string&) override {}
        void on_choice(std::size_t&, const std::string&, const std::vector<std::string>&,
                       const std::string&) override {}
        void on_value(Value value) override { found.values.push_back(std::move(value)); }
    };
    Values values;
    params.each(values);
    return std::move(values.found);
}

/// @brief One parameter as a value, under the description of its option.
/// @param params  Has a member each(), see Descriptions.
/// @param name    Of an option of it.
/// @throws std::invalid_argument if no option has that name.
template <class Params>
Result parameter_value(Params params, std::string_view name) {
    class OneValue : public Descriptions {
      public:
        explicit OneValue(std::string_view wanted) : wanted_(wanted) {}
        Result found;

      private:
        void on_option(std::size_t&, const std::string&, Range,
                       const std::string&) override {}
        void on_option(double&, const std::string&, Range, const std::string&) override {}
        void on_choice(std::size_t&, const std::string&, const std::vector<std::string>&,
                       const std::string&) override {}
        void on_value(Value) override {}
        void on_option_value(const Value& value) override {
            if (value.name == wanted_) {
                found.values.push_back(value);
            }
        }

        std::string_view wanted_;
    };
    OneValue one(name);
    params.each(one);
    if (one.found.values.empty()) {
        throw std::invalid_argument("parameter_value: no option is named " +
                                    std::string(name));
    }
    return std::move(one.found);
}

}  // namespace winit
