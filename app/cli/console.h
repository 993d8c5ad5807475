// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace netready {

/// Widest line that is printed for people.
inline constexpr std::size_t kPageWidth = 100;

enum class Ink : char
{
    Plain = '0',
    Bold = '1',
    Faint = '2',
    Red = '3',
    Amber = '4',
    Green = '5',
    Accent = '6'
};

/// Thrown when nobody reads the output any more; the program then ends quietly.
class OutputClosed
{};

/// Opens what is missing of stdin, stdout and stderr, so that no file of ours takes their place,
/// and lets a closed pipe be an error instead of a signal.
void prepareStreams();

/// Writes results for people to stdout. Ink becomes colour on a terminal and nothing elsewhere;
/// control characters other than line feed and tab are replaced.
/// Errors: OutputClosed; Io if the disk is full
void print(std::string_view text);
/// As print, and a line feed.
void printLine(std::string_view text = {});
/// Writes results for programs to stdout, byte for byte, and a line feed.
void printData(std::string_view text);
/// Writes out what was held back.
void flushOutput();
/// Writes everything that is not a result to stderr, with a line feed.
void note(std::string_view text);
/// True if notes are read by a person, who wants to see progress.
[[nodiscard]] bool notesAreWatched();

/// Marks text with a colour for print.
[[nodiscard]] std::string inked(Ink ink, std::string_view text);

/// Columns that text takes on the screen; ink takes none.
[[nodiscard]] std::size_t displayWidth(std::string_view text);
/// Text filled up with spaces; longer text stays as it is.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);
/// Text cut to a width, ending in an ellipsis if anything was cut; one line.
[[nodiscard]] std::string cut(std::string_view text, std::size_t width);

/// Breaks text between words; lines after the first begin with `indent` spaces.
///
/// Shape:   no trailing line feed; words longer than a line stay whole
[[nodiscard]] std::string
wrapped(std::string_view text, std::size_t indent, std::size_t width = kPageWidth);

} // namespace netready
