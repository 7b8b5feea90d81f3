/// @file sentences.hpp
/// @brief Short opinions from a small grammar, in which the order of the words decides.
///
/// "film is not bad at-all" is praise, "good but not warm" is none: who only counts words cannot
/// tell.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "snippets/core/check.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/rng.hpp"

namespace winit {

/// @brief Word numbers of one sentence, in order.
using Sentence = std::vector<std::size_t>;

/// @brief The words that sentences are made of. Word 0 is the blank before short sentences.
struct Vocabulary {
    std::vector<std::string> words;  ///< Spelling by number.
    std::size_t praises;             ///< Words 1 .. praises say something good (count).
    std::size_t complaints;  ///< As many words after them say something bad (count).
    std::size_t things;      ///< As many words after those name what is judged (count).
    std::size_t no;          ///< Number of "not".
    std::size_t but;         ///< Number of "but".
    std::size_t is;          ///< Number of "is".
    std::size_t at_all;      ///< Number of "at-all".
};

/// @brief A vocabulary of a wanted size.
///
/// It begins with real words. Beyond those, words are numbered variants ("good-7"): they mean what
/// the first ones mean, but a network has to find that out for each.
///
/// @param size  Number of words (count), from 20 to 1000.
/// @return      A third of the free words are praise, a third complaint, the rest things.
/// @throws std::invalid_argument if `size` is out of its range.
inline Vocabulary make_vocabulary(std::size_t size = 100) {
    require(size >= 20 && size <= 1000, "make_vocabulary: size must be from 20 to 1000",
            size);
    constexpr std::array<const char*, 5> good = {"good", "fine", "lovely", "clever",
                                                 "warm"};
    constexpr std::array<const char*, 5> bad = {"bad", "dull", "clumsy", "loud", "cold"};
    constexpr std::array<const char*, 5> thing = {"film", "book", "song", "meal", "trip"};
    const std::size_t free = size - 5;  // the blank and four words of grammar
    Vocabulary vocabulary{.words = {"_"},
                          .praises = free / 3,
                          .complaints = free / 3,
                          .things = free - 2 * (free / 3),
                          .no = free + 1,
                          .but = free + 2,
                          .is = free + 3,
                          .at_all = free + 4};
    const auto add = [&](const std::array<const char*, 5>& stems, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const std::string stem = stems[i % stems.size()];
            vocabulary.words.push_back(
                i < stems.size() ? stem
                                 : stem + "-" + std::to_string(i / stems.size() + 1));
        }
    };
    add(good, vocabulary.praises);
    add(bad, vocabulary.complaints);
    add(thing, vocabulary.things);
    for (const char* word : {"not", "but", "is", "at-all"}) {
        vocabulary.words.emplace_back(word);
    }
    return vocabulary;
}

/// @brief Sentences with their verdicts.
struct Opinions {
    std::vector<Sentence> sentences;  ///< All of the same length, blanks in front.
    Labels labels;                    ///< 1 for praise, 0 for complaint.
    Vocabulary vocabulary;            ///< What the numbers mean.
};

/// @brief Number of words of every sentence, blanks included.
inline constexpr std::size_t sentence_length = 8;

/// @cond
namespace detail {

// One clause, "[not] <judgement> [at-all]", and whether it praises.
inline bool add_clause(Sentence& sentence, const Vocabulary& vocabulary, Rng& rng) {
    const bool good_word = rng.below(2) == 0;
    const bool negated = rng.below(2) == 0;
    if (negated) {
        sentence.push_back(vocabulary.no);
    }
    sentence.push_back(good_word
                           ? 1 + rng.below(vocabulary.praises)
                           : 1 + vocabulary.praises + rng.below(vocabulary.complaints));
    if (negated && rng.below(2) == 0) {
        sentence.push_back(vocabulary.at_all);
    }
    return good_word != negated;
}

}  // namespace detail
/// @endcond

/// @brief Draw sentences from the grammar.
///
/// A sentence is "<thing> is <clause>" or "<clause> but <clause>", where a clause is
/// "[not] <judgement> [at-all]". After "but" comes what counts. Each word is as frequent in praise
/// as in complaint, so no word alone gives the verdict away.
///
/// @param count       Number of sentences (count, at least 1).
/// @param vocabulary  Words to draw from.
/// @param rng         Source of randomness.
/// @return            Sentences of `sentence_length` words, blanks in front of short ones.
/// @throws std::invalid_argument if `count` is 0.
inline Opinions draw_opinions(std::size_t count, const Vocabulary& vocabulary, Rng& rng) {
    require(count > 0, "draw_opinions: count must be at least 1");
    Opinions opinions{.sentences = {}, .labels = {}, .vocabulary = vocabulary};
    for (std::size_t i = 0; i < count; ++i) {
        Sentence sentence;
        bool praise = false;
        if (rng.below(2) == 0) {
            sentence = {1 + vocabulary.praises + vocabulary.complaints +
                            rng.below(vocabulary.things),
                        vocabulary.is};
            praise = detail::add_clause(sentence, vocabulary, rng);
        } else {
            detail::add_clause(sentence, vocabulary, rng);
            sentence.push_back(vocabulary.but);
            praise = detail::add_clause(sentence, vocabulary, rng);
        }
        sentence.insert(sentence.begin(), sentence_length - sentence.size(), 0);
        opinions.sentences.push_back(sentence);
        opinions.labels.push_back(praise ? 1 : 0);
    }
    return opinions;
}

/// @brief A sentence as one reads it.
/// @param sentence    Word numbers, each below the number of words.
/// @param vocabulary  What they mean.
/// @return            Words with spaces between, without the blanks.
/// @throws std::invalid_argument if a number is out of range.
inline std::string spell(const Sentence& sentence, const Vocabulary& vocabulary) {
    std::string text;
    for (const std::size_t word : sentence) {
        require(word < vocabulary.words.size(),
                "spell: a word must be below the size of the vocabulary", word);
        if (word != 0) {
            text += (text.empty() ? "" : " ") + vocabulary.words[word];
        }
    }
    return text;
}

/// @brief Sentences as inputs of a recurrent network: a 1 in the column of the word.
///
/// Only one input of a unit is ever on, so the fan_in that counts is 1, whatever the size of the
/// vocabulary. The blank is a row of zeros.
///
/// @param sentences  All of the same length, at least one.
/// @param words      Size of the vocabulary (count).
/// @return           One matrix of shape (sentences, words) per word position.
/// @throws std::invalid_argument if there is no sentence, the lengths differ, or a word is out of
///         range.
template <Scalar T = double>
SequenceOf<T> one_hot(const std::vector<Sentence>& sentences, std::size_t words) {
    require(!sentences.empty(), "one_hot: sentences must hold a sentence");
    require(countable(sentences.size(), words), "one_hot: words must fit into memory",
            words);
    const std::size_t length = sentences.front().size();
    SequenceOf<T> sequence(length, MatrixOf<T>(xt::zeros<T>({sentences.size(), words})));
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        require(sentences[i].size() == length,
                "one_hot: all sentences must have the same length", sentences[i].size());
        for (std::size_t position = 0; position < length; ++position) {
            const std::size_t word = sentences[i][position];
            require(word < words,
                    "one_hot: a word must be below the size of the vocabulary", word);
            if (word != 0) {
                sequence[position](i, word) = T(1);
            }
        }
    }
    return sequence;
}

}  // namespace winit
