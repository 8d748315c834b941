// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/startforms.h"

#include "build/rolechoice.h"
#include "claude/modelcatalogue.h"
#include "widgets/look.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace bw::desktop::forms
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::StartForms", source); }

QString effortName(const QString &key)
{
    static const QHash<QString, const char *> names {
        {u"low"_s, QT_TRANSLATE_NOOP("bw::desktop::StartForms", "Low")},
        {u"medium"_s, QT_TRANSLATE_NOOP("bw::desktop::StartForms", "Medium")},
        {u"high"_s, QT_TRANSLATE_NOOP("bw::desktop::StartForms", "High")},
        {u"xhigh"_s, QT_TRANSLATE_NOOP("bw::desktop::StartForms", "Very high")},
        {u"max"_s, QT_TRANSLATE_NOOP("bw::desktop::StartForms", "Highest")}};
    const char *name = names.value(key);
    return name != nullptr ? text(name) : key;
}

}  // namespace

void dress(QFormLayout &form)
{
    form.setHorizontalSpacing(16);
    form.setVerticalSpacing(10);
    form.setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form.setLabelAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    form.setRowWrapPolicy(QFormLayout::WrapLongRows);
}

void align(const QWidget &parent)
{
    QList<QWidget *> labels;
    int width = 0;
    for (const QFormLayout *form : parent.findChildren<QFormLayout *>())
        for (int row = 0; row < form->rowCount(); ++row)
            if (const QLayoutItem *item = form->itemAt(row, QFormLayout::LabelRole); item && item->widget())
                labels << item->widget();
    for (const QWidget *label : std::as_const(labels))
        width = std::max(width, label->sizeHint().width());
    for (QWidget *label : std::as_const(labels)) {
        label->setMinimumWidth(width);
        if (auto *words = qobject_cast<QLabel *>(label))
            words->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    }
}

void addRow(QFormLayout &form, const QString &label, QWidget *field)
{
    auto *made = new QLabel(label);
    made->setBuddy(field);
    made->setMinimumHeight(metrics::control);
    QString name = label;
    field->setAccessibleName(name.remove(u'&').remove(u':'));
    form.addRow(made, field);
}

void choose(QComboBox *box, const QVariant &value)
{
    if (const int index = box->findData(value); index >= 0)
        box->setCurrentIndex(index);
}

QComboBox *modelBox(const QString &empty, bool recorded)
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->lineEdit()->setPlaceholderText(empty);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    if (recorded)
        box->addItem(u"demo"_s, u"demo"_s);
    for (const claude::CatalogueEntry &entry : claude::PriceTable::builtIn().entries())
        box->addItem(entry.info.id);
    box->setCurrentText({});
    return box;
}

QComboBox *effortBox(const QString &usual)
{
    auto *box = new QComboBox;
    box->addItem(usual, QString());
    for (const QString &effort : build::efforts())
        box->addItem(effortName(effort), effort);
    return box;
}

QLayout *grid(const QStringList &keys, const std::function<QLineEdit *(const QString &)> &make)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    for (int i = 0; i < keys.size(); ++i) {
        QLineEdit *line = make(keys.at(i));
        auto *title = new QLabel(line->accessibleName());
        title->setBuddy(line);
        title->setWordWrap(true);
        grid->addWidget(title, i / 2 * 2, i % 2, Qt::AlignBottom);
        grid->addWidget(line, i / 2 * 2 + 1, i % 2);
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    return grid;
}

QPushButton *fileButton(QLineEdit *line, const QString &title, bool toWrite)
{
    auto *button = new QPushButton(text(QT_TRANSLATE_NOOP("bw::desktop::StartForms", "Choose…")));
    button->setAutoDefault(false);
    button->setAccessibleName(title);
    QObject::connect(button, &QPushButton::clicked, line, [line, title, toWrite] {
        auto *dialog = new QFileDialog(line->window(), title);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(toWrite ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
        dialog->setAcceptMode(toWrite ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
        if (toWrite)
            dialog->setNameFilter(text(QT_TRANSLATE_NOOP("bw::desktop::StartForms", "Archives (*.zip)")));
        else
            dialog->setNameFilters(
                {text(QT_TRANSLATE_NOOP("bw::desktop::StartForms", "Specifications (*.md *.xml *.txt *.bwspec)")),
                 text(QT_TRANSLATE_NOOP("bw::desktop::StartForms", "All files (*)"))});
        QObject::connect(dialog, &QFileDialog::fileSelected, line, &QLineEdit::setText);
        dialog->open();
    });
    return button;
}

}  // namespace bw::desktop::forms
