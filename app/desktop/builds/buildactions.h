// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/personaction.h"
#include "model/build.h"
#include "shell/page.h"

class QAction;

namespace bw::desktop
{

/// What a person does with the build that is shown: one action each, switched by its state, performed by the same
/// service that the command line calls.
class BuildActions final : public QObject
{
    Q_OBJECT
public:
    explicit BuildActions(const PageContext &context, QWidget *window);

    /// Null = none is shown.
    void follow(const Build *build);
    void decide(const engine::PersonAction &action);

    [[nodiscard]] QAction *pause() const { return m_pause; }
    [[nodiscard]] QAction *resume() const { return m_resume; }
    [[nodiscard]] QAction *stop() const { return m_stop; }
    [[nodiscard]] QAction *save() const { return m_save; }

private:
    template <typename Work>
    void perform(const QString &what, const QString &done, Work work);
    void saveZip();
    void copyZip(const QString &target);
    void remove();

    PageContext m_context;
    QWidget *m_window;
    std::optional<Build> m_build;
    QAction *m_pause, *m_resume, *m_stop, *m_save, *m_approve, *m_remove, *m_copyId;
};

}  // namespace bw::desktop
