// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/model.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <memory>

namespace bw::claude
{

/// Plays recorded assistant turns (docs/recordings.md). Immutable after loading, so thread-safe; keeps no position: the
/// conversation is the request's purpose ("plan", "code:<feature id>", …), the position is the number of assistant
/// messages in the request. Errors of send(): RecordingEnded, Cancelled.
class Recording final : public Model
{
public:
    struct Header {
        QString name;
        QString title;
        QString model;           ///< that it stands for
        QString templateId;      ///< empty = any
        QString specSha256;      ///< empty = any
        QStringList replies {};  ///< what a person can say first in its chat
    };

    /// Reads and checks everything. Errors: FileUnreadable, TooLarge, RecordingInvalid with its line.
    static Result<std::unique_ptr<Recording>> load(const QString &path);
    static Result<std::unique_ptr<Recording>> parse(const QByteArray &bytes, const QString &nameForErrors);

    [[nodiscard]] const Header &header() const { return m_header; }
    /// RecordingMismatch if the recording names another specification. templateId: empty when none was used;
    /// specSha256: lower-case hex of the specification's bytes.
    [[nodiscard]] Status checkSpec(const QString &templateId, const QString &specSha256) const;
    [[nodiscard]] int turnCount() const;
    /// The recorded turn, or nothing. purpose as in ModelRequest.
    [[nodiscard]] const Turn *turn(const QString &purpose, int position) const;
    /// What a person can say in the conversation "chat" after so many answers; empty at its end.
    [[nodiscard]] QStringList replies(int answered) const;

    Result<Turn> send(const ModelRequest &request, TurnObserver &observer, std::stop_token stop) override;
    /// The input that the recorded turn states; without one a bound from the bytes of the request.
    Result<qint64> countTokens(const ModelRequest &request, std::stop_token stop) override;
    /// Always the model that the recording stands for.
    Result<ModelInfo> info(const QString &model, std::stop_token stop) override;
    [[nodiscard]] bool isDemonstration() const override { return true; }
    [[nodiscard]] bool hasTurnsFor(const QString &purpose) const override { return turn(purpose, 0) != nullptr; }

private:
    Recording() = default;
    Status addHeader(const QByteArray &line, const QString &name);
    Status addTurn(const QByteArray &line, int number, QString &purpose);

    Header m_header;
    QHash<QString, QList<Turn>> m_turns;
    QList<QStringList> m_replies;  // after each turn of "chat"
};

}  // namespace bw::claude
