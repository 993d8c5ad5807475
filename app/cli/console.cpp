// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"

#include "core/base/error.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace netready {

namespace {

// Ink travels inside texts as this byte and one of Ink, so that an escape sequence in a client file
// never reaches the terminal.
constexpr char kInkMark = '\x01';
constexpr std::string_view kReplacement = "\xEF\xBF\xBD"; // U+FFFD

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// True for control characters of ASCII and for those between U+0080 and U+009F, of which some
/// terminals take one for an escape.
bool isControl(std::string_view character)
{
    const auto first = static_cast<unsigned char>(character.front());
    if (character.size() == 2 && first == 0xC2U) {
        return static_cast<unsigned char>(character[1]) < 0xA0U;
    }
    return (first < 0x20 && first != '\n' && first != '\t') || first == 0x7F;
}

bool hasValue(const char* variable)
{
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

bool isColourful()
{
    static const bool colourful = [] {
        const char* terminal = std::getenv("TERM");
        return isatty(STDOUT_FILENO) != 0 && !hasValue("NO_COLOR") && terminal != nullptr &&
               std::string_view(terminal) != "dumb";
    }();
    return colourful;
}

std::string_view escape(char ink)
{
    switch (static_cast<Ink>(ink)) {
    case Ink::Bold:
        return "\x1b[1m";
    case Ink::Faint:
        return "\x1b[2m";
    case Ink::Red:
        return "\x1b[31m";
    case Ink::Amber:
        return "\x1b[33m";
    case Ink::Green:
        return "\x1b[32m";
    case Ink::Accent:
        return "\x1b[36m";
    case Ink::Plain:
        break;
    }
    return "\x1b[0m";
}

/// Bytes of the first character of UTF-8, or of what stands in its place.
std::size_t characterSize(std::string_view text)
{
    std::size_t size = 1;
    while (size < text.size() && isContinuation(text[size])) {
        ++size;
    }
    return size;
}

/// Calls `take` with each character of UTF-8 as a whole and leaves ink out.
template <class Take>
void forEachCharacter(std::string_view text, Take take)
{
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == kInkMark) {
            i += 2;
            continue;
        }
        const std::size_t size = characterSize(text.substr(i));
        take(text.substr(i, size));
        i += size;
    }
}

[[noreturn]] void outputFailed(int reason)
{
    if (reason == EPIPE) {
        throw OutputClosed();
    }
    throw Error(ErrorCode::Io,
                "the output cannot be written: " + std::generic_category().message(reason));
}

void write(std::string_view text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
        outputFailed(errno);
    }
}

} // namespace

void prepareStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(stream, F_GETFD) == -1 && errno == EBADF) {
            // The lowest free number is taken, which is the missing one.
            static_cast<void>(open("/dev/null", O_RDWR));
        }
    }
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
}

void print(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == kInkMark && i + 1 < text.size()) {
            out += isColourful() ? escape(text[i + 1]) : std::string_view{};
            i += 2;
            continue;
        }
        const std::string_view character = text.substr(i, characterSize(text.substr(i)));
        out += isControl(character) ? kReplacement : character;
        i += character.size();
    }
    write(out);
}

void printLine(std::string_view text)
{
    print(text);
    write("\n");
}

void printData(std::string_view text)
{
    write(text);
    write("\n");
}

void flushOutput()
{
    if (std::fflush(stdout) != 0) {
        outputFailed(errno);
    }
}

void note(std::string_view text)
{
    const std::string line = std::string(text) + "\n";
    // Results that were printed before come before; if they cannot be written, flushOutput says so.
    static_cast<void>(std::fflush(stdout));
    // Nobody can be told when stderr itself fails.
    static_cast<void>(std::fwrite(line.data(), 1, line.size(), stderr));
}

bool notesAreWatched()
{
    return isatty(STDERR_FILENO) != 0;
}

std::string inked(Ink ink, std::string_view text)
{
    std::string result{kInkMark, static_cast<char>(ink)};
    result += text;
    result += kInkMark;
    result += static_cast<char>(Ink::Plain);
    return result;
}

std::size_t displayWidth(std::string_view text)
{
    std::size_t width = 0;
    forEachCharacter(text, [&](std::string_view) { ++width; });
    return width;
}

std::string padded(std::string_view text, std::size_t width)
{
    const std::size_t taken = displayWidth(text);
    return std::string(text) + std::string(taken < width ? width - taken : 0, ' ');
}

std::string cut(std::string_view text, std::size_t width)
{
    std::string line;
    std::size_t taken = 0;
    bool whole = true;
    forEachCharacter(text, [&](std::string_view character) {
        if (!whole || character == "\n" || taken == width) {
            whole = false;
            return;
        }
        line += character;
        ++taken;
    });
    if (whole) {
        return line;
    }
    while (taken >= width && !line.empty()) {
        while (isContinuation(line.back())) {
            line.pop_back();
        }
        line.pop_back();
        --taken;
    }
    return line + "…";
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width)
{
    const std::size_t room = width > indent + 1 ? width - indent : 1;
    std::string result;
    std::string line;
    std::size_t taken = 0;
    const auto endLine = [&] {
        result += result.empty() ? line : "\n" + std::string(indent, ' ') + line;
        line.clear();
        taken = 0;
    };
    std::size_t start = 0;
    while (start <= text.size()) {
        const std::size_t end = std::min(text.find_first_of(" \n", start), text.size());
        const std::string_view word = text.substr(start, end - start);
        const std::size_t length = displayWidth(word);
        if (taken > 0 && taken + 1 + length > room) {
            endLine();
        }
        if (!word.empty()) {
            line += taken > 0 ? " " : "";
            line += word;
            taken += length + (taken > 0 ? 1 : 0);
        }
        if (end < text.size() && text[end] == '\n') {
            endLine();
        }
        start = end + 1;
    }
    if (!line.empty()) {
        endLine();
    }
    return result;
}

} // namespace netready
