// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findingsmodel.h"

#include "usertext/usertext.h"

#include <QCoreApplication>

#include <algorithm>

namespace bw::desktop
{

namespace
{

/// The same finding, though perhaps in another line.
bool alike(const spec::Finding &a, const spec::Finding &b) { return a.key == b.key && a.detail == b.detail; }

}  // namespace

QString findingText(const spec::Finding &finding)
{
    const QString text = usertext::specProblemText(finding.key, finding.detail);
    if (finding.span.isNull())
        return text;
    return QCoreApplication::translate("bw::desktop::FindingsModel", "Line %1: %2")
        .arg(QString::number(finding.span.from.line), text);
}

void FindingsModel::update(const QList<spec::Finding> &findings)
{
    const auto oldSize = static_cast<int>(m_findings.size());
    const auto newSize = static_cast<int>(findings.size());
    int head = 0;
    while (head < oldSize && head < newSize && alike(m_findings.at(head), findings.at(head)))
        ++head;
    int tail = 0;
    while (tail < oldSize - head && tail < newSize - head
           && alike(m_findings.at(oldSize - 1 - tail), findings.at(newSize - 1 - tail)))
        ++tail;
    if (const int gone = oldSize - head - tail; gone > 0) {
        beginRemoveRows({}, head, head + gone - 1);
        m_findings.remove(head, gone);
        endRemoveRows();
    }
    if (const int come = newSize - head - tail; come > 0) {
        beginInsertRows({}, head, head + come - 1);
        for (int i = head; i < head + come; ++i)
            m_findings.insert(i, findings.at(i));
        endInsertRows();
    }
    if (m_findings == findings)
        return;
    m_findings = findings;
    Q_EMIT dataChanged(index(0), index(newSize - 1));
}

int FindingsModel::nextAfter(int line) const
{
    if (m_findings.isEmpty())
        return -1;
    const auto found =
        std::ranges::find_if(m_findings, [line](const spec::Finding &one) { return one.span.from.line > line; });
    return found == m_findings.end() ? 0 : static_cast<int>(found - m_findings.begin());
}

int FindingsModel::previousBefore(int line) const
{
    for (auto row = static_cast<int>(m_findings.size()) - 1; row >= 0; --row)
        if (m_findings.at(row).span.from.line < line)
            return row;
    return static_cast<int>(m_findings.size()) - 1;
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_findings.size());
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_findings.size())
        return {};
    const spec::Finding &finding = m_findings.at(index.row());
    const bool error = finding.level == spec::Diagnostic::Level::Error;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return findingText(finding);
    case Qt::AccessibleTextRole:
        return (error ? tr("Error. %1") : tr("Warning. %1")).arg(findingText(finding));
    case LevelRole:
        return static_cast<int>(finding.level);
    case LineRole:
        return finding.span.from.line;
    case TextRole:
        return usertext::specProblemText(finding.key, finding.detail);
    default:
        return {};
    }
}

}  // namespace bw::desktop
