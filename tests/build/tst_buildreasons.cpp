// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildreasons.h"

#include <QtTest>

using namespace bw;
using namespace bw::build;
using namespace Qt::StringLiterals;

namespace
{

struct Row {
    const char *error, *event, *reason;
};

// clang-format off
constexpr Row table[] = {
    {"internal", "fail", "internal"},
    {"cancelled", "cancel", "person"},
    {"invalid_argument", "fail", "internal"},
    {"not_found", "fail", "internal"},
    {"ambiguous", "fail", "internal"},
    {"unsupported", "fail", "internal"},
    {"timeout", "fail", "internal"},
    {"wrong_state", "fail", "internal"},
    {"file_unreadable", "fail", "storage"},
    {"file_unwritable", "fail", "storage"},
    {"disk_full", "fail", "storage"},
    {"data_dir_in_use", "fail", "storage"},
    {"data_dir_unusable", "fail", "storage"},
    {"database_newer", "fail", "storage"},
    {"database_corrupt", "fail", "storage"},
    {"database_failed", "fail", "storage"},
    {"settings_invalid", "fail", "internal"},
    {"network_unreachable", "fail", "network"},
    {"network_timeout", "fail", "network"},
    {"stream_broken", "fail", "network"},
    {"protocol_error", "fail", "network"},
    {"too_large", "fail", "internal"},
    {"unauthorized", "fail", "unauthorized"},
    {"key_missing", "fail", "unauthorized"},
    {"permission_denied", "fail", "unauthorized"},
    {"rate_limited", "fail", "network"},
    {"spend_limit", "fail", "network"},
    {"overloaded", "fail", "network"},
    {"server_error", "fail", "network"},
    {"request_rejected", "fail", "network"},
    {"model_unknown", "fail", "network"},
    {"circuit_open", "fail", "network"},
    {"refused", "fail", "refused"},
    {"recording_ended", "fail", "recording_ended"},
    {"recording_mismatch", "fail", "recording_ended"},
    {"recording_invalid", "fail", "recording_ended"},
    {"budget_exceeded", "pause", "budget"},
    {"price_unknown", "fail", "internal"},
    {"sandbox_unavailable", "fail", "sandbox"},
    {"sandbox_lost", "fail", "sandbox"},
    {"sandbox_failed", "fail", "sandbox"},
    {"tool_missing", "fail", "sandbox"},
    {"limit_hit", "fail", "sandbox"},
    {"spec_invalid", "fail", "internal"},
    {"spec_empty", "fail", "internal"},
    {"archive_too_large", "fail", "storage"},
    {"archive_invalid", "fail", "storage"},
};
// clang-format on

}  // namespace

class TestBuildReasons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasItsAnswer_data()
    {
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("reason");
        for (const Row &row : table)
            QTest::addRow("%s", row.error)
                << QString::fromLatin1(row.error) << QString::fromLatin1(row.event) << QString::fromLatin1(row.reason);
    }

    void everyCodeHasItsAnswer()
    {
        QFETCH(QString, error);
        QFETCH(QString, event);
        QFETCH(QString, reason);
        const auto code = errorCodeFromKey(error);
        QVERIFY(code);
        const BuildEvent happens = eventForError(*code);
        QCOMPARE(toKey(happens.kind), event);
        QCOMPARE(happens.reason, reason);
    }

    void theTableHoldsEveryCode()
    {
        // Codes are numbered from 0 without gaps; the last has the highest number.
        QCOMPARE(std::size(table), static_cast<size_t>(ErrorCode::ArchiveInvalid) + 1);
        for (size_t i = 0; i < std::size(table); ++i)
            QCOMPARE(toKey(static_cast<ErrorCode>(i)), QString::fromLatin1(table[i].error));
    }
};

QTEST_GUILESS_MAIN(TestBuildReasons)
#include "tst_buildreasons.moc"
