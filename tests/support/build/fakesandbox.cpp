// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/build/fakesandbox.h"

namespace bw::test
{

using namespace Qt::StringLiterals;
using artifact::EntryType;

namespace
{

constexpr qsizetype pieceBytes = 64 * 1024;

std::unexpected<Error> missing(const QString &path)
{
    return fail(ErrorCode::NotFound, path, {{u"kind"_s, u"file"_s}, {u"name"_s, path}});
}

sandbox::FileInfo infoOf(const QByteArray &path, const FakeTree::Node &node)
{
    sandbox::FileInfo info;
    info.path = QString::fromUtf8(path);
    info.name = info.path.section(u'/', -1);
    info.type = node.type == EntryType::File ? sandbox::FileType::File
        : node.type == EntryType::Directory  ? sandbox::FileType::Directory
                                             : sandbox::FileType::Symlink;
    info.mode = node.mode;
    info.size = node.type == EntryType::File ? node.content.size() : 0;
    if (node.type == EntryType::Symlink)
        info.symlinkTarget = QString::fromUtf8(node.content);
    return info;
}

QByteArray inWorkspace(const QString &path)
{
    return (path.startsWith(u'/') ? path : QString::fromLatin1(sandbox::workspacePath) + u'/' + path).toUtf8();
}

}  // namespace

FakeSandbox::FakeSandbox(FakeSandboxWorld &world, SandboxId id)
    : m_world(world)
    , m_id(std::move(id))
{
    ++m_world.made;
    m_tree.put(sandbox::workspacePath, {EntryType::Directory, 0755, {}});
}

FakeSandbox::~FakeSandbox() { (void)FakeSandbox::destroy(); }

sandbox::LimitReport FakeSandbox::limits() const { return {{"memory", {{"by", "nothing"}}}}; }

Status FakeSandbox::enter(const QString &call, const std::stop_token &stop)
{
    const auto lost = [this] { return m_lost || m_destroyed; };
    const auto gone = [this] { return fail(ErrorCode::SandboxLost, u"lost"_s, {{u"sandbox"_s, m_id.value}}); };
    if (lost())
        return gone();
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled);
    if (m_world.before)
        if (auto fine = m_world.before(call, this, stop); !fine)
            return fine;
    if (lost())
        return gone();
    return stop.stop_requested() ? Status(fail(ErrorCode::Cancelled)) : Status();
}

int FakeSandbox::runWord(const QStringList &words, const sandbox::OutputSink &sink)
{
    const QString first = words.value(0);
    if (first == "false"_L1)
        return 1;
    if (first == "echo"_L1 && sink.onStdout)
        sink.onStdout((words.mid(1).join(u' ') + u'\n').toUtf8());
    if (first == "write"_L1)
        m_tree.write(inWorkspace(words.value(1)), words.mid(2).join(u' ').toUtf8());
    if (first == "test"_L1) {
        const bool negated = words.value(1) == "!"_L1;
        const bool there = m_tree.find(inWorkspace(words.constLast())) != nullptr;
        return there == negated ? 1 : 0;
    }
    if (first == "grep"_L1) {
        const FakeTree::Node *node = m_tree.find(inWorkspace(words.constLast()));
        return node != nullptr && node->content.contains(words.value(2).remove(u'\'').toUtf8()) ? 0 : 1;
    }
    return 0;
}

Result<sandbox::CommandResult> FakeSandbox::exec(const sandbox::Command &command, const sandbox::OutputSink &sink,
                                                 std::stop_token stop)
{
    if (auto entered = enter(u"exec"_s, stop); !entered)
        return fail(entered.error());
    const std::scoped_lock lock(m_mutex);
    sandbox::CommandResult result;
    if (command.program.endsWith("bash"_L1))
        for (const QString &part : command.args.value(command.args.size() - 1).split(u"&&"_s)) {
            result.exitCode = runWord(part.simplified().split(u' '), sink);
            if (result.exitCode != 0)
                break;
        }
    result.status = u"exit status %1"_s.arg(result.exitCode);
    return result;
}

Result<std::unique_ptr<sandbox::Process>> FakeSandbox::start(const sandbox::Command &, bool, std::stop_token)
{
    return fail(ErrorCode::Unsupported, u"start"_s, {{u"what"_s, u"start"_s}});
}

Result<QByteArray> FakeSandbox::read(const QString &path, qint64 maxBytes, std::stop_token stop)
{
    if (auto entered = enter(u"read"_s, stop); !entered)
        return fail(entered.error());
    const std::scoped_lock lock(m_mutex);
    const FakeTree::Node *node = m_tree.find(path.toUtf8());
    if (node == nullptr || node->type != EntryType::File)
        return missing(path);
    if (node->content.size() > maxBytes)
        return fail(ErrorCode::TooLarge, path, {{u"what"_s, path}, {u"limit"_s, QString::number(maxBytes)}});
    return node->content;
}

Status FakeSandbox::write(const QString &path, QByteArrayView bytes, std::stop_token stop)
{
    if (auto entered = enter(u"write"_s, stop); !entered)
        return entered;
    const std::scoped_lock lock(m_mutex);
    m_tree.write(path.toUtf8(), bytes.toByteArray());
    return {};
}

Result<QList<sandbox::FileInfo>> FakeSandbox::list(const QString &path, int depth, std::stop_token stop)
{
    if (auto entered = enter(u"list"_s, stop); !entered)
        return fail(entered.error());
    const std::scoped_lock lock(m_mutex);
    if (m_tree.find(path.toUtf8()) == nullptr)
        return missing(path);
    QList<sandbox::FileInfo> found;
    const auto nodes = m_tree.below(path.toUtf8());
    for (auto it = nodes.cbegin(); it != nodes.cend(); ++it)
        if (it.key().count('/') < qMax(1, depth))
            found.append(infoOf(path.toUtf8() + '/' + it.key(), it.value()));
    return found;
}

