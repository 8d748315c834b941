// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktopfixture.h"
#include "engine/specservice.h"

namespace bw::desktop
{

/// Specifications for a data directory, and actions on them as a page does them.
class SpecFixture final
{
public:
    /// One whose versions are these texts, by this author; written as an owner that has ended since.
    static SpecId make(const DesktopFixture &directory, const QString &name, const QList<QByteArray> &versions,
                       const QString &author = QStringLiteral("person"))
    {
        SystemClock clock;
        auto database = store::Database::open(directory.data(), store::DataDirectory::Mode::Owner, clock);
        if (!database)
            return {};
        engine::SpecService specs(**database);
        auto made = specs.create(name, versions.first(), {author, QStringLiteral("first words")});
        if (!made)
            return {};
        for (int i = 1; i < versions.size(); ++i)
            if (!specs.save(made->id, i, versions.at(i), {author, QStringLiteral("change %1").arg(i)}))
                return {};
        return made->id;
    }
    static QByteArray spec(const QList<QByteArray> &features)
    {
        QByteArray text = "# Tasks\n\n## Overview\n\nA list of tasks for a small team.\n\n## Features\n\n### Lists\n\n";
        for (const QByteArray &feature : features)
            text += "- " + feature + "\n";
        return text;
    }
    /// Waits for the end of it.
    static bool act(DataSession &session, const engine::SpecAction &action)
    {
        QObject receiver;
        bool ended = false, done = false;
        session.act(
            &receiver, [action](api::ActingSide &side, std::stop_token stop) { return side.act(action, stop); },
            [&](const Result<engine::SpecOutcome> &outcome) {
                ended = true;
                done = outcome.has_value();
            });
        return QTest::qWaitFor([&] { return ended; }, 5000) && done;
    }
    static bool save(DataSession &session, const SpecId &spec, int base, const QByteArray &text)
    {
        engine::SpecAction action;
        action.kind = engine::SpecAction::Kind::Save;
        action.spec = spec;
        action.version = base;
        action.text = text;
        action.by.reason = QStringLiteral("by hand");
        return act(session, action);
    }
    static bool remove(DataSession &session, const SpecId &spec)
    {
        engine::SpecAction action;
        action.kind = engine::SpecAction::Kind::Delete;
        action.spec = spec;
        return act(session, action);
    }
};

}  // namespace bw::desktop
