// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"

#include <QString>
#include <QStringList>

namespace bw::cli
{

/// What a person or a script reads. Results go to stdout, everything else to stderr. Text is redacted and stripped of
/// control sequences before it is shown: it may come out of a sandbox. One thread.
class Terminal final
{
public:
    explicit Terminal(bool json);

    [[nodiscard]] bool json() const { return m_json; }
    [[nodiscard]] bool interactive() const { return m_interactive; }  ///< stderr is a terminal and not --json

    void line(const QString &text);   ///< a line of the result; nothing with --json
    void object(const Json &object);  ///< one JSON object on one line; nothing without --json
    /// The same two for a secret that was asked for by name: nothing is taken out.
    void secretLine(const QString &text);
    void secretObject(const Json &object);
    void note(const QString &text);      ///< a line on stderr, also with --json
    void noteOnce(const QString &text);  ///< the same, unless it was said before
    void progress(const QString &text);  ///< replaces the progress line on a terminal; else nothing
    void clearProgress();

    [[nodiscard]] QString strong(const QString &text) const;
    [[nodiscard]] QString good(const QString &text) const;
    [[nodiscard]] QString bad(const QString &text) const;
    [[nodiscard]] QString faint(const QString &text) const;
    [[nodiscard]] static int columns();

private:
    [[nodiscard]] QString paint(const QString &text, const char *code) const;
    bool m_json = false;
    bool m_interactive = false;
    bool m_colour = false;
    bool m_progressShown = false;
    QStringList m_saidOnce;
};

}  // namespace bw::cli
