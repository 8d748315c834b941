// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/specpanel.h"

#include "models/chatspecs.h"
#include "models/chattexts.h"
#include "spec/replyspec.h"
#include "spec/specvalidator.h"
#include "usertext/usertext.h"
#include "widgets/look.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QVBoxLayout>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// Without the fence and the words around it.
QString specText(const QString &answer)
{
    const auto found = spec::findReplySpec(answer);
    return found ? found->text : answer;
}

QLabel *wrapped(bool muted)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    if (muted)
        label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

}  // namespace

SpecPanel::SpecPanel(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(tr("Specification")))
    , m_made(wrapped(true))
    , m_reason(wrapped(true))
    , m_problem(wrapped(false))
    , m_text(new QPlainTextEdit)
    , m_target(new QWidget)
    , m_tier(new QComboBox)
    , m_features(new QSpinBox)
    , m_reset(new QPushButton(tr("&Reset")))
    , m_expand(new QPushButton(tr("&Write the Specification")))
    , m_copy(new QPushButton(tr("&Copy")))
    , m_save(new QPushButton(tr("Save as Fi&le…")))
    , m_start(new QPushButton(tr("Start B&uild…")))
    , m_library(new QPushButton)
    , m_compare(new QPushButton(tr("Co&mpare…")))
    , m_merge(new QPushButton(tr("Mer&ge…")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    QFont strong = m_title->font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_compare);
    layout->addLayout(head);
    layout->addWidget(m_made);
    makeTarget();
    layout->addWidget(m_target);
    layout->addWidget(m_reason);
    layout->addWidget(m_expand);
    layout->addWidget(m_problem);
    layout->addWidget(m_merge);
    m_merge->setProperty("primary", true);
    m_text->setReadOnly(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Text of the specification"));
    m_text->setTabChangesFocus(true);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_library);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    row->addStretch();
    row->addWidget(m_start);
    m_start->setProperty("primary", true);
    layout->addLayout(row);
    connectButtons();
    hide();
}

void SpecPanel::makeTarget()
{
    auto *target = new QHBoxLayout(m_target);
    target->setContentsMargins(0, 0, 0, 0);
    for (const Tier tier : {Tier::Simple, Tier::Standard, Tier::Production})
        m_tier->addItem(tierText(tier), static_cast<int>(tier));
    m_tier->setAccessibleName(tr("Tier"));
    m_features->setRange(1, 500);
    m_features->setAccessibleName(tr("Number of features"));
    m_features->setKeyboardTracking(false);
    m_features->setSuffix(tr(" features"));
    target->addWidget(m_tier);
    target->addWidget(m_features);
    target->addWidget(m_reset);
    target->addStretch();
}

void SpecPanel::connectButtons()
{
    connect(m_tier, &QComboBox::currentIndexChanged, this, [this] {
        if (m_setting)
            return;
        m_setting = true;
        m_features->setValue(spec::usualFeatures(static_cast<Tier>(m_tier->currentData().toInt())));
        m_setting = false;
        choose();
    });
    connect(m_features, &QSpinBox::valueChanged, this, &SpecPanel::choose);
    connect(m_reset, &QPushButton::clicked, this, &SpecPanel::reset);
    connect(m_expand, &QPushButton::clicked, this, &SpecPanel::expandRequested);
    connect(m_copy, &QPushButton::clicked, this, &SpecPanel::copyRequested);
    connect(m_save, &QPushButton::clicked, this, &SpecPanel::saveRequested);
    connect(m_start, &QPushButton::clicked, this, &SpecPanel::startRequested);
    connect(m_library, &QPushButton::clicked, this, &SpecPanel::libraryRequested);
    connect(m_compare, &QPushButton::clicked, this, &SpecPanel::compareRequested);
    connect(m_merge, &QPushButton::clicked, this, &SpecPanel::mergeRequested);
}

QString SpecPanel::text() const { return m_shown; }

void SpecPanel::choose()
{
    if (!m_setting)
        Q_EMIT chosen(static_cast<Tier>(m_tier->currentData().toInt()), m_features->value());
}

