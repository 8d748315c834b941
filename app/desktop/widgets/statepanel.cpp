// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statepanel.h"

#include "usertext/usertext.h"
#include "widgets/notice.h"
#include "widgets/skeleton.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMetaMethod>
#include <QPushButton>
#include <QVBoxLayout>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

StatePanel::StatePanel(QWidget *content, int rowHeight, QWidget *parent)
    : QStackedWidget(parent)
    , m_content(content)
    , m_blank(new QWidget)
    , m_loading(makeLoading(rowHeight))
    , m_empty(makeNotice(u"builds"_s, &m_emptyText, {&m_emptyButton}))
    , m_failed(makeFailed())
    , m_gone(makeNotice(u"info"_s, &m_goneText, {&m_goneButton}))
{
    for (QWidget *page : {m_content, m_blank, m_loading, m_empty, m_failed, m_gone})
        addWidget(page);
    connect(m_emptyButton, &QPushButton::clicked, this, &StatePanel::emptyClicked);
    connect(m_goneButton, &QPushButton::clicked, this, &StatePanel::goneClicked);
    for (QTimer *timer : {&m_skeletonTimer, &m_cancelTimer})
        timer->setSingleShot(true);
    m_skeletonTimer.setInterval(skeletonAfterMs);
    m_cancelTimer.setInterval(cancelAfterMs);
    connect(&m_skeletonTimer, &QTimer::timeout, this, [this] { setCurrentWidget(m_loading); });
    // No button that nobody hears.
    connect(&m_cancelTimer, &QTimer::timeout, this,
            [this] { m_cancel->setVisible(isSignalConnected(QMetaMethod::fromSignal(&StatePanel::cancelled))); });
}

QWidget *StatePanel::makeLoading(int rowHeight)
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    m_skeleton = new Skeleton(rowHeight);
    m_skeleton->setAccessibleName(tr("Loading"));
    layout->addWidget(m_skeleton, 1);
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->hide();
    connect(m_cancel, &QPushButton::clicked, this, &StatePanel::cancelled);
    layout->addWidget(m_cancel, 0, Qt::AlignHCenter);
    layout->addSpacing(16);
    return page;
}

QWidget *StatePanel::makeFailed()
{
    QPushButton *retry = nullptr;
    QPushButton *copy = nullptr;
    QWidget *page = makeNotice(u"warning"_s, &m_failedText, {&retry, &copy});
    m_failedText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    retry->setText(tr("Retry"));
    retry->setProperty("primary", true);
    copy->setText(tr("Copy details"));
    connect(retry, &QPushButton::clicked, this, &StatePanel::retried);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_details); });
    return page;
}

void StatePanel::enter(State state, QWidget *page)
{
    m_state = state;
    m_skeletonTimer.stop();
    m_cancelTimer.stop();
    m_cancel->hide();
    setCurrentWidget(page);
}

void StatePanel::showLoading()
{
    if (m_state == State::Loading)
        return;
    enter(State::Loading, m_blank);
    m_skeletonTimer.start();
    m_cancelTimer.start();
}

void StatePanel::showFull() { enter(State::Full, m_content); }

void StatePanel::setEmpty(const QString &sentence, const QString &button, const QString &icon)
{
    if (auto *drawn = m_empty->findChild<IconLabel *>(); drawn != nullptr && !icon.isEmpty())
        drawn->setName(icon);
    m_emptyText->setText(sentence);
    m_emptyButton->setText(button);
    m_emptyButton->setVisible(!button.isEmpty());
    m_emptyButton->setProperty("primary", true);
}

void StatePanel::setEmpty(QWidget *custom)
{
    const bool shown = currentWidget() == m_empty;
    addWidget(custom);
    m_empty = custom;
    if (shown)
        setCurrentWidget(custom);
}

void StatePanel::showEmpty() { enter(State::Empty, m_empty); }

void StatePanel::showFailed(const Error &error)
{
    m_failedText->setText(usertext::errorText(error));
    m_details = errorDetails(error);
    enter(State::Failed, m_failed);
}

void StatePanel::showCancelled()
{
    showFailed(Error {.code = ErrorCode::Cancelled, .detail = {}, .args = {}, .retryAfter = {}});
}

void StatePanel::showGone(const QString &sentence, const QString &button)
{
    m_goneText->setText(sentence);
    m_goneButton->setText(button);
    enter(State::Gone, m_gone);
}

QString errorDetails(const Error &error)
{
    QStringList lines {usertext::errorText(error), u"code: "_s + toKey(error.code)};
    if (!error.detail.isEmpty())
        lines << u"detail: "_s + error.detail;
    for (auto part = error.args.cbegin(); part != error.args.cend(); ++part)
        lines << part.key() + u": "_s + part.value();
    lines << u"version: "_s + QStringLiteral(BUILDWRIGHT_VERSION);
    return lines.join(u'\n');
}

}  // namespace bw::desktop
