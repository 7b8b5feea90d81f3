#include "figures/gnuplot.hpp"

#include <array>
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
        if (std::fseek(file_.get(), 0, SEEK_SET) != 0) {
            throw std::runtime_error("cannot read what gnuplot wrote");
        }
        std::string text;
        std::array<char, 4096> buffer{};
        while (std::feof(file_.get()) == 0 && std::ferror(file_.get()) == 0) {
            text.append(buffer.data(),
                        std::fread(buffer.data(), 1, buffer.size(), file_.get()));
        }
        return text;
    }

  private:
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

// What the shell adds after the errors of a gnuplot that failed.
constexpr std::string_view failed = "[exit ";

std::string reason(const std::string& errors) {
    const std::size_t end = errors.rfind(failed);
    if (end == std::string::npos) {
        return "gnuplot ended before it had drawn";
    }
    const std::string status =
        errors.substr(end + failed.size(), errors.find(']', end) - end - failed.size());
    if (status == "127") {
        return "gnuplot is not installed; install the package gnuplot-nox or use "
               "--no-figures";
    }
    // gnuplot repeats the command and points into it; the last line says what is wrong.
    const std::size_t last = errors.find_last_not_of(" \n\t", end - 1);
    const std::size_t start = errors.rfind('\n', last) + 1;
    return "gnuplot failed with status " + status +
           (end == 0 || last == std::string::npos
                ? ""
                : ": " + errors.substr(start, last + 1 - start));
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

// Without the version of gnuplot, which would make drawings differ between machines; with smooth
// edges of bands, and with cells that stay sharp.
std::string cleaned(std::string svg) {
    const std::size_t from = svg.find("<desc>");
    const std::size_t to = svg.find("</desc>");
    if (from != std::string::npos && to != std::string::npos) {
        svg.erase(from, to + std::string_view("</desc>").size() - from);
    }
    replace_all(svg, " shape-rendering='crispEdges'", "");
    replace_all(svg, "<image ", "<image style='image-rendering:pixelated' ");
    return svg;
}

}  // namespace

std::string run_gnuplot(const std::string& script) {
    const NamelessFile drawing;
    const NamelessFile errors;
    // The shell always ends with 0: gnuplot-iostream would print a line of its own otherwise.
    // --default-settings keeps the reader's own ~/.gnuplot out of the drawings.
    {
        Gnuplot gnuplot("{ gnuplot --default-settings >" + drawing.path() + " || echo \"" +
                        std::string(failed) + "$?]\" >&2; } 2>" + errors.path());
        gnuplot << script << std::flush;
    }
    const std::string complaint = errors.read();
    const std::string svg = drawing.read();
    if (complaint.find(failed) != std::string::npos ||
        svg.find("</svg>") == std::string::npos) {
        throw std::runtime_error(reason(complaint));
    }
    return cleaned(svg);
}

}  // namespace winit
