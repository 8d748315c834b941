// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"
#include "base/secretstring.h"

#include <QDebug>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_SecretString : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cannotBePrintedOrConverted();
    void knowsWhetherItIsEmpty();
    void tellsTheRedactor();
    void copiesAndMovesAreEqual();
    void doesNotTouchTheBytesItWasMadeFrom();
};

namespace
{

template <typename T>
concept Printable = requires(QDebug debug, const T &value) { debug << value; };

}  // namespace

void tst_SecretString::cannotBePrintedOrConverted()
{
    static_assert(Printable<QByteArray>);
    static_assert(!Printable<SecretString>);
    static_assert(!std::is_convertible_v<SecretString, QByteArray>);
    static_assert(!std::is_convertible_v<SecretString, QString>);
    static_assert(!std::is_convertible_v<QByteArray, SecretString>);
    static_assert(!std::is_constructible_v<QVariant, SecretString>);
    QCOMPARE(SecretString("abcdefgh").reveal(), QByteArray("abcdefgh"));
}

void tst_SecretString::knowsWhetherItIsEmpty()
{
    QVERIFY(SecretString().isEmpty());
    QVERIFY(SecretString(QByteArray()).isEmpty());
    QVERIFY(!SecretString("x").isEmpty());
}

void tst_SecretString::tellsTheRedactor()
{
    const QByteArray text = "a value nobody has seen before";
    QCOMPARE(Redactor::redact(text), text);
    {
        const SecretString secret(text);
    }
    // It stays hidden after its end: the text may still be on its way to a log.
    QCOMPARE(Redactor::redact(text), QByteArray("[redacted]"));
}

void tst_SecretString::copiesAndMovesAreEqual()
{
    SecretString first("first secret");
    const SecretString copy = first;
    QCOMPARE(copy.reveal(), first.reveal());
    SecretString moved = std::move(first);
    QVERIFY(moved == copy);
    SecretString other("other secret");
    other = moved;
    QVERIFY(other == copy);
    moved = SecretString("third secret");
    QCOMPARE(moved.reveal(), QByteArray("third secret"));
    QCOMPARE(copy.reveal(), QByteArray("first secret"));
    SecretString &same = other;
    other = same;
    QVERIFY(other == copy);
}

void tst_SecretString::doesNotTouchTheBytesItWasMadeFrom()
{
    const QByteArray source = QByteArray("bytes of ") + "somebody else";
    {
        const SecretString secret(source);
    }
    QCOMPARE(source, QByteArray("bytes of somebody else"));
}

QTEST_GUILESS_MAIN(tst_SecretString)
#include "tst_secretstring.moc"
