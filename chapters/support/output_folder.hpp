/// @file output_folder.hpp
/// @brief All files of a run, or none.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace winit {

/// @brief A folder that receives its files at once, after everything else has succeeded.
///
/// Files are written to a hidden folder inside it and renamed by commit(). If that is not
/// reached, because of an exception or because of Ctrl-C, the hidden folder goes, and so do the
/// folders that were made for it. One lives at a time: signal handlers are global.
class OutputFolder {
  public:
    /// @brief Make the folder, and its parents, if they are missing.
    /// @throws BadInput  if it cannot be made or written to.
    explicit OutputFolder(const std::filesystem::path& folder);

    /// @brief Remove what was not committed.
    ~OutputFolder();

    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    /// @brief Open the hidden folder for these files.
    /// @param names  Every file that may be written there.
    /// @return       Where to write them.
    /// @throws std::runtime_error  if the disk refuses.
    std::filesystem::path stage(const std::vector<std::string>& names);

    /// @brief Move every staged file to its place. No signal gets in between.
    /// @return  Paths of the files.
    /// @throws std::runtime_error  if a file cannot be moved.
    std::vector<std::filesystem::path> commit();

  private:
    std::filesystem::path folder_;
    std::filesystem::path staging_;
    std::vector<std::string> names_;
};

/// @brief Write a whole file.
/// @throws std::runtime_error  if the disk is full or refuses.
void write_file(const std::filesystem::path& file, std::string_view text);

}  // namespace winit
