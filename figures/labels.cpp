#include "figures/labels.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace winit {
namespace {

// Widths of DejaVu Sans in shares of the font size: what Linux shows for "sans-serif".
double glyph_width(char c) {
    const std::string_view narrow = "ijlI.,;:'|! ()[]/ft";
    const std::string_view wide = "mwMW%@";
    if (narrow.find(c) != std::string_view::npos) {
        return 0.37;
    }
    if (wide.find(c) != std::string_view::npos) {
        return 0.95;
    }
    return c >= 'A' && c <= 'Z' ? 0.7 : 0.63;
}

// A group of labels that touch and move as one.
struct Group {
    std::size_t first;
    std::size_t count;
    double sum;  // of the wanted heights, each seen from the start of the group
    double height;
    double start(double lowest, double highest) const {
        const double wanted = sum / static_cast<double>(count);
        return std::clamp(wanted, lowest, std::max(lowest, highest - height));
    }
};

}  // namespace

double text_width(std::string_view text, double size) {
    double width = 0.0;
    for (const char c : text) {
        const bool continues_a_glyph = (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
        width += continues_a_glyph ? 0.0 : glyph_width(c);
    }
    return width * size;
}

std::vector<std::string> wrapped(const std::string& text, double size, double max_width) {
    std::vector<std::string> lines = {""};
    std::size_t start = 0;
    while (start < text.size()) {
        const std::size_t end = std::min(text.find(' ', start), text.size());
        const std::string word = text.substr(start, end - start);
        std::string& line = lines.back();
        if (line.empty()) {
            line = word;
        } else if (text_width(line + ' ' + word, size) <= max_width) {
            line += ' ' + word;
        } else {
            lines.push_back(word);
        }
        start = end + 1;
    }
    return lines;
}

void spread(std::vector<Placed>& labels, double lowest, double highest) {
    std::vector<std::size_t> order(labels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&labels](std::size_t a, std::size_t b) {
        return std::pair(labels[a].wanted, a) < std::pair(labels[b].wanted, b);
    });
    // Labels join from below; a group that would overlap the one before it merges with it and
    // stands where the sum of squared moves is least.
    std::vector<Group> groups;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Placed& label = labels[order[i]];
        groups.push_back({i, 1, label.wanted - 0.5 * label.height, label.height});
        while (groups.size() > 1) {
            const Group top = groups.back();
            Group& below = groups[groups.size() - 2];
            if (below.start(lowest, highest) + below.height <= top.start(lowest, highest)) {
                break;
            }
            below.sum += top.sum - static_cast<double>(top.count) * below.height;
            below.height += top.height;
            below.count += top.count;
            groups.pop_back();
        }
    }
    for (const Group& group : groups) {
        double start = group.start(lowest, highest);
        for (std::size_t i = group.first; i < group.first + group.count; ++i) {
            labels[order[i]].at = start + 0.5 * labels[order[i]].height;
            start += labels[order[i]].height;
        }
    }
}

}  // namespace winit
