// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/page.h"

class QHBoxLayout;
class QLabel;
class QTabWidget;
class QToolButton;

namespace bw::desktop
{

class ChangeBar;
class OpenSpec;
class SpecActions;
class SpecEditor;
class SpecHistory;

/// The specification that is open: what it is, its text, its history.
class SpecDetail final : public QWidget
{
    Q_OBJECT
public:
    SpecDetail(const PageContext &context, OpenSpec &open, const SpecActions &actions, QWidget *parent = nullptr);

    /// In the text, where that is shown.
    bool find();
    void takeFocus();
    void showEditor();
    [[nodiscard]] QJsonObject saved() const;
    void restore(const QJsonObject &saved);

private:
    QWidget *makeHead(const SpecActions &actions);
    void showText();
    void showHead();
    void showHistory();
    void merge();

    PageContext m_context;
    OpenSpec &m_open;
    QLabel *m_name;
    QLabel *m_state;
    QLabel *m_facts;
    QToolButton *m_chat;
    ChangeBar *m_bar;
    QTabWidget *m_tabs;
    SpecEditor *m_editor;
    SpecHistory *m_history;
    QString m_problems;
    bool m_setting = false;
};

}  // namespace bw::desktop
