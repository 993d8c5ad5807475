// SPDX-License-Identifier: Apache-2.0
#include "core/store/database.h"

#include "core/base/error.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstdio>
#include <new>
#include <system_error>
#include <utility>

namespace netready {

struct Connection
{
    sqlite3* handle = nullptr;
    std::string name; ///< in quotation marks
};

namespace {

// Short enough for a person to wait, long enough for the other command of a script to end.
constexpr int kBusyTimeoutMs = 2000;

[[noreturn]] void fail(const Connection& connection, int code)
{
    const std::string& name = connection.name;
    const std::string detail =
        " (" +
        std::string(connection.handle == nullptr ? sqlite3_errstr(code)
                                                 : sqlite3_errmsg(connection.handle)) +
        ")";
    if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY) {
        throw Error(ErrorCode::Io,
                    name + " was left in the middle of a change, which cannot be taken back here: "
                           "copy it together with its -journal file into a folder where you may "
                           "write, and open it there");
    }
    if (code == SQLITE_READONLY_DBMOVED) {
        throw Error(ErrorCode::Io,
                    name + " was moved or deleted while it was open; open it where it is now");
    }
    switch (code & 0xFF) {
    case SQLITE_NOMEM:
        throw std::bad_alloc();
    case SQLITE_NOTADB:
        throw Error(ErrorCode::Corrupt, name + " is not a Netready client file");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        throw Error(ErrorCode::Conflict,
                    name + " is open in another program; close it there and try again");
    case SQLITE_READONLY:
    case SQLITE_PERM:
        throw Error(ErrorCode::Io,
                    name + " cannot be written: change its permissions, or copy it into a folder "
                           "where you may write");
    case SQLITE_CANTOPEN:
        throw Error(ErrorCode::Io,
                    name + " cannot be opened or changed: check that you may read the file, and "
                           "write the file and its folder to change it");
    case SQLITE_FULL:
        throw Error(ErrorCode::Io,
                    name + " cannot grow because the disk is full: free some space and do the last "
                           "step again");
    case SQLITE_IOERR:
        throw Error(ErrorCode::Io,
                    name + " could not be read or written: check the disk or the network drive" +
                        detail);
    case SQLITE_TOOBIG:
        throw Error(ErrorCode::InvalidInput, "the data is too large to be kept in " + name);
    case SQLITE_CONSTRAINT:
        throw Error(ErrorCode::Conflict,
                    "the change does not fit what " + name + " holds" + detail);
    default:
        throw Error(ErrorCode::Corrupt, name + " is damaged; restore it from a backup" + detail);
    }
}

/// Makes the absolute path: SQLite gives `file:` and `:memory:` meanings of their own.
std::string nativePath(const std::filesystem::path& path)
{
    std::error_code failure;
    const std::filesystem::path absolute = std::filesystem::absolute(path, failure);
    return failure ? path.string() : absolute.string();
}

std::string inQuotes(const std::filesystem::path& path)
{
    return "\"" + path.string() + "\"";
}

void checkIsFile(const std::filesystem::path& path)
{
    std::error_code failure;
    const std::filesystem::file_status status = std::filesystem::status(path, failure);
    if (status.type() == std::filesystem::file_type::not_found) {
        throw Error(ErrorCode::Io, "there is no file " + inQuotes(path));
    }
    if (failure) {
        throw Error(ErrorCode::Io, inQuotes(path) + " cannot be reached: " + failure.message());
    }
    if (!std::filesystem::is_regular_file(status)) {
        throw Error(ErrorCode::Io, inQuotes(path) + " is a folder or device, not a file");
    }
    if (std::filesystem::file_size(path, failure) == 0 && !failure) {
        throw Error(ErrorCode::Corrupt,
                    inQuotes(path) + " is empty, so it is not a Netready client file");
    }
}

} // namespace

void Database::Close::operator()(Connection* connection) const
{
    sqlite3_close_v2(connection->handle);
    delete connection;
}

