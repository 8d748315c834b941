// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/openspec.h"

#include "engine/specservice.h"
#include "models/datasession.h"
#include "models/specdrafts.h"
#include "spec/specparser.h"

#include <QStringDecoder>

#include <chrono>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using engine::SpecAction;

namespace
{

constexpr auto aMoment = 400ms;  // between a change and its draft
constexpr std::chrono::milliseconds atLatest = 2s;

/// As it stands, a mark at its beginning and its line ends too: the editor gives back what it was given.
QString textOf(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder.decode(bytes);
}

/// Where the library calls it what the text calls itself, both are renamed together.
QString nextName(const QString &name, const QByteArray &before, const QByteArray &now)
{
    const QString after = spec::readSpec(now).spec.name.simplified();
    return !after.isEmpty() && after != name && spec::readSpec(before).spec.name.simplified() == name ? after
                                                                                                      : QString();
}

}  // namespace

OpenSpec::OpenSpec(DataSession &session, SpecDrafts &drafts, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_drafts(drafts)
{
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(aMoment);
    connect(&m_draftTimer, &QTimer::timeout, this, &OpenSpec::keepDraft);
    connect(&session, &DataSession::changed, this, [this](const QString &aggregate, const QString &id) {
        if (aggregate == "spec"_L1 && (id.isEmpty() || id == m_id.value))
            reload();
    });
    connect(&session, &DataSession::stateChanged, this, [this] {
        if (m_session.state() != DataSession::State::Opening)
            reload();
    });
}

OpenSpec::~OpenSpec() { leave(); }

void OpenSpec::leave()
{
    // Asking for the text may bring to light what is just being typed.
    if (m_load == Load::Ready)
        (void)current();
    if (m_draftTimer.isActive())
        keepDraft();
}

QString OpenSpec::baseText() const { return textOf(m_base.content); }

QString OpenSpec::theirText() const { return textOf(m_theirs.content); }

void OpenSpec::enter(Load load)
{
    if (std::exchange(m_load, load) != load)
        Q_EMIT loadChanged();
}

void OpenSpec::edited(bool modified)
{
    if (m_load != Load::Ready)
        return;
    ++m_edits;
    if (std::exchange(m_modified, modified) != modified)
        Q_EMIT changed();
    // When the keys rest, since a long text takes its time; but who never pauses has a draft, too.
    if (!m_draftTimer.isActive())
        m_sinceDraft.start();
    if (!m_draftTimer.isActive() || !m_sinceDraft.hasExpired(atLatest.count()))
        m_draftTimer.start();
}

void OpenSpec::keepDraft()
{
    m_draftTimer.stop();
    if (m_load != Load::Ready && m_load != Load::Gone)
        return;
    if (m_modified)
        m_drafts.keep(m_id, {.base = m_base.version, .text = current()});
    else
        m_drafts.drop(m_id);
}

void OpenSpec::open(const SpecId &spec)
{
    leave();
    ++m_generation;
    m_id = spec;
    m_spec = {};
    m_base = m_theirs = {};
    m_modified = m_saving = m_reloading = m_reloadAgain = false;
    enter(spec.isEmpty() ? Load::Nothing : Load::Loading);
    // The editor is not shown until there is another text.
    m_text.clear();
    Q_EMIT changed();
    // While the directory is being opened, its next state begins this.
    if (m_session.state() != DataSession::State::Opening)
        reload();
}

void OpenSpec::reload()
{
    if (m_id.isEmpty())
        return;
    if (m_saving || std::exchange(m_reloading, true)) {
        m_reloadAgain = true;
        return;
    }
    m_session.read(
        this,
        [id = m_id, first = m_load != Load::Ready,
         drafts = m_drafts.reader()](engine::ReadSide &side) -> Result<Found> {
            const engine::SpecService specs(side.database());
            auto spec = store::SpecStore(side.database()).get(id);
            auto newest = spec ? specs.version(id) : Result<store::SpecVersion>(fail(spec.error()));
            if (!newest)
                return fail(newest.error());
            Found found {.spec = *spec, .newest = *newest, .base = *newest};
            const auto draft = first ? drafts.of(id) : std::nullopt;
            if (!draft)
                return found;
            found.draft = draft->text;
            if (draft->base > 0 && draft->base < newest->version)
                if (auto base = specs.version(id, draft->base))
                    found.base = *base;
            return found;
        },
        [this, generation = m_generation](const Result<Found> &found) {
            if (generation != m_generation)
                return;
            m_reloading = false;
            if (found) {
                take(*found);
            } else if (found.error().code == ErrorCode::NotFound) {
                m_spec.deletedMs = 0;
                enter(Load::Gone);
            } else if (m_load != Load::Ready) {
                m_error = found.error();
                enter(Load::Failed);
            }
            if (std::exchange(m_reloadAgain, false))
                reload();
        });
}

void OpenSpec::take(const Found &found)
{
    m_spec = found.spec;
    if (m_spec.deletedMs > 0) {
        if (m_draftTimer.isActive())
            keepDraft();
        enter(Load::Gone);
        return;
    }
    if (m_load == Load::Ready) {
        takeNewest(found.newest);
    } else {
        m_base = found.base;
        m_theirs = {};
        const QString text = textOf(found.newest.content);
        const bool modified = found.draft && *found.draft != text;
        if (found.draft && !modified) {
            m_base = found.newest;
            m_drafts.drop(m_id);
        }
        enter(Load::Ready);
        replaceText(modified ? *found.draft : text, modified);
        if (m_base.version != found.newest.version)
            m_theirs = found.newest;
    }
    Q_EMIT changed();
}

void OpenSpec::takeNewest(const store::SpecVersion &newest)
{
    if (newest.version == m_base.version || newest.version == m_theirs.version)
        return;
    const QString text = textOf(newest.content);
    const bool same = current() == text;
    if (m_modified && !same) {
        m_theirs = newest;
        return;
    }
    // Nothing was typed here, or somebody saved the very same.
    m_base = newest;
    m_theirs = {};
    m_modified = false;
    keepDraft();
    if (!same)
        replaceText(text, false);
}

void OpenSpec::replaceText(const QString &text, bool modified)
{
    m_text = text;
    m_modified = modified;
    ++m_edits;
    Q_EMIT textReplaced();
}

void OpenSpec::save()
{
    if (m_load != Load::Ready || m_saving || !m_modified)
        return;
    if (m_theirs.version > 0)
        return Q_EMIT changed();
    m_saving = true;
    const QString text = current();
    SpecAction action {.kind = SpecAction::Kind::Save, .spec = m_id, .version = m_base.version};
    action.text = text.toUtf8();
    Q_EMIT changed();
    m_session.act(
        this,
        [action, name = m_spec.name, before = m_base.content](api::ActingSide &side, std::stop_token stop) {
            auto outcome = side.act(action, stop);
            if (const QString next = outcome ? nextName(name, before, action.text) : QString(); !next.isEmpty()) {
                const SpecAction rename {.kind = SpecAction::Kind::Rename, .spec = action.spec, .name = next};
                (void)side.act(rename, stop);  // the text is what counts, and that is saved
            }
            return outcome;
        },
        [this, text, edits = m_edits, generation = m_generation](const Result<engine::SpecOutcome> &outcome) {
            if (!outcome)
                Q_EMIT failed(tr("The specification was not saved. Your text is kept."), outcome.error());
            if (generation != m_generation)
                return;
            m_saving = false;
            if (outcome)
                takeSaved(text, edits, outcome->version);
            m_reloadAgain = false;
            Q_EMIT changed();
            reload();
        });
}

void OpenSpec::takeSaved(const QString &text, qint64 edits, int version)
{
    m_base.content = text.toUtf8();
    m_base.version = version;
    m_text = text;
    if (edits == m_edits)
        m_modified = false;
    keepDraft();
    Q_EMIT saved(version);
}

void OpenSpec::keepMine()
{
    if (m_theirs.version == 0)
        return;
    m_base = std::exchange(m_theirs, {});
    keepDraft();
    Q_EMIT changed();
}

void OpenSpec::takeMerged(const QString &text, const store::SpecVersion &with)
{
    if (m_load != Load::Ready || with.version <= m_base.version)
        return;
    m_base = with;
    // An even newer one goes on waiting.
    if (m_theirs.version <= with.version)
        m_theirs = {};
    replaceText(text, text != baseText());
    keepDraft();
    Q_EMIT changed();
}

QString OpenSpec::revert()
{
    const QString typed = current();
    if (m_theirs.version > 0)
        m_base = std::exchange(m_theirs, {});
    replaceText(baseText(), false);
    keepDraft();
    Q_EMIT changed();
    return typed;
}

void OpenSpec::putBack(const SpecId &spec, int base, const QString &text)
{
    if (m_load != Load::Ready || m_id != spec)
        return m_drafts.keep(spec, {.base = base, .text = text});
    replaceText(text, text != baseText());
    keepDraft();
    Q_EMIT changed();
}

}  // namespace bw::desktop
