// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/policy/shellscript.h"

namespace bw::agent
{

/// Recursive descent over the text itself: what `$(` opens is read by the same rules as the whole. Private to
/// parseShell().
class ShellParser final
{
public:
    ShellParser(const QString &text, ShellScript &script, int depth, int &guesses)
        : m_text(text)
        , m_script(script)
        , m_depth(depth)
        , m_guesses(guesses)
    {
    }
    /// The whole text.
    bool run();
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    struct HereDocument {
        qsizetype command;  ///< index in the script; -1 = of a compound command
        QString delimiter;
        bool isQuoted;
        bool stripsTabs;
    };

    // shellwords.cpp
    bool readWord(ShellWord &word, bool *wasQuoted = nullptr);
    bool readPart(ShellWord &word, bool &quoted);
    bool readSingleQuoted(ShellWord &word);
    bool readAnsiQuoted(ShellWord &word);
    bool readDoubleQuoted(ShellWord &word);
    bool readDollar(ShellWord &word);
    bool readSubstitution(ShellWord &word);
    bool readArithmetic(ShellWord &word, qsizetype opening);
    bool readBraced(ShellWord &word);
    bool readBackticks(ShellWord &word);
    bool readHereDocuments();
    bool parseNested(const QString &text);
    [[nodiscard]] QChar ansiEscape();

    // shellcommands.cpp
    bool list(const QStringList &closers);
    bool pipeline(bool isPiped);
    bool command(bool isPiped);
    bool compound(const QString &keyword);
    bool simple(bool isPiped);
    bool assignment(ShellCommand &command);
    bool condition();
    bool loop();
    bool forLoop();
    bool caseOf();
    bool test();
    bool subshell();
    bool function(const QString &name);
    bool redirections(ShellCommand &command, qsizetype index);
    bool redirection(ShellCommand &command, qsizetype index);
    [[nodiscard]] QString redirectionAhead(qsizetype &skip) const;
    bool expectWord(const QString &word);
    [[nodiscard]] QString plainWordAhead() const;
    bool skipNewlines();
    void skipBlanks();

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : QChar();
    }
    [[nodiscard]] bool ahead(QStringView what) const { return QStringView(m_text).sliced(m_at).startsWith(what); }
    bool fail(const QString &what);
    static bool isMeta(QChar c);

    const QString m_text;
    ShellScript &m_script;
    int m_depth;
    int &m_guesses;  ///< how often "((" was read as arithmetic: each wrong guess reads its text a second time
    qsizetype m_at = 0;
    QList<HereDocument> m_pending;
    QString m_problem;
};

}  // namespace bw::agent
