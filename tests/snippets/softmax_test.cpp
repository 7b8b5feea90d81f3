#include "snippets/losses/softmax.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {
const Matrix logits = {{1.0, 5.0, 2.0}, {7.0, 3.0, 9.0}};
}

TEST_CASE("Softmax of each row is taken with the largest logit of that row", "[softmax]") {
    const Matrix p = softmax(logits);
    CHECK(p(0, 0) == Approx(0.01714782554552039).epsilon(1e-13));
    CHECK(p(0, 1) == Approx(0.9362395518765058).epsilon(1e-13));
    CHECK(p(1, 1) == Approx(0.002178521357197023).epsilon(1e-13));
    CHECK(p(1, 2) == Approx(0.8788782427321509).epsilon(1e-13));
    for (std::size_t s = 0; s < 2; ++s) {
        double sum = 0.0;
        for (std::size_t k = 0; k < 3; ++k) {
            CHECK(std::log(p(s, k) / p(s, 0)) == Approx(logits(s, k) - logits(s, 0)));
            sum += p(s, k);
        }
        CHECK(sum == Approx(1.0).epsilon(1e-15));
    }
}

TEST_CASE("Softmax written with a lazy row maximum is wrong", "[softmax][out-of-bounds]") {
    const Matrix exponentials = xt::exp(logits - xt::amax(logits, {1}, xt::keep_dims));
    const Matrix sums = xt::sum(exponentials, {1}, xt::keep_dims);
    const Matrix lazy = exponentials / sums;
    CHECK_FALSE(xt::allclose(lazy, softmax(logits)));
}

TEST_CASE("Softmax and its loss survive logits that overflow the exponential",
          "[softmax]") {
    const Matrix large = {{1000.0, 999.0}, {-1000.0, -1001.0}};
    const Matrix p = softmax(large);
    CHECK(p(0, 0) == Approx(0.7310585786300049).epsilon(1e-14));
    CHECK(p(1, 0) == Approx(0.7310585786300049).epsilon(1e-14));
    CHECK(cross_entropy(large, {0, 1}) == Approx(0.8132616875182228).epsilon(1e-14));
    CHECK(cross_entropy(Matrix{{0.0, 1000.0}}, {0}) == Approx(1000.0).epsilon(1e-15));
    CHECK(softmax(MatrixOf<float>{{200.0F, 199.0F}})(0, 0) ==
          Approx(0.7310586).epsilon(1e-6));
}

TEST_CASE("Equal logits cost the logarithm of the number of classes", "[softmax]") {
    const Matrix zeros = xt::zeros<double>({3, 10});
    CHECK(cross_entropy(zeros, {0, 4, 9}) == Approx(std::log(10.0)).epsilon(1e-15));
}

TEST_CASE("The cross-entropy gradient agrees with central differences", "[softmax]") {
    const Labels labels = {2, 0};
    Matrix gradient = xt::full_like(logits, 99.0);
    cross_entropy_gradient(logits, labels, gradient);
    constexpr double h = 1e-5;
    for (std::size_t i = 0; i < logits.size(); ++i) {
        Matrix above = logits;
        Matrix below = logits;
        above.data()[i] += h;
        below.data()[i] -= h;
        const double slope =
            (cross_entropy(above, labels) - cross_entropy(below, labels)) / (2.0 * h);
        CHECK(gradient.data()[i] == Approx(slope).epsilon(1e-6).margin(1e-10));
        CHECK_FALSE(-gradient.data()[i] ==
                    Approx(slope).epsilon(1e-6).margin(1e-10));  // control
    }
}

TEST_CASE("On a tie the first class is the answer", "[softmax]") {
    const Matrix ties = {{0.0, 0.0, 0.0}, {1.0, 3.0, 3.0}, {1.0, 2.0, 3.0}};
    CHECK(accuracy(ties, {0, 1, 2}) == 1.0);
    CHECK(accuracy(ties, {1, 2, 2}) == Approx(1.0 / 3.0));
}

TEST_CASE("Softmax and its loss refuse what does not fit", "[softmax]") {
    CHECK_THROWS_AS(softmax(Matrix(xt::zeros<double>({2, 0}))), std::invalid_argument);
    CHECK_THROWS_AS(cross_entropy(logits, {0}), std::invalid_argument);
    CHECK_THROWS_AS(cross_entropy(logits, {0, 3}), std::invalid_argument);
    CHECK_THROWS_AS(cross_entropy(Matrix(xt::zeros<double>({0, 3})), {}),
                    std::invalid_argument);
    CHECK_THROWS_AS(accuracy(logits, {0}), std::invalid_argument);
}
