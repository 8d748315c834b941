// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QObject>

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
    /// Something that was asked for did not happen. `what` says so in one sentence.
    void failed(const QString &what, const bw::Error &error);
    void note(const QString &text);
    /// Show a page, at a place of it.
    void goTo(const QString &page, const QString &place);
};

}  // namespace bw::desktop
