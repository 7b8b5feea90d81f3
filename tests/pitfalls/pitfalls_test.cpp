#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <numbers>
#include <random>

#include "chapters/support/blas_kernel.hpp"
#include "chapters/support/machine.hpp"
#include "snippets/core/types.hpp"
#include "snippets/random/rng.hpp"
#include "snippets/statistics/moments.hpp"
#include "tests/catch.hpp"
#include "tests/support/claims.hpp"

using namespace winit;

extern "C" {
int openblas_get_num_threads();
void openblas_set_num_threads(int threads);
}

namespace {

const Matrix logits = {{1.0, 5.0, 2.0}, {7.0, 3.0, 9.0}};

std::size_t allocations = 0;

double largest_difference(const Matrix& a, const Matrix& b) {
    return xt::amax(xt::abs(a - b))();
}

// [begin stored_maximum]
Matrix below_row_maximum(const Matrix& z) {
    const Matrix largest = xt::amax(z, {1}, xt::keep_dims);
    return z - largest;
}
// [end stored_maximum]

// [begin lazy_maximum]
Matrix below_row_maximum_lazily(const Matrix& z) {
    return z - xt::amax(z, {1}, xt::keep_dims);
}
// [end lazy_maximum]

template <class Work>
double allocations_of(Work work) {
    const std::size_t before = allocations;
    work();
    return static_cast<double>(allocations - before);
}

}  // namespace

// Counts what the whole program asks for.
void* operator new(std::size_t bytes) {
    ++allocations;
    if (void* memory = std::malloc(bytes > 0 ? bytes : 1)) {
        return memory;
    }
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

TEST_CASE("A reduction is stored before it is broadcast",
          "[pitfalls][claim:store-reductions-before-broadcast][out-of-bounds]") {
    const Matrix right = {{-4.0, 0.0, -3.0}, {-2.0, -6.0, 0.0}};
    holds("stored maximum: largest error",
          equal(largest_difference(below_row_maximum(logits), right), 0.0));
    const Matrix immediate =
        logits - xt::amax(logits, {1}, xt::keep_dims | xt::evaluation_strategy::immediate);
    holds("immediate maximum: largest error",
          equal(largest_difference(immediate, right), 0.0));
    control("lazy maximum: largest error",
            equal(largest_difference(below_row_maximum_lazily(logits), right), 0.0));

    const Matrix sums = xt::sum(logits, {1}, xt::keep_dims);
    const Matrix shares = logits / sums;
    const Matrix lazy_shares = logits / xt::sum(logits, {1}, xt::keep_dims);
    holds("stored sum: total of the first row's shares",
          near(xt::sum(xt::row(shares, 0))(), 1.0, 1e-15));
    control("lazy sum: total of the first row's shares",
            near(xt::sum(xt::row(lazy_shares, 0))(), 1.0, 1e-15));
}

TEST_CASE("A container keeps values, auto keeps an expression",
          "[pitfalls][claim:auto-keeps-an-expression]") {
    // [begin auto_expression]
    Vector weights = {1.0, 2.0, 3.0};
    const Vector doubled = 2.0 * weights;   // computed here, once
    const auto expression = 2.0 * weights;  // computed at each use
    weights(0) = 10.0;
    // [end auto_expression]
    holds("entry of the container, after the weight changed", equal(doubled(0), 2.0));
    control("entry of the expression, after the weight changed", equal(expression(0), 2.0));
}

TEST_CASE("Our transform gives the same numbers with every standard library",
          "[pitfalls][claim:own-transform-is-portable]") {
    std::mt19937_64 bits;
    bits.discard(9999);
    holds("draw that the C++ standard prescribes for the engine, upper half",
          equal(static_cast<double>(bits() >> 32U), 2324009717.0));

    Rng rng(7);
    Rng uniforms(7);
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniforms.uniform()));
    const double angle = 2.0 * std::numbers::pi * uniforms.uniform();
    const double first = rng.normal();
    const double second = rng.normal();
    holds("first normal number, from two uniform ones",
          near(first, radius * std::cos(angle), 1e-15));
    holds("second normal number, from the same two",
          near(second, radius * std::sin(angle), 1e-15));

    std::mt19937_64 engine(7);
    std::mt19937_64 same_engine(7);
    const auto uniform = [&] {
        return static_cast<double>(same_engine() >> 11U) * 0x1.0p-53;
    };
    std::normal_distribution<double> library;
    const double u = uniform();
    const double v = uniform();
    control("this library's std::normal_distribution on the same bits",
            near(library(engine),
                 std::sqrt(-2.0 * std::log(1.0 - u)) * std::cos(2.0 * std::numbers::pi * v),
                 1e-6));
}

TEST_CASE("gemm writes into a matrix that exists, dot makes a new one",
          "[pitfalls][claim:dot-allocates]") {
    const Matrix a = {{1.0, 2.0}, {3.0, 4.0}};
    const Matrix b = {{5.0, 6.0}, {7.0, 8.0}};
    Matrix product = Matrix::from_shape({2, 2});
    // [begin gemm_into]
    const auto in_place = [&] { xt::blas::gemm(a, b, product); };
    // [end gemm_into]
    in_place();
    const Matrix by_dot = xt::linalg::dot(a, b);
    holds("difference between the two products",
          equal(largest_difference(product, by_dot), 0.0));
    const int repetitions = 100;
    const auto repeat = [](const auto& work) {
        return [work] {
            for (int i = 0; i < repetitions; ++i) {
                work();
            }
        };
    };
    holds("allocations of a hundred products by gemm",
          equal(allocations_of(repeat(in_place)), 0.0));
    control("allocations of a hundred products by dot",
            equal(allocations_of(repeat([&] { product = xt::linalg::dot(a, b); })), 0.0));
}

TEST_CASE("A program of the book keeps BLAS on one thread",
          "[pitfalls][claim:one-blas-thread]") {
    openblas_set_num_threads(2);
    const double before = openblas_get_num_threads();
    use_one_blas_thread();
    holds("BLAS threads after use_one_blas_thread()",
          equal(openblas_get_num_threads(), 1.0));
    control("BLAS threads before it, where two were allowed", equal(before, 1.0));
}

TEST_CASE("A program whose BLAS took poor kernels starts again with better ones",
          "[pitfalls][claim:blas-kernels]") {
    const auto starts_again = [](const char* running) {
        return choose_kernel({.running = running, .processor = Instructions::avx512})
                       .restart
                   ? 1.0
                   : 0.0;
    };
    holds("starts again on AVX-512 with kernels for SSE3",
          equal(starts_again("Prescott"), 1.0));
    control("starts again on AVX-512 with kernels for AVX-512",
            equal(starts_again("SkylakeX"), 1.0));
    holds("products of whole numbers are exact on the kernels that run",
          equal(blas_computes_right() ? 1.0 : 0.0, 1.0));
}
