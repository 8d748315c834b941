// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/warningguard.h"

#include <atomic>

namespace bw::test
{

namespace
{

std::atomic<WarningGuard *> current = nullptr;

}  // namespace

WarningGuard::WarningGuard()
{
    current = this;
    m_former = qInstallMessageHandler(&WarningGuard::handle);
}

WarningGuard::~WarningGuard()
{
    qInstallMessageHandler(m_former);
    current = nullptr;
}

QStringList WarningGuard::warnings() const
{
    const std::scoped_lock lock(m_mutex);
    return m_warnings;
}

void WarningGuard::handle(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    WarningGuard *guard = current;
    if (!guard)
        return;
    if (type != QtDebugMsg && type != QtInfoMsg) {
        const std::scoped_lock lock(guard->m_mutex);
        guard->m_warnings << text;
        return;
    }
    if (guard->m_former)
        guard->m_former(type, context, text);
}

}  // namespace bw::test
