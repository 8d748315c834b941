// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/startchoices.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace bw::desktop
{

/// How a build is made: every option of `buildwright build` but what is built. The rarer ones are folded away; they
/// open by themselves where one of them differs from the settings.
class StartOptions final : public QWidget
{
    Q_OBJECT
public:
    struct Project {
        QString id, name;
    };
    explicit StartOptions(QWidget *parent = nullptr);

    void setProjects(const QList<Project> &projects);
    void fill(const StartChoices &choices);
    void readInto(StartChoices &choices) const;
    /// Puts the keyboard into the field with that key (args["field"] of an error), and opens what hides it. False:
    /// there is none here.
    bool focusField(const QString &field);

Q_SIGNALS:
    void changed();
    void projectChosen(const QString &project);

private:
    struct Role {
        QComboBox *model = nullptr, *effort = nullptr;
    };
    void makeMain();
    void makeGates();
    QWidget *makeMore();
    void makeRoles(QFormLayout &form);
    void makeCeilings(QFormLayout &form);
    void makeSandbox(QFormLayout &form);
    void makeOut(QFormLayout &form);
    QLineEdit *makeLine(const QString &key);
    void connectChanges();
    void unfold(bool open);
    void showCloud();

    QFormLayout *m_form;
    QPushButton *m_fold;
    QWidget *m_more = nullptr;
    QComboBox *m_project, *m_model, *m_effort, *m_sandbox, *m_network, *m_tier, *m_policy;
    QSpinBox *m_features, *m_every, *m_retries, *m_priority;
    QList<QCheckBox *> m_gates;
    QList<Role> m_roles;  ///< plan, code, verify, review
    QHash<QString, QLineEdit *> m_lines;
    QLineEdit *m_out;
    QString m_wanted;  ///< project that is chosen as soon as the list of them is there
};

}  // namespace bw::desktop
