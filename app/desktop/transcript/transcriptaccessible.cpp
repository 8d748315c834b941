// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/transcriptaccessible.h"

#include "transcript/transcriptmodel.h"
#include "transcript/transcriptview.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QCoreApplication>
#include <QHash>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype excerpt = 300;  // read with a message; the rest is in its children

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::Transcript", source); }

QAccessible::State stateOf(const TranscriptView &view, bool focused, const QRect &rect)
{
    QAccessible::State state;
    state.focusable = true;
    state.focused = focused && view.hasFocus();
    state.readOnly = true;
    const QRect seen(view.viewport()->mapToGlobal(QPoint(0, 0)), view.viewport()->size());
    state.offscreen = !seen.intersects(rect);
    return state;
}

/// An element of a message. Found anew by its index at each question: a message that streams changes all the time.
class ElementInterface final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    ElementInterface(TranscriptView *view, qint64 key, int index)
        : m_view(view)
        , m_key(key)
        , m_index(index)
    {
    }
    [[nodiscard]] bool isValid() const override { return m_view && m_view->elements(row()).size() > m_index; }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        QAccessibleInterface *list = m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
        return list && row() >= 0 ? list->child(row()) : nullptr;
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override { }
    [[nodiscard]] QRect rect() const override { return m_view ? m_view->rectOf(row(), m_index) : QRect(); }
    [[nodiscard]] QString text(QAccessible::Text kind) const override;
    [[nodiscard]] QAccessible::Role role() const override;
    [[nodiscard]] QAccessible::State state() const override
    {
        if (!isValid())
            return {};
        QAccessible::State state =
            stateOf(*m_view, m_view->currentRow() == row() && m_view->currentElement() == m_index, rect());
        state.focusable = element().isActive();
        state.linked = element().kind == MessageElement::Kind::Link;
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface && element().isActive()
            ? static_cast<QAccessibleActionInterface *>(this)
            : nullptr;
    }
    [[nodiscard]] QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &name) override
    {
        if (m_view && name == pressAction())
            m_view->activate(row(), m_index);
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    [[nodiscard]] int row() const { return m_view ? m_view->rowOf(m_key) : -1; }
    [[nodiscard]] MessageElement element() const
    {
        return m_view ? m_view->elements(row()).value(m_index) : MessageElement();
    }

    QPointer<TranscriptView> m_view;
    qint64 m_key;
    int m_index;
};

QString ElementInterface::text(QAccessible::Text kind) const
{
    const MessageElement one = element();
    if (kind == QAccessible::Description || kind == QAccessible::Value)
        return one.kind == MessageElement::Kind::Code ? one.text
            : one.kind == MessageElement::Kind::Link  ? one.detail
                                                      : QString();
    if (kind != QAccessible::Name)
        return {};
    switch (one.kind) {
    case MessageElement::Kind::Thoughts:
        return desktop::text(QT_TRANSLATE_NOOP("bw::desktop::Transcript", "Thoughts"));
    case MessageElement::Kind::Code:
        return one.detail.isEmpty()
            ? desktop::text(QT_TRANSLATE_NOOP("bw::desktop::Transcript", "Code"))
            : desktop::text(QT_TRANSLATE_NOOP("bw::desktop::Transcript", "Code, %1")).arg(one.detail);
    case MessageElement::Kind::Copy:
        return desktop::text(QT_TRANSLATE_NOOP("bw::desktop::Transcript", "Copy code"));
    case MessageElement::Kind::Text:
    case MessageElement::Kind::Heading:
    case MessageElement::Kind::Link:
    case MessageElement::Kind::Problem:
        break;
    }
    return one.text;
}

QAccessible::Role ElementInterface::role() const
{
    switch (element().kind) {
    case MessageElement::Kind::Thoughts:
    case MessageElement::Kind::Copy:
        return QAccessible::Button;
    case MessageElement::Kind::Link:
        return QAccessible::Link;
    case MessageElement::Kind::Heading:
        return QAccessible::Heading;
    case MessageElement::Kind::Code:
        return QAccessible::Section;
    case MessageElement::Kind::Text:
    case MessageElement::Kind::Problem:
        break;
    }
    return QAccessible::Paragraph;
}

