#include "snippets/layers/normalization.hpp"

#include <cmath>
#include <cstddef>

#include "snippets/diagnostics/finite_differences.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/statistics/moments.hpp"
#include "tests/catch.hpp"
#include "tests/snippets/agreement.hpp"

using namespace winit;

namespace {

constexpr Normalization both[] = {Normalization::layer, Normalization::batch};

// A normalization with a gain, a shift and running statistics that are its own.
Norm worn(Normalization kind, std::size_t units, Rng& rng) {
    Norm norm = make_norm<double>(kind, units);
    for (std::size_t unit = 0; unit < units; ++unit) {
        norm.gain(unit) = 0.5 + rng.uniform();
        norm.shift(unit) = 2.0 * rng.uniform() - 1.0;
    }
    for (std::size_t unit = 0; unit < norm.running_mean.size(); ++unit) {
        norm.running_mean(unit) = 2.0 * rng.uniform() - 1.0;
        norm.running_variance(unit) = 0.5 + 1.5 * rng.uniform();
    }
    return norm;
}

Matrix outputs_of(const Norm& norm, const Matrix& inputs, Mode mode = Mode::training) {
    NormWorkspace kept(norm, inputs.shape(0));
    return normalize(norm, inputs, mode, kept);
}

Matrix transposed(const Matrix& matrix) {
    return xt::transpose(matrix);
}

}  // namespace

TEST_CASE("A row under LayerNorm has mean 0 and mean square 1, by hand",
          "[normalization]") {
    Norm norm = make_norm<double>(Normalization::layer, 2);
    norm.epsilon = 0.0;
    CHECK(same(outputs_of(norm, {{1.0, 3.0}, {5.0, -5.0}}),
               Matrix{{-1.0, 1.0}, {1.0, -1.0}}));
    norm.gain = {2.0, 10.0};
    norm.shift = {0.5, 0.0};
    CHECK(same(outputs_of(norm, {{1.0, 3.0}}), Matrix{{-1.5, 10.0}}));
    norm.epsilon = 3.0;  // variance 1 and 3 under the root: half as large
    CHECK(same(outputs_of(norm, {{1.0, 3.0}}), Matrix{{-0.5, 5.0}}));
}

TEST_CASE("BatchNorm does to columns what LayerNorm does to rows", "[normalization]") {
    Rng rng(1);
    const Matrix inputs = normal_matrix(7, 5, 2.0, 3.0, rng);
    const Matrix by_column = outputs_of(make_norm<double>(Normalization::batch, 5), inputs);
    const Matrix by_row = transposed(
        outputs_of(make_norm<double>(Normalization::layer, 7), transposed(inputs)));
    double apart = 0.0;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        apart = larger(apart, std::abs(by_column.data()[i] - by_row.data()[i]));
    }
    CHECK(apart < 1e-12);
    CHECK_FALSE(
        same(by_column, outputs_of(make_norm<double>(Normalization::layer, 5), inputs)));
}

TEST_CASE("A factor on what is normalized cancels", "[normalization]") {
    Rng rng(2);
    const Matrix inputs = normal_matrix(6, 40, 0.5, 1.0, rng);
    const Matrix large = inputs * 1e6;
    const Matrix tiny =
        inputs * 1e-6;  // control: below the root of epsilon nothing cancels
    for (const Normalization kind : both) {
        Norm norm = make_norm<double>(kind, 40);
        const auto apart = [&](const Matrix& other) {
            const Matrix difference = outputs_of(norm, other) - outputs_of(norm, inputs);
            return std::sqrt(mean_square(difference));
        };
        INFO(name_of(kind));
        CHECK(mean_square(outputs_of(norm, inputs)) == Approx(1.0).epsilon(1e-3));
        CHECK(apart(large) < 1e-4);
        CHECK_FALSE(apart(tiny) < 0.9);
        norm.epsilon = 1e-30;
        CHECK(apart(tiny) < 1e-6);
    }
}

TEST_CASE("What is constant becomes 0, not a division by 0", "[normalization]") {
    for (const Normalization kind : both) {
        const Norm norm = make_norm<double>(kind, 3);
        const Matrix zeros = xt::zeros<double>({2, 3});
        const Matrix same_rows = xt::ones<double>({2, 3});
        CHECK(same(outputs_of(norm, zeros), zeros));
        CHECK(same(outputs_of(norm, same_rows), zeros));
    }
}

