// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace bw::desktop
{

class DataSession;

/// Two texts of a specification beside their names, in a window of its own.
class CompareDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `title`: which two are compared.
    CompareDialog(DataSession &session, const QString &title, const QByteArray &before, const QByteArray &after,
                  QWidget *parent);
};

}  // namespace bw::desktop
