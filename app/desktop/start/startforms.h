// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVariant>

#include <functional>

class QComboBox;
class QFormLayout;
class QLayout;
class QLineEdit;
class QPushButton;
class QWidget;

/// The parts that the forms of the start sheet are made of.
namespace bw::desktop::forms
{

void dress(QFormLayout &form);
/// Gives the labels of all forms below `parent` one width, so that their fields stand below each other.
void align(const QWidget &parent);
/// A row whose label names the field and has its mnemonic.
void addRow(QFormLayout &form, const QString &label, QWidget *field);
void choose(QComboBox *box, const QVariant &value);
/// Any name can be typed; those of the catalogue are offered. `recorded`: the demonstration, too.
QComboBox *modelBox(const QString &empty, bool recorded);
/// Data: the key of the effort; `usual` has an empty one.
QComboBox *effortBox(const QString &usual);
/// Fields in two columns, each with its accessible name above it.
QLayout *grid(const QStringList &keys, const std::function<QLineEdit *(const QString &)> &make);
/// Chooses a file for the line: one to read, or one to write.
QPushButton *fileButton(QLineEdit *line, const QString &title, bool toWrite);

}  // namespace bw::desktop::forms
