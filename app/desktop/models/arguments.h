// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace bw::desktop
{

/// What the program was started with, or what a second start hands over to the first.
struct Arguments {
    QString dataFolder;  ///< absolute
    QString page;        ///< empty = where one was
    QStringList files;   ///< absolute paths of specifications, .bwspec files among them
    QStringList links;   ///< buildwright: addresses
    QString activation;  ///< what the compositor gave for raising the window (XDG_ACTIVATION_TOKEN)
    bool help = false, version = false, verbose = false;
    QString error;  ///< what is wrong with them, in words; else empty
    friend bool operator==(const Arguments &, const Arguments &) = default;
};

/// Words after the program's name. `folder`: what relative paths are relative to.
Arguments parseArguments(const QStringList &words, const QString &folder, const QString &defaultData);
QString argumentsHelp();

/// One line of JSON, and back; what is not understood is left out.
QByteArray toLine(const Arguments &arguments);
Arguments argumentsFromLine(const QByteArray &line);

/// A link names a page and may fill in a start sheet. It never starts anything. `buildwright:new?template=todo`,
/// `buildwright:build/ID`, `buildwright:spec/ID`, `buildwright:page/NAME`.
struct Link {
    enum class Kind { None, NewBuild, Build, Spec, Page };
    Kind kind = Kind::None;
    QString target;  ///< id of a build or a specification, name of a page, id of a template
    QString prompt;  ///< for NewBuild
};
Link parseLink(const QString &address);

}  // namespace bw::desktop
