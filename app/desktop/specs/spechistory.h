// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/specaction.h"
#include "models/spechistorymodel.h"
#include "shell/page.h"

class QLabel;
class QListView;
class QPushButton;
class QSplitter;

namespace bw::desktop
{

class SpecDiffView;
class StatePanel;

/// The versions of a specification, the difference between two of them beside the list, and what can be done with an
/// older one.
class SpecHistory final : public QWidget
{
    Q_OBJECT
public:
    explicit SpecHistory(const PageContext &context, QWidget *parent = nullptr);

    /// An empty id shows that nothing was chosen. The same id again reads its history again.
    void show(const SpecId &spec);
    using QWidget::show;
    /// Splitter and ways of showing, between runs.
    [[nodiscard]] QJsonObject saved() const;
    void restore(const QJsonObject &saved);

Q_SIGNALS:
    /// There is a newer version now, made from an older one.
    void restored();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Texts {
        QByteArray before, after;
    };
    QWidget *makeList();
    QWidget *makeDifference();
    void connectButtons();
    void showLoad();
    void showRows();
    void forgetPair();
    void showPair();
    void showButtons();
    void compare();
    void restoreVersion();
    void perform(const engine::SpecAction &action, const QString &failed,
                 const std::function<void(const engine::SpecOutcome &)> &done);
    void takeBack();
    void copy();
    void saveAs();
    void write(const QString &path, int version);
    void startBuild();
    /// Reads the current version and gives it to `use`.
    void withCurrent(const std::function<void(const store::SpecVersion &)> &use);
    [[nodiscard]] int current() const;

    PageContext m_context;
    SpecHistoryModel m_model;
    SpecHistoryModel::Pair m_pair;
    QSplitter *m_splitter;
    QListView *m_list;
    QLabel *m_title;
    SpecDiffView *m_diff;
    QPushButton *m_restore, *m_copy, *m_save, *m_start;
    StatePanel *m_panel;
    int m_generation = 0;
    bool m_restoring = false;
    bool m_atNewest = true;
};

}  // namespace bw::desktop