Database::Database(std::unique_ptr<Connection> connection)
    : m_connection(connection.release())
{}

Database Database::connect(const std::filesystem::path& path, int flags)
{
    Database database(std::make_unique<Connection>());
    Connection& connection = *database.m_connection;
    connection.name = inQuotes(path);
    const int code = sqlite3_open_v2(nativePath(path).c_str(), &connection.handle, flags, nullptr);
    if (code != SQLITE_OK) {
        fail(connection, code);
    }
    sqlite3_extended_result_codes(connection.handle, 1);
    sqlite3_busy_timeout(connection.handle, kBusyTimeoutMs);
    // A client file may come from anybody: nothing in it may run.
    sqlite3_db_config(connection.handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(connection.handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(connection.handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(connection.handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    database.execute("pragma foreign_keys = on; pragma cell_size_check = on");
    return database;
}

Database Database::open(const std::filesystem::path& path, Mode mode)
{
    checkIsFile(path);
    // The first read takes back a change that a killed program left half done.
    const auto readOnce = [](const Database& database) {
        return database.number("pragma schema_version");
    };
    if (mode == Mode::ReadWrite) {
        Database database = connect(path, SQLITE_OPEN_READWRITE);
        static_cast<void>(readOnce(database));
        if (sqlite3_db_readonly(database.m_connection->handle, "main") != 0) {
            fail(*database.m_connection, SQLITE_READONLY);
        }
        // EXTRA also waits for the folder, without which a power cut could bring a journal back
        // and with it undo the last edit.
        database.execute("pragma journal_mode = delete; pragma synchronous = extra");
        return database;
    }
    Database database = connect(path, SQLITE_OPEN_READONLY);
    int code = SQLITE_OK;
    sqlite3_stmt* probe = nullptr;
    code = sqlite3_prepare_v2(
        database.m_connection->handle, "select count(*) from sqlite_schema", -1, &probe, nullptr);
    if (code == SQLITE_OK) {
        code = sqlite3_step(probe);
        code = code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
    }
    sqlite3_finalize(probe);
    if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY) {
        static_cast<void>(readOnce(connect(path, SQLITE_OPEN_READWRITE)));
        static_cast<void>(readOnce(database));
    } else if (code != SQLITE_OK) {
        fail(*database.m_connection, code);
    }
    return database;
}

Database Database::create(const std::filesystem::path& path)
{
    // "x" refuses what exists in the same step in which it makes the file.
    std::FILE* file = std::fopen(nativePath(path).c_str(), "wxb");
    if (file == nullptr) {
        const int reason = errno;
        if (reason == EEXIST) {
            throw Error(ErrorCode::Conflict,
                        inQuotes(path) + " exists already; choose another name or delete it");
        }
        throw Error(ErrorCode::Io,
                    inQuotes(path) + " cannot be made: " + std::generic_category().message(reason));
    }
    static_cast<void>(std::fclose(file));
    Database database = connect(path, SQLITE_OPEN_READWRITE);
    database.execute("pragma journal_mode = delete; pragma synchronous = extra");
    return database;
}

Database Database::inMemory(std::string name)
{
    Database database(std::make_unique<Connection>());
    database.m_connection->name = std::move(name);
    const int code = sqlite3_open_v2(":memory:",
                                     &database.m_connection->handle,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                                     nullptr);
    if (code != SQLITE_OK) {
        fail(*database.m_connection, code);
    }
    sqlite3_extended_result_codes(database.m_connection->handle, 1);
    database.execute("pragma foreign_keys = on");
    return database;
}

void Database::execute(const std::string& sql)
{
    const int code = sqlite3_exec(m_connection->handle, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        fail(*m_connection, sqlite3_extended_errcode(m_connection->handle));
    }
}

Statement Database::prepare(std::string_view sql) const
{
    return {*m_connection, sql};
}

std::int64_t Database::number(std::string_view sql) const
{
    Statement statement = prepare(sql);
    return statement.step() ? statement.integer(0) : 0;
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_connection->handle) == 0;
}

void Database::copyTo(Database& target) const
{
    sqlite3* to = target.m_connection->handle;
    sqlite3_backup* backup = sqlite3_backup_init(to, "main", m_connection->handle, "main");
    if (backup == nullptr) {
        fail(*target.m_connection, sqlite3_extended_errcode(to));
    }
    const int code = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE) {
        fail(*target.m_connection, code == SQLITE_OK ? SQLITE_ERROR : code);
    }
    if (finished != SQLITE_OK) {
        fail(*target.m_connection, finished);
    }
}

const std::string& Database::name() const
{
    return m_connection->name;
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

Statement::Statement(const Connection& connection, std::string_view sql)
    : m_connection(&connection)
{
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(
        connection.handle, sql.data(), static_cast<int>(sql.size()), &statement, nullptr));
    m_statement.reset(statement);
}

void Statement::check(int code) const
{
    if (code != SQLITE_OK) {
        fail(*m_connection, code);
    }
}

bool Statement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        fail(*m_connection, code);
    }
    return code == SQLITE_ROW;
}

