// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "models/specoutlinemodel.h"
#include "spec/specchange.h"

#include <QPersistentModelIndex>
#include <QTimer>
#include <QWidget>

#include <functional>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace bw::desktop
{

/// What the form may ask of the editor around it.
struct OutlineHost {
    /// Brings the model in step with the text as it is this moment. False: the text cannot be read.
    std::function<bool()> refresh;
    /// Makes a change of what the model shows. Changes in a row with the same `step`, which is not 0, are undone as
    /// one.
    std::function<Status(const spec::SpecChange &change, int step)> change;
};

/// The fields of one part of a specification. What is typed goes into the text when the typing rests, and at the latest
/// when the field is left.
class NodeForm final : public QWidget
{
    Q_OBJECT
public:
    NodeForm(SpecOutlineModel *model, OutlineHost host, QWidget *parent = nullptr);

    void show(const QModelIndex &index);
    /// After the model was updated. Leaves alone what says the same already, and what is being typed.
    void refresh();
    /// What was typed and is not made yet, is made now.
    void commit();
    /// What was typed and is not made yet, is forgotten.
    void clear();
    void focusFirst();
    /// Of a change that was made elsewhere, too; a good one takes the last problem away.
    void say(const Status &done);

Q_SIGNALS:
    void undoRequested();
    void redoRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Field { None, Name, Text, Tier, Target, Group, Depends };
    void build();
    void watch();
    void typed(Field field);
    void fill();
    void fillGroups(const QString &group);
    void arrange();
    [[nodiscard]] const spec::AppSpec &spec() const { return m_model->checked()->parsed.spec; }
    [[nodiscard]] std::optional<spec::SpecChange> changeOf(Field field) const;
    [[nodiscard]] std::optional<spec::SpecChange> changeOfFeature(Field field, const spec::SpecFeature &feature) const;

    SpecOutlineModel *m_model;
    OutlineHost m_host;
    QPersistentModelIndex m_index;
    QFormLayout *m_layout;
    QLineEdit *m_name;
    QPlainTextEdit *m_text;
    QComboBox *m_tier;
    QLineEdit *m_target;
    QComboBox *m_group;
    QLineEdit *m_depends;
    QLabel *m_id;
    QLabel *m_hint;
    QLabel *m_problem;
    QTimer m_rest;
    Field m_typed = Field::None;
    int m_step = 1;
    bool m_setting = false;
};

}  // namespace bw::desktop
