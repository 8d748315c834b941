// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/chatview.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace bw::desktop
{

/// The specification beside its chat, also while it grows: for what it was made, for what it shall be made, and what
/// can be done with it. Knows no service.
class SpecPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit SpecPanel(QWidget *parent = nullptr);

    /// Nothing to show: the panel hides itself.
    void show(const engine::ChatView &view, const std::optional<store::ChatMessage> &spec, bool streaming);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void chosen(bw::Tier tier, int features);
    void reset();
    void expandRequested();
    void copyRequested();
    void saveRequested();
    void startRequested();
    void libraryRequested();
    void compareRequested();
    void mergeRequested();

private:
    void makeTarget();
    void connectButtons();
    void showText(const QString &text);
    void showTarget(const engine::ChatView &view);
    void showEarlier(const engine::ChatView &view, const std::optional<store::ChatMessage> &spec);
    void choose();

    QLabel *m_title;
    QLabel *m_made;
    QLabel *m_reason;
    QLabel *m_problem;
    QPlainTextEdit *m_text;
    QWidget *m_target;
    QComboBox *m_tier;
    QSpinBox *m_features;
    QPushButton *m_reset;
    QPushButton *m_expand;
    QPushButton *m_copy;
    QPushButton *m_save;
    QPushButton *m_start;
    QPushButton *m_library;
    QPushButton *m_compare;
    QPushButton *m_merge;
    QString m_source;  ///< from which m_shown was taken
    QString m_shown;
    bool m_setting = false;
};

}  // namespace bw::desktop
