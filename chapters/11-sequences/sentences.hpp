/// @file sentences.hpp
/// @brief Chapter 11: sentences to learn from, and others to be asked about.
#pragma once

#include <cstddef>
#include <set>

#include "chapters/11-sequences/params.hpp"
#include "snippets/data/sentences.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter11 {

/// @brief Sentences to learn from, and others to be asked about.
struct Task {
    Opinions training;
    Opinions held_out;
};

/// @brief Draw both; no sentence is in both.
inline Task draw_task(const Params& params, Rng& rng) {
    const Vocabulary vocabulary = make_vocabulary(params.vocabulary);
    Task task{draw_opinions(params.training, vocabulary, rng), {{}, {}, vocabulary}};
    const std::set<Sentence> known(task.training.sentences.begin(),
                                   task.training.sentences.end());
    while (task.held_out.sentences.size() < params.held_out) {
        const Opinions one = draw_opinions(1, vocabulary, rng);
        if (!known.contains(one.sentences.front())) {
            task.held_out.sentences.push_back(one.sentences.front());
            task.held_out.labels.push_back(one.labels.front());
        }
    }
    return task;
}

/// @brief Blank steps behind every sentence: the answer has to wait.
inline void add_pause(Opinions& opinions, std::size_t pause) {
    for (Sentence& sentence : opinions.sentences) {
        sentence.insert(sentence.end(), pause, 0);
    }
}

}  // namespace winit::chapter11
