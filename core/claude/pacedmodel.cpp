// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/pacedmodel.h"

#include <QList>

#include <algorithm>

namespace bw::claude
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr auto thought = 600ms;
constexpr auto beat = 40ms;

struct Piece {
    bool thinking = false;
    QString text;
};

/// Takes down what the answer is made of.
class Notebook final : public TurnObserver
{
public:
    void onText(const QString &text) override { pieces.append({false, text}); }
    void onThinking(const QString &text) override { pieces.append({true, text}); }
    QList<Piece> pieces;
};

/// Where a piece of about this length ends: never between the halves of a character.
qsizetype endOf(const QString &text, qsizetype from, qsizetype length)
{
    qsizetype end = std::min(text.size(), from + std::max<qsizetype>(length, 1));
    if (end < text.size() && text.at(end).isLowSurrogate())
        ++end;
    return end;
}

}  // namespace

PacedModel::PacedModel(Model &inner, Clock &clock, int charactersPerSecond)
    : m_inner(inner)
    , m_clock(clock)
    , m_speed(charactersPerSecond)
{
}

Result<Turn> PacedModel::send(const ModelRequest &request, TurnObserver &observer, std::stop_token stop)
{
    if (m_speed <= 0)
        return m_inner.send(request, observer, stop);
    Notebook notebook;
    auto turn = m_inner.send(request, notebook, stop);
    if (!turn)
        return turn;
    if (!m_clock.sleep(thought, stop))
        return fail(ErrorCode::Cancelled, u"a recorded answer"_s);
    const qsizetype atOnce = std::max<qsizetype>(1, m_speed * beat.count() / 1000);
    for (const Piece &piece : std::as_const(notebook.pieces)) {
        for (qsizetype from = 0; from < piece.text.size();) {
            const qsizetype end = endOf(piece.text, from, atOnce);
            const QString part = piece.text.sliced(from, end - from);
            piece.thinking ? observer.onThinking(part) : observer.onText(part);
            from = end;
            if (!m_clock.sleep(beat, stop))
                return fail(ErrorCode::Cancelled, u"a recorded answer"_s);
        }
    }
    return turn;
}

Result<qint64> PacedModel::countTokens(const ModelRequest &request, std::stop_token stop)
{
    return m_inner.countTokens(request, stop);
}

Result<ModelInfo> PacedModel::info(const QString &model, std::stop_token stop) { return m_inner.info(model, stop); }

}  // namespace bw::claude