/// Interfaces are made when they are asked for, and registered with Qt, which owns them.
class MessageInterface final : public QAccessibleInterface
{
public:
    MessageInterface(TranscriptView *view, qint64 key)
        : m_view(view)
        , m_key(key)
    {
    }
    ~MessageInterface() override
    {
        for (const QAccessible::Id id : std::as_const(m_children))
            QAccessible::deleteAccessibleInterface(id);
    }
    Q_DISABLE_COPY_MOVE(MessageInterface)

    [[nodiscard]] bool isValid() const override { return row() >= 0; }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
    }
    [[nodiscard]] int childCount() const override
    {
        return m_view ? static_cast<int>(m_view->elements(row()).size()) : 0;
    }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        if (!m_children.contains(index))
            m_children.insert(index,
                              QAccessible::registerAccessibleInterface(new ElementInterface(m_view, m_key, index)));
        return QAccessible::accessibleInterface(m_children.value(index));
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (auto it = m_children.cbegin(); it != m_children.cend(); ++it)
            if (QAccessible::accessibleInterface(it.value()) == child)
                return it.key();
        return -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = childCount() - 1; i >= 0; --i)  // links lie upon their paragraph, and come behind it
            if (m_view->rectOf(row(), i).contains(x, y))
                return child(i);
        return nullptr;
    }
    [[nodiscard]] QRect rect() const override { return m_view ? m_view->rectOf(row()) : QRect(); }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QAccessible::State state() const override
    {
        return m_view ? stateOf(*m_view, m_view->currentRow() == row() && m_view->currentElement() < 0, rect())
                      : QAccessible::State();
    }
    void setText(QAccessible::Text, const QString &) override { }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        const TranscriptItem &item = m_view->model()->item(row());
        if (kind == QAccessible::Name)
            return item.details.isEmpty() ? item.title : item.title + u", "_s + item.details;
        if (kind == QAccessible::Description)
            return item.text.left(excerpt);
        return kind == QAccessible::Value ? item.text : QString();
    }

private:
    [[nodiscard]] int row() const { return m_view ? m_view->rowOf(m_key) : -1; }

    QPointer<TranscriptView> m_view;
    qint64 m_key;
    mutable QHash<int, QAccessible::Id> m_children;
};

class TranscriptInterface final : public QAccessibleWidget
{
public:
    explicit TranscriptInterface(TranscriptView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }
    ~TranscriptInterface() override
    {
        for (const QAccessible::Id id : std::as_const(m_children))
            QAccessible::deleteAccessibleInterface(id);
    }
    Q_DISABLE_COPY_MOVE(TranscriptInterface)

    [[nodiscard]] int childCount() const override { return model() ? model()->rowCount() : 0; }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const qint64 key = model()->item(index).key;
        if (!m_children.contains(key))
            m_children.insert(key, QAccessible::registerAccessibleInterface(new MessageInterface(view(), key)));
        return QAccessible::accessibleInterface(m_children.value(key));
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (auto it = m_children.cbegin(); it != m_children.cend(); ++it)
            if (QAccessible::accessibleInterface(it.value()) == child)
                return view()->rowOf(it.key());
        return -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        return view() ? child(view()->rowAt(view()->viewport()->mapFromGlobal(QPoint(x, y)))) : nullptr;
    }
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        if (!view() || !view()->hasFocus() || view()->currentRow() < 0)
            return QAccessibleWidget::focusChild();
        QAccessibleInterface *message = child(view()->currentRow());
        return message && view()->currentElement() >= 0 ? message->child(view()->currentElement()) : message;
    }

private:
    [[nodiscard]] TranscriptView *view() const { return qobject_cast<TranscriptView *>(object()); }
    [[nodiscard]] TranscriptModel *model() const { return view() ? view()->model() : nullptr; }

    mutable QHash<qint64, QAccessible::Id> m_children;  ///< by the keys of their messages
};

QAccessibleInterface *make(const QString &className, QObject *object)
{
    auto *view = qobject_cast<TranscriptView *>(object);
    return view && className == QLatin1StringView(TranscriptView::staticMetaObject.className())
        ? new TranscriptInterface(view)
        : nullptr;
}

}  // namespace

void installTranscriptAccessible()
{
    static const bool once = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    Q_UNUSED(once)
}

}  // namespace bw::desktop
