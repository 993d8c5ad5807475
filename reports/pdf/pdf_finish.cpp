// SPDX-License-Identifier: Apache-2.0
#include "reports/pdf/pdf_finish.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFMatrix.hh>
#include <qpdf/QPDFNameTreeObjectHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

namespace netready {

namespace {

constexpr double kPageHeight = 841.89;    // A4 in points
constexpr double kMillimetre = 72 / 25.4; // in points
constexpr double kBesideLine = 5;         // from the edge of a link in the contents to its text
constexpr double kAboveHeading = 12;      // a jump shows the line above the heading, too

std::map<QPDFObjGen, std::size_t> pageNumbers(QPDF& pdf)
{
    std::map<QPDFObjGen, std::size_t> numbers;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
        numbers.emplace(page.getObjectHandle().getObjGen(), numbers.size());
    }
    return numbers;
}

/// Reads `[page /XYZ left top zoom]`, perhaps inside a dictionary.
void addDestination(BodyPages& pages,
                    const std::map<QPDFObjGen, std::size_t>& numbers,
                    std::string name,
                    QPDFObjectHandle target)
{
    if (target.isDictionary()) {
        target = target.getKey("/D");
    }
    if (!target.isArray() || target.getArrayNItems() < 4) {
        return;
    }
    const auto page = numbers.find(target.getArrayItem(0).getObjGen());
    QPDFObjectHandle top = target.getArrayItem(3);
    if (page == numbers.end()) {
        return;
    }
    if (!name.empty() && name.front() == '/') {
        name.erase(0, 1);
    }
    pages.destinations[name] = {page->second, top.isNumber() ? top.getNumericValue() : kPageHeight};
}

/// Name that a link annotation goes to; empty if it leaves the document.
std::string targetOf(QPDFObjectHandle annotation)
{
    QPDFObjectHandle target = annotation.getKey("/Dest");
    QPDFObjectHandle action = annotation.getKey("/A");
    if (target.isNull() && action.isDictionary()) {
        target = action.getKey("/D");
    }
    if (target.isName()) {
        return target.getName().substr(1);
    }
    return target.isString() ? target.getUTF8Value() : "";
}

std::string millimetres(double points)
{
    const long hundredths = std::lround(points / kMillimetre * 100);
    const std::string rest = std::to_string(hundredths % 100);
    return std::to_string(hundredths / 100) + "." + (rest.size() == 1 ? "0" + rest : rest) + "mm";
}

/// Builds one level of the outline under `parent`.
class Outline
{
public:
    Outline(QPDF& pdf, const PdfJob& job, const BodyPages& pages)
        : m_pdf(pdf)
        , m_pages(QPDFPageDocumentHelper(pdf).getAllPages())
    {
        for (const OutlineEntry& entry : job.outline) {
            const auto found = pages.destinations.find(entry.id);
            if (found != pages.destinations.end() && found->second.page < m_pages.size()) {
                m_entries.emplace_back(entry, found->second);
            }
        }
    }

    void add()
    {
        if (m_entries.empty()) {
            return;
        }
        QPDFObjectHandle root = m_pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        root.replaceKey("/Type", QPDFObjectHandle::newName("/Outlines"));
        addLevel(root, 0, m_entries.size(), 1);
        m_pdf.getRoot().replaceKey("/Outlines", root);
        m_pdf.getRoot().replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));
    }

private:
    void addLevel(QPDFObjectHandle parent, std::size_t first, std::size_t last, int level)
    {
        std::vector<QPDFObjectHandle> items;
        for (std::size_t i = first; i < last;) {
            std::size_t next = i + 1;
            while (next < last && m_entries[next].first.level > level) {
                ++next;
            }
            QPDFObjectHandle item = m_pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
            const auto& [entry, place] = m_entries[i];
            item.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(entry.title));
            item.replaceKey("/Parent", parent);
            QPDFObjectHandle target = QPDFObjectHandle::newArray();
            target.appendItem(m_pages[place.page].getObjectHandle());
            target.appendItem(QPDFObjectHandle::newName("/XYZ"));
            target.appendItem(QPDFObjectHandle::newInteger(0));
            target.appendItem(
                QPDFObjectHandle::newReal(std::min(kPageHeight, place.top + kAboveHeading), 1));
            target.appendItem(QPDFObjectHandle::newNull());
            item.replaceKey("/Dest", target);
            if (next > i + 1) {
                addLevel(item, i + 1, next, level + 1);
                // Negative: closed until the reader opens it.
                item.replaceKey(
                    "/Count", QPDFObjectHandle::newInteger(-static_cast<long long>(next - i - 1)));
            }
            items.push_back(item);
            i = next;
        }
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0) {
                items[i].replaceKey("/Prev", items[i - 1]);
            }
            if (i + 1 < items.size()) {
                items[i].replaceKey("/Next", items[i + 1]);
            }
        }
        parent.replaceKey("/First", items.front());
        parent.replaceKey("/Last", items.back());
        parent.replaceKey("/Count",
                          QPDFObjectHandle::newInteger(static_cast<long long>(items.size())));
    }

    QPDF& m_pdf;
    std::vector<QPDFPageObjectHelper> m_pages;
    std::vector<std::pair<OutlineEntry, PagePlace>> m_entries;
};

