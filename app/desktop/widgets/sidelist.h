// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLineEdit;
class QListView;
class QWidget;

/// The list at the side of a page, with a field above it that chooses from it.
namespace bw::desktop
{

/// Rows of one height that are drawn whole, scrolled by pixels, and never edited. `name` is for who hears the page.
void dressSideList(QListView *list, const QString &name);
/// Field and `button` in a row, `list` (or what it stands in) below; takes all of them.
QWidget *makeSide(QLineEdit *field, const QString &placeholder, QWidget *button, QWidget *list);

}  // namespace bw::desktop
