// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "store/records.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>

namespace bw::engine
{
struct SpecAction;
}

namespace bw::desktop
{

class DataSession;
class SpecDrafts;

/// The specification that a page edits: the version that the text stands on, what is not saved of it (kept as a draft),
/// and what somebody else saved meanwhile. Lives on the thread of the user interface, which it never keeps waiting.
class OpenSpec final : public QObject
{
    Q_OBJECT
public:
    enum class Load { Nothing, Loading, Ready, Failed, Gone };

    OpenSpec(DataSession &session, SpecDrafts &drafts, QObject *parent = nullptr);
    /// Keeps what is not saved.
    ~OpenSpec() override;

    /// Where the text stands while it is edited; asked for a moment after a change, and to save.
    void setEditor(std::function<QString()> text) { m_editor = std::move(text); }
    /// The text is another than the saved one, or the saved one again.
    void edited(bool modified);

    void open(const SpecId &spec);
    void reload();
    [[nodiscard]] const SpecId &id() const { return m_id; }
    [[nodiscard]] Load load() const { return m_load; }
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] const store::Spec &spec() const { return m_spec; }
    /// As the editor shall show it when textReplaced() comes.
    [[nodiscard]] const QString &text() const { return m_text; }
    /// The version that the text stands on, and its text.
    [[nodiscard]] int base() const { return m_base.version; }
    [[nodiscard]] const QByteArray &baseBytes() const { return m_base.content; }
    [[nodiscard]] QString baseText() const;
    [[nodiscard]] bool isModified() const { return m_modified; }
    [[nodiscard]] bool isSaving() const { return m_saving; }
    /// The version that somebody else saved while this one was edited; 0 = none.
    [[nodiscard]] int theirs() const { return m_theirs.version; }
    [[nodiscard]] const store::SpecVersion &theirVersion() const { return m_theirs; }
    [[nodiscard]] QString theirText() const;
    /// While Gone: it can be taken back.
    [[nodiscard]] bool canBeTakenBack() const { return m_spec.deletedMs > 0; }

    /// The next version; asks nothing. Refused, with the text kept, while theirs() waits for a decision.
    void save();
    /// On top of theirs() from now on; that one stays in the history.
    void keepMine();
    /// The text that a person made of mine and of `with`, which was theirs() when that began.
    void takeMerged(const QString &text, const store::SpecVersion &with);
    /// The saved text instead of the typed one, which is given back.
    QString revert();
    /// Unsaved text, such as what revert() gave, made from version `base`; of one that need not be open any more.
    void putBack(const SpecId &spec, int base, const QString &text);

Q_SIGNALS:
    void loadChanged();
    /// text() is another one: the editor shows it from its beginning, as saved or not (isModified()).
    void textReplaced();
    /// What is shown beside the text: name, version, whether it is saved, theirs().
    void changed();
    void saved(int version);
    void failed(const QString &what, const bw::Error &error);

private:
    struct Found {
        store::Spec spec {};
        store::SpecVersion newest {}, base {};
        std::optional<QString> draft {};
    };
    void take(const Found &found);
    void takeNewest(const store::SpecVersion &newest);
    void takeSaved(const QString &text, qint64 edits, int version);
    void replaceText(const QString &text, bool modified);
    void keepDraft();
    void leave();
    [[nodiscard]] QString current() const { return m_editor ? m_editor() : m_text; }
    void enter(Load load);

    DataSession &m_session;
    SpecDrafts &m_drafts;
    std::function<QString()> m_editor;
    SpecId m_id;
    store::Spec m_spec;
    Load m_load = Load::Nothing;
    Error m_error;
    QString m_text;
    store::SpecVersion m_base, m_theirs;
    bool m_modified = false, m_saving = false;
    qint64 m_edits = 0;
    QTimer m_draftTimer;
    QElapsedTimer m_sinceDraft;  ///< since the first change that has none
    int m_generation = 0;
    bool m_reloading = false, m_reloadAgain = false;
};

}  // namespace bw::desktop
