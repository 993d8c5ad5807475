// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace netready {

class Statement;
struct Connection;

/// One connection to a SQLite file. Every failure is an Error that names the file: NOTADB and
/// CORRUPT are Corrupt, BUSY is Conflict, what the system refuses is Io.
class Database
{
public:
    enum class Mode
    {
        ReadOnly,
        ReadWrite
    };

    /// Opens an existing file, and finishes what a killed program left half done in it.
    /// Errors: Io if it is not there, not a file or not readable; Corrupt if it is not SQLite
    [[nodiscard]] static Database open(const std::filesystem::path& path, Mode mode);
    /// Makes a new, empty file.
    /// Errors: Conflict if something of that name exists; Io if it cannot be written
    [[nodiscard]] static Database create(const std::filesystem::path& path);
    /// An empty database that lives in memory and speaks of itself as `name`.
    [[nodiscard]] static Database inMemory(std::string name);

    /// Runs a script of one or more statements.
    void execute(const std::string& sql);
    [[nodiscard]] Statement prepare(std::string_view sql) const;
    /// The first column of the first row; 0 if there is no row.
    [[nodiscard]] std::int64_t number(std::string_view sql) const;
    [[nodiscard]] bool inTransaction() const;
    /// Replaces all that `target` holds, in one transaction of the target.
    void copyTo(Database& target) const;

    /// The file in quotation marks, for messages.
    [[nodiscard]] const std::string& name() const;

private:
    explicit Database(std::unique_ptr<Connection> connection);
    [[nodiscard]] static Database connect(const std::filesystem::path& path, int flags);

    struct Close
    {
        void operator()(Connection* connection) const;
    };
    std::unique_ptr<Connection, Close> m_connection;

    friend class Statement;
    friend class Transaction;
};

/// Bytes of a blob, as opposed to text.
struct BlobView
{
    std::string_view bytes;
};

/// A prepared statement; columns and parameters are used in their order.
class Statement
{
public:
    /// Binds all parameters from the first on and runs to the end. Text must outlive the call.
    template <class... Values>
    void run(const Values&... values)
    {
        bind(values...);
        while (step()) {
        }
        reset();
    }
    /// Binds all parameters from the first on. Text must outlive the stepping.
    template <class... Values>
    Statement& bind(const Values&... values)
    {
        reset();
        int index = 0;
        (bindOne(++index, values), ...);
        return *this;
    }
    /// True if there is a row to read.
    bool step();
    void reset();

    /// Valid until the next step.
    [[nodiscard]] std::string_view view(int column) const;
    [[nodiscard]] std::string text(int column) const { return std::string(view(column)); }
    [[nodiscard]] std::optional<std::string> textOrNull(int column) const;
    [[nodiscard]] std::string blob(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    friend class Database;
    struct Finalize
    {
        void operator()(sqlite3_stmt* statement) const;
    };

    Statement(const Connection& connection, std::string_view sql);

    template <class Value>
    void bindOne(int index, const Value& value)
    {
        if constexpr (std::same_as<Value, BlobView>) {
            bindBlob(index, value);
        } else if constexpr (std::integral<Value>) {
            bindInteger(index, static_cast<std::int64_t>(value));
        } else if constexpr (std::floating_point<Value>) {
            bindReal(index, value);
        } else {
            bindText(index, value);
        }
    }
    template <class Value>
    void bindOne(int index, const std::optional<Value>& value)
    {
        if (value) {
            bindOne(index, *value);
        }
    }
    void bindInteger(int index, std::int64_t value);
    void bindReal(int index, double value);
    void bindText(int index, std::string_view value);
    void bindBlob(int index, BlobView value);
    void check(int code) const;

    const Connection* m_connection;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

/// A write transaction from its construction on; rolls back unless committed.
class Transaction
{
public:
    /// Errors: Conflict if another program writes; Io if the file cannot be written
    explicit Transaction(Database& database);
    /// As the constructor, without waiting; nothing if it is not to be had.
    [[nodiscard]] static std::optional<Transaction> tryBegin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    void commit();

private:
    Connection* m_connection;
};

} // namespace netready
