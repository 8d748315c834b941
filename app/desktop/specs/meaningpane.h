// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/speccomparison.h"

#include <QTextEdit>

namespace bw::desktop
{

/// What differs in meaning, to read and to copy: grouped, what came underlined, what went struck through.
class MeaningPane final : public QTextEdit
{
    Q_OBJECT
public:
    explicit MeaningPane(QWidget *parent = nullptr);

    void setComparison(const SpecComparison &comparison);
    /// To the next difference, or the one before. False: there is none that way.
    bool goOn(bool forward);

    /// Words with their marks, at the cursor.
    static void insertWords(QTextCursor &cursor, const QList<spec::WordPiece> &words);

protected:
    void changeEvent(QEvent *event) override;

private:
    void write();
    void writeHead(QTextCursor &cursor, spec::SpecDifference::Kind kind);
    void writeOne(QTextCursor &cursor, const MeantDifference &difference);

    SpecComparison m_shown;
    QList<int> m_places;  // where each difference begins
    int m_at = -1;
    bool m_writing = false;
};

}  // namespace bw::desktop
