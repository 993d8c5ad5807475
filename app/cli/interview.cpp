// SPDX-License-Identifier: Apache-2.0
#include "app/cli/interview.h"

#include "app/cli/console.h"
#include "app/client/host.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/facts/resolution.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <iostream>
#include <utility>

namespace netready {

namespace {

volatile std::sig_atomic_t interrupted = 0;

/// Lets Ctrl-C end the waiting for a line instead of the program.
class CatchInterrupt
{
public:
    CatchInterrupt()
    {
        interrupted = 0;
        struct sigaction action = {};
        action.sa_handler = [](int) { interrupted = 1; };
        sigaction(SIGINT, &action, &m_before);
    }
    CatchInterrupt(const CatchInterrupt&) = delete;
    CatchInterrupt& operator=(const CatchInterrupt&) = delete;
    ~CatchInterrupt() { sigaction(SIGINT, &m_before, nullptr); }

private:
    struct sigaction m_before = {};
};

bool isNumberedChoice(const Attribute& attribute)
{
    return !attribute.isNumber() && attribute.type != AttributeType::Text &&
           attribute.type != AttributeType::Date;
}

/// The option of a number that was typed; anything else stays as it is.
std::string optionFor(const std::vector<AnswerOption>& options, std::string_view typed)
{
    const bool unsure = typed.ends_with('?');
    const std::string_view digits = typed.substr(0, typed.size() - (unsure ? 1 : 0));
    std::size_t number = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (result.ec != std::errc{} || result.ptr != digits.data() + digits.size() || number == 0 ||
        number > options.size()) {
        return std::string(typed);
    }
    return options[number - 1].value + (unsure ? "?" : "");
}

void printField(std::string_view label, std::string_view text)
{
    constexpr std::size_t kLabelWidth = 12;
    if (!text.empty()) {
        printLine("  " + inked(Ink::Faint, padded(label, kLabelWidth)) +
                  wrapped(text, kLabelWidth + 2));
    }
}

/// The next line of the input; nothing after Ctrl-C and at the end of the input.
std::optional<std::string> readLine()
{
    print("> ");
    flushOutput();
    std::string line;
    if (interrupted != 0 || !std::getline(std::cin, line)) {
        return std::nullopt;
    }
    if (isatty(STDIN_FILENO) == 0) {
        // Nobody saw it being typed.
        printLine(line);
    }
    return line;
}

} // namespace

std::string answerText(const Attribute& attribute,
                       const std::vector<AnswerOption>& options,
                       std::string_view typed)
{
    const std::string_view text = trimmed(typed);
    if (text.starts_with('=')) {
        return std::string(trimmed(text.substr(1)));
    }
    if (!isNumberedChoice(attribute)) {
        return std::string(text);
    }
    if (attribute.type == AttributeType::Boolean && (text == "y" || text == "n")) {
        return text == "y" ? "yes" : "no";
    }
    if (attribute.type == AttributeType::Choices) {
        if (text == "none") {
            return "[]";
        }
        std::string_view list = text;
        if (list.starts_with('[') && list.ends_with(']')) {
            list = list.substr(1, list.size() - 2);
        }
        std::vector<std::string> chosen;
        for (const std::string_view part : split(list, ',')) {
            chosen.push_back(optionFor(options, trimmed(part)));
        }
        return "[" + join(chosen, ", ") + "]";
    }
    constexpr std::string_view kOr = " or ";
    std::vector<std::string> remaining;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(kOr, start), text.size());
        remaining.push_back(optionFor(options, trimmed(text.substr(start, end - start))));
        start = end + kOr.size();
    }
    return join(remaining, kOr);
}

Interview::Interview(Client& client, InterviewOptions options)
    : m_client(client)
    , m_options(std::move(options))
    , m_live(client.live(m_options.today))
{}

std::optional<RankedQuestion> Interview::chooseQuestion()
{
    const std::vector<RankedQuestion> open = openQuestions(m_live, m_options.filter);
    const RankedQuestion* best = nullptr;
    for (const RankedQuestion& question : open) {
        if (m_wanted && question.key == *m_wanted) {
            return question;
        }
        const bool asked =
            resolve(*question.attribute, m_client.facts().facts(question.key)).knowing !=
            Knowing::NeverAsked;
        if (best == nullptr && (m_options.again || !asked) && !m_dealtWith.contains(question.key)) {
            best = &question;
        }
    }
    return best == nullptr ? std::nullopt : std::optional(*best);
}

void Interview::showQuestion(const RankedQuestion& question) const
{
    const Attribute& attribute = *question.attribute;
    const auto subject = m_client.facts().subjects().find(question.key.subject);
    const std::string title =
        subject == m_client.facts().subjects().end() || subject->second.title.empty()
            ? question.key.subject.text()
            : subject->second.title;
    printLine();
    printLine(inked(Ink::Accent, "Question " + std::to_string(m_asked)) + "  " + title + "  " +
              inked(Ink::Faint, question.key.text()));
    printLine(inked(Ink::Bold, wrapped(wording(question), 0)));
    if (question.question != nullptr) {
        printField("Why", question.question->why);
        printField("Who knows", question.question->role);
        printField("Where", question.question->placeOfAnswer);
        printField("Typical", question.question->typical);
    } else {
        printField("What", attribute.help);
    }
    printField("Brings", worth(question));
    const std::vector<AnswerOption> options = answerOptions(attribute, m_client.facts());
    if (attribute.type == AttributeType::Reference && options.empty()) {
        printField("Answer",
                   "there is no " + attribute.targetKind + " yet: ? or s, and later netready add");
        return;
    }
    printField("Answer", answerForm(attribute));
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (attribute.type != AttributeType::Boolean) {
            const std::string number = std::to_string(i + 1) + "  ";
            printLine(
                "    " + number +
                wrapped(options[i].title + (options[i].help.empty() ? "" : " – " + options[i].help),
                        4 + number.size()));
        }
    }
}

