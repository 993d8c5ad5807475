// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yaml.h>

#include <string_view>

namespace netready {

/// libyaml's parser, fed from memory. It keeps its own stack, so depth costs no stack of ours.
class EventParser
{
public:
    explicit EventParser(std::string_view content)
        : m_isReady(yaml_parser_initialize(&m_parser) == 1)
    {
        if (m_isReady) {
            yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
            const void* bytes = content.data();
            yaml_parser_set_input_string(
                &m_parser, static_cast<const unsigned char*>(bytes), content.size());
        }
    }
    ~EventParser()
    {
        yaml_event_delete(&m_event);
        if (m_isReady) {
            yaml_parser_delete(&m_parser);
        }
    }
    EventParser(const EventParser&) = delete;
    EventParser& operator=(const EventParser&) = delete;
    EventParser(EventParser&&) = delete;
    EventParser& operator=(EventParser&&) = delete;

    /// False if the text is broken here; the event lives until the next call.
    [[nodiscard]] bool next()
    {
        yaml_event_delete(&m_event);
        return m_isReady && yaml_parser_parse(&m_parser, &m_event) == 1;
    }
    [[nodiscard]] const yaml_event_t& event() const { return m_event; }
    [[nodiscard]] const yaml_parser_t& state() const { return m_parser; }

private:
    yaml_parser_t m_parser{};
    yaml_event_t m_event{};
    bool m_isReady;
};

} // namespace netready