Result<sandbox::FileInfo> FakeSandbox::stat(const QString &path, std::stop_token stop)
{
    if (auto entered = enter(u"stat"_s, stop); !entered)
        return fail(entered.error());
    const std::scoped_lock lock(m_mutex);
    const FakeTree::Node *node = m_tree.find(path.toUtf8());
    if (node == nullptr)
        return missing(path);
    return infoOf(path.toUtf8(), *node);
}

Status FakeSandbox::remove(const QString &path, std::stop_token stop)
{
    if (auto entered = enter(u"remove"_s, stop); !entered)
        return entered;
    const std::scoped_lock lock(m_mutex);
    m_tree.remove(path.toUtf8());
    return {};
}

Status FakeSandbox::rename(const QString &from, const QString &to, std::stop_token stop)
{
    if (auto entered = enter(u"rename"_s, stop); !entered)
        return entered;
    const std::scoped_lock lock(m_mutex);
    const FakeTree::Node *node = m_tree.find(from.toUtf8());
    if (node == nullptr)
        return missing(from);
    const auto below = m_tree.below(from.toUtf8());
    m_tree.put(to.toUtf8(), FakeTree::Node(*node));
    for (auto it = below.cbegin(); it != below.cend(); ++it)
        m_tree.put(to.toUtf8() + '/' + it.key(), it.value());
    m_tree.remove(from.toUtf8());
    return {};
}

Status FakeSandbox::makeFolder(const QString &path, std::stop_token stop)
{
    if (auto entered = enter(u"makeFolder"_s, stop); !entered)
        return entered;
    const std::scoped_lock lock(m_mutex);
    if (m_tree.find(path.toUtf8()) == nullptr)
        m_tree.put(path.toUtf8(), {EntryType::Directory, 0755, {}});
    return {};
}

Status FakeSandbox::watch(const QString &, bool, const std::function<void(const sandbox::WatchEvent &)> &,
                          std::stop_token)
{
    return fail(ErrorCode::Unsupported, u"watch"_s, {{u"what"_s, u"watch"_s}});
}

Status FakeSandbox::archiveOut(const QString &path, const sandbox::ByteSink &sink, std::stop_token stop)
{
    if (auto entered = enter(u"archiveOut"_s, stop); !entered)
        return entered;
    const QByteArray tar = tree().toTar(path.toUtf8());
    for (qsizetype at = 0; at < tar.size(); at += pieceBytes)
        if (auto taken = sink(QByteArrayView(tar).mid(at, pieceBytes)); !taken)
            return taken;
    return {};
}

Status FakeSandbox::archiveIn(const QString &path, const sandbox::ByteSource &source, std::stop_token stop)
{
    if (auto entered = enter(u"archiveIn"_s, stop); !entered)
        return entered;
    const std::scoped_lock lock(m_mutex);
    return m_tree.fromTar(path.toUtf8(), source);
}

Result<QString> FakeSandbox::exposePort(int, std::stop_token)
{
    return fail(ErrorCode::Unsupported, u"ports"_s, {{u"what"_s, u"ports"_s}});
}

Status FakeSandbox::setTimeToLive(std::chrono::seconds, std::stop_token) { return {}; }
Status FakeSandbox::setAllowedHosts(const QStringList &hosts, std::stop_token stop)
{
    if (auto in = enter(u"setAllowedHosts"_s, stop); !in)
        return in;
    m_world.openedHosts = hosts;
    return {};
}

Status FakeSandbox::destroy()
{
    if (!m_destroyed.exchange(true))
        ++m_world.destroyed;
    return {};
}

FakeTree FakeSandbox::tree() const
{
    const std::scoped_lock lock(m_mutex);
    return m_tree;
}

void FakeSandbox::setTree(FakeTree tree)
{
    const std::scoped_lock lock(m_mutex);
    m_tree = std::move(tree);
}

Result<std::unique_ptr<sandbox::Sandbox>> FakeProvider::create(const sandbox::SandboxRequest &request,
                                                               std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled);
    if (m_world.before)
        if (auto fine = m_world.before(u"create"_s, nullptr, stop); !fine)
            return fail(fine.error());
    m_world.allowedHosts = request.allowedHosts;
    onLost = request.onLost;
    return std::make_unique<FakeSandbox>(m_world);
}

Status FakeProvider::keep(std::unique_ptr<sandbox::Sandbox> sandbox, std::chrono::seconds,
                          std::function<void(sandbox::KeptChange)> told)
{
    tell = std::move(told);
    const QString id = sandbox->id().value;
    kept.insert(id, std::move(sandbox));
    return {};
}

Result<std::unique_ptr<sandbox::Sandbox>>
FakeProvider::takeUp(const SandboxId &id, const sandbox::SandboxRequest &request, std::stop_token stop)
{
    if (m_world.before)
        if (auto fine = m_world.before(u"takeUp"_s, nullptr, stop); !fine)
            return fail(fine.error());
    const auto found = kept.take(id.value);
    if (!found)
        return fail(ErrorCode::SandboxLost, {}, {{u"sandbox"_s, id.value}});
    m_world.allowedHosts = request.allowedHosts;
    auto again = std::make_unique<FakeSandbox>(m_world, id);
    again->setTree(static_cast<FakeSandbox &>(*found).tree());
    return again;
}

Status FakeProvider::discard(const SandboxId &id)
{
    kept.remove(id.value);
    return {};
}

}  // namespace bw::test
