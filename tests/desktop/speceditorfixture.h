// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "waiting.h"

#include "specs/sourceedit.h"
#include "specs/speceditor.h"
#include "windowfixture.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeView>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

inline const QString sampleMarkdown =
    u"# Shop\n\nSells things.\n\nTier: simple\n\n## Features\n### Accounts\n- Log in {#login}\n"
    "- Log out {#logout depends=\"login\"}\n### Cart\n- Add a thing {#add}\n- Pay {#pay}\n\n"
    "## Data Model\n### users\n- id: integer\n\n## API Endpoints\n- GET /users: all users\n"_s;
inline const QString sampleXml =
    u"<project_specification>\n  <project_name>Shop</project_name>\n  <!-- kept -->\n  <core_features>\n"
    "    <feature_group name=\"Cart\">\n      <feature id=\"add\">Add a thing</feature>\n"
    "      <feature id=\"pay\">Pay</feature>\n    </feature_group>\n  </core_features>\n"
    "  <house_rules>free text</house_rules>\n</project_specification>\n"_s;

/// The editor in a window of its own, with a page's context.
class SpecEditorFixture final
{
public:
    SpecEditorFixture()
        : window(directory)
        , editor(window.window->context())
    {
        editor.resize(1000, 700);
        editor.show();
    }
    /// Until it was read.
    void open(const QString &text)
    {
        const QSignalSpy told(&editor, &SpecEditor::errorsChanged);
        editor.open(text);
        QVERIFY(QTest::qWaitForWindowActive(&editor));
        source().setFocus();
        BW_TRY_VERIFY(!told.isEmpty());
    }
    template <typename T>
    T *named(const QString &name) const
    {
        for (auto *found : editor.findChildren<T *>())
            if (found->accessibleName() == name)
                return found;
        return nullptr;
    }
    template <typename T>
    T *labelled(const QString &text) const
    {
        for (auto *found : editor.findChildren<T *>())
            if (found->text() == text)
                return found;
        return nullptr;
    }
    [[nodiscard]] SourceEdit &source() const { return *editor.findChild<SourceEdit *>(); }
    [[nodiscard]] QTreeView &tree() const { return *editor.findChild<QTreeView *>(); }
    [[nodiscard]] QListView &findings() const { return *named<QListView>(u"Findings"_s); }
    [[nodiscard]] QModelIndexList rows(const QString &title) const
    {
        const QAbstractItemModel &model = *tree().model();
        return model.match(model.index(0, 0), Qt::DisplayRole, title, -1,
                           Qt::MatchWildcard | Qt::MatchRecursive | Qt::MatchCaseSensitive);
    }
    bool select(const QString &title)
    {
        const QModelIndexList found = rows(title);
        if (!found.isEmpty())
            tree().setCurrentIndex(found.first());
        return !found.isEmpty();
    }
    void caretTo(const QString &words)
    {
        QTextCursor cursor(source().document());
        cursor.setPosition(static_cast<int>(source().toPlainText().indexOf(words) + words.size()));
        source().setTextCursor(cursor);
    }
    /// With the first button that says so.
    bool mend(const QString &problem, const QString &remedy)
    {
        const QAbstractItemModel &model = *findings().model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (!model.index(row, 0).data().toString().contains(problem))
                continue;
            findings().setCurrentIndex(model.index(row, 0));
            // A layout shows what comes into it a moment later.
            QCoreApplication::processEvents();
            for (auto *button : editor.findChildren<QPushButton *>())
                if (button->accessibleName().startsWith(remedy) && !button->isHidden()) {
                    button->click();
                    return true;
                }
        }
        return false;
    }

    DesktopFixture directory;
    WindowFixture window;
    SpecEditor editor;
};

}  // namespace bw::desktop
