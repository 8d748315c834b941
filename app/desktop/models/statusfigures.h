// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/money.h"

#include <QObject>
#include <QTimer>

namespace bw::desktop
{

class DataSession;

/// The figures of the status bar: builds at work and in the queue, those that wait for the person, what today cost.
class StatusFigures final : public QObject
{
    Q_OBJECT
public:
    explicit StatusFigures(DataSession &session, QObject *parent = nullptr);

    [[nodiscard]] qint64 atWork() const { return m_now.atWork; }
    [[nodiscard]] qint64 waiting() const { return m_now.waiting; }
    [[nodiscard]] Money today() const { return m_now.today; }

Q_SIGNALS:
    void updated();

private:
    struct Figures {
        qint64 atWork = 0, waiting = 0;
        Money today;
        friend bool operator==(const Figures &, const Figures &) = default;
    };
    void count();

    DataSession &m_session;
    Figures m_now;
    QTimer m_soon;
    bool m_counting = false;
};

}  // namespace bw::desktop