void Statement::reset()
{
    // The result repeats the error of the last step, which was reported there.
    static_cast<void>(sqlite3_reset(m_statement.get()));
    sqlite3_clear_bindings(m_statement.get());
}

std::string_view Statement::view(int column) const
{
    const void* text = sqlite3_column_text(m_statement.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column));
    return text == nullptr ? std::string_view{}
                           : std::string_view(static_cast<const char*>(text), size);
}

std::optional<std::string> Statement::textOrNull(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

std::string Statement::blob(int column) const
{
    const void* bytes = sqlite3_column_blob(m_statement.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column));
    return bytes == nullptr ? std::string{} : std::string(static_cast<const char*>(bytes), size);
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

void Statement::bindInteger(int index, std::int64_t value)
{
    check(sqlite3_bind_int64(m_statement.get(), index, value));
}

void Statement::bindReal(int index, double value)
{
    check(sqlite3_bind_double(m_statement.get(), index, value));
}

void Statement::bindText(int index, std::string_view value)
{
    // Without a place in memory an empty text would become NULL. No destructor: not copied.
    check(sqlite3_bind_text64(m_statement.get(),
                              index,
                              value.empty() ? "" : value.data(),
                              value.size(),
                              nullptr,
                              SQLITE_UTF8));
}

void Statement::bindBlob(int index, BlobView value)
{
    check(sqlite3_bind_blob64(m_statement.get(),
                              index,
                              value.bytes.empty() ? "" : value.bytes.data(),
                              value.bytes.size(),
                              nullptr));
}

Transaction::Transaction(Database& database)
    : m_connection(database.m_connection.get())
{
    database.execute("begin immediate");
}

std::optional<Transaction> Transaction::tryBegin(Database& database)
{
    sqlite3* handle = database.m_connection->handle;
    std::optional<Transaction> transaction;
    sqlite3_busy_timeout(handle, 0);
    try {
        transaction.emplace(database);
    } catch (const Error&) {
        // Whoever asks again with the constructor is told why.
        transaction.reset();
    }
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    return transaction;
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
{}

Transaction::~Transaction()
{
    // The system may have ended it already after a failure to write. If rolling back fails too, the
    // journal stays and the next opening rolls back.
    if (m_connection != nullptr && sqlite3_get_autocommit(m_connection->handle) == 0) {
        sqlite3_exec(m_connection->handle, "rollback", nullptr, nullptr, nullptr);
    }
}

void Transaction::commit()
{
    const int code = sqlite3_exec(m_connection->handle, "commit", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        fail(*m_connection, sqlite3_extended_errcode(m_connection->handle));
    }
    m_connection = nullptr;
}

} // namespace netready
