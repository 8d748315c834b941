// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutator.h"

#include "artifact/artifactfixture.h"
#include "artifact/tarreader.h"
#include "sandbox/envd/envelopeparser.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bwtest;

/// Spoilt streams, the same ones in every run. Nothing may crash, and nothing that comes out leads out of a tree.
class tst_FuzzStreams : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tarStreams();
    void envelopes();
};

void tst_FuzzStreams::tarStreams()
{
    const QByteArray good = tarRecord("./", '5') + tarRecord("a", '0', "hello") + tarRecord("b/c", '2', {}, "../x")
        + tarRecord("././@LongLink", 'L', QByteArray(300, 'n') + '\0') + tarRecord("n", '0', QByteArray(700, 'x'))
        + tarRecord("h", '1', {}, "a") + tarEnd();
    const QByteArray pax = paxRecord("path", "p/\xc3\xa4") + tarRecord("x", '0', "1") + paxRecord("size", "3")
        + tarRecord("y", '0', "123") + tarEnd();
    Mutator mutator({good, pax, good.left(2048) + pax},
                    {QByteArray(512, '\0'), "../", "/", "ustar", "path=", "GNU.sparse.map=0,9", "77777777777",
                     "\x80\xff\xff\xff", tarRecord("../evil", '0', "x"), tarRecord("dev", '3'),
                     paxRecord("path", "/abs"), paxRecord("size", "99999999999"), paxRecord("hdrcharset", "BINARY"),
                     tarRecord("S", 'S')});
    int entries = 0;
    for (int i = 0; i < fuzzRounds; ++i) {
        const QByteArray bytes = mutator.next();
        artifact::TarReader reader(sourceOf(bytes, 1 + mutator.below(2000)), {50, 1 << 20});
        for (auto entry = reader.next(); entry && *entry; entry = reader.next()) {
            ++entries;
            QVERIFY2(artifact::cleanEntryPath((*entry)->path) == (*entry)->path && !(*entry)->path.isEmpty(),
                     bytes.toHex().constData());
            QVERIFY((*entry)->mode <= 07777U && (*entry)->size >= 0 && (*entry)->size <= 1 << 20);
            qint64 got = 0;
            for (auto piece = reader.read(); piece && !piece->isEmpty(); piece = reader.read())
                got += piece->size();
            QVERIFY(got <= (*entry)->size);
        }
    }
    QVERIFY2(entries > fuzzRounds / 2, qPrintable(QString::number(entries)));
}

void tst_FuzzStreams::envelopes()
{
    using sandbox::Envelope;
    using sandbox::EnvelopeParser;
    const QByteArray good =
        EnvelopeParser::encode("{\"event\":{}}") + EnvelopeParser::encode("") + EnvelopeParser::encode("{}", 2);
    Mutator mutator({good, good.repeated(3), EnvelopeParser::encode(QByteArray(3000, 'p'))},
                    {QByteArray("\0\0\0\0\0", 5), QByteArray("\2\0\0\0\0", 5), QByteArray("\0\xff\xff\xff\xff", 5),
                     "\x01", "{}", QByteArray("\0\4\0\0\0", 5)});
    int ended = 0;
    for (int i = 0; i < fuzzRounds; ++i) {
        const QByteArray bytes = mutator.next();
        const auto run = [&bytes](qsizetype piece) {
            EnvelopeParser parser;
            QByteArray seen;
            Status status;
            for (qsizetype at = 0; at < bytes.size() && status; at += piece)
                status = parser.feed(QByteArrayView(bytes).sliced(at, qMin(piece, bytes.size() - at)),
                                     [&seen](const Envelope &envelope) -> Status {
                                         seen += EnvelopeParser::encode(envelope.payload, envelope.flags);
                                         return {};
                                     });
            return std::pair(seen, status ? QString() : toKey(status.error().code));
        };
        // Wherever the bytes are split: the same envelopes and the same error; and nothing that was not there.
        const auto whole = run(bytes.size() + 1);
        const auto split = run(1 + mutator.below(9));
        QVERIFY2(whole == split, bytes.toHex().constData());
        QVERIFY2(bytes.startsWith(whole.first), bytes.toHex().constData());
        ended += whole.second.isEmpty() ? 1 : 0;
    }
    QVERIFY2(ended > 0 && ended < fuzzRounds, qPrintable(QString::number(ended)));
}

QTEST_GUILESS_MAIN(tst_FuzzStreams)
#include "tst_fuzzstreams.moc"
