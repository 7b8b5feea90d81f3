#include "chapters/support/output_folder.hpp"

#include <array>
#include <cerrno>
#include <fstream>
#include <signal.h>
#include <stdexcept>
#include <stdlib.h>
#include <unistd.h>

#include "chapters/support/options.hpp"

namespace winit {
namespace {

namespace fs = std::filesystem;

// What a signal handler must remove: files first, then folders, innermost first. Plain C strings,
// made ready in advance: a handler may neither allocate nor lock.
struct Leftovers {
    std::vector<std::string> files;
    std::vector<std::string> folders;
};
Leftovers leftovers;

constexpr std::array<int, 3> deadly_signals = {SIGINT, SIGTERM, SIGHUP};

void remove_leftovers() {
    for (const std::string& file : leftovers.files) {
        unlink(file.c_str());
    }
    for (const std::string& folder : leftovers.folders) {
        rmdir(folder.c_str());  // refuses, as it should, a folder that holds anything else
    }
}

// With SA_RESETHAND the second raise() meets the default action: the shell sees the true cause.
void clean_up_and_die(int signal_number) {
    remove_leftovers();
    raise(signal_number);
}

// While one of these lives, the signals wait: the list above is never seen half-changed.
class SignalsHeld {
  public:
    SignalsHeld() {
        sigset_t held;
        sigemptyset(&held);
        for (const int number : deadly_signals) {
            sigaddset(&held, number);
        }
        pthread_sigmask(SIG_BLOCK, &held, &before_);
    }
    ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;

  private:
    sigset_t before_{};
};

void install_handlers() {
    struct sigaction action = {};
    action.sa_handler = clean_up_and_die;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    for (const int number : deadly_signals) {
        struct sigaction current = {};
        sigaction(number, nullptr, &current);
        if (current.sa_handler != SIG_IGN) {  // nohup asks to ignore SIGHUP
            sigaction(number, &action, nullptr);
        }
    }
}

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
        install_handlers();
        for (const fs::path& path : missing_folders(folder_)) {
            const SignalsHeld held;
            fs::create_directory(path);
            leftovers.folders.insert(leftovers.folders.begin(), path.string());
        }
        fs::remove(hidden_folder(folder_));  // fails now rather than after a long run
    } catch (const fs::filesystem_error& error) {
        remove_leftovers();
        leftovers = {};
        refuse(folder, error.code().message());
    }
}

OutputFolder::~OutputFolder() {
    const SignalsHeld held;
    remove_leftovers();
    leftovers = {};
}

fs::path OutputFolder::stage(const std::vector<std::string>& names) {
    const SignalsHeld held;
    staging_ = hidden_folder(folder_);
    names_ = names;
    for (const std::string& name : names) {
        leftovers.files.push_back((staging_ / name).string());
    }
    leftovers.folders.insert(leftovers.folders.begin(), staging_.string());
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
    leftovers.files.clear();
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