void Interview::showHelp(const RankedQuestion& question) const
{
    printField("What", question.attribute->help);
    printField("Answer", answerForm(*question.attribute));
    printLine("  ?           asked, and nobody here knows");
    printLine("  na REASON   does not apply, and why");
    printLine("  s           skip for now");
    printLine("  b           back: take the last step of this session back and ask it again");
    printLine(
        "  q           quit; everything answered is in the file, and the next session goes on");
    printLine("  = TEXT      TEXT as it stands, also where it looks like one of these letters");
}

std::optional<Interview::Next> Interview::take(const RankedQuestion& question,
                                               std::string_view line)
{
    if (line == "q") {
        return std::nullopt;
    }
    if (line.empty()) {
        return Next::SameAgain;
    }
    if (line == "h") {
        showHelp(question);
        return Next::SameAgain;
    }
    if (line == "b") {
        return goBack();
    }
    if (line == "s") {
        m_dealtWith.insert(question.key);
        m_steps.push_back({question.key, false});
        printLine("  skipped");
        return Next::Question;
    }
    if (line == "?") {
        record(question, NotKnown{});
        return Next::Question;
    }
    if (line == "na" || line.starts_with("na ")) {
        return answer(question, "not applicable: " + std::string(trimmed(line.substr(2))));
    }
    return answer(question,
                  answerText(*question.attribute,
                             answerOptions(*question.attribute, m_client.facts()),
                             line));
}

Interview::Next Interview::answer(const RankedQuestion& question, const std::string& text)
{
    // A person is waiting: a wrong answer is no reason to end, it is said and asked again.
    try {
        record(question, parseFactValue(m_client.facts(), *question.attribute, text));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidInput && error.code() != ErrorCode::NotFound) {
            throw;
        }
        printLine("  " + inked(Ink::Red, wrapped(error.message(), 2)));
        return Next::SameAgain;
    }
    return Next::Question;
}

void Interview::record(const RankedQuestion& question, Value value)
{
    const Standing before = standing(m_live);
    Fact fact;
    fact.value = std::move(value);
    fact.origin = m_options.origin;
    const std::string answer = question.key.text() + " = " + toString(fact.value);
    Edit edit = setFactEdit(m_client.facts(),
                            question.key,
                            std::move(fact),
                            signature({.author = m_options.author}));
    edit.title = "answer " + answer;
    if (m_client.file.apply(edit)) {
        m_live.update(edit);
        m_steps.push_back({question.key, true});
    }
    m_dealtWith.insert(question.key);
    ++m_answers;
    const Standing after = standing(m_live);
    printLine("  " + inked(Ink::Green, "✓") + " " + answer +
              " · " + moved(before, after));
    if (after.verdict.settled && !before.verdict.settled) {
        printLine("  " + wrapped("The verdict is settled: no answer to an open question can change "
                                 "it any more. You may stop here (q) or go on.",
                                 2));
    }
}

Interview::Next Interview::goBack()
{
    if (m_steps.empty()) {
        printLine("  there is nothing to take back in this session");
        return Next::SameAgain;
    }
    const Step step = m_steps.back();
    m_steps.pop_back();
    m_dealtWith.erase(step.key);
    m_wanted = step.key;
    // The question that is left and the one that comes again count once.
    m_asked -= std::min<std::size_t>(m_asked, 2);
    if (step.edited) {
        const Standing before = standing(m_live);
        const std::optional<Edit> undone = m_client.file.undo();
        m_live.rebuild();
        --m_answers;
        printLine("  taken back: " + (undone ? undone->title : "") + " · " +
                  moved(before, standing(m_live)));
    }
    return Next::Question;
}

void Interview::sayGoodbye(std::string_view why) const
{
    printLine();
    const VerdictResult verdict = m_live.siteVerdict();
    printLine(std::string(why) + ": " + std::to_string(m_answers) +
              (m_answers == 1 ? " answer is" : " answers are") + " in the file · site " +
              toReadable(m_live.siteScore()) + ", " + std::string(toString(verdict.verdict)) +
              (verdict.settled ? ", settled" : ""));
}

void Interview::run()
{
    const CatchInterrupt guard;
    const Standing start = standing(m_live);
    printLine(m_client.file.info().title + " · site " + toReadable(start.score) + ", " +
              std::string(toString(start.verdict.verdict)) +
              (start.verdict.settled ? ", settled" : ""));
    printLine("? not known · na REASON does not apply · s skip · b back · h help · q quit");
    while (m_options.mostQuestions == 0 || m_asked < m_options.mostQuestions) {
        const std::optional<RankedQuestion> question = chooseQuestion();
        m_wanted.reset();
        if (!question) {
            const std::size_t open = openQuestions(m_live, m_options.filter).size();
            sayGoodbye(open == 0
                           ? "nothing else to ask"
                           : "nothing else to ask now, " + std::to_string(open) +
                                 (open == 1 ? " question stays open" : " questions stay open"));
            return;
        }
        ++m_asked;
        showQuestion(*question);
        std::optional<Next> next = Next::SameAgain;
        while (next == Next::SameAgain) {
            const std::optional<std::string> line = readLine();
            if (!line) {
                sayGoodbye(interrupted != 0 ? "stopped" : "end of input");
                return;
            }
            next = take(*question, trimmed(*line));
        }
        if (!next) {
            sayGoodbye("until next time");
            return;
        }
    }
    sayGoodbye("enough for now");
}

} // namespace netready
