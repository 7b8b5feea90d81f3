#include "figures/gnuplot.hpp"

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string_view>

#include <gnuplot-iostream.h>

namespace winit {
namespace {

// A file without a name: whatever kills this program, nothing stays on the disk.
class NamelessFile {
  public:
    NamelessFile() : file_(std::tmpfile(), &std::fclose) {
        if (!file_) {
            throw std::runtime_error("cannot make a temporary file for gnuplot");
        }
    }

    // How a shell names it for a redirection.
    std::string path() const { return "/dev/fd/" + std::to_string(fileno(file_.get())); }

    std::string read() const {
        std::rewind(file_.get());
        std::string text;
        char buffer[4096];
        while (const std::size_t size = std::fread(buffer, 1, sizeof buffer, file_.get())) {
            text.append(buffer, size);
        }
        return text;
    }

  private:
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

std::string first_line_about(const std::string& errors) {
    if (errors.find("[exit 127]") != std::string::npos) {
        return "gnuplot is not installed; install the package gnuplot-nox or use "
               "--no-figures";
    }
    const std::size_t start = errors.find_first_not_of(" \n\t");
    return "gnuplot failed: " + errors.substr(start, errors.find('\n', start) - start);
}

// The version and the name of the terminal would make drawings differ between machines.
std::string cleaned(std::string svg) {
    for (const std::string_view element : {"title", "desc"}) {
        const std::string closing = "</" + std::string(element) + ">";
        const std::size_t from = svg.find("<" + std::string(element) + ">");
        const std::size_t to = svg.find(closing);
        if (from != std::string::npos && to != std::string::npos) {
            svg.erase(from, to + closing.size() - from);
        }
    }
    return svg;
}

}  // namespace

std::string run_gnuplot(const std::string& script) {
    const NamelessFile drawing;
    const NamelessFile errors;
    // The shell always ends with 0: gnuplot-iostream would print a line of its own otherwise.
    // --default-settings keeps the reader's own ~/.gnuplot out of the drawings.
    {
        Gnuplot gnuplot("{ gnuplot --default-settings >" + drawing.path() +
                        " || echo \"[exit $?]\" >&2; } 2>" + errors.path());
        gnuplot << script << std::flush;
    }
    const std::string complaint = errors.read();
    const std::string svg = drawing.read();
    if (complaint.find("[exit ") != std::string::npos ||
        svg.find("</svg>") == std::string::npos) {
        throw std::runtime_error(first_line_about(complaint));
    }
    return cleaned(svg);
}

}  // namespace winit
