// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/commandrecorder.h"

#include "agent/headtail.h"
#include "agent/utf8cut.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr qsizetype chunkBytes = 32'000;
constexpr auto chunkTime = 50ms;

// One of the two streams: pieces are gathered into chunks that end with a line where that is possible.
class Stream
{
public:
    Stream(store::BuildLog &log, Clock &clock, QString command, const char *name)
        : m_log(log)
        , m_clock(clock)
        , m_command(std::move(command))
        , m_name(name)
    {
    }

    Status add(QByteArrayView bytes)
    {
        m_pending.append(bytes);
        const auto now = m_clock.steady();
        if (m_pending.size() < chunkBytes && now - m_flushed < chunkTime)
            return {};
        if (const qsizetype line = m_pending.lastIndexOf('\n'); line >= 0)
            return flush(line + 1);
        return m_pending.size() < chunkBytes ? Status() : flush(withoutCutEnd(m_pending));
    }

    Status finish() { return flush(m_pending.size()); }

private:
    Status flush(qsizetype count)
    {
        qsizetype at = 0;
        while (at < count) {
            QByteArrayView piece = QByteArrayView(m_pending).sliced(at, std::min(chunkBytes, count - at));
            if (at + piece.size() < m_pending.size()) {
                const qsizetype line = piece.lastIndexOf('\n');
                piece = piece.first(line >= 0 ? line + 1 : withoutCutEnd(piece));
            }
            if (piece.isEmpty())
                break;
            auto done = m_log.append(
                EventType::CommandOutput,
                Json {{"command_id", toStd(m_command)}, {"stream", m_name}, {"text", toStd(QString::fromUtf8(piece))}});
            if (!done)
                return done;
            at += piece.size();
        }
        m_pending.remove(0, at);
        m_flushed = m_clock.steady();
        return {};
    }

    store::BuildLog &m_log;
    Clock &m_clock;
    QString m_command;
    const char *m_name;
    QByteArray m_pending;
    std::chrono::milliseconds m_flushed {0};
};

Status recordStart(store::BuildLog &log, const QString &id, const CommandRecorder::Options &options)
{
    Json payload {{"command_id", toStd(id)},
                  {"command", toStd(options.shownCommand)},
                  {"cwd", toStd(options.cwd)},
                  {"timeout_s", options.timeoutSeconds},
                  {"background", options.background}};
    if (!options.toolUseId.isEmpty())
        payload["tool_use_id"] = toStd(options.toolUseId);
    auto committed = log.commit(EventType::CommandStarted, std::move(payload));
    return committed ? Status() : fail(committed.error());
}

Status recordEnd(store::BuildLog &log, const QString &id, const Result<sandbox::CommandResult> &result,
                 std::chrono::milliseconds took)
{
    Json limits = Json::array();
    if (result) {
        for (const QString &limit : result->limitsHit)
            limits.push_back(toStd(limit));
    }
    return log.append(EventType::CommandEnded,
                      Json {{"command_id", toStd(id)},
                            {"exit_code", result ? result->exitCode : -1},
                            {"timed_out", result && result->timedOut},
                            {"signalled", !result || result->signalled},
                            {"ms", took.count()},
                            {"limits_hit", limits}});
}

}  // namespace

CommandRecorder::CommandRecorder(store::BuildLog log, store::BlobStore &blobs, Clock &clock)
    : m_log(std::move(log))
    , m_blobs(blobs)
    , m_clock(clock)
{
}

Result<CommandRecorder::Finished> CommandRecorder::run(sandbox::Sandbox &sandbox, const sandbox::Command &command,
                                                       const Options &options, std::stop_token stop)
{
    const QString id = newIdText();
    if (auto started = recordStart(m_log, id, options); !started)
        return fail(started.error());
    Stream out(m_log, m_clock, id, "stdout");
    Stream err(m_log, m_clock, id, "stderr");
    HeadTail kept(m_blobs);
    Finished finished;
    Status recorded;
    // Ends the command when the outer stop does, or when it prints without end, or when the log cannot be written.
    std::stop_source ending;
    const std::stop_callback outer(stop, [&ending] { ending.request_stop(); });
    const auto take = [&](Stream &stream, QByteArrayView bytes) {
        if (ending.stop_requested())
            return;
        recorded = stream.add(bytes);
        if (recorded)
            recorded = kept.add(bytes);
        finished.tooMuchOutput = kept.total() > options.mostOutput;
        if (!recorded || finished.tooMuchOutput)
            ending.request_stop();
    };
    const auto began = m_clock.steady();
    auto result =
        sandbox.exec(command, {[&](QByteArrayView b) { take(out, b); }, [&](QByteArrayView b) { take(err, b); }},
                     ending.get_token());
    finished.took = m_clock.steady() - began;
    if (recorded)
        recorded = out.finish();
    if (recorded)
        recorded = err.finish();
    if (!recorded)
        return fail(recorded.error());
    if (!result && finished.tooMuchOutput && result.error().code == ErrorCode::Cancelled && !stop.stop_requested())
        result = sandbox::CommandResult {
            .exitCode = 137, .signalled = true, .status = u"signal: killed"_s, .limitsHit = {u"output"_s}};
    if (auto ended = recordEnd(m_log, id, result, finished.took); !ended)
        return fail(ended.error());
    if (!result)
        return fail(result.error());
    auto text = kept.finish();
    if (!text)
        return fail(text.error());
    finished.result = *result;
    finished.output = text->text;
    finished.outputBlob = text->blob;
    return finished;
}

}  // namespace bw::agent