TEST_CASE("In evaluation BatchNorm divides by running statistics, LayerNorm does not",
          "[normalization]") {
    Norm norm = make_norm<double>(Normalization::batch, 2);
    norm.epsilon = 0.0;
    norm.running_mean = {1.0, -1.0};
    norm.running_variance = {4.0, 0.25};
    const Matrix inputs = {{3.0, 0.0}};  // one sample is enough
    CHECK(same(outputs_of(norm, inputs, Mode::evaluation), Matrix{{1.0, 2.0}}));
    Rng rng(3);
    const Norm layer = worn(Normalization::layer, 2, rng);
    CHECK(same(outputs_of(layer, inputs, Mode::evaluation), outputs_of(layer, inputs)));
}

TEST_CASE("Running statistics follow the batch by a tenth", "[normalization]") {
    Norm norm = make_norm<double>(Normalization::batch, 1);
    NormWorkspace kept(norm, 3);
    normalize(norm, Matrix{{1.0}, {2.0}, {6.0}}, Mode::training, kept);
    CHECK(norm.running_mean(0) == 0.0);  // a pass alone changes nothing
    update_statistics(norm, kept);
    CHECK(norm.running_mean(0) == Approx(0.3).epsilon(1e-14));            // mean 3
    CHECK(norm.running_variance(0) == Approx(0.9 + 0.7).epsilon(1e-14));  // 14 / 2
    Norm layer = make_norm<double>(Normalization::layer, 1);
    const NormWorkspace of_layer(layer, 3);
    update_statistics(layer, of_layer);
    CHECK(layer.running_mean.size() == 0);
}

TEST_CASE("Without a normalization the inputs come back themselves", "[normalization]") {
    const Norm norm;
    NormWorkspace kept(norm, 2);
    const Matrix inputs = {{1.0, 2.0}, {3.0, 4.0}};
    CHECK(&normalize(norm, inputs, Mode::training, kept) == &inputs);
    Matrix delta = inputs;
    Norm gradient;
    normalize_backward(norm, Mode::training, kept, delta, gradient);
    CHECK(same(delta, inputs));
    CHECK(name_of(Normalization::none) == "none");
    CHECK(name_of(Normalization::layer) == "LayerNorm");
    CHECK(name_of(Normalization::batch) == "BatchNorm");
}

TEST_CASE("Backward through a normalization agrees with central differences",
          "[normalization]") {
    Rng rng(4);
    const Matrix weights =
        normal_matrix(5, 3, 0.0, 1.0, rng);  // of a loss without symmetry
    for (const Normalization kind : both) {
        for (const Mode mode : {Mode::training, Mode::evaluation}) {
            Norm norm = worn(kind, 3, rng);
            Norm gradient = norm;
            Matrix inputs = normal_matrix(5, 3, 1.0, 2.0, rng);
            NormWorkspace kept(norm, 5);
            const auto loss = [&] {
                const Matrix& outputs = normalize(norm, inputs, mode, kept);
                double sum = 0.0;
                for (std::size_t i = 0; i < outputs.size(); ++i) {
                    sum += weights.data()[i] * outputs.data()[i] * outputs.data()[i] / 2.0;
                }
                return sum;
            };
            loss();
            Matrix delta = weights * kept.outputs;
            normalize_backward(norm, mode, kept, delta, gradient);
            ParameterListOf<double> list{{inputs.storage(), delta.storage()}};
            detail::append(list, norm, gradient);
            INFO(name_of(kind) << (mode == Mode::training ? " training" : " evaluation"));
            CHECK(gradient_error(list, loss) < 1e-7);
            gradient.gain(1) += 1e-3;
            CHECK_FALSE(gradient_error(list, loss) < 1e-7);  // control
            gradient.gain(1) -= 1e-3;
            delta(2, 1) += 1e-3;
            CHECK_FALSE(gradient_error(list, loss) < 1e-7);  // control
        }
    }
}

TEST_CASE("Single precision agrees with double", "[normalization]") {
    Rng rng(5);
    const Matrix inputs = normal_matrix(6, 8, 0.0, 1.0, rng);
    const MatrixOf<float> narrow = xt::cast<float>(inputs);
    for (const Normalization kind : both) {
        const NormOf<float> norm = make_norm<float>(kind, 8);
        NormWorkspaceOf<float> kept(norm, 6);
        const Matrix found =
            xt::cast<double>(normalize(norm, narrow, Mode::training, kept));
        const Matrix difference = found - outputs_of(make_norm<double>(kind, 8), inputs);
        CHECK(std::sqrt(mean_square(difference)) < 1e-6);
    }
}
