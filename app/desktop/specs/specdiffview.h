// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/speccomparison.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace bw::desktop
{

class DataSession;
class MeaningPane;
class StatePanel;
class TextDiffPane;

/// The difference between two texts of a specification, by meaning or line by line. Compared on a worker, however large
/// they are.
class SpecDiffView final : public QWidget
{
    Q_OBJECT
public:
    /// `session` is used as a pool of workers only.
    explicit SpecDiffView(DataSession &session, QWidget *parent = nullptr);

    /// Replaces what is shown; until it is compared, the view shows that it loads.
    void compare(const QByteArray &before, const QByteArray &after);
    void showLoading();
    void showFailed(const Error &error);
    /// Nothing to compare; `sentence` says why.
    void showEmpty(const QString &sentence);
    void showText(bool text);
    [[nodiscard]] bool showsText() const;
    void showSideBySide(bool sideBySide);
    [[nodiscard]] bool isSideBySide() const;
    [[nodiscard]] bool isReady() const { return m_ready; }

Q_SIGNALS:
    void retried();
    /// Meaning or text, beside each other or not: to be remembered.
    void waysChanged();
    void compared();

private:
    QWidget *makeHead();
    void take(SpecComparison comparison);
    void showWay();
    void goOn(bool forward);

    DataSession &m_session;
    QLabel *m_summary;
    QPushButton *m_asMeaning, *m_asText;
    QToolButton *m_previous, *m_next;
    QCheckBox *m_beside;
    MeaningPane *m_meaning;
    TextDiffPane *m_lines;
    QStackedWidget *m_ways;
    StatePanel *m_panel;
    QString m_meant, m_counted;
    int m_generation = 0;
    bool m_ready = false;
};

}  // namespace bw::desktop
