// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/look.h"

#include <QCoreApplication>
#include <QDir>
#include <QWidget>

namespace bw::desktop
{

/// Shows a widget in every look; keeps the pictures in the folder that the variable BW_PICTURES names, to be looked at.
/// False: one of the pictures shows nothing but one colour.
inline bool takePictures(Look &look, const QString &name, QWidget &widget)
{
    const Look::Choice before = look.choice();
    bool good = true;
    const QString folder = qEnvironmentVariable("BW_PICTURES");
    for (const auto choice : {Look::Choice::Light, Look::Choice::Dark, Look::Choice::HighContrast}) {
        look.choose(choice);
        QCoreApplication::processEvents();
        const QPixmap picture = widget.grab();
        const QImage image = picture.toImage();
        bool plain = true;
        for (int y = 0; y < image.height() && plain; y += 3)
            for (int x = 0; x < image.width() && plain; x += 3)
                plain = image.pixel(x, y) == image.pixel(0, 0);
        good = good && !plain;
        if (!folder.isEmpty())
            good = QDir().mkpath(folder)
                && picture.save(QStringLiteral("%1/%2_%3_%4.png")
                                    .arg(folder, name, toKey(choice))
                                    .arg(qRound(widget.devicePixelRatioF() * 100)))
                && good;
    }
    look.choose(before);
    return good;
}

}  // namespace bw::desktop
