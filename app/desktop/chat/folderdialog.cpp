// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/folderdialog.h"

#include "agent/attachment.h"
#include "usertext/terminaltext.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{
QString sizeText(qint64 bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); }
}  // namespace

FolderDialog::FolderDialog(const QString &folder, const FolderFiles &files, qsizetype taken, QWidget *parent)
    : QDialog(parent)
    , m_files(files)
    , m_taken(taken)
    , m_list(new QListWidget)
    , m_sum(new QLabel)
    , m_attach(new QPushButton(tr("&Attach")))
{
    setWindowTitle(tr("Attach Files of a Folder"));
    setMinimumSize(560, 420);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    auto *head =
        new QLabel(files.more ? tr("Files of %1 (there are more than can be listed):").arg(QDir(folder).dirName())
                              : tr("Files of %1:").arg(QDir(folder).dirName()));
    head->setTextFormat(Qt::PlainText);
    head->setWordWrap(true);
    layout->addWidget(head);
    m_list->setAccessibleName(tr("Files of the folder"));
    for (const FolderFile &file : files.files) {
        auto *item = new QListWidgetItem(
            tr("%1  (%2)").arg(usertext::plainTerminalText(file.relative), sizeText(file.bytes)), m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
    layout->addWidget(m_list, 1);
    m_sum->setWordWrap(true);
    layout->addWidget(m_sum);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *all = new QPushButton(tr("Choose A&ll"));
    auto *none = new QPushButton(tr("Choose &None"));
    auto *cancel = new QPushButton(tr("Cancel"));
    for (QPushButton *button : {all, none, cancel})
        button->setAutoDefault(false);
    m_attach->setDefault(true);
    m_attach->setProperty("primary", true);
    row->addWidget(all);
    row->addWidget(none);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_attach);
    layout->addLayout(row);
    connect(all, &QPushButton::clicked, this, [this] { setAll(true); });
    connect(none, &QPushButton::clicked, this, [this] { setAll(false); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_attach, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_list, &QListWidget::itemChanged, this, &FolderDialog::count);
    m_list->setFocus();
    count();
}

void FolderDialog::setAll(bool checked)
{
    {
        const QSignalBlocker quiet(m_list);
        for (int i = 0; i < m_list->count(); ++i)
            m_list->item(i)->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
    }
    count();
}

QList<FolderFile> FolderDialog::chosen() const
{
    QList<FolderFile> chosen;
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->checkState() == Qt::Checked)
            chosen << m_files.files.at(i);
    return chosen;
}

void FolderDialog::count()
{
    const QList<FolderFile> files = chosen();
    qint64 bytes = 0;
    for (const FolderFile &file : files)
        bytes += file.bytes;
    const qsizetype room = qMax<qsizetype>(0, agent::mostAttachments - m_taken);
    const bool fits = files.size() <= room && bytes <= agent::largestAttachments;
    const QString chosenText = tr("%n file(s), %1.", nullptr, static_cast<int>(files.size())).arg(sizeText(bytes));
    const QString limits = tr("A message takes %1 more files, and %2 together.")
                               .arg(QString::number(room), sizeText(agent::largestAttachments));
    m_sum->setText(m_files.files.isEmpty() ? tr("There is no file in it that can be sent.")
                       : fits              ? chosenText
                                           : chosenText + u' ' + limits);
    m_attach->setEnabled(fits && !files.isEmpty());
}

}  // namespace bw::desktop
