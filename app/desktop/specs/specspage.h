// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/openspec.h"
#include "models/specdrafts.h"
#include "models/speclistmodel.h"
#include "shell/page.h"

class QComboBox;
class QLineEdit;
class QListView;
class QSplitter;

namespace bw::desktop
{

class SpecActions;
class SpecDetail;
class StatePanel;

/// The library of specifications: the list of them, and the one that is open, with its text and its history.
class SpecsPage final : public Page
{
    Q_OBJECT
public:
    explicit SpecsPage(const PageContext &context);
    ~SpecsPage() override;

    [[nodiscard]] QString place() const override { return m_open.id().value; }
    void goTo(const QString &place) override;
    [[nodiscard]] QJsonObject saved() const override;
    void restore(const QJsonObject &saved) override;
    bool find() override;
    [[nodiscard]] QList<Target> targets() const override;

    [[nodiscard]] SpecActions &specActions() { return *m_actions; }
    /// With the least that a specification has.
    void createEmpty();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeList();
    void connectList();
    void connectOpen();
    void takeDrops();
    void openSpec(const SpecId &spec);
    void openMade(const SpecId &spec);
    void selectOpen();
    void showListState();
    void showLoad();
    void showMenu(const QPoint &point);

    PageContext m_context;
    SpecDrafts m_drafts;
    SpecListModel m_specs;
    OpenSpec m_open;
    bool m_removing = false;   ///< rows are about to go
    bool m_focusText = false;  ///< as soon as it is there

    SpecActions *m_actions;
    QSplitter *m_splitter;
    QLineEdit *m_search;
    QComboBox *m_order;
    QListView *m_list;
    SpecDetail *m_detail;
    StatePanel *m_found;   ///< the list under a search
    StatePanel *m_beside;  ///< the one that is open
    StatePanel *m_whole;   ///< the page
};

/// The entry of the registry.
PageEntry specsPageEntry();

}  // namespace bw::desktop
