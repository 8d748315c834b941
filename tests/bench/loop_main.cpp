// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/agentsession.h"
#include "agent/tools/bashtool.h"
#include "agent/tools/filetools.h"
#include "base/threadexecutor.h"
#include "store/database.h"
#include "support/build/fakesandbox.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using namespace bw;

namespace
{

/// Answers at once: a command, again and again, and says when it was asked.
class InstantModel final : public claude::Model
{
public:
    explicit InstantModel(int turns)
        : m_turns(turns)
    {
        m_timer.start();
    }
    Result<claude::Turn> send(const claude::ModelRequest &request, claude::TurnObserver &, std::stop_token) override
    {
        m_asked.push_back(double(m_timer.nsecsElapsed()) / 1e6);
        claude::Turn turn;
        turn.usage = {.input = 100, .output = 50, .calls = 1};
        turn.model = request.model;
        if (static_cast<int>(m_asked.size()) >= m_turns) {
            add(turn, {{"type", "text"}, {"text", "done"}});
            turn.stopReason = claude::StopReason::EndTurn;
        } else {
            const std::string number = std::to_string(m_asked.size());
            add(turn,
                {{"type", "tool_use"},
                 {"id", "toolu_" + number},
                 {"name", "bash"},
                 {"input", {{"command", "echo step " + number}}}});
            turn.stopReason = claude::StopReason::ToolUse;
        }
        turn.contentJson = "[" + turn.blocks.first().raw + "]";
        turn.stopReasonKey = claude::toKey(turn.stopReason);
        return turn;
    }
    Result<qint64> countTokens(const claude::ModelRequest &, std::stop_token) override { return 100; }
    Result<claude::ModelInfo> info(const QString &, std::stop_token) override { return claude::ModelInfo {}; }

    /// From one question to the next: everything that is not the model.
    [[nodiscard]] std::vector<double> turnTimes() const
    {
        std::vector<double> times;
        for (size_t i = 1; i < m_asked.size(); ++i)
            times.push_back(m_asked.at(i) - m_asked.at(i - 1));
        std::ranges::sort(times);
        return times;
    }

private:
    static void add(claude::Turn &turn, const Json &json)
    {
        claude::ContentBlock block;
        block.type = jsonString(json, "type");
        block.raw = toBytes(json);
        block.text = jsonString(json, "text");
        block.toolUseId = jsonString(json, "id");
        block.toolName = jsonString(json, "name");
        if (json.contains("input"))
            block.toolInput = toBytes(json.at("input"));
        turn.blocks.append(block);
    }
    const int m_turns;
    QElapsedTimer m_timer;
    std::vector<double> m_asked;
};

}  // namespace

/// bench_loop [turns]: a session with one command a turn; store and log are the real ones, the sandbox costs nothing.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int turns = argc > 1 ? std::atoi(argv[1]) : 200;
    const QTemporaryDir folder;
    SystemClock clock;
    auto database = store::Database::open(folder.filePath(u"data"_s), store::DataDirectory::Mode::Owner, clock);
    if (!database)
        return 1;
    store::EventLog log((*database)->writer());
    test::FakeSandboxWorld world;
    test::FakeSandbox sandbox(world);
    InstantModel model(turns);
    ThreadExecutor executor(2);
    agent::AgentContext context {
        model, sandbox, store::BuildLog(log, {u"bench"_s}), (*database)->blobs(), clock, executor, u"instant"_s,
        {},    {}};
    agent::BashTool bash;
    agent::ReadFileTool read;
    agent::SessionConfig config;
    config.kind = u"code"_s;
    config.purpose = u"code:bench"_s;
    config.systemPrompt = u"You build."_s;
    config.firstMessage = u"Begin."_s;
    config.tools = {&bash, &read};
    config.maxTurns = turns + 1;
    agent::AgentSession session(context, config);
    const auto outcome = session.run({});
    if (!outcome || outcome->turns != turns)
        return 1;
    const std::vector<double> times = model.turnTimes();
    std::printf("bench loop_turn ours=%.2fms p95=%.2fms turns=%d\n", times.at(times.size() / 2),
                times.at(times.size() * 95 / 100), turns);
    return 0;
}
