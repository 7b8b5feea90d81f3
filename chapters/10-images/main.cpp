/// @file main.cpp
/// @brief The program of chapter 10.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "chapters/10-images/experiment.hpp"
#include "chapters/support/options.hpp"
#include "chapters/support/program.hpp"
#include "chapters/support/readers.hpp"
#include "figures/plot.hpp"

namespace {

using winit::chapter10::Pictures;

Pictures mnist(const std::filesystem::path& folder, std::size_t most) {
    const auto read = [&](const std::string& part) {
        return winit::read_mnist(folder / (part + "-images-idx3-ubyte"),
                                 folder / (part + "-labels-idx1-ubyte"), most);
    };
    return {.train = read("train"), .test = read("t10k"), .side = 28};
}

Pictures cifar10(const std::filesystem::path& folder, std::size_t most) {
    std::vector<std::filesystem::path> batches;
    for (const char* number : {"1", "2", "3", "4", "5"}) {
        batches.push_back(folder / ("data_batch_" + std::string(number) + ".bin"));
    }
    return {.train = winit::read_cifar10(batches, most),
            .test = winit::read_cifar10({folder / "test_batch.bin"}, most),
            .side = 32,
            .channels = 3};
}

}  // namespace

int main(int argc, char** argv) {
    namespace chapter = winit::chapter10;
    chapter::Params params;
    std::size_t most = 5000;
    std::optional<Pictures> brought;
    winit::Program program("10-images", "Has the network learned, or only memorized?");
    program.quick([&] { params = chapter::quick(); });
    program.full([&] { params = chapter::full(); });
    program.option("--samples", params.samples, {10, 20000},
                   "random pictures to learn from");
    program.option("--epochs", params.epochs, {1, 1000}, "passes over them");
    program.option("--learning-rate", params.learning_rate, {1e-6, 10.0},
                   "step on random pictures, one at a time");
    program.option("--seeds", params.seeds, {1, 1000},
                   "runs of every start on random pictures");
    program.option("--rate-seeds", params.rate_seeds, {1, 1000},
                   "runs at every learning rate");
    program.option("--digit-samples", params.digit_samples, {10, 1790},
                   "digits to learn from; the rest are for the test");
    program.option("--digit-epochs", params.digit_epochs, {1, 1000},
                   "passes over the real pictures");
    program.option("--digit-rate", params.digit_rate, {1e-6, 10.0},
                   "step on real pictures, one at a time");
    program.option("--digit-seeds", params.digit_seeds, {1, 1000},
                   "runs of every start on real pictures");
    program.option("--pictures", most, {1, 60000},
                   "with --mnist or --cifar: read no more than so many pictures of a part");
    const auto bring = [&](const auto& read, const std::filesystem::path& folder) {
        if (brought) {
            throw winit::BadInput("not together with --mnist; choose one");
        }
        brought = read(folder, most);
    };
    program.folder(
        "--mnist", [&](const auto& folder) { bring(mnist, folder); },
        "use the four files of MNIST, unpacked, in place of the digits");
    program.folder(
        "--cifar", [&](const auto& folder) { bring(cifar10, folder); },
        "use the six files of CIFAR-10's binary version in place of the digits");
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress& progress) {
            return chapter::run(
                params, brought ? *brought : chapter::digit_pictures(params), progress);
        },
        winit::draw);
}
