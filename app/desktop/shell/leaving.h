// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace bw::desktop
{

class DataSession;
class MainWindow;

/// What happens when the person closes the window. With builds at work in this process: they may go on without a
/// window, until they are done, or be stopped. Long work never blocks leaving.
class Leaving final : public QObject
{
    Q_OBJECT
public:
    Leaving(DataSession &session, MainWindow &window);

    /// The window is shown again: the program no longer ends with its last build.
    void stay();

private:
    void ask();
    void offer(int builds);
    void goOnHidden();
    void endWhenIdle();

    DataSession &m_session;
    MainWindow &m_window;
    bool m_hidden = false;
    bool m_asking = false;
    QTimer m_again;  ///< one at a time, however many events a build has
};

}  // namespace bw::desktop
