// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/folderfiles.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace bw::desktop
{

/// Which files of a folder go with the message. Nothing is chosen at first; what does not fit is said before it is
/// sent. Knows no service.
class FolderDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `taken`: how many files the message has already.
    FolderDialog(const QString &folder, const FolderFiles &files, qsizetype taken, QWidget *parent);

    [[nodiscard]] QList<FolderFile> chosen() const;

private:
    void setAll(bool checked);
    void count();

    FolderFiles m_files;
    qsizetype m_taken;
    QListWidget *m_list;
    QLabel *m_sum;
    QPushButton *m_attach;
};

}  // namespace bw::desktop
