/// @file solutions.hpp
/// @brief Solutions of the exercises of chapter 14.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace winit::chapter14 {

/// @brief A paper, and the address under which it can be read.
struct Reference {
    std::string title;
    std::string address;
};

/// @brief Titles in a text that are followed by an address which is not the paper's.
///
/// What stands behind the next title belongs to that one.
// [begin wrong_references]
inline std::vector<std::string> wrong_references(const std::string& text,
                                                 const std::vector<Reference>& known) {
    std::vector<std::string> wrong;
    for (const Reference& paper : known) {
        const std::size_t title = text.find(paper.title);
        if (title == std::string::npos) {
            continue;  // not cited
        }
        std::size_t next_title = text.size();
        for (const Reference& other : known) {
            next_title = std::min(next_title, text.find(other.title, title + 1));
        }
        const std::size_t begin = text.find("https://", title);
        if (begin >= next_title) {
            continue;  // cited without an address
        }
        const std::size_t end = text.find_first_of(" )]\n", begin);
        if (text.substr(begin, end - begin) != paper.address) {
            wrong.push_back(paper.title);
        }
    }
    return wrong;
}
// [end wrong_references]

}  // namespace winit::chapter14
