// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

/// QTRY_VERIFY and QTRY_COMPARE without the narrowing of milliseconds inside Qt's macros, which our warnings do not
/// allow.
#define BW_TRY_VERIFY(expression)                                                                                      \
    QVERIFY2(QTest::qWaitFor([&] { return static_cast<bool>(expression); }, 5000), #expression)
#define BW_TRY_COMPARE(actual, expected)                                                                               \
    do {                                                                                                               \
        (void)QTest::qWaitFor([&] { return (actual) == (expected); }, 5000);                                           \
        QCOMPARE(actual, expected);                                                                                    \
    } while (false)
