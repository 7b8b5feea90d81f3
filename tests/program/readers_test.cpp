#include "chapters/support/readers.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

#include "tests/catch.hpp"

using namespace winit;

namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<unsigned char>;

// A folder of its own for each test, gone when the test is over.
struct Folder {
    fs::path path =
        fs::temp_directory_path() / ("winit-readers-" + std::to_string(getpid()));
    Folder() { fs::create_directories(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path); }

    fs::path write(const std::string& name, const Bytes& bytes) const {
        std::ofstream file(path / name, std::ios::binary);
        for (const unsigned char byte : bytes) {
            file.put(static_cast<char>(byte));
        }
        return path / name;
    }
};

void append_number(Bytes& bytes, std::uint32_t number) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        bytes.push_back(static_cast<unsigned char>(number >> shift));
    }
}

Bytes idx_images(std::uint32_t count) {
    Bytes bytes;
    for (const std::uint32_t number : {0x803U, count, 28U, 28U}) {
        append_number(bytes, number);
    }
    for (std::uint32_t i = 0; i < count * 784; ++i) {
        bytes.push_back(static_cast<unsigned char>(i % 256));
    }
    return bytes;
}

Bytes idx_labels(std::uint32_t count) {
    Bytes bytes;
    append_number(bytes, 0x801);
    append_number(bytes, count);
    for (std::uint32_t i = 0; i < count; ++i) {
        bytes.push_back(static_cast<unsigned char>(i % 10));
    }
    return bytes;
}

Bytes cifar(std::size_t count) {
    Bytes bytes;
    for (std::size_t i = 0; i < count; ++i) {
        bytes.push_back(static_cast<unsigned char>(i % 10));
        for (std::size_t pixel = 0; pixel < 3072; ++pixel) {
            bytes.push_back(static_cast<unsigned char>((i + pixel) % 256));
        }
    }
    return bytes;
}

std::string complaint(const auto& call) {
    try {
        call();
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "nothing was thrown";
}

}  // namespace

TEST_CASE("MNIST files give pixels in [0, 1] and labels", "[readers]") {
    const Folder folder;
    const auto set = read_mnist(folder.write("images", idx_images(12)),
                                folder.write("labels", idx_labels(12)));
    REQUIRE(set.inputs.shape(0) == 12);
    REQUIRE(set.inputs.shape(1) == 784);
    CHECK(set.inputs(0, 255) == 1.0F);
    CHECK(set.inputs(1, 0) == static_cast<float>(784 % 256) / 255.0F);
    CHECK(set.labels == Labels{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1});
    CHECK(set.classes == 10);
}

TEST_CASE("CIFAR-10 files follow one another", "[readers]") {
    const Folder folder;
    const auto one = folder.write("one", cifar(2));
    const auto two = folder.write("two", cifar(3));
    const auto set = read_cifar10({one, two});
    REQUIRE(set.inputs.shape(0) == 5);
    REQUIRE(set.inputs.shape(1) == 3072);
    CHECK(set.labels == Labels{0, 1, 0, 1, 2});
    CHECK(set.inputs(1, 0) == 1.0F / 255.0F);
    CHECK(set.inputs(4, 10) == 12.0F / 255.0F);
}

TEST_CASE("No more samples are read than were asked for", "[readers]") {
    const Folder folder;
    const auto images = folder.write("images", idx_images(12));
    const auto labels = folder.write("labels", idx_labels(12));
    const auto batch = folder.write("batch", cifar(3));
    CHECK(read_mnist(images, labels, 5).labels.size() == 5);
    CHECK(read_cifar10({batch, batch}, 4).labels == Labels{0, 1, 2, 0});
    CHECK_THROWS_AS(read_mnist(images, labels, 0), std::invalid_argument);
    CHECK_THROWS_AS(read_cifar10({batch}, 0), std::invalid_argument);
    CHECK_THROWS_AS(read_cifar10({}), std::invalid_argument);
}

