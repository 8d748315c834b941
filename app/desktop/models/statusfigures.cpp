// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/statusfigures.h"

#include "models/datasession.h"
#include "store/buildstore.h"
#include "store/usagestore.h"

#include <QDateTime>

namespace bw::desktop
{

namespace
{

Result<qint64> countOf(engine::ReadSide &side, std::initializer_list<BuildState> states)
{
    qint64 sum = 0;
    for (const BuildState state : states) {
        store::BuildQuery query;
        query.state = state;
        const auto number = store::BuildStore(side.database()).count(query);
        if (!number)
            return fail(number.error());
        sum += *number;
    }
    return sum;
}

}  // namespace

StatusFigures::StatusFigures(DataSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    // Not more than twice a second, however fast events come.
    m_soon.setSingleShot(true);
    m_soon.setInterval(500);
    connect(&m_soon, &QTimer::timeout, this, &StatusFigures::count);
    connect(&session, &DataSession::buildsChanged, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
    connect(&session, &DataSession::stateChanged, this, &StatusFigures::count);
}

void StatusFigures::count()
{
    if (m_counting || m_session.state() == DataSession::State::Opening)
        return;
    m_counting = true;
    const qint64 midnight = QDateTime::currentDateTime().date().startOfDay().toMSecsSinceEpoch();
    m_session.read(
        this,
        [midnight](engine::ReadSide &side) -> Result<Figures> {
            using enum BuildState;
            const auto atWork = countOf(side, {Pending, Initializing, Running});
            const auto waiting = countOf(side,
                                         {AwaitingDesignReview, AwaitingFeatureReview, AwaitingProgressReview,
                                          AwaitingReleaseReview, AwaitingAnswer});
            const auto used = store::UsageStore(side.database()).since(midnight);
            if (!atWork || !waiting || !used)
                return fail(!atWork ? atWork.error() : !waiting ? waiting.error() : used.error());
            return Figures {.atWork = side.hasOwner() ? *atWork : 0, .waiting = *waiting, .today = used->cost};
        },
        [this](const Result<Figures> &figures) {
            m_counting = false;
            if (!figures || *figures == m_now)
                return;
            m_now = *figures;
            Q_EMIT updated();
        });
}

}  // namespace bw::desktop
