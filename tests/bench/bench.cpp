// The benchmarks of the book. Their names are fixed; --benchmark_filter=REGEX picks some.
// Besides the table they write all they measured to bench.json in the build folder. What others take
// for the same work, peers.py measures in the same run.
#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "chapters/support/blas_kernel.hpp"
#include "snippets/data/datasets.hpp"
#include "snippets/data/images.hpp"
#include "snippets/init/glorot.hpp"
#include "snippets/init/he.hpp"
#include "snippets/init/normal.hpp"
#include "snippets/init/orthogonal.hpp"
#include "snippets/linear_algebra/product.hpp"
#include "snippets/losses/softmax.hpp"
#include "snippets/losses/squared_error.hpp"
#include "snippets/models/lstm.hpp"
#include "snippets/models/network.hpp"
#include "snippets/models/recurrent.hpp"
#include "snippets/random/sampling.hpp"
#include "snippets/training/fused_step.hpp"
#include "tests/bench/table.hpp"

// OpenBLAS bundles no header that can stand beside xtensor-blas.
extern "C" char* openblas_get_corename();

namespace {

using namespace winit;

void per_second(benchmark::State& state, const char* what, double amount_per_iteration) {
    state.counters[what] = benchmark::Counter(
        amount_per_iteration * 1e-9, benchmark::Counter::kIsIterationInvariantRate);
}

// What the machine can do at best: one large product.
void sgemm(benchmark::State& state) {
    constexpr std::size_t size = 1024;
    Rng rng(1);
    const auto a = normal_matrix<float>(size, size, 0.0, 1.0, rng);
    MatrixOf<float> c = a;
    for (auto _ : state) {
        product(a, a, c);
        benchmark::ClobberMemory();
    }
    per_second(state, "GFLOP/s", 2.0 * size * size * size);
}

// One iteration is one epoch over 1000 pictures, cut into batches beforehand and taken in order;
// the last batch holds the rest.
void train_mlp(benchmark::State& state, std::size_t size) {
    constexpr std::size_t samples = 1000;
    Rng rng(1);
    const auto data = random_images<float>(samples, std::size_t{32} * 32 * 3, 10, rng);
    const auto start = make_network<float>({3072, 64, 32, 10}, {.hidden = Activation::relu},
                                           he_normal<float>, rng);
    std::vector<std::size_t> order(samples);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<ClassificationOf<float>> batches;
    for (std::size_t first = 0; first < samples; first += size) {
        batches.push_back(
            select(data, std::span(order).subspan(first, std::min(size, samples - first))));
    }
    WorkspaceOf<float> whole(start, size);
    WorkspaceOf<float> rest(start, batches.back().labels.size());
    NetworkOf<float> network = start;
    for (auto _ : state) {
        state.PauseTiming();
        network = start;
        state.ResumeTiming();
        for (const ClassificationOf<float>& batch : batches) {
            WorkspaceOf<float>& workspace = batch.labels.size() == size ? whole : rest;
            forward(network, batch.inputs, workspace);
            cross_entropy_gradient(workspace.outputs(), batch.labels,
                                   workspace.output_gradient());
            backward_and_sgd_step(network, batch.inputs, workspace, 0.01);
        }
        benchmark::ClobberMemory();
    }
    // Forward and the gradients of the weights each take a product per layer; the deltas skip
    // the first.
    constexpr double multiplications =
        2.0 * (3072 * 64 + 64 * 32 + 32 * 10) + 64 * 32 + 32 * 10;
    per_second(state, "GFLOP/s", 2.0 * samples * multiplications);
}

// One iteration is 1000 full-batch epochs.
void train_xor(benchmark::State& state) {
    Rng rng(1);
    const Regression data = xor_data();
    Network network = make_network<double>(
        {2, 4, 1}, {.hidden = Activation::sigmoid, .output = Activation::sigmoid},
        he_normal<double>, rng);
    Workspace workspace(network, 4);
    for (auto _ : state) {
        for (int epoch = 0; epoch < 1000; ++epoch) {
            forward(network, data.inputs, workspace);
            squared_error_gradient(workspace.outputs(), data.targets,
                                   workspace.output_gradient());
            backward_and_sgd_step(network, data.inputs, workspace, 0.1);
        }
        benchmark::ClobberMemory();
    }
}

// Into weights that are there already, as the frameworks do it.
void initialize_he_normal(benchmark::State& state) {
    constexpr std::size_t size = 4096;
    Rng rng(1);
    auto weights = he_normal<float>({.fan_in = size, .fan_out = size}, rng);
    for (auto _ : state) {
        fill_normal(weights, 0.0, he_stddev(size), rng);
        benchmark::ClobberMemory();
    }
    per_second(state, "G variates/s", size * size);
}

void initialize_orthogonal(benchmark::State& state) {
    Rng rng(1);
    for (auto _ : state) {
        benchmark::DoNotOptimize(orthogonal<float>({.fan_in = 1024, .fan_out = 1024}, rng));
    }
}

void forward_mlp(benchmark::State& state) {
    constexpr std::size_t depth = 50;
    constexpr std::size_t width = 256;
    constexpr std::size_t samples = 64;
    Rng rng(1);
    const auto network = make_network<float>(
        std::vector<std::size_t>(depth + 1, width),
        {.hidden = Activation::relu, .output = Activation::relu}, he_normal<float>, rng);
    const auto batch = normal_matrix<float>(samples, width, 0.0, 1.0, rng);
    WorkspaceOf<float> workspace(network, samples);
    for (auto _ : state) {
        forward(network, batch, workspace);
        benchmark::ClobberMemory();
    }
    per_second(state, "GFLOP/s", 2.0 * samples * depth * width * width);
}

// Sizes of the networks that read sequences.
constexpr std::size_t features = 32;
constexpr std::size_t units = 128;
constexpr std::size_t outputs = 10;

// One iteration sends a batch of sequences forward and the derivative of a loss back.
template <class Workspace, class Net>
void through_time(benchmark::State& state, const Net& network, double gates) {
    constexpr std::size_t steps = 32;
    constexpr std::size_t samples = 32;
    constexpr double multiplications = 2.0 * (features + units) + units;
    Rng rng(1);
    SequenceOf<float> sequence;
    for (std::size_t step = 0; step < steps; ++step) {
        sequence.push_back(normal_matrix<float>(samples, features, 0.0, 1.0, rng));
    }
    Workspace workspace(network, steps, samples);
    workspace.output_gradient() = normal_matrix<float>(samples, outputs, 0.0, 1.0, rng);
    for (auto _ : state) {
        forward(network, sequence, workspace);
        backward(network, sequence, workspace);
        benchmark::ClobberMemory();
    }
    per_second(state, "GFLOP/s", 2.0 * steps * samples * gates * units * multiplications);
}

void recurrent(benchmark::State& state) {
    Rng rng(1);
    const auto network = make_recurrent<float>(
        {.features = features, .units = units, .outputs = outputs}, Activation::tanh,
        glorot_normal<float>, orthogonal<float>, rng);
    through_time<RecurrentWorkspaceOf<float>>(state, network, 1.0);
}

void lstm(benchmark::State& state) {
    Rng rng(1);
    const auto network =
        make_lstm<float>({.features = features, .units = units, .outputs = outputs}, 1.0,
                         glorot_normal<float>, orthogonal<float>, rng);
    through_time<LstmWorkspaceOf<float>>(state, network, 4.0);
}

void register_all() {
    using benchmark::RegisterBenchmark;
    RegisterBenchmark("sgemm/1024", sgemm)->Unit(benchmark::kMillisecond);
    for (const std::size_t batch : {1U, 32U, 256U}) {
        RegisterBenchmark(("train_mlp/" + std::to_string(batch)).c_str(),
                          [batch](benchmark::State& state) { train_mlp(state, batch); })
            ->Unit(benchmark::kMillisecond);
    }
    RegisterBenchmark("train_xor", train_xor)->Unit(benchmark::kMillisecond);
    RegisterBenchmark("initialize/he_normal/4096x4096", initialize_he_normal)
        ->Unit(benchmark::kMillisecond);
    RegisterBenchmark("initialize/orthogonal/1024x1024", initialize_orthogonal)
        ->Unit(benchmark::kMillisecond);
    RegisterBenchmark("forward/mlp/depth:50/width:256", forward_mlp)
        ->Unit(benchmark::kMillisecond);
    RegisterBenchmark("recurrent/steps:32/units:128", recurrent)
        ->Unit(benchmark::kMillisecond);
    RegisterBenchmark("lstm/steps:32/units:128", lstm)->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char** argv) {
    winit::use_best_blas_kernel(argv);
    // Ours first: what comes later on the command line wins.
    const std::string out = "--benchmark_out=" WINIT_BENCH_JSON;
    std::vector<std::string> words = {argv[0], "--benchmark_repetitions=5",
                                      "--benchmark_min_time=0.3", out,
                                      "--benchmark_out_format=json"};
    words.insert(words.end(), argv + 1, argv + argc);
    std::vector<char*> arguments;
    std::ranges::transform(words, std::back_inserter(arguments),
                           [](std::string& word) { return word.data(); });
    int count = static_cast<int>(arguments.size());
    arguments.push_back(nullptr);
    benchmark::Initialize(&count, arguments.data());
    if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) {
        return 2;
    }
    register_all();
    winit::Table table;
    benchmark::AddCustomContext("blas_kernels", openblas_get_corename());
    benchmark::RunSpecifiedBenchmarks(&table);
    benchmark::Shutdown();
    return 0;
}
