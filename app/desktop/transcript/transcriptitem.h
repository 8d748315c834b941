// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace bw::desktop
{

/// What a transcript shows of one message. Texts for people, ready to be shown.
struct TranscriptItem {
    enum class Role { Person, Model, Specification };
    qint64 key = 0;  ///< of the message; stays when it changes
    Role role = Role::Person;
    QString title;           ///< who speaks
    QString details;         ///< beside the title: time, tokens, cost
    qint64 timeMs = 0;       ///< wall time, told exactly on hover; 0 = unknown
    QString text {};         ///< Markdown
    QString thinking {};     ///< folded away at first
    QString activity {};     ///< what is waited for; empty = nothing
    QString problem {};      ///< what went wrong, what was kept, what to do
    QStringList files {};    ///< names of attachments
    bool streaming = false;  ///< the text still grows
    friend bool operator==(const TranscriptItem &, const TranscriptItem &) = default;
};

}  // namespace bw::desktop