void SpecPanel::show(const engine::ChatView &view, const std::optional<store::ChatMessage> &spec, bool streaming)
{
    setVisible(view.description.has_value() || spec.has_value());
    showTarget(view);
    // Looked through again only when it is another one.
    const QString source = spec ? spec->text : view.description ? view.description->text : QString();
    if (source != m_source) {
        m_source = source;
        showText(spec ? specText(source) : source);
    }
    m_title->setText(spec ? tr("Specification") : tr("Description"));
    QString made = spec && spec->spec ? targetText(spec->spec->tier, spec->spec->features) : QString();
    if (streaming && spec && spec->state == store::MessageState::Streaming)
        made = tr("being written, %1").arg(made) + (view.forecast ? u"; "_s + forecastText(*view.forecast) : QString());
    QString problem;
    if (spec && spec->spec && !spec->spec->problem.isEmpty() && spec->state != store::MessageState::Streaming)
        problem = spec->spec->problemLine > 0
            ? tr("Line %1: %2 The text is kept; edit it or have it written again.")
                  .arg(spec->spec->problemLine)
                  .arg(spec->spec->problem)
            : tr("%1 The text is kept; edit it or have it written again.").arg(spec->spec->problem);
    else if (spec && spec->state == store::MessageState::Interrupted)
        problem = tr("It was interrupted. What had come is kept.");
    else if (spec && spec->state == store::MessageState::Failed && spec->error)
        problem = usertext::errorText(*spec->error) + u' ' + tr("What had come is kept.");
    else if (spec && waitsForMerge(*spec))
        problem = tr("You changed the specification meanwhile, and the two do not go together. Yours stands in the "
                     "library; this one waits here until you choose.");
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    const bool whole =
        spec && spec->state == store::MessageState::Complete && (problem.isEmpty() || waitsForMerge(*spec));
    m_library->setText(spec && spec->spec && !spec->spec->spec.isEmpty() ? tr("&Open in Specifications")
                                                                         : tr("Save to Li&brary"));
    m_library->setEnabled(!m_shown.trimmed().isEmpty());
    m_start->setEnabled(whole);
    m_start->setToolTip(whole ? QString() : tr("The specification is not whole yet."));
    m_expand->setVisible(view.description.has_value() && !streaming && (!spec || view.specOutdated || !whole));
    m_expand->setText(spec ? tr("&Write It Again") : tr("&Write the Specification"));
    if (!m_expand->isHidden() && view.forecast) {
        const QString costs = tr("Writing it costs about %1.").arg(forecastText(*view.forecast));
        made = made.isEmpty() ? costs : made + u". "_s + costs;
    }
    if (m_shown.size() >= spec::largeSpec)
        made += (made.isEmpty() ? QString() : u" "_s)
            + tr("It is larger than 500 kB: building it takes long and costs much.");
    m_made->setText(made);
    m_made->setVisible(!made.isEmpty());
    showEarlier(view, spec);
}

void SpecPanel::showEarlier(const engine::ChatView &view, const std::optional<store::ChatMessage> &spec)
{
    const bool earlier = spec && hasEarlierSpec(view, *spec);
    m_compare->setVisible(spec.has_value());
    m_compare->setEnabled(earlier);
    m_compare->setToolTip(earlier ? tr("What differs from the version before")
                                  : tr("There is no version before this one."));
    m_merge->setVisible(spec && waitsForMerge(*spec));
}

void SpecPanel::showTarget(const engine::ChatView &view)
{
    m_target->setVisible(view.target.has_value());
    m_reason->setVisible(view.description && !view.description->reasoning.isEmpty());
    if (view.description && view.guess)
        m_reason->setText(tr("Its own guess: %1, %2. %3")
                              .arg(tierText(view.guess->tier))
                              .arg(view.guess->features)
                              .arg(view.description->reasoning));
    if (!view.target || m_features->hasFocus())
        return;
    m_setting = true;
    m_tier->setCurrentIndex(m_tier->findData(static_cast<int>(view.target->tier)));
    m_features->setValue(view.target->features);
    m_reset->setVisible(view.target->chosen);
    m_setting = false;
}

/// What grows is added at its end, so that a long text stays where the reader has it.
void SpecPanel::showText(const QString &text)
{
    if (text == m_shown)
        return;
    const QScrollBar *bar = m_text->verticalScrollBar();
    const bool following = bar->value() >= bar->maximum() - 4;
    if (!m_shown.isEmpty() && text.startsWith(m_shown)) {
        QTextCursor cursor(m_text->document());
        cursor.movePosition(QTextCursor::End);
        cursor.insertText(text.sliced(m_shown.size()));
        if (following)
            m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
    } else {
        m_text->setPlainText(text);
    }
    m_shown = text;
}

}  // namespace bw::desktop
