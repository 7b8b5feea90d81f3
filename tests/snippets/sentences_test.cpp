#include "snippets/data/sentences.hpp"

#include <cmath>
#include <set>

#include "snippets/init/lecun.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/models/parameters.hpp"
#include "snippets/models/recurrent.hpp"
#include "snippets/statistics/statistics.hpp"
#include "snippets/training/sgd.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

// The verdict, by the grammar: after "but" comes what counts, "not" turns it around.
bool praises(const Sentence& sentence, const Vocabulary& v) {
    bool good = false;
    bool negated = false;
    for (const std::size_t word : sentence) {
        if (word == v.but) {
            negated = false;
        } else if (word == v.no) {
            negated = true;
        } else if (word >= 1 && word <= v.praises + v.complaints) {
            good = (word <= v.praises) != negated;
        }
    }
    return good;
}

}  // namespace

TEST_CASE("A vocabulary has the size that was asked for, and no word twice",
          "[sentences]") {
    for (const std::size_t size : {20U, 100U, 1000U}) {
        const Vocabulary v = make_vocabulary(size);
        CHECK(v.words.size() == size);
        CHECK(std::set<std::string>(v.words.begin(), v.words.end()).size() == size);
        CHECK(v.words[v.no] == "not");
        CHECK(v.words[v.but] == "but");
        CHECK(v.words[v.is] == "is");
        CHECK(v.words[v.at_all] == "at-all");
        CHECK(v.words[1] == "good");
        CHECK(v.words[1 + v.praises] == "bad");
        CHECK(v.words[1 + v.praises + v.complaints] == "film");
    }
    CHECK_THROWS_AS(make_vocabulary(19), std::invalid_argument);
    CHECK_THROWS_AS(make_vocabulary(1001), std::invalid_argument);
}

TEST_CASE("Every verdict follows from the grammar", "[sentences]") {
    Rng rng(1);
    const Opinions opinions = draw_opinions(2000, make_vocabulary(), rng);
    REQUIRE(opinions.sentences.size() == 2000);
    const std::set<Sentence> different(opinions.sentences.begin(),
                                       opinions.sentences.end());
    CHECK(different.size() > 1000);
    for (std::size_t i = 0; i < 2000; ++i) {
        CHECK(opinions.sentences[i].size() == sentence_length);
        CHECK(praises(opinions.sentences[i], opinions.vocabulary) ==
              (opinions.labels[i] == 1));
    }
}

TEST_CASE("No word alone gives the verdict away", "[sentences]") {
    constexpr std::size_t count = 40'000;
    Rng rng(2);
    const Opinions opinions = draw_opinions(count, make_vocabulary(20), rng);
    const auto share_of_praise = [&](const auto& counts_in) {
        std::size_t with = 0;
        std::size_t praise = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (counts_in(opinions.sentences[i])) {
                ++with;
                praise += opinions.labels[i];
            }
        }
        return std::pair{static_cast<double>(praise) / static_cast<double>(with), with};
    };
    for (std::size_t word = 1; word < 20; ++word) {
        const auto [share, with] = share_of_praise(
            [&](const Sentence& s) { return std::ranges::find(s, word) != s.end(); });
        INFO(opinions.vocabulary.words[word]);
        CHECK(std::abs(share - 0.5) <= frequency_tolerance(0.5, with, 1e-6));
    }
    // Two words in order do: "not" right before the last judgement.
    const auto [share, with] = share_of_praise([&](const Sentence& s) {
        return s.back() >= 1 && s.back() <= opinions.vocabulary.praises &&
               s[s.size() - 2] == opinions.vocabulary.no;
    });
    CHECK_FALSE(std::abs(share - 0.5) <= frequency_tolerance(0.5, with, 1e-6));  // control
}

TEST_CASE("Sentences can be read", "[sentences]") {
    const Vocabulary v = make_vocabulary(20);
    const Sentence sentence = {
        0, 0, 1 + v.praises + v.complaints, v.is, v.no, 1 + v.praises, v.at_all};
    CHECK(spell(sentence, v) == "film is not bad at-all");
    CHECK(spell({0, 0}, v).empty());
    CHECK_THROWS_AS(spell({20}, v), std::invalid_argument);
}

TEST_CASE("One word is one column, and the blank is none", "[sentences]") {
    const auto sequence = one_hot({{0, 2}, {1, 1}}, 3);
    REQUIRE(sequence.size() == 2);
    CHECK(same(sequence[0], Matrix{{0.0, 0.0, 0.0}, {0.0, 1.0, 0.0}}));
    CHECK(same(sequence[1], Matrix{{0.0, 0.0, 1.0}, {0.0, 1.0, 0.0}}));
    CHECK_THROWS_AS(one_hot({}, 3), std::invalid_argument);
    CHECK_THROWS_AS(one_hot({{1, 2}, {1}}, 3), std::invalid_argument);
    CHECK_THROWS_AS(one_hot({{3}}, 3), std::invalid_argument);
}

TEST_CASE("A recurrent network learns to read them", "[sentences]") {
    Rng rng(3);
    const Vocabulary vocabulary = make_vocabulary(20);
    const Opinions opinions = draw_opinions(400, vocabulary, rng);
    const auto sequence = one_hot(opinions.sentences, vocabulary.words.size());
    const auto by_one = [](Fans fans, Rng& source) {
        return normal_weights(fans, 0.5, source);
    };
    Recurrent network =
        make_recurrent<double>({.features = 20, .units = 24, .outputs = 2},
                               Activation::tanh, by_one, orthogonal<double>, rng);
    RecurrentWorkspace workspace(network, sentence_length, 400);
    const auto list = parameters_of(network, workspace);
    for (int step = 0; step < 400; ++step) {
        forward(network, sequence, workspace);
        cross_entropy_gradient(workspace.outputs(), opinions.labels,
                               workspace.output_gradient());
        backward(network, sequence, workspace);
        sgd_step(list, 0.5);
    }
    CHECK(accuracy(workspace.outputs(), opinions.labels) > 0.9);
    CHECK_THROWS_AS(draw_opinions(0, vocabulary, rng), std::invalid_argument);
}
