// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/knowledge/format.h"
#include "core/knowledge/map_reader.h"
#include "core/knowledge/pack_folder.h"
#include "core/knowledge/parallel.h"
#include "core/knowledge/resolve.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <tuple>

namespace netready {

namespace {

constexpr std::string_view kPackFileName = "pack.yaml";

/// One file while it is loaded.
struct LoadedFile
{
    explicit LoadedFile(const PackFile* packFile)
        : file(packFile)
    {}
    LoadedFile(const LoadedFile&) = delete; // the problems refer to the document
    LoadedFile& operator=(const LoadedFile&) = delete;

    const PackFile* file;
    YamlDocument document = {};
    FileProblems problems{file->path, document.problems};
};

/// Loads files into knowledge; the steps run once each, in the order of load().
class Loader
{
public:
    explicit Loader(const std::vector<PackFile>& files);
    LoadedKnowledge load();

private:
    void findPacks();
    void parse();
    void read();
    void readFile(LoadedFile& loaded);
    void resolve();
    void setDigests();
    [[nodiscard]] std::vector<const PackFile*> filesOf(std::size_t pack) const;

    std::vector<const PackFile*> m_files; ///< by path
    std::vector<std::string> m_folders;   ///< of the packs
    std::vector<std::string> m_bytes;     ///< of the packs, in the order of the folders
    std::vector<std::string> m_digests;   ///< likewise
    std::deque<LoadedFile> m_loaded;      ///< a deque: declarations point into it
    Declarations m_declared;
    std::shared_ptr<Knowledge> m_knowledge = std::make_shared<Knowledge>();
    Diagnostics m_diagnostics;
};

Loader::Loader(const std::vector<PackFile>& files)
{
    for (const PackFile& file : files) {
        m_files.push_back(&file);
    }
    const auto byPath = [](const PackFile* a, const PackFile* b) {
        return std::tie(a->path, a->content) < std::tie(b->path, b->content);
    };
    const auto isSame = [](const PackFile* a, const PackFile* b) {
        return a->path == b->path && a->content == b->content;
    };
    std::sort(m_files.begin(), m_files.end(), byPath);
    // Folders that lie in one another give a file twice.
    m_files.erase(std::unique(m_files.begin(), m_files.end(), isSame), m_files.end());
}

void Loader::findPacks()
{
    for (const PackFile* file : m_files) {
        if (fileNameOf(file->path) == kPackFileName) {
            m_folders.push_back(folderOf(file->path));
        }
    }
    if (m_folders.empty()) {
        m_diagnostics.push_back({DiagnosticSeverity::Error,
                                 "no-pack",
                                 "there is no pack: a folder with a \"pack.yaml\"",
                                 {}});
    }
}

void Loader::parse()
{
    for (const PackFile* file : m_files) {
        m_loaded.emplace_back(file);
    }
    const std::size_t packs = m_folders.size();
    m_bytes.resize(packs);
    m_digests.resize(packs);
    forEachInParallel(packs + m_files.size(), [&](std::size_t i) {
        if (i < packs) {
            m_bytes[i] = bytesOf(filesOf(i), m_folders[i]);
            m_digests[i] = sha256(m_bytes[i]);
        } else {
            const PackFile& file = *m_files[i - packs];
            m_loaded[i - packs].document = parseYaml(file.path, file.content);
        }
    });
}

void Loader::readFile(LoadedFile& loaded)
{
    const std::string& path = loaded.file->path;
    const std::string_view key = loaded.document.firstKey;
    FileProblems& problems = loaded.problems;
    const bool isKnownKey = std::find(kFileKeys.begin(), kFileKeys.end(), key) != kFileKeys.end();
    const bool isMap = loaded.document.root && loaded.document.root->isMap();
    const bool isInPack = packOf(path, m_folders).has_value();
    if (!loaded.document.problems.empty() || !isMap || !isKnownKey || !isInPack) {
        // What a file that is not read holds is told by its first key; without one it may be
        // anything.
        for (const std::string_view any : kFileKeys) {
            if (!isKnownKey || key == any) {
                m_declared.broken.emplace(any);
            }
        }
    }
    if (!isInPack) {
        problems.error("file-outside-pack",
                       Position{path, 0, 0},
                       "the file " + inQuotes(path) +
                           " belongs to no pack: no folder above it holds a \"pack.yaml\"");
        return;
    }
    if (!loaded.document.root) {
        return;
    }
    const YamlNode& root = *loaded.document.root;
    if (!checkIsMap(root, "file of a pack", problems)) {
        return;
    }
    if (!isKnownKey) {
        const std::vector<std::string> keys(kFileKeys.begin(), kFileKeys.end());
        problems.error("unknown-file-kind",
                       root,
                       "the first key " + inQuotes(key) + " does not say what the file holds: " +
                           "it must be one of " + join(keys, ", ") + didYouMean(key, keys));
        return;
    }
    if ((key == "pack") != (fileNameOf(path) == kPackFileName)) {
        problems.error("pack-file-name",
                       root,
                       key == "pack" ? "a pack is declared in a file named \"pack.yaml\""
                                     : R"("pack.yaml" must begin with the key "pack")");
    }
    readDeclarations(key, root, problems, m_declared);
}

void Loader::read()
{
    for (LoadedFile& loaded : m_loaded) {
        readFile(loaded);
    }
    for (const Declared<Rule>& rule : m_declared.rules) {
        const std::string expected = rule.value.id + ".yaml";
        if (!rule.value.id.empty() && fileNameOf(rule.file->path()) != expected) {
            rule.file->warning("file-name-differs",
                               *rule.node,
                               "the file of the rule " + inQuotes(rule.value.id) +
                                   " should be named " + inQuotes(expected));
        }
    }
}

std::vector<const PackFile*> Loader::filesOf(std::size_t pack) const
{
    std::vector<const PackFile*> files;
    for (const PackFile* file : m_files) {
        if (packOf(file->path, m_folders) == pack) {
            files.push_back(file);
        }
    }
    return files;
}

void Loader::setDigests()
{
    for (Pack& pack : m_knowledge->packs) {
        const auto folder =
            std::find(m_folders.begin(), m_folders.end(), folderOf(pack.where.file));
        const auto index = static_cast<std::size_t>(folder - m_folders.begin());
        pack.digest = m_digests.at(index);
        pack.bytes = std::move(m_bytes.at(index));
    }
}

void Loader::resolve()
{
    Resolving resolving{m_declared, *m_knowledge};
    if (!resolveNames(resolving)) {
        return;
    }
    m_knowledge->schema = Schema(m_knowledge->kinds, m_knowledge->attributes);
    resolving.world.emplace(m_knowledge->schema);
    resolveDemand(resolving);
    resolveComputed(resolving);
    resolveQuestions(resolving);
    resolveRules(resolving);
    resolveActions(resolving);
    resolveTemplates(resolving);
    checkUse(resolving);
}

LoadedKnowledge Loader::load()
{
    findPacks();
    parse();
    read();
    resolve();
    for (LoadedFile& loaded : m_loaded) {
        std::move(loaded.document.problems.begin(),
                  loaded.document.problems.end(),
                  std::back_inserter(m_diagnostics));
    }
    sortByPlace(m_diagnostics);
    LoadedKnowledge result;
    if (!hasErrors(m_diagnostics)) {
        setDigests();
        result.knowledge = std::move(m_knowledge);
    }
    result.diagnostics = std::move(m_diagnostics);
    return result;
}

} // namespace

LoadedKnowledge loadKnowledge(const std::vector<PackFile>& files)
{
    return Loader(files).load();
}

} // namespace netready
