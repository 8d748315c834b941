// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/projectnames.h"

#include "models/datasession.h"
#include "store/projectstore.h"
#include "usertext/terminaltext.h"

namespace bw::desktop
{

namespace
{
constexpr int mostNames = 100;
}  // namespace

ProjectNames::ProjectNames(DataSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &DataSession::changed, this, [this](const QString &aggregate) {
        if (aggregate == u"project")
            reload();
    });
    connect(&session, &DataSession::stateChanged, this, [this] {
        if (m_session.state() != DataSession::State::Opening)
            reload();
    });
    if (session.state() != DataSession::State::Opening)
        reload();
}

void ProjectNames::reload()
{
    m_session.read(
        this,
        [](engine::ReadSide &side) -> Result<QList<Name>> {
            const auto projects = store::ProjectStore(side.database()).list({}, mostNames);
            if (!projects)
                return fail(projects.error());
            QList<Name> names;
            for (const store::Project &project : *projects)
                names.append({project.id, usertext::plainTerminalText(project.name)});
            return names;
        },
        [this](const Result<QList<Name>> &names) {
            if (!names || *names == m_all)
                return;
            m_all = *names;
            Q_EMIT changed();
        });
}

}  // namespace bw::desktop
