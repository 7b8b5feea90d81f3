#include "chapters/support/output_folder.hpp"

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <stdlib.h>

#include "chapters/support/interrupts.hpp"
#include "chapters/support/options.hpp"

namespace winit {
namespace {

namespace fs = std::filesystem;

// Outermost first.
std::vector<fs::path> missing_folders(const fs::path& folder) {
    std::vector<fs::path> missing;
    for (fs::path path = folder; !path.empty() && !fs::exists(path);
         path = path.parent_path()) {
        missing.insert(missing.begin(), path);
    }
    return missing;
}

fs::path hidden_folder(const fs::path& parent) {
    std::string name = (parent / ".winit-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw fs::filesystem_error("cannot write there", parent,
                                   std::error_code(errno, std::generic_category()));
    }
    return name;
}

[[noreturn]] void refuse(const fs::path& folder, const std::string& reason) {
    throw BadInput("--out must name a folder that can be written to, got " +
                   in_quotes(folder.string()) + " (" + reason + ")");
}

}  // namespace

OutputFolder::OutputFolder(const fs::path& folder) {
    try {
        folder_ = fs::absolute(folder).lexically_normal();
        if (!folder_.has_filename()) {
            folder_ = folder_.parent_path();  // "my/" names the same folder as "my"
        }
        clean_up_when_killed();
        for (const fs::path& path : missing_folders(folder_)) {
            const SignalsHeld held;
            fs::create_directory(path);
            leftovers().folders.insert(leftovers().folders.begin(), path.string());
        }
        fs::remove(hidden_folder(folder_));  // fails now rather than after a long run
    } catch (const fs::filesystem_error& error) {
        remove_leftovers();
        leftovers() = {};
        refuse(folder, error.code().message());
    }
}

OutputFolder::~OutputFolder() {
    const SignalsHeld held;
    remove_leftovers();
    leftovers() = {};
}

fs::path OutputFolder::stage(const std::vector<std::string>& names) {
    const SignalsHeld held;
    staging_ = hidden_folder(folder_);
    names_ = names;
    for (const std::string& name : names) {
        leftovers().files.push_back((staging_ / name).string());
    }
    leftovers().folders.insert(leftovers().folders.begin(), staging_.string());
    return staging_;
}

std::vector<fs::path> OutputFolder::commit() {
    const SignalsHeld held;
    std::vector<fs::path> written;
    for (const std::string& name : names_) {
        if (fs::is_directory(folder_ / name)) {
            throw std::runtime_error("cannot replace the folder " +
                                     in_quotes((folder_ / name).string()) + " by a file");
        }
    }
    for (const std::string& name : names_) {
        if (fs::exists(staging_ / name)) {
            fs::rename(staging_ / name, folder_ / name);
            written.push_back(folder_ / name);
        }
    }
    leftovers().files.clear();
    return written;
}

void write_file(const fs::path& file, std::string_view text) {
    std::ofstream stream(file, std::ios::binary);
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    stream.close();
    if (!stream) {
        throw std::runtime_error("cannot write " + in_quotes(file.filename().string()) +
                                 ": is the disk full?");
    }
}

}  // namespace winit
