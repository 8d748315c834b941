// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/aboutdialog.h"

#include "widgets/icons.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

struct Part {
    const char *name;
    QString version;  // empty where the library does not tell
    const char *licence;
};

QList<Part> parts()
{
    return {
        {"Buildwright", QStringLiteral(BUILDWRIGHT_VERSION), "GPL-3.0-or-later"},
        {"Qt", QString::fromLatin1(qVersion()), "LGPL-3.0-only"},
        {"nlohmann/json",
         u"%1.%2.%3"_s.arg(NLOHMANN_JSON_VERSION_MAJOR)
             .arg(NLOHMANN_JSON_VERSION_MINOR)
             .arg(NLOHMANN_JSON_VERSION_PATCH),
         "MIT"},
        {"SQLite", {}, "public domain"},
        {"cpp-httplib", {}, "MIT"},
        {"libarchive", {}, "BSD-2-Clause"},
        {"QuaZip", {}, "LGPL-2.1 with static linking exception"},
        {"zlib", {}, "Zlib"},
        {"libseccomp", {}, "LGPL-2.1-only"},
        {"QtKeychain", {}, "BSD-3-Clause"},
        {"bubblewrap (program)", {}, "LGPL-2.0-or-later"},
    };
}

}  // namespace

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"about"_s);
    setWindowTitle(tr("About Buildwright"));
    resize(540, 520);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 20);
    layout->setSpacing(12);
    auto *picture = new QLabel;
    picture->setPixmap(icons::pixmap(u"buildwright"_s, Qt::black, 56, devicePixelRatioF()));
    picture->setAlignment(Qt::AlignCenter);
    layout->addWidget(picture);
    auto *title = new QLabel(tr("Buildwright %1").arg(QStringLiteral(BUILDWRIGHT_VERSION)));
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.5);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    title->setAlignment(Qt::AlignCenter);
    layout->addWidget(title);
    auto *what = new QLabel(tr("Describe an application, agree on its specification, and have it built, verified and "
                               "handed to you: on your own desk."));
    what->setWordWrap(true);
    what->setAlignment(Qt::AlignCenter);
    layout->addWidget(what);
    auto *tree = new QTreeWidget;
    tree->setAccessibleName(tr("Versions and licences"));
    tree->setRootIsDecorated(false);
    tree->setHeaderLabels({tr("Part"), tr("Version"), tr("Licence")});
    QStringList copied;
    for (const Part &part : parts()) {
        const QStringList row {QString::fromLatin1(part.name), part.version, QString::fromLatin1(part.licence)};
        new QTreeWidgetItem(tree, row);
        copied << row.join(u"  "_s);
    }
    for (int column = 0; column < 3; ++column)
        tree->resizeColumnToContents(column);
    layout->addWidget(tree, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, [copied] { QGuiApplication::clipboard()->setText(copied.join(u'\n')); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

}  // namespace bw::desktop
