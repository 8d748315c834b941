// SPDX-License-Identifier: GPL-3.0-or-later
/// decode_stream [SEED] < stream: reads a recorded answer in random pieces, as the client does, and prints what became
/// of it as one JSON object: {"content", "stop_reason", "model", "id", "output_tokens"} or {"error": key}.
#include "claude/answerstream.h"

#include <QFile>

#include <cstdio>
#include <cstdlib>
#include <random>

namespace
{

bw::Result<bw::claude::Turn> decode(const QByteArray &stream, unsigned seed)
{
    std::mt19937 random(seed);
    bw::claude::TurnObserver silent;
    bw::claude::AnswerStream answer(silent, QStringLiteral("test"));
    bw::net::HttpResponse head;
    head.status = 200;
    answer.onHead(head);
    for (qsizetype at = 0; at < stream.size();) {
        const qsizetype size = std::min<qsizetype>(stream.size() - at, 1 + static_cast<qsizetype>(random() % 200));
        if (!answer.onData(QByteArray(stream.constData() + at, size)))
            break;
        at += size;
    }
    return answer.finish();
}

}  // namespace

int main(int argc, char **argv)
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 2;
    const auto turn = decode(input.readAll(), argc > 1 ? static_cast<unsigned>(std::strtoul(argv[1], nullptr, 10)) : 1);
    QByteArray out;
    if (turn) {
        const bw::Json rest {{"stop_reason", bw::toStd(turn->stopReasonKey)},
                             {"model", bw::toStd(turn->model)},
                             {"id", bw::toStd(turn->messageId)},
                             {"output_tokens", turn->usage.output}};
        // The content goes out as it would go back to the service.
        out = "{\"content\":" + turn->contentJson + "," + bw::toBytes(rest).sliced(1);
    } else {
        out = bw::toBytes(bw::Json {{"error", bw::toStd(bw::toKey(turn.error().code))}});
    }
    std::fwrite(out.constData(), 1, static_cast<size_t>(out.size()), stdout);
    return 0;
}
