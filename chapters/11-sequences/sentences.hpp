/// @file sentences.hpp
/// @brief Chapter 11: sentences to learn from, to choose on, and to be asked about.
#pragma once

#include <cstddef>
#include <set>

#include "chapters/11-sequences/params.hpp"
#include "snippets/data/sentences.hpp"
#include "snippets/random/rng.hpp"

namespace winit::chapter11 {

/// @brief Sentences in three parts.
struct Task {
    Opinions training;
    Opinions validation;  ///< The learning rate is chosen on them.
    Opinions held_out;    ///< Nothing is chosen on them.
};

/// @brief Draw sentences that are not among the known ones, and add those to them.
inline Opinions draw_unknown(std::size_t count, const Vocabulary& vocabulary,
                             std::set<Sentence>& known, Rng& rng) {
    Opinions drawn{.sentences = {}, .labels = {}, .vocabulary = vocabulary};
    while (drawn.sentences.size() < count) {
        const Opinions one = draw_opinions(1, vocabulary, rng);
        if (!known.contains(one.sentences.front())) {
            drawn.sentences.push_back(one.sentences.front());
            drawn.labels.push_back(one.labels.front());
        }
    }
    known.insert(drawn.sentences.begin(), drawn.sentences.end());
    return drawn;
}

/// @brief Draw all parts; no sentence is in two of them.
inline Task draw_task(const Params& params, Rng& rng) {
    const Vocabulary vocabulary = make_vocabulary(params.vocabulary);
    Task task;
    task.training = draw_opinions(params.training, vocabulary, rng);
    std::set<Sentence> known(task.training.sentences.begin(),
                             task.training.sentences.end());
    task.validation = draw_unknown(params.validation, vocabulary, known, rng);
    task.held_out = draw_unknown(params.held_out, vocabulary, known, rng);
    return task;
}

/// @brief Blank steps behind every sentence: the answer has to wait.
inline void add_pause(Opinions& opinions, std::size_t pause) {
    for (Sentence& sentence : opinions.sentences) {
        sentence.insert(sentence.end(), pause, 0);
    }
}

}  // namespace winit::chapter11
