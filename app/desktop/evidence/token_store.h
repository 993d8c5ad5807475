// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace netready::desktop {

/// Keeps tokens of servers in the keychain of the system, and nowhere else. Without the library for
/// it nothing is kept.
class TokenStore
{
public:
    /// Whether there is a keychain that this program can ask.
    [[nodiscard]] static bool isThere();
    /// Asks for the token of a server; `found` gets an empty text if there is none or the keychain
    /// refuses. Not called once `context` is gone.
    static void
    read(const QString& url, QObject* context, std::function<void(const QString& token)> found);
    /// An empty token is forgotten. `failed` gets why it could not be kept.
    static void write(const QString& url,
                      const QString& token,
                      QObject* context,
                      std::function<void(const QString& why)> failed);
};

} // namespace netready::desktop