TEST_CASE("Every lying byte of an MNIST file is refused by its place", "[readers]") {
    const Folder folder;
    const auto good_labels = folder.write("labels", idx_labels(3));
    const auto refused = [&](const Bytes& bytes) {
        const auto images = folder.write("images", bytes);
        const std::string text = complaint([&] { read_mnist(images, good_labels); });
        REQUIRE(text.starts_with(images.string() + ": byte "));
        return text.substr(images.string().size() + 2);
    };
    const Bytes good = idx_images(3);
    const auto changed = [&](std::size_t byte, unsigned char value) {
        Bytes bytes = good;
        bytes[byte] = value;
        return bytes;
    };
    CHECK(refused(changed(3, 1)).starts_with("byte 0: the magic number"));
    CHECK(refused(changed(0, 0x1f)).starts_with("byte 0: the magic number"));
    CHECK(refused(changed(7, 0)) ==
          "byte 4: the number of samples must be at least 1, got 0");
    CHECK(refused(changed(11, 27)) == "byte 8: the side of an image must be 28, got 27");
    CHECK(refused(changed(15, 29)) == "byte 12: the side of an image must be 28, got 29");
    CHECK(refused(changed(7, 4)) ==
          "byte 2368: the file must have 3152 bytes (a header that claims 4 samples), got "
          "2368");
    CHECK(refused(changed(7, 2)) ==
          "byte 1584: the file must have 1584 bytes (a header that claims 2 samples), got "
          "2368");
    Bytes longer = good;
    longer.push_back(0);
    CHECK(refused(longer).starts_with("byte 2368: the file must have 2368 bytes"));
    CHECK(refused(Bytes(good.begin(), good.end() - 1)).starts_with("byte 2367: "));
    CHECK(refused(Bytes(good.begin(), good.begin() + 10)) ==
          "byte 10: the file ends too early");
    CHECK(refused({}) == "byte 0: the file ends too early");
}

// Four billion images would be three terabytes: refused for what the file has, not for memory.
TEST_CASE("A header's claim is checked before memory is taken", "[readers]") {
    const Folder folder;
    Bytes bytes = idx_images(1);
    std::fill(bytes.begin() + 4, bytes.begin() + 8, 0xff);
    const auto images = folder.write("images", bytes);
    const auto labels = folder.write("labels", idx_labels(1));
    CHECK(complaint([&] { read_mnist(images, labels); }).find("got 800") !=
          std::string::npos);
}

TEST_CASE("Labels must be as many as images, and from 0 to 9", "[readers]") {
    const Folder folder;
    const auto images = folder.write("images", idx_images(3));
    const auto fewer = folder.write("fewer", idx_labels(2));
    CHECK(complaint([&] { read_mnist(images, fewer); }) ==
          fewer.string() + ": byte 4: there must be one label per image, 3");
    Bytes bytes = idx_labels(3);
    bytes[9] = 10;
    const auto wrong = folder.write("wrong", bytes);
    CHECK(complaint([&] { read_mnist(images, wrong); }) ==
          wrong.string() + ": byte 9: a label must be from 0 to 9, got 10");
    CHECK(complaint([&] { read_mnist(fewer, images); }).find("byte 0") !=
          std::string::npos);
}

TEST_CASE("A CIFAR-10 file must be whole records with labels from 0 to 9", "[readers]") {
    const Folder folder;
    Bytes bytes = cifar(2);
    bytes[3073] = 10;
    const auto wrong = folder.write("wrong", bytes);
    CHECK(complaint([&] { read_cifar10({wrong}); }) ==
          wrong.string() + ": byte 3073: a label must be from 0 to 9, got 10");
    bytes = cifar(2);
    bytes.pop_back();
    const auto cut = folder.write("cut", bytes);
    CHECK(complaint([&] { read_cifar10({cut}); }).find(": byte 3073: ") !=
          std::string::npos);
    const auto empty = folder.write("empty", {});
    CHECK(complaint([&] { read_cifar10({empty}); }).find(": byte 0: ") !=
          std::string::npos);
}

TEST_CASE("What is no file is refused by name", "[readers]") {
    const Folder folder;
    const auto nothing = folder.path / "nothing";
    CHECK(complaint([&] { read_cifar10({nothing}); }) ==
          nothing.string() + ": there is no such file");
    CHECK(complaint([&] { read_cifar10({folder.path}); }) ==
          folder.path.string() + ": there is no such file");
    CHECK(complaint([&] { read_mnist(nothing, nothing); }) ==
          nothing.string() + ": there is no such file");
}