void setMetadata(QPDF& pdf, const PdfJob& job)
{
    QPDFObjectHandle info = QPDFObjectHandle::newDictionary();
    info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(job.title));
    info.replaceKey("/Creator", QPDFObjectHandle::newUnicodeString("Netready"));
    info.replaceKey("/Producer",
                    QPDFObjectHandle::newUnicodeString("Netready, Qt WebEngine, qpdf"));
    std::string day = job.date.substr(0, 10);
    day.erase(std::remove(day.begin(), day.end(), '-'), day.end());
    if (day.size() == 8 && day.find_first_not_of("0123456789") == std::string::npos) {
        info.replaceKey("/CreationDate", QPDFObjectHandle::newString("D:" + day + "000000Z"));
    }
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
    QPDFObjectHandle root = pdf.getRoot();
    root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString(job.language));
    QPDFObjectHandle preferences = QPDFObjectHandle::newDictionary();
    preferences.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
    root.replaceKey("/ViewerPreferences", preferences);
    root.removeKey("/Metadata");
}

/// Lays each page of the furniture over the body's page of the same number.
void overlay(QPDF& body, QPDF& furniture)
{
    std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(body).getAllPages();
    std::vector<QPDFPageObjectHelper> over = QPDFPageDocumentHelper(furniture).getAllPages();
    if (over.size() != pages.size()) {
        throw std::runtime_error("the running heads do not fit the pages");
    }
    for (std::size_t i = 1; i < pages.size(); ++i) { // none on the cover
        QPDFObjectHandle form = body.copyForeignObject(over[i].getFormXObjectForPage());
        QPDFObjectHandle resources = pages[i].getAttribute("/Resources", true);
        int suffix = 1;
        const std::string name = resources.getUniqueResourceName("/Fx", suffix);
        const std::string content =
            pages[i].placeFormXObject(form, name, pages[i].getTrimBox().getArrayAsRectangle());
        if (!content.empty()) {
            resources.mergeResources(QPDFObjectHandle::parse("<< /XObject << >> >>"));
            resources.getKey("/XObject").replaceKey(name, form);
            pages[i].addPageContents(body.newStream("q\n"), true);
            pages[i].addPageContents(body.newStream("\nQ\n" + content), false);
        }
    }
}

} // namespace

BodyPages readBody(const std::string& bytes)
{
    QPDF pdf;
    pdf.processMemoryFile("body", bytes.data(), bytes.size());
    const std::map<QPDFObjGen, std::size_t> numbers = pageNumbers(pdf);
    BodyPages pages;
    pages.count = numbers.size();
    QPDFObjectHandle old = pdf.getRoot().getKey("/Dests");
    if (old.isDictionary()) {
        for (const auto& [name, target] : old.getDictAsMap()) {
            addDestination(pages, numbers, name, target);
        }
    }
    QPDFObjectHandle names = pdf.getRoot().getKey("/Names");
    if (names.isDictionary() && names.getKey("/Dests").isDictionary()) {
        QPDFNameTreeObjectHelper tree(names.getKey("/Dests"), pdf);
        for (const auto& [name, target] : tree.getAsMap()) {
            addDestination(pages, numbers, name, target);
        }
    }
    const auto summary = pages.destinations.find("summary");
    const std::size_t end = summary == pages.destinations.end() ? 0 : summary->second.page;
    std::set<std::string> seen;
    std::vector<QPDFPageObjectHelper> all = QPDFPageDocumentHelper(pdf).getAllPages();
    for (std::size_t page = 1; page < end; ++page) {
        for (QPDFAnnotationObjectHelper& annotation : all[page].getAnnotations("/Link")) {
            const std::string target = targetOf(annotation.getObjectHandle());
            if (!target.empty() && seen.insert(target).second) {
                pages.contents.push_back({{page, annotation.getRect().ury}, target});
            }
        }
    }
    return pages;
}

std::string furnitureHtml(const PdfJob& job, const BodyPages& pages)
{
    std::string html = "<!DOCTYPE html><html lang=\"" + job.language +
                       R"("><head><meta charset="utf-8"><style>)" + job.furnitureCss +
                       "</style></head><body>";
    for (std::size_t page = 0; page < pages.count; ++page) {
        html += "<div class=\"page\">";
        if (page > 0) {
            html += "<div class=\"head\"><span>" + job.headLeft + "</span><bdi>" + job.headRight +
                    "</bdi></div><div class=\"foot\"><span>" + job.foot +
                    "</span><span class=\"page-number\">" + std::to_string(page + 1) + " of " +
                    std::to_string(pages.count) + "</span></div>";
        }
        for (const BodyPages::Link& link : pages.contents) {
            const auto target = pages.destinations.find(link.target);
            if (link.place.page == page && target != pages.destinations.end()) {
                html += R"(<div class="number" style="top:)" +
                        millimetres(kPageHeight - link.place.top + kBesideLine) + "\">" +
                        std::to_string(target->second.page + 1) + "</div>";
            }
        }
        html += "</div>";
    }
    return html + "</body></html>";
}

void finishPdf(const PdfJob& job,
               const std::string& bodyBytes,
               const std::string& furnitureBytes,
               const char* out)
{
    const BodyPages pages = readBody(bodyBytes);
    QPDF body;
    QPDF furniture;
    body.processMemoryFile("body", bodyBytes.data(), bodyBytes.size());
    furniture.processMemoryFile("furniture", furnitureBytes.data(), furnitureBytes.size());
    overlay(body, furniture);
    Outline(body, job, pages).add();
    setMetadata(body, job);
    QPDFWriter writer(body, out);
    writer.setDeterministicID(true);
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setCompressStreams(true);
    writer.write();
}

} // namespace netready
