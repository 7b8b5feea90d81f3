/// @file main.cpp
/// @brief The program of chapter 10.
#include <filesystem>
#include <memory>
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
    winit::Program program("10-images", "Has the network learned, or only memorized?");
    program.quick([&] { params = chapter::quick(); });
    program.full([&] { params = chapter::full(); });
    program.parameters(params);
    program.option("--pictures", most, {1, 60000},
                   "with --mnist or --cifar: read no more than so many pictures of a part");
    const auto bring = [&](const auto& read, const std::filesystem::path& folder) {
        if (params.brought) {
            throw winit::BadInput("not together with --mnist; choose one");
        }
        params.brought = std::make_shared<const Pictures>(read(folder, most));
    };
    program.folder(
        "--mnist", [&](const auto& folder) { bring(mnist, folder); },
        "use the four files of MNIST, unpacked, in place of the digits");
    program.folder(
        "--cifar", [&](const auto& folder) { bring(cifar10, folder); },
        "use the six files of CIFAR-10's binary version in place of the digits");
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress& progress) { return chapter::run(params, progress); },
        winit::draw);
}
