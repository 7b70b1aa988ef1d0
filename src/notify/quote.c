#include "notify/quote.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

static bool is_unreserved(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           (byte != '\0' && strchr("-._~", byte) != NULL);
}

void quote_percent(const char *value, struct text *out)
{
    static const char digits[] = "0123456789ABCDEF";

    while (*value != '\0') {
        size_t plain = 0;
        while (is_unreserved(value[plain]))
            plain++;
        text_put_bytes(out, value, plain);
        value += plain;
        for (; *value != '\0' && !is_unreserved(*value); value++) {
            unsigned char byte = (unsigned char)*value;
            text_put_bytes(out, (const char[]){'%', digits[byte >> 4], digits[byte & 15]}, 3);
        }
    }
}

void quote_json(const char *value, struct text *out)
{
    for (; *value != '\0'; value++) {
        if (*value == '"' || *value == '\\')
            text_putf(out, "\\%c", *value);
        else if ((unsigned char)*value < 0x20)
            text_putf(out, "\\u%04x", (unsigned char)*value);
        else
            text_put_char(out, *value);
    }
}

static const char *xml_entity(char byte)
{
    switch (byte) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    case '\'': return "&apos;";
    default: return NULL;
    }
}

void quote_xml(const char *value, struct text *out)
{
    for (; *value != '\0'; value++) {
        const char *entity = xml_entity(*value);
        if (entity != NULL)
            text_put(out, entity);
        else
            text_put_char(
                out, (char)((unsigned char)*value < 0x20 && strchr("\t\r\n", *value) == NULL ? ' ' : *value));
    }
}

void quote_base64(const char *value, struct text *out)
{
    quote_base64_bytes((const unsigned char *)value, strlen(value), out);
}

void quote_base64_bytes(const unsigned char *bytes, size_t length, struct text *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t at = 0; at < length; at += 3) {
        size_t left = length - at;
        uint32_t group = (uint32_t)bytes[at] << 16 | (left > 1 ? (uint32_t)bytes[at + 1] << 8 : 0) |
                         (left > 2 ? (uint32_t)bytes[at + 2] : 0);
        text_put_char(out, digits[group >> 18]);
        text_put_char(out, digits[group >> 12 & 63]);
        text_put_char(out, (char)(left > 1 ? digits[group >> 6 & 63] : '='));
        text_put_char(out, (char)(left > 2 ? digits[group & 63] : '='));
    }
}

void quote_line(const char *bytes, size_t length, char *out, size_t room)
{
    size_t put = 0;
    size_t used;

    for (size_t at = 0; at < length; at += used) {
        uint32_t character = '?';
        used = utf8_next(bytes + at, length - at, &character);
        const char *source = used == 0 ? "?" : character < 0x20 || character == 0x7f ? " " : bytes + at;
        size_t size = source == bytes + at ? used : 1;
        if (put + size >= room)
            break;
        memcpy(out + put, source, size);
        put += size;
        used = used == 0 ? 1 : used;
    }
    while (put > 0 && out[put - 1] == ' ')
        put--;
    out[put] = '\0';
}
