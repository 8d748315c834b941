// SPDX-License-Identifier: GPL-3.0-or-later
#include "builds/needspanel.h"

#include "usertext/terminaltext.h"
#include "usertext/usertext.h"
#include "widgets/draw.h"
#include "widgets/look.h"
#include "widgets/statepanel.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString titleOf(const QString &kind)
{
    if (kind == "design"_L1)
        return NeedsPanel::tr("Review of the design");
    if (kind == "feature"_L1)
        return NeedsPanel::tr("Review of the feature list");
    if (kind == "progress"_L1)
        return NeedsPanel::tr("Review of the progress");
    return NeedsPanel::tr("Review before packaging");
}

}  // namespace

NeedsPanel::NeedsPanel(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_text(new QLabel)
    , m_content(new QPlainTextEdit)
    , m_choices(new QHBoxLayout)
    , m_said(new QLineEdit)
    , m_yes(new QPushButton)
    , m_no(new QPushButton(tr("Send &Back")))
{
    setAccessibleName(tr("What the build needs from you"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    QFont strong = m_title->font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    for (QLabel *label : {m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(label);
    }
    m_content->setReadOnly(true);
    m_content->setTabChangesFocus(true);
    m_content->setAccessibleName(tr("What is to be reviewed"));
    m_content->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_content->setFixedHeight(180);
    layout->addWidget(m_content);
    m_choices->setSpacing(8);
    layout->addLayout(m_choices);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_said, 1);
    row->addWidget(m_no);
    row->addWidget(m_yes);
    m_yes->setProperty("primary", true);
    layout->addLayout(row);
    connect(m_yes, &QPushButton::clicked, this,
            [this] { decide(m_gate ? u"approve"_s : u"answer"_s, m_said->text().trimmed()); });
    connect(m_no, &QPushButton::clicked, this, [this] { decide(u"reject"_s, m_said->text().trimmed()); });
    connect(m_said, &QLineEdit::returnPressed, this, [this] {
        if (!m_gate && m_yes->isEnabled())
            m_yes->click();
    });
    connect(m_said, &QLineEdit::textChanged, this, [this](const QString &text) {
        const bool empty = text.trimmed().isEmpty();
        m_no->setEnabled(!empty);
        m_yes->setEnabled(m_gate || !empty);
    });
    m_slow.setSingleShot(true);
    m_slow.setInterval(StatePanel::skeletonAfterMs);
    connect(&m_slow, &QTimer::timeout, this, [this] {
        showLine(tr("Waiting for you"), tr("Reading what it needs…"));
        show();
    });
    hide();
}

void NeedsPanel::clearChoices()
{
    while (QLayoutItem *item = m_choices->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
}

// A sentence in the place of what is to be decided.
void NeedsPanel::showLine(const QString &title, const QString &text)
{
    m_shown.clear();
    clearChoices();
    m_title->setText(title);
    m_text->setText(text);
    for (QWidget *part : std::initializer_list<QWidget *> {m_content, m_said, m_yes, m_no})
        part->hide();
}

void NeedsPanel::showLoading()
{
    // What stands there already stays until something else is known.
    if (!isVisible())
        m_slow.start();
}

void NeedsPanel::showFailed(const Error &error)
{
    m_slow.stop();
    // What is there, and what is being typed, is worth more than the news that it could not be read again.
    if (!m_shown.isEmpty() && isVisible())
        return;
    showLine(tr("What the build needs from you could not be read"), usertext::errorText(error));
    auto *retry = new QPushButton(tr("Retry"));
    auto *copy = new QPushButton(tr("Copy details"));
    connect(retry, &QPushButton::clicked, this, &NeedsPanel::retried);
    connect(copy, &QPushButton::clicked, this,
            [details = errorDetails(error)] { QGuiApplication::clipboard()->setText(details); });
    m_choices->addWidget(retry);
    m_choices->addWidget(copy);
    m_choices->addStretch();
    show();
}

void NeedsPanel::setNeeds(const Needs &needs)
{
    m_slow.stop();
    setVisible(needs.any());
    const QString shown = needs.gate ? needs.gate->gate : needs.question ? needs.question->question : QString();
    if (shown == m_shown)
        return;
    m_shown = shown;
    m_gate = needs.gate.has_value();
    clearChoices();
    m_said->setVisible(needs.any());
    m_yes->setVisible(needs.any());
    m_said->clear();
    Q_EMIT m_said->textChanged({});
    m_content->setVisible(!needs.content.isEmpty());
    m_content->setPlainText(usertext::plainTerminalText(needs.content));
    m_no->setVisible(m_gate);
    if (needs.gate) {
        m_title->setText(titleOf(needs.gate->kind));
        m_text->setText(usertext::plainTerminalText(needs.gate->text));
        m_yes->setText(tr("&Approve"));
        m_said->setPlaceholderText(tr("What is wrong, to send it back"));
    } else if (needs.question) {
        m_title->setText(tr("Question"));
        m_text->setText(usertext::plainTerminalText(needs.question->text)
                        + (needs.question->subject.isEmpty()
                               ? QString()
                               : u'\n' + usertext::plainTerminalText(needs.question->subject)));
        m_yes->setText(tr("&Answer"));
        m_said->setPlaceholderText(tr("Your answer"));
        for (const QString &choice : needs.question->choices) {
            auto *button = new QPushButton(usertext::plainTerminalText(choice));
            connect(button, &QPushButton::clicked, this, [this, choice] { decide(u"answer"_s, choice); });
            m_choices->addWidget(button);
        }
        m_choices->addStretch();
    }
    m_said->setAccessibleName(m_said->placeholderText());
}

void NeedsPanel::decide(const QString &action, const QString &text)
{
    engine::PersonAction decided;
    decided.action = action;
    decided.text = text;
    Q_EMIT this->decided(decided);
}

void NeedsPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = Look::tokens();
    draw::box(&painter, rect(), t.surface, t.waiting, 1, 8);
}

}  // namespace bw::desktop
