/// @file main.cpp
/// @brief The program of chapter 10.
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "chapters/10-images/experiment.hpp"
#include "chapters/support/options.hpp"
#include "chapters/support/program.hpp"
#include "chapters/support/readers.hpp"
#include "figures/plot.hpp"

namespace {

using winit::chapter10::Pictures;

// One file of MNIST, under any of the names that people have it under.
std::filesystem::path mnist_file(const std::filesystem::path& folder,
                                 const std::string& part, const std::string& kind) {
    const auto first = folder / (part + "-" + kind + "-ubyte");
    const auto second = folder / (part + "." + kind + "-ubyte");
    if (!exists(first) && exists(second)) {
        return second;
    }
    for (const auto& packed : {first.string() + ".gz", second.string() + ".gz"}) {
        if (!exists(first) && std::filesystem::exists(packed)) {
            throw std::runtime_error(packed + ": is packed; unpack it with gunzip");
        }
    }
    return first;
}

Pictures mnist(const std::filesystem::path& folder, std::size_t learned, std::size_t most) {
    const auto read = [&](const std::string& part, std::size_t count) {
        return winit::read_mnist(mnist_file(folder, part + "-images", "idx3"),
                                 mnist_file(folder, part + "-labels", "idx1"), count);
    };
    return {.train = read("train", learned), .test = read("t10k", most), .side = 28};
}

Pictures cifar10(const std::filesystem::path& folder, std::size_t learned,
                 std::size_t most) {
    std::vector<std::filesystem::path> batches;
    for (const char* number : {"1", "2", "3", "4", "5"}) {
        batches.push_back(folder / ("data_batch_" + std::string(number) + ".bin"));
    }
    return {.train = winit::read_cifar10(batches, learned),
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
                   "with --mnist or --cifar: judge on no more than so many pictures");
    const auto bring = [&](const auto& read, const std::filesystem::path& folder) {
        if (params.brought) {
            throw winit::BadInput("not together with --mnist; choose one");
        }
        params.brought =
            std::make_shared<const Pictures>(read(folder, params.digit_samples, most));
    };
    program.folder(
        "--mnist", [&](const auto& folder) { bring(mnist, folder); },
        "in place of the digits use train-images-idx3-ubyte, train-labels-idx1-ubyte, "
        "t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, unpacked; a dot may stand for "
        "the second hyphen. Expect what --digit-samples 6000 gives on the page");
    program.folder(
        "--cifar", [&](const auto& folder) { bring(cifar10, folder); },
        "in place of the digits use data_batch_1.bin to data_batch_5.bin and "
        "test_batch.bin, "
        "CIFAR-10's binary version");
    return program.run(
        argc, argv, params.seed, params.threads,
        [&](winit::Progress& progress) { return chapter::run(params, progress); },
        winit::draw);
}
