// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace netready {

/// A token that opens a server. Its memory is wiped when it ends; nothing prints it.
class AccessToken
{
public:
    /// None.
    AccessToken() = default;
    /// Takes a token as it was typed or read; blanks around it do not count.
    /// Errors: InvalidInput, without the token in it, if it is shorter than 8 characters or holds
    ///         anything but visible ASCII
    explicit AccessToken(std::string_view text);
    AccessToken(const AccessToken&) = default;
    AccessToken& operator=(AccessToken other) noexcept;
    ~AccessToken();

    [[nodiscard]] bool isEmpty() const { return m_text.empty(); }
    /// For the header of a request, and nothing else.
    [[nodiscard]] const std::string& text() const { return m_text; }
    /// True if a text holds the token.
    [[nodiscard]] bool isIn(std::string_view text) const;
    /// A text in which the token is replaced.
    [[nodiscard]] std::string hiddenIn(std::string text) const;

private:
    std::string m_text;
};

} // namespace netready
