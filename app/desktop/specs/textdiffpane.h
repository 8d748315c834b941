// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/textdiffmodel.h"

#include <QListView>

namespace bw::desktop
{

/// The difference between two texts, line by line: numbers at the side, a sign for what came and what went, and in
/// lines that were rewritten the words underlined or struck through. As large as it may be, only what is seen is drawn.
class TextDiffPane final : public QListView
{
    Q_OBJECT
public:
    explicit TextDiffPane(QWidget *parent = nullptr);

    void setDiff(spec::TextDiff diff);
    void setSideBySide(bool sideBySide);
    /// To the next change, or the one before. False: there is none that way.
    bool goOn(bool forward);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress();

    TextDiffModel m_model;
};

}  // namespace bw::desktop
