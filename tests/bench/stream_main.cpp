// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/answerstream.h"

#include <QFile>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <vector>

using namespace Qt::StringLiterals;
using namespace bw;

namespace
{

constexpr int rounds = 200;
constexpr qsizetype piece = 16 * 1024;  // what a TLS record brings

QByteArray event(const QByteArray &name, const Json &data)
{
    return "event: " + name + "\ndata: " + toBytes(data) + "\n\n";
}

void addBlock(QByteArray &stream, int index, const Json &start, const char *kind, const char *member, int deltas)
{
    stream +=
        event("content_block_start", {{"type", "content_block_start"}, {"index", index}, {"content_block", start}});
    const bool json = std::strcmp(kind, "input_json_delta") == 0;
    for (int i = 0; i < deltas; ++i) {
        const std::string words = "word " + std::to_string(i % 977) + " of an answer, with \"quotes\"\nand ümläuts; ";
        std::string text = words;
        if (json) {
            text = Json(words).dump();
            text = text.substr(1, text.size() - 2);
            if (i == 0)
                text.insert(0, "{\"content\":\"");
            if (i + 1 == deltas)
                text += "\"}";
        }
        stream +=
            event("content_block_delta",
                  {{"type", "content_block_delta"}, {"index", index}, {"delta", {{"type", kind}, {member, text}}}});
    }
    stream += event("content_block_stop", {{"type", "content_block_stop"}, {"index", index}});
}

/// One answer as the service streams it: thinking, text and a tool call.
QByteArray answer()
{
    QByteArray stream = event("message_start",
                              {{"type", "message_start"},
                               {"message",
                                {{"id", "msg_01"},
                                 {"type", "message"},
                                 {"role", "assistant"},
                                 {"content", Json::array()},
                                 {"model", "m"},
                                 {"stop_reason", nullptr},
                                 {"stop_sequence", nullptr},
                                 {"usage", {{"input_tokens", 25}, {"output_tokens", 1}}}}}});
    addBlock(stream, 0, {{"type", "thinking"}, {"thinking", ""}, {"signature", ""}}, "thinking_delta", "thinking", 400);
    stream += "event: ping\ndata: {\"type\": \"ping\"}\n\n";
    addBlock(stream, 1, {{"type", "text"}, {"text", ""}}, "text_delta", "text", 800);
    addBlock(stream, 2, {{"type", "tool_use"}, {"id", "toolu_01"}, {"name", "write_file"}, {"input", Json::object()}},
             "input_json_delta", "partial_json", 800);
    stream += event("message_delta",
                    {{"type", "message_delta"},
                     {"delta", {{"stop_reason", "tool_use"}, {"stop_sequence", nullptr}}},
                     {"usage", {{"output_tokens", 900}}}});
    return stream + event("message_stop", {{"type", "message_stop"}});
}

double seconds(const std::function<bool()> &work)
{
    const auto began = std::chrono::steady_clock::now();
    if (!work())
        return -1;
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

bool decode(const QByteArray &stream)
{
    claude::TurnObserver silent;
    claude::AnswerStream answers(silent, u"bench"_s);
    net::HttpResponse head;
    head.status = 200;
    answers.onHead(head);
    for (qsizetype at = 0; at < stream.size(); at += piece)
        if (!answers.onData(QByteArrayView(stream).mid(at, std::min(piece, stream.size() - at))))
            return false;
    const auto turn = answers.finish();
    return turn && turn->blocks.size() == 3 && turn->blocks.at(2).toolInputValid;
}

}  // namespace

/// bench_stream [FILE]: decodes one recorded answer again and again; writes it to FILE for the peer.
int main(int argc, char **argv)
{
    const QByteArray stream = answer();
    if (argc > 1) {
        QFile file(QString::fromLocal8Bit(argv[1]));
        if (!file.open(QIODevice::WriteOnly) || file.write(stream) != stream.size())
            return 1;
    }
    const double megabytes = double(stream.size()) * rounds / 1e6;
    std::vector<double> times;
    for (int i = 0; i < 3; ++i) {
        times.push_back(seconds([&] {
            for (int round = 0; round < rounds; ++round)
                if (!decode(stream))
                    return false;
            return true;
        }));
        if (times.back() < 0)
            return 1;
    }
    QByteArray copy(stream.size(), '\0');
    const double copied = seconds([&] {
        for (int round = 0; round < rounds; ++round) {
            std::memcpy(copy.data(), stream.constData(), size_t(stream.size()));
            asm volatile("" : : "r"(copy.constData()) : "memory");
        }
        return true;
    });
    std::ranges::sort(times);
    std::printf("bench stream_decode ours=%.1fMB/s bytes=%lld rounds=%d\n", megabytes / times.at(1),
                static_cast<long long>(stream.size()), rounds);
    std::printf("bench stream_memcpy ours=%.1fMB/s peer=%.1fMB/s\n", megabytes / times.at(1), megabytes / copied);
    return 0;
}
