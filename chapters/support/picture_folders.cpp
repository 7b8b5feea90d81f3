#include "chapters/support/picture_folders.hpp"

#include <filesystem>
#include <stdexcept>
#include <vector>

#include "chapters/support/readers.hpp"

namespace winit {
namespace {

namespace fs = std::filesystem;

// One file of MNIST, under any of the names that people have it under.
fs::path mnist_file(const fs::path& folder, const std::string& part,
                    const std::string& kind) {
    const auto first = folder / (part + "-" + kind + "-ubyte");
    const auto second = folder / (part + "." + kind + "-ubyte");
    if (!exists(first) && exists(second)) {
        return second;
    }
    for (const auto& packed : {first.string() + ".gz", second.string() + ".gz"}) {
        if (!exists(first) && fs::exists(packed)) {
            throw std::runtime_error(packed + ": is packed; unpack it with gunzip");
        }
    }
    return first;
}

}  // namespace

Pictures read_mnist_folder(const std::string& folder, std::size_t learned,
                           std::size_t judged) {
    const auto read = [&](const std::string& part, std::size_t count) {
        return read_mnist(mnist_file(folder, part + "-images", "idx3"),
                          mnist_file(folder, part + "-labels", "idx1"), count);
    };
    return {.train = read("train", learned), .test = read("t10k", judged), .side = 28};
}

Pictures read_cifar10_folder(const std::string& folder, std::size_t learned,
                             std::size_t judged) {
    const fs::path path = folder;
    std::vector<fs::path> batches;
    for (const char* number : {"1", "2", "3", "4", "5"}) {
        batches.push_back(path / ("data_batch_" + std::string(number) + ".bin"));
    }
    return {.train = read_cifar10(batches, learned),
            .test = read_cifar10({path / "test_batch.bin"}, judged),
            .side = 32,
            .channels = 3};
}

}  // namespace winit
