#include "chapters/support/readers.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>
#include <system_error>

#include "snippets/core/check.hpp"

namespace winit {
namespace {

constexpr std::size_t classes = 10;

// A file of which every byte is accounted for.
class StrictFile {
  public:
    explicit StrictFile(const std::filesystem::path& path) : path_(path) {
        std::error_code error;
        if (!std::filesystem::is_regular_file(path, error)) {
            throw std::runtime_error(path.string() + ": there is no such file");
        }
        size_ = std::filesystem::file_size(path, error);
        stream_.open(path, std::ios::binary);
        if (error || !stream_) {
            throw std::runtime_error(path.string() + ": cannot be read");
        }
    }

    std::uintmax_t size() const { return size_; }

    [[noreturn]] void refuse(std::uintmax_t byte, const std::string& why) const {
        throw std::runtime_error(path_.string() + ": byte " + std::to_string(byte) + ": " +
                                 why);
    }

    void require_size(std::uintmax_t bytes, const std::string& why) const {
        if (size_ != bytes) {
            refuse(std::min(size_, bytes), "the file must have " + std::to_string(bytes) +
                                               " bytes (" + why + "), got " +
                                               std::to_string(size_));
        }
    }

    void read(std::span<unsigned char> bytes) {
        if (bytes.size() > size_ - position_) {
            refuse(size_, "the file ends too early");
        }
        // The one place where C++ wants bytes under another name.
        stream_.read(reinterpret_cast<char*>(bytes.data()),
                     static_cast<std::streamsize>(bytes.size()));
        if (!stream_) {
            refuse(position_, "cannot be read");
        }
        position_ += bytes.size();
    }

    // Four bytes, the largest first.
    std::uint32_t read_number() {
        std::uint32_t number = 0;
        std::array<unsigned char, 4> bytes{};
        read(bytes);
        for (const unsigned char byte : bytes) {
            number = number << 8U | byte;
        }
        return number;
    }

    void read_exactly(std::uint32_t expected, const std::string& what) {
        const std::uintmax_t at = position_;
        const std::uint32_t number = read_number();
        if (number != expected) {
            refuse(at, what + " must be " + std::to_string(expected) + ", got " +
                           std::to_string(number));
        }
    }

    std::size_t read_label() {
        const std::uintmax_t at = position_;
        unsigned char label = 0;
        read({&label, 1});
        if (label >= classes) {
            refuse(at, "a label must be from 0 to 9, got " + std::to_string(label));
        }
        return label;
    }

    void read_pixels(std::vector<unsigned char>& bytes, float* pixels) {
        read(bytes);
        std::transform(bytes.begin(), bytes.end(), pixels, [](unsigned char byte) {
            return static_cast<float>(byte) / 255.0F;
        });
    }

  private:
    std::filesystem::path path_;
    std::ifstream stream_;
    std::uintmax_t size_ = 0;
    std::uintmax_t position_ = 0;
};

ClassificationOf<float> room_for(std::size_t samples, std::size_t pixels) {
    return {.inputs = MatrixOf<float>::from_shape({samples, pixels}),
            .labels = Labels(samples),
            .classes = classes};
}

// The header of an IDX file, and whether the file is as long as it claims to be.
std::uint32_t read_idx_header(StrictFile& file, std::uint32_t magic,
                              std::span<const std::uint32_t> shape) {
    file.read_exactly(magic, "the magic number (a packed file has another)");
    const std::uint32_t count = file.read_number();
    if (count == 0) {
        file.refuse(4, "the number of samples must be at least 1, got 0");
    }
    std::uintmax_t per_sample = 1;
    for (const std::uint32_t side : shape) {
        file.read_exactly(side, "the side of an image");
        per_sample *= side;
    }
    const std::uintmax_t header = 8 + 4 * shape.size();
    file.require_size(header + count * per_sample,
                      "a header that claims " + std::to_string(count) + " samples");
    return count;
}

}  // namespace

ClassificationOf<float> read_mnist(const std::filesystem::path& images,
                                   const std::filesystem::path& labels, std::size_t most) {
    constexpr std::uint32_t side = 28;
    constexpr std::uint32_t bytes_in_three_dimensions = 0x00000803;
    constexpr std::uint32_t bytes_in_one_dimension = 0x00000801;
    require(most > 0, "read_mnist: most must be at least 1");
    StrictFile image_file(images);
    StrictFile label_file(labels);
    const std::uint32_t count =
        read_idx_header(image_file, bytes_in_three_dimensions, std::array{side, side});
    if (read_idx_header(label_file, bytes_in_one_dimension, {}) != count) {
        label_file.refuse(4, "there must be one label per image, " + std::to_string(count));
    }
    ClassificationOf<float> set =
        room_for(std::min<std::size_t>(count, most), std::size_t{side} * side);
    std::vector<unsigned char> bytes(set.inputs.shape(1));
    for (std::size_t sample = 0; sample < set.labels.size(); ++sample) {
        image_file.read_pixels(bytes, &set.inputs(sample, 0));
        set.labels[sample] = label_file.read_label();
    }
    return set;
}

ClassificationOf<float> read_cifar10(const std::vector<std::filesystem::path>& batches,
                                     std::size_t most) {
    constexpr std::size_t pixels = std::size_t{32} * 32 * 3;
    constexpr std::size_t record = 1 + pixels;
    require(!batches.empty(), "read_cifar10: batches must name a file");
    require(most > 0, "read_cifar10: most must be at least 1");
    std::vector<StrictFile> files;
    std::uintmax_t count = 0;
    for (const std::filesystem::path& batch : batches) {
        const StrictFile& file = files.emplace_back(batch);
        const std::uintmax_t samples = file.size() / record;
        if (samples == 0 || file.size() % record != 0) {
            file.refuse(samples * record, "the file must be a row of records of " +
                                              std::to_string(record) +
                                              " bytes, and the last has " +
                                              std::to_string(file.size() % record));
        }
        count += samples;
    }
    ClassificationOf<float> set =
        room_for(static_cast<std::size_t>(std::min<std::uintmax_t>(count, most)), pixels);
    std::vector<unsigned char> bytes(pixels);
    std::size_t sample = 0;
    for (StrictFile& file : files) {
        const std::uintmax_t in_file = file.size() / record;
        for (std::uintmax_t i = 0; i < in_file && sample < set.labels.size();
             ++i, ++sample) {
            set.labels[sample] = file.read_label();
            file.read_pixels(bytes, &set.inputs(sample, 0));
        }
    }
    return set;
}

}  // namespace winit
