// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <mutex>

namespace bw::test
{

/// Collects the warnings that are printed while it lives, so that a test can say that there were none:
/// `QCOMPARE(guard.warnings(), QStringList());`. Other messages go on to the former handler. One at a time.
class WarningGuard final
{
public:
    WarningGuard();
    ~WarningGuard();
    WarningGuard(const WarningGuard &) = delete;
    WarningGuard &operator=(const WarningGuard &) = delete;
    [[nodiscard]] QStringList warnings() const;

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &text);
    mutable std::mutex m_mutex;
    QStringList m_warnings;
    QtMessageHandler m_former = nullptr;
};

}  // namespace bw::test
