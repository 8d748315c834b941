// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/sseparser.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using bw::ErrorCode;
using bw::Status;
using bw::net::SseEvent;
using bw::net::SseParser;

namespace
{

using Events = QList<std::pair<QByteArray, QByteArray>>;

/// Every piece lies in memory of its own that is gone after the call, so that a kept view shows.
struct Reader {
    SseParser parser;
    Events events;
    Status status;

    SseParser::Sink sink()
    {
        return [this](const SseEvent &event) -> Status {
            events.append({event.name.toByteArray(), event.data.toByteArray()});
            return {};
        };
    }
    void feed(QByteArrayView bytes)
    {
        if (!status)
            return;
        std::unique_ptr<char[]> own(new char[static_cast<size_t>(bytes.size())]);
        std::copy(bytes.begin(), bytes.end(), own.get());
        status = parser.feed(QByteArrayView(own.get(), bytes.size()), sink());
        std::fill_n(own.get(), bytes.size(), '#');
    }
};

Events read(const QByteArray &stream)
{
    Reader reader;
    reader.feed(stream);
    return reader.events;
}

const QByteArray mixed = "\xEF\xBB\xBF: a comment\n"
                         "event: first\ndata: {\"a\":1,\ndata: \"b\":2}\n\n"
                         "event:second\r\nid: 7\r\nretry: 10\r\ndata:x\r\n\r\n"
                         "data:  two spaces\rdata\r\r"
                         "unknown: field\nevent: only-name\n\n"
                         ":\n\n"
                         "data: Gr\xC3\xBC\xC3\x9F\x65 \xE2\x80\xA8 \xF0\x9F\x8C\x8D\n\n";
const Events mixedEvents {{"first", "{\"a\":1,\n\"b\":2}"},
                          {"second", "x"},
                          {"", " two spaces\n"},
                          {"only-name", ""},
                          {"", "Gr\xC3\xBC\xC3\x9F\x65 \xE2\x80\xA8 \xF0\x9F\x8C\x8D"}};

}  // namespace

class TstSseParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryFormOfLine() { QCOMPARE(read(mixed), mixedEvents); }

    void acceptsEveryLineEnd_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("LF") << QByteArray("\n");
        QTest::newRow("CRLF") << QByteArray("\r\n");
        QTest::newRow("CR") << QByteArray("\r");
    }
    void acceptsEveryLineEnd()
    {
        QFETCH(QByteArray, end);
        const QByteArray stream = "event: a" + end + "data: 1" + end + "data: 2" + end + end + "data: 3" + end + end;
        // A last CR could still be the first half of CRLF, but the event need not wait for it.
        QCOMPARE(read(stream), (Events {{"a", "1\n2"}, {"", "3"}}));
    }

    void readsTheSameAtEverySplit()
    {
        for (qsizetype first = 0; first <= mixed.size(); ++first) {
            for (qsizetype second = first; second <= mixed.size(); ++second) {
                Reader reader;
                reader.feed(mixed.first(first));
                reader.feed(mixed.sliced(first, second - first));
                reader.feed(mixed.sliced(second));
                if (reader.events != mixedEvents)
                    QFAIL(qPrintable(u"split at %1 and %2"_s.arg(first).arg(second)));
            }
        }
    }

    void readsTheSameByteByByte()
    {
        Reader reader;
        for (const char c : mixed)
            reader.feed(QByteArrayView(&c, 1));
        QCOMPARE(reader.events, mixedEvents);
    }

    void keepsWhatOnlyBeganLikeABom()
    {
        QCOMPARE(read("\xEF\xBB: no\ndata: 1\n\n"), (Events {{"", "1"}}));
        QCOMPARE(read("data: \xEF\xBB\xBF\n\n"), (Events {{"", "\xEF\xBB\xBF"}}));
    }

    void deliversAnUnfinishedEventOnlyAtTheEnd()
    {
        Reader reader;
        reader.feed("event: last\ndata: {}");
        QCOMPARE(reader.events, Events());
        QVERIFY(reader.parser.finish(reader.sink()));
        QCOMPARE(reader.events, (Events {{"last", "{}"}}));
        QVERIFY(reader.parser.finish(reader.sink()));
        QCOMPARE(reader.events.size(), 1);
    }

    void refusesALineAboveTheLimit()
    {
        Reader fits;
        fits.feed("data: " + QByteArray(SseParser::maxLine - 6, 'x') + "\n\n");
        QVERIFY(fits.status);
        QCOMPARE(fits.events.size(), 1);
        Reader whole;
        whole.feed("data: " + QByteArray(SseParser::maxLine, 'x') + "\n\n");
        QCOMPARE(whole.status.error().code, ErrorCode::TooLarge);
        Reader pieces;  // never ends a line: must not gather without limit
        for (int i = 0; i < 100 && pieces.status; ++i)
            pieces.feed(QByteArray(32 << 10, 'x'));
        QCOMPARE(pieces.status.error().code, ErrorCode::TooLarge);
    }

    void refusesAnEventAboveTheLimit()
    {
        Reader reader;
        for (int i = 0; i < 20 && reader.status; ++i)
            reader.feed("data: " + QByteArray(512 << 10, 'x') + "\n");
        QCOMPARE(reader.status.error().code, ErrorCode::TooLarge);
        QCOMPARE(reader.events, Events());
    }

    void endsWithTheErrorOfTheSink()
    {
        SseParser parser;
        int calls = 0;
        const auto status = parser.feed("data: 1\n\ndata: 2\n\n", [&calls](const SseEvent &) -> Status {
            ++calls;
            return bw::fail(ErrorCode::ProtocolError, u"no"_s);
        });
        QCOMPARE(status.error().code, ErrorCode::ProtocolError);
        QCOMPARE(calls, 1);
    }

    void survivesNoiseAndReadsItTheSameInAnyPieces()
    {
        std::mt19937 random(20261124);
        const QByteArray alphabet = "\r\n:d ataevn\xEF\xBB\xBF{}\"";
        for (int round = 0; round < 2000; ++round) {
            QByteArray noise;
            const auto size = std::uniform_int_distribution<int>(0, 60)(random);
            for (int i = 0; i < size; ++i) {
                const bool word = random() % 6 == 0;
                noise += word
                    ? QByteArray(random() % 2 == 0 ? "data: " : "event: ")
                    : QByteArray(1,
                                 alphabet[static_cast<qsizetype>(random() % static_cast<unsigned>(alphabet.size()))]);
            }
            Reader pieces;
            for (qsizetype at = 0; at < noise.size();) {
                const qsizetype n = std::min<qsizetype>(noise.size() - at, 1 + static_cast<qsizetype>(random() % 7));
                pieces.feed(noise.sliced(at, n));
                at += n;
            }
            QCOMPARE(pieces.events, read(noise));
        }
    }
};

QTEST_GUILESS_MAIN(TstSseParser)
#include "tst_sseparser.moc"
