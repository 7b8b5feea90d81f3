#include "figures/axis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "chapters/support/numbers.hpp"
#include "figures/labels.hpp"
#include "figures/style.hpp"

namespace winit {
namespace {

constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();

Tick power_of_ten(int exponent) {
    if (exponent == 0) {
        return tick_at(1.0);
    }
    const std::string power = std::to_string(exponent);
    // A true minus sign, and an exponent that stays legible on a phone.
    const std::string shown = exponent < 0 ? "−" + power.substr(1) : power;
    return {std::pow(10.0, exponent), "10",
            text_width("10", text_size) + text_width(shown, exponent_size), shown};
}

double round_step(double least) {
    const double decade = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * decade >= least * (1.0 - 1e-9)) {
            return factor * decade;
        }
    }
    return 10.0 * decade;
}

std::vector<Tick> linear_ticks(Span span, int max_ticks) {
    const double step = round_step((span.to - span.from) / max_ticks);
    std::vector<Tick> ticks;
    const double slack = 1e-9 * step;
    const auto first = static_cast<long long>(std::ceil((span.from - slack) / step));
    const auto last = static_cast<long long>(std::floor((span.to + slack) / step));
    for (long long i = first; i <= last; ++i) {
        // 3 * 0.1 prints as 0.3 because four digits are shown.
        ticks.push_back(tick_at(static_cast<double>(i) * step));
    }
    return ticks;
}

std::vector<Tick> log_ticks(Span span, int max_ticks) {
    const int first = static_cast<int>(std::ceil(std::log10(span.from) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(span.to) + 1e-9));
    std::vector<Tick> ticks;
    if (last - first >= 2) {
        const int step = static_cast<int>(
            round_step(std::max(1.0, static_cast<double>(last - first + 1) / max_ticks)));
        const bool readable_in_full = first >= -3 && last <= 4;
        for (int exponent = first; exponent <= last; ++exponent) {
            if (exponent % step == 0) {
                ticks.push_back(readable_in_full ? tick_at(std::pow(10.0, exponent))
                                                 : power_of_ten(exponent));
            }
        }
        return ticks;
    }
    for (int exponent = first - 1; exponent <= last; ++exponent) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double at = factor * std::pow(10.0, exponent);
            if (at >= span.from * (1.0 - 1e-9) && at <= span.to * (1.0 + 1e-9)) {
                ticks.push_back(tick_at(at));
            }
        }
    }
    return ticks;
}

Span linear_span(Span data, double margin) {
    if (data.from == data.to) {
        const double around = data.from == 0.0 ? 1.0 : 0.1 * std::abs(data.from);
        return {data.from - around, data.to + around};
    }
    const double room = margin * (data.to - data.from);
    // An axis that nearly reaches zero should: lengths then mean something.
    const bool from_zero = margin > 0.0 && data.from >= 0.0 && data.from < 0.3 * data.to;
    return {from_zero ? 0.0 : data.from - room, data.to + room};
}

Span log_span(Span data, double margin) {
    const double length = std::log(data.to) - std::log(data.from);
    const double room = data.from == data.to ? 2.0 : std::exp(margin * length);
    return {std::max(data.from / room, std::numeric_limits<double>::min()),
            std::min(data.to * room, std::numeric_limits<double>::max())};
}

}  // namespace

Tick tick_at(double number) {
    std::string label = significant(number, 4);
    if (label.front() == '-') {
        label.replace(0, 1, "−");  // a true minus sign
    }
    return {number, label, text_width(label, text_size)};
}

double Ruler::drawable(double number) const {
    if (!std::isfinite(number)) {
        return nowhere;
    }
    if (scale == Scale::linear || number > 0.0) {
        return number;
    }
    return number == 0.0 && zero_at > 0.0 ? zero_at : nowhere;
}

double Ruler::position(double number) const {
    const double drawn = drawable(number);
    if (scale == Scale::linear) {
        return (drawn - span.from) / (span.to - span.from);
    }
    return (std::log(drawn) - std::log(span.from)) /
           (std::log(span.to) - std::log(span.from));
}

Ruler ruler(const std::vector<double>& numbers, Scale scale, double margin, int max_ticks) {
    Span data{std::numeric_limits<double>::infinity(),
              -std::numeric_limits<double>::infinity()};
    bool zeros = false;
    for (const double number : numbers) {
        zeros = zeros || number == 0.0;
        if (std::isfinite(number) && (scale == Scale::linear || number > 0.0)) {
            data = {std::min(data.from, number), std::max(data.to, number)};
        }
    }
    if (data.from > data.to) {
        data = {1.0, 1.0};  // nothing to show: an empty frame
    }
    if (scale == Scale::linear) {
        const Span span = linear_span(data, margin);
        return {scale, span, linear_ticks(span, max_ticks)};
    }
    Ruler result{scale, log_span(data, margin), {}};
    result.ticks = log_ticks(result.span, max_ticks);
    if (zeros) {
        // Zero has no logarithm: it gets a line of its own, a tenth of the axis further down.
        const double tenth =
            std::exp(0.1 * (std::log(result.span.to) - std::log(result.span.from)));
        result.zero_at = result.span.from / tenth;
        result.span.from = result.zero_at / std::sqrt(tenth);
        result.ticks.insert(result.ticks.begin(),
                            {result.zero_at, "0", text_width("0", text_size)});
    }
    return result;
}

double widest_tick(const Ruler& ruler) {
    double width = 0.0;
    for (const Tick& tick : ruler.ticks) {
        width = std::max(width, tick.width);
    }
    return width;
}

}  // namespace winit
