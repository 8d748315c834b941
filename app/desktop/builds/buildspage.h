// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/buildfiltermodel.h"
#include "models/buildlistmodel.h"
#include "models/logmodel.h"
#include "shell/page.h"

class QComboBox;
class QLineEdit;
class QListView;
class QSplitter;

namespace bw::desktop
{

class BuildActions;
class BuildDetail;
class StatePanel;

/// All builds, and the one that is chosen: its state, what it needs, its log.
class BuildsPage final : public Page
{
    Q_OBJECT
public:
    explicit BuildsPage(const PageContext &context);

    [[nodiscard]] QString place() const override { return m_shown.value; }
    void goTo(const QString &place) override;
    [[nodiscard]] QJsonObject saved() const override;
    void restore(const QJsonObject &saved) override;
    bool find() override;
    [[nodiscard]] QList<Target> targets() const override;

private:
    QWidget *makeList();
    void connectModels();
    void showListState();
    void choose(const QModelIndex &index);
    void showBuild(const BuildId &build);
    void showGone(const QString &sentence);
    void refreshShown();
    void selectShown();

    PageContext m_context;
    BuildListModel m_builds;
    BuildFilterModel m_filter;
    LogModel m_log;
    BuildId m_shown;
    bool m_gone = false;      // what is shown was deleted
    bool m_removing = false;  // a row is about to go

    BuildActions *m_actions;
    QSplitter *m_splitter;
    QLineEdit *m_text;
    QComboBox *m_group;
    QListView *m_list;
    StatePanel *m_whole;   ///< the page: loading, welcome, error
    StatePanel *m_found;   ///< the list under a filter
    StatePanel *m_beside;  ///< the build
    BuildDetail *m_detail;
};

/// The entry of the registry.
PageEntry buildsPageEntry();

}  // namespace bw::desktop
