// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/gatekeeper.h"

#include "build/buildreasons.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

const QString designPath = u"/workspace/DESIGN.md"_s;
constexpr qint64 longestDesign = 4 << 20;

bool isAgreed(const GateRecord *gate)
{
    return gate != nullptr && !gate->answer.isEmpty() && gate->answer != "reject"_L1;
}

/// For a person's eye and editor.
QByteArray indented(const Json &json)
{
    return QByteArray::fromStdString(json.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n';
}

QString listText(const QList<Feature> &features)
{
    QStringList lines;
    for (const Feature &feature : features)
        lines.append(u"%1  %2  [%3]"_s.arg(feature.id, feature.description, toKey(feature.status)));
    return lines.join(u'\n') + u'\n';
}

}  // namespace

Status GateKeeper::refresh()
{
    if (!m_run.environment.people)
        return {};
    auto record = m_run.environment.people();
    if (!record)
        return fail(record.error());
    m_run.people = std::move(*record);
    return {};
}

bool GateKeeper::designIsDue() const
{
    return m_run.job.options.gates.design && !isAgreed(m_run.people.lastGate(u"design"_s));
}

Status GateKeeper::openDesign(std::stop_token stop)
{
    const auto design = m_sandbox.get()->read(designPath, longestDesign, stop);
    if (!design)
        return fail(design.error());
    return open(u"design"_s, u"The design of the application, before its features are planned."_s, {u"DESIGN.md"_s},
                *design, BuildEventKind::OpenDesignGate);
}

Status GateKeeper::useAgreedDesign(std::stop_token stop)
{
    const GateRecord *gate = m_run.people.lastGate(u"design"_s);
    if (!isAgreed(gate))
        return {};
    const auto agreed =
        m_run.environment.blobs.get(BlobHash {gate->editBlob.isEmpty() ? gate->contentBlob : gate->editBlob});
    if (!agreed)
        return fail(agreed.error());
    return m_sandbox.get()->write(designPath, *agreed, stop);
}

Status GateKeeper::checkPlan()
{
    if (!m_run.job.options.gates.features || isAgreed(m_run.people.lastGate(u"feature"_s)))
        return {};
    return open(u"feature"_s,
                u"The features that will be built, with the commands that prove them: %1."_s.arg(m_run.features.size()),
                {u"feature_list.json"_s}, indented(toJson(m_run.features)), BuildEventKind::OpenFeatureGate);
}

Status GateKeeper::checkProgress()
{
    const int every = m_run.job.options.gates.every;
    const int verified = m_run.verified();
    if (every == 0 || verified == m_run.features.size() || verified < every * (m_run.people.gatesOf(u"progress"_s) + 1))
        return {};
    return open(u"progress"_s, u"%1 of %2 features are verified."_s.arg(verified).arg(m_run.features.size()), {},
                listText(m_run.features).toUtf8(), BuildEventKind::OpenProgressGate);
}

Status GateKeeper::checkRelease()
{
    if (!m_run.job.options.gates.package || isAgreed(m_run.people.lastGate(u"release"_s)))
        return {};
    return open(
        u"release"_s,
        u"%1 of %2 features are verified; the zip comes next."_s.arg(m_run.verified()).arg(m_run.features.size()), {},
        listText(m_run.features).toUtf8(), BuildEventKind::OpenReleaseGate);
}

Status GateKeeper::checkQuestions()
{
    if (m_run.people.openQuestions().isEmpty())
        return {};
    m_run.waits = BuildEvent {BuildEventKind::AskQuestion, QString(reason::question)};
    return fail(ErrorCode::Cancelled, u"question"_s);
}

QSet<QString> GateKeeper::parked() const
{
    QSet<QString> features;
    for (const QuestionRecord &question : m_run.people.openQuestions())
        features.insert(question.feature);
    return features;
}

Status GateKeeper::open(const QString &kind, const QString &text, const QStringList &files, const QByteArray &content,
                        BuildEventKind event)
{
    const auto blob = m_run.environment.blobs.put(content);
    if (!blob)
        return fail(blob.error());
    Json names = Json::array();
    for (const QString &file : files)
        names.push_back(toStd(file));
    const QString id = u"%1-%2"_s.arg(kind).arg(m_run.people.gatesOf(kind) + 1);
    const auto opened = m_run.log.commit(EventType::GateOpened,
                                         Json {{"gate", toStd(id)},
                                               {"kind", toStd(kind)},
                                               {"text", toStd(text)},
                                               {"files", std::move(names)},
                                               {"content_blob", toStd(blob->value)}});
    if (!opened)
        return fail(opened.error());
    m_run.waits = BuildEvent {event, QString(reason::review)};
    return fail(ErrorCode::Cancelled, id);
}

}  // namespace bw::build
