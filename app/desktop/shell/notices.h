// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QObject>

#include <functional>

namespace bw::desktop
{

/// How pages speak to the person without knowing the window.
class Notices final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

Q_SIGNALS:
    /// Something went as it was asked for: a line that goes by itself.
    void toast(const QString &text);
    /// The same with a button that takes it back; Edit ▸ Take Back does so too, as long as nothing else was done that
    /// can be taken back. `undo` is called on the window's thread, at most once.
    void undoable(const QString &text, const std::function<void()> &undo);
    /// Something that was asked for did not happen. `what` says so in one sentence.
    void failed(const QString &what, const bw::Error &error);
    void note(const QString &text);
    /// Show a page, at a place of it.
    void goTo(const QString &page, const QString &place);
    /// As if the program had been started with this file.
    void openFile(const QString &path);
    /// A file of the person's was opened: it is found again under File ▸ Open Recent.
    void fileOpened(const QString &path);
};

}  // namespace bw::desktop
