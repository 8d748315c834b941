// SPDX-License-Identifier: GPL-3.0-or-later
#include "usertext/detailtext.h"

#include <QCoreApplication>
#include <QList>
#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace bw::usertext
{

namespace
{

// Which keys, causes and remedies rooms below say in the arguments of an error, and libraries in theirs.
// clang-format off
constexpr std::array details {
    QT_TRANSLATE_NOOP("bw::usertext", "specification"),
    QT_TRANSLATE_NOOP("bw::usertext", "build"),
    QT_TRANSLATE_NOOP("bw::usertext", "checkpoint"),
    QT_TRANSLATE_NOOP("bw::usertext", "template"),
    QT_TRANSLATE_NOOP("bw::usertext", "setting"),
    QT_TRANSLATE_NOOP("bw::usertext", "policy"),
    QT_TRANSLATE_NOOP("bw::usertext", "program"),
    QT_TRANSLATE_NOOP("bw::usertext", "feature"),
    QT_TRANSLATE_NOOP("bw::usertext", "answer"),
    QT_TRANSLATE_NOOP("bw::usertext", "chat"),
    QT_TRANSLATE_NOOP("bw::usertext", "project"),
    QT_TRANSLATE_NOOP("bw::usertext", "message"),
    QT_TRANSLATE_NOOP("bw::usertext", "model"),
    QT_TRANSLATE_NOOP("bw::usertext", "data_directory"),
    QT_TRANSLATE_NOOP("bw::usertext", "path or process"),
    QT_TRANSLATE_NOOP("bw::usertext", "sandbox"),
    QT_TRANSLATE_NOOP("bw::usertext", "shell"),
    QT_TRANSLATE_NOOP("bw::usertext", "pending"),
    QT_TRANSLATE_NOOP("bw::usertext", "initializing"),
    QT_TRANSLATE_NOOP("bw::usertext", "running"),
    QT_TRANSLATE_NOOP("bw::usertext", "paused"),
    QT_TRANSLATE_NOOP("bw::usertext", "interrupted"),
    QT_TRANSLATE_NOOP("bw::usertext", "completed"),
    QT_TRANSLATE_NOOP("bw::usertext", "failed"),
    QT_TRANSLATE_NOOP("bw::usertext", "cancelled"),
    QT_TRANSLATE_NOOP("bw::usertext", "deleted"),
    QT_TRANSLATE_NOOP("bw::usertext", "answering"),
    QT_TRANSLATE_NOOP("bw::usertext", "an empty message"),
    QT_TRANSLATE_NOOP("bw::usertext", "without a queue"),
    QT_TRANSLATE_NOOP("bw::usertext", "the message"),
    QT_TRANSLATE_NOOP("bw::usertext", "the number of attachments"),
    QT_TRANSLATE_NOOP("bw::usertext", "all attachments of the message together"),
    QT_TRANSLATE_NOOP("bw::usertext", "the conversation with its attachments"),
    QT_TRANSLATE_NOOP("bw::usertext", "the keyring"),
    QT_TRANSLATE_NOOP("bw::usertext", "keeping keys without a keyring"),
    QT_TRANSLATE_NOOP("bw::usertext", "attachment \"%1\" (PNG, JPEG, GIF, WebP, PDF and UTF-8 text can be sent)"),
    QT_TRANSLATE_NOOP("bw::usertext", "the file is empty"),
    QT_TRANSLATE_NOOP("bw::usertext", "message %1"),
    QT_TRANSLATE_NOOP("bw::usertext", "features %1"),
    QT_TRANSLATE_NOOP("bw::usertext", "processes"),
    QT_TRANSLATE_NOOP("bw::usertext", "shells"),
    QT_TRANSLATE_NOOP("bw::usertext", "followed chats"),
    QT_TRANSLATE_NOOP("bw::usertext", "request"),
    QT_TRANSLATE_NOOP("bw::usertext", "archive entries"),
    QT_TRANSLATE_NOOP("bw::usertext", "archive bytes"),
    QT_TRANSLATE_NOOP("bw::usertext", "No such file or directory"),
    QT_TRANSLATE_NOOP("bw::usertext", "Permission denied"),
    QT_TRANSLATE_NOOP("bw::usertext", "Is a directory"),
    QT_TRANSLATE_NOOP("bw::usertext", "Not a directory"),
    QT_TRANSLATE_NOOP("bw::usertext", "File exists"),
    QT_TRANSLATE_NOOP("bw::usertext", "File name too long"),
    QT_TRANSLATE_NOOP("bw::usertext", "No space left on device"),
    QT_TRANSLATE_NOOP("bw::usertext", "Read-only file system"),
    QT_TRANSLATE_NOOP("bw::usertext", "Input/output error"),
    QT_TRANSLATE_NOOP("bw::usertext", "Connection refused"),
    QT_TRANSLATE_NOOP("bw::usertext", "Connection timed out"),
    QT_TRANSLATE_NOOP("bw::usertext", "Network is unreachable"),
    QT_TRANSLATE_NOOP("bw::usertext", "Network unreachable"),
    QT_TRANSLATE_NOOP("bw::usertext", "Host unreachable"),
    QT_TRANSLATE_NOOP("bw::usertext", "Host not found"),
    QT_TRANSLATE_NOOP("bw::usertext", "Host %1 not found"),
    QT_TRANSLATE_NOOP("bw::usertext", "nobody listens"),
    QT_TRANSLATE_NOOP("bw::usertext", "closed without an answer"),
    QT_TRANSLATE_NOOP("bw::usertext", "incomplete"),
    QT_TRANSLATE_NOOP("bw::usertext", "a whole number from %1 to %2 is needed"),
    QT_TRANSLATE_NOOP("bw::usertext", "a whole number from 1 to 1000 is needed"),
    QT_TRANSLATE_NOOP("bw::usertext", "a whole number from 1 to 1000000 is needed, or 0"),
    QT_TRANSLATE_NOOP("bw::usertext", "a whole number is needed"),
    QT_TRANSLATE_NOOP("bw::usertext", "one of %1 is needed"),
    QT_TRANSLATE_NOOP("bw::usertext", "an amount such as 2.50 is needed"),
    QT_TRANSLATE_NOOP("bw::usertext", "true or false is needed"),
    QT_TRANSLATE_NOOP("bw::usertext", "no quotes are needed here"),
    QT_TRANSLATE_NOOP("bw::usertext", "another kind of value is needed"),
    QT_TRANSLATE_NOOP("bw::usertext", "this looks like a key; settings hold no secrets, use the environment or the keyring"),
    QT_TRANSLATE_NOOP("bw::usertext", "\"%1\" is not a host name"),
    QT_TRANSLATE_NOOP("bw::usertext", "\"%1\" is not an address"),
    QT_TRANSLATE_NOOP("bw::usertext", "larger than 1 MB"),
    QT_TRANSLATE_NOOP("bw::usertext", "not a JSON object"),
    QT_TRANSLATE_NOOP("bw::usertext", "invalid JSON at byte %1"),
    QT_TRANSLATE_NOOP("bw::usertext", "invalid JSON"),
    QT_TRANSLATE_NOOP("bw::usertext", "1 second to 24 hours"),
    QT_TRANSLATE_NOOP("bw::usertext", "write the command so that a shell can read it"),
    QT_TRANSLATE_NOOP("bw::usertext", "remove generated data from the workspace, or keep it in an excluded folder"),
    QT_TRANSLATE_NOOP("bw::usertext", "see docs/chat.md"),
    QT_TRANSLATE_NOOP("bw::usertext", "see docs/events.md"),
    QT_TRANSLATE_NOOP("bw::usertext", "a name of 1 to %1 letters, not \"first\" or \"last\""),
    QT_TRANSLATE_NOOP("bw::usertext", "a name of 1 to %1 letters"),
    QT_TRANSLATE_NOOP("bw::usertext", "a text of 1 to %1 letters"),
    QT_TRANSLATE_NOOP("bw::usertext", "another name; there is a project of this one"),
    QT_TRANSLATE_NOOP("bw::usertext", "a terminal, or a command line of 1 to %1 letters"),
    QT_TRANSLATE_NOOP("bw::usertext", "a valid action"),
    QT_TRANSLATE_NOOP("bw::usertext", "a name"),
    QT_TRANSLATE_NOOP("bw::usertext", "a model id; a recording answers in every role or in none (--model)"),
    QT_TRANSLATE_NOOP("bw::usertext", "http:// or https:// and a host"),
    QT_TRANSLATE_NOOP("bw::usertext", "Write something, or attach a file."),
    QT_TRANSLATE_NOOP("bw::usertext", "Write something."),
    QT_TRANSLATE_NOOP("bw::usertext", "Only messages of your own that were sent can be edited."),
    QT_TRANSLATE_NOOP("bw::usertext", "stop, or send: a message that waits for the answer"),
    QT_TRANSLATE_NOOP("bw::usertext", "send, until there is a description"),
    QT_TRANSLATE_NOOP("bw::usertext", "the build has no plan yet: resume it first"),
    QT_TRANSLATE_NOOP("bw::usertext", "the id of a feature"),
    QT_TRANSLATE_NOOP("bw::usertext", "it is %1 already; retry it to have it built anew"),
    QT_TRANSLATE_NOOP("bw::usertext", "--because TEXT: why it is good without a proof"),
    QT_TRANSLATE_NOOP("bw::usertext", "no feature waits for you; name the one that you accept"),
    QT_TRANSLATE_NOOP("bw::usertext", "--because TEXT: the agent has to know what is wrong"),
    QT_TRANSLATE_NOOP("bw::usertext", "this gate shows nothing that can be edited"),
    QT_TRANSLATE_NOOP("bw::usertext", "the text of the answer"),
    QT_TRANSLATE_NOOP("bw::usertext", "this is not JSON any more"),
    QT_TRANSLATE_NOOP("bw::usertext", "it is empty"),
    QT_TRANSLATE_NOOP("bw::usertext", "it is not an empty folder"),
    QT_TRANSLATE_NOOP("bw::usertext", "the folder cannot be made"),
    QT_TRANSLATE_NOOP("bw::usertext", "it is gone"),
    QT_TRANSLATE_NOOP("bw::usertext", "it belongs to somebody else"),
    QT_TRANSLATE_NOOP("bw::usertext", "another process owns it"),
    QT_TRANSLATE_NOOP("bw::usertext", "the owner of the data directory has ended"),
    QT_TRANSLATE_NOOP("bw::usertext", "it does not begin as a database does"),
    QT_TRANSLATE_NOOP("bw::usertext", "an owner has to bring it to version %1 first"),
    QT_TRANSLATE_NOOP("bw::usertext", "it is not a list of answers; remove it"),
    QT_TRANSLATE_NOOP("bw::usertext", "no such specification"),
    QT_TRANSLATE_NOOP("bw::usertext", "the file changed while it was read"),
    QT_TRANSLATE_NOOP("bw::usertext", "its processes do not end"),
    QT_TRANSLATE_NOOP("bw::usertext", "End some (buildwright sandboxes), or correct the setting cloud.tier if your account has more."),
    QT_TRANSLATE_NOOP("bw::usertext", "E2B has no template \"%1\" for this key"),
    QT_TRANSLATE_NOOP("bw::usertext", "Choose another template, or none."),
    QT_TRANSLATE_NOOP("bw::usertext", "the template's daemon is too old (%1)"),
    QT_TRANSLATE_NOOP("bw::usertext", "Build the template again."),
    QT_TRANSLATE_NOOP("bw::usertext", "bubblewrap (bwrap) is not installed"),
    QT_TRANSLATE_NOOP("bw::usertext", "the program buildwright-sandboxd is missing"),
    QT_TRANSLATE_NOOP("bw::usertext", "install Buildwright completely: buildwright-sandboxd belongs beside it"),
    QT_TRANSLATE_NOOP("bw::usertext", "this kernel has no system call filters (seccomp)"),
    QT_TRANSLATE_NOOP("bw::usertext", "use a kernel with CONFIG_SECCOMP_FILTER=y, as every distribution ships it"),
    QT_TRANSLATE_NOOP("bw::usertext", "use a kernel with CONFIG_SECCOMP_FILTER and a current libseccomp"),
    QT_TRANSLATE_NOOP("bw::usertext", "the system call filter cannot be made (%1)"),
    QT_TRANSLATE_NOOP("bw::usertext", "user namespaces are switched off (user.max_user_namespaces is 0)"),
    QT_TRANSLATE_NOOP("bw::usertext", "user namespaces are for root only (kernel.unprivileged_userns_clone is 0)"),
    QT_TRANSLATE_NOOP("bw::usertext", "AppArmor forbids user namespaces (kernel.apparmor_restrict_unprivileged_userns is 1)"),
    QT_TRANSLATE_NOOP("bw::usertext", "install an AppArmor profile that allows them for bwrap (/etc/apparmor.d/bwrap with \"userns,\"), or: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"),
    QT_TRANSLATE_NOOP("bw::usertext", "other users may not run %1, and sandboxes do not run as root"),
    QT_TRANSLATE_NOOP("bw::usertext", "a wall of the sandbox is missing: %1"),
    QT_TRANSLATE_NOOP("bw::usertext", "use an unchanged bubblewrap of your distribution, and report this if it is one"),
    QT_TRANSLATE_NOOP("bw::usertext", "install bubblewrap where every user may run it"),
    QT_TRANSLATE_NOOP("bw::usertext", "use a data directory with a shorter path"),
    QT_TRANSLATE_NOOP("bw::usertext", "the proxy named by %1 is not an http:// address"),
    QT_TRANSLATE_NOOP("bw::usertext", "set %1 to the http:// address of a proxy, or start without it"),
    QT_TRANSLATE_NOOP("bw::usertext", "choose a larger limit"),
    QT_TRANSLATE_NOOP("bw::usertext", "memory limit below 64 MiB"),
    QT_TRANSLATE_NOOP("bw::usertext", "disk limit below 1 MiB"),
    QT_TRANSLATE_NOOP("bw::usertext", "limit below 16 processes"),
    QT_TRANSLATE_NOOP("bw::usertext", "git could not be prepared"),
    QT_TRANSLATE_NOOP("bw::usertext", "install git"),
    QT_TRANSLATE_NOOP("bw::usertext", "there is no policy of the name %1"),
    QT_TRANSLATE_NOOP("bw::usertext", "version %1; this program plays version 1"),
    QT_TRANSLATE_NOOP("bw::usertext", "the first line is not the header of a recording"),
    QT_TRANSLATE_NOOP("bw::usertext", "the header needs name and model"),
    QT_TRANSLATE_NOOP("bw::usertext", "longer than 8 MiB"),
    QT_TRANSLATE_NOOP("bw::usertext", "QSQLITE is not installed"),
    // What the policies of commands say (resources/policy).
    QT_TRANSLATE_NOOP("bw::usertext", "Everything is allowed but what does harm; the sandbox alone protects"),
    QT_TRANSLATE_NOOP("bw::usertext", "Only what is listed; everything that removes, fetches or runs given code is a question"),
    QT_TRANSLATE_NOOP("bw::usertext", "What a project usually needs is allowed; what is unusual is a question; what does harm is denied"),
    QT_TRANSLATE_NOOP("bw::usertext", "a build has no machine to switch off and no services to control"),
    QT_TRANSLATE_NOOP("bw::usertext", "code in the command line is not seen by anybody who reads the project"),
    QT_TRANSLATE_NOOP("bw::usertext", "it can change files without showing what"),
    QT_TRANSLATE_NOOP("bw::usertext", "it cannot be known what it would remove"),
    QT_TRANSLATE_NOOP("bw::usertext", "it changes the system under the sandbox, which no application needs"),
    QT_TRANSLATE_NOOP("bw::usertext", "it changes what it finds"),
    QT_TRANSLATE_NOOP("bw::usertext", "it ends a process by its number"),
    QT_TRANSLATE_NOOP("bw::usertext", "it publishes or signs in"),
    QT_TRANSLATE_NOOP("bw::usertext", "it removes or replaces files"),
    QT_TRANSLATE_NOOP("bw::usertext", "it runs a file of the workspace"),
    QT_TRANSLATE_NOOP("bw::usertext", "it runs or publishes packages that the project does not name"),
    QT_TRANSLATE_NOOP("bw::usertext", "it sends the project to another machine"),
    QT_TRANSLATE_NOOP("bw::usertext", "it talks to other machines or changes how git works"),
    QT_TRANSLATE_NOOP("bw::usertext", "it talks to other machines past the proxy's rules"),
    QT_TRANSLATE_NOOP("bw::usertext", "it would change a file outside of the workspace"),
    QT_TRANSLATE_NOOP("bw::usertext", "it would change something outside of the workspace"),
    QT_TRANSLATE_NOOP("bw::usertext", "it would overwrite what others may have"),
    QT_TRANSLATE_NOOP("bw::usertext", "it would write outside of the workspace"),
    QT_TRANSLATE_NOOP("bw::usertext", "it writes to disks"),
    QT_TRANSLATE_NOOP("bw::usertext", "only programs of the project are ended by name; use kill with a process id for others"),
    QT_TRANSLATE_NOOP("bw::usertext", "only the executable bit of named files may be set"),
    QT_TRANSLATE_NOOP("bw::usertext", "process 1 is the sandbox itself"),
    QT_TRANSLATE_NOOP("bw::usertext", "the strict policy asks before it uses this tool"),
    QT_TRANSLATE_NOOP("bw::usertext", "there is only one user in the sandbox; what needs another one does not work"),
    QT_TRANSLATE_NOOP("bw::usertext", "it cannot be known what it would write to"),
    QT_TRANSLATE_NOOP("bw::usertext", "the variable makes programs load other code"),
    QT_TRANSLATE_NOOP("bw::usertext", "it cannot be known which program it would run"),
    QT_TRANSLATE_NOOP("bw::usertext", "it cannot be known what the shell would run"),
    QT_TRANSLATE_NOOP("bw::usertext", "programs are nested too deeply"),
    QT_TRANSLATE_NOOP("bw::usertext", "shells are nested too deeply"),
    QT_TRANSLATE_NOOP("bw::usertext", "the command cannot be read: %1"),
    QT_TRANSLATE_NOOP("bw::usertext", "no rule names this program"),
};
// clang-format on

struct Form {
    QRegularExpression form;
    const char *source;
};

// Those with places for a name or a number.
QList<Form> forms()
{
    QList<Form> found;
    static const QRegularExpression place(u"%[1-9]"_s);
    for (const char *source : details) {
        const QString text = QString::fromUtf8(source);
        if (!text.contains(place))
            continue;
        QString pattern;
        qsizetype at = 0;
        for (const QRegularExpressionMatch &match : place.globalMatch(text)) {
            pattern += QRegularExpression::escape(text.sliced(at, match.capturedStart() - at)) + u"(.+)"_s;
            at = match.capturedEnd();
        }
        pattern += QRegularExpression::escape(text.sliced(at));
        found.append({QRegularExpression(QRegularExpression::anchoredPattern(pattern)), source});
    }
    return found;
}

}  // namespace

QString detailText(const QString &detail)
{
    const QByteArray bytes = detail.toUtf8();
    for (const char *source : details)
        if (bytes == source)
            return QCoreApplication::translate("bw::usertext", source);
    static const QList<Form> known = forms();
    for (const Form &form : known) {
        const QRegularExpressionMatch match = form.form.match(detail);
        if (!match.hasMatch())
            continue;
        QString text = QCoreApplication::translate("bw::usertext", form.source);
        for (int i = 1; i <= match.lastCapturedIndex(); ++i)
            text.replace(u'%' + QString::number(i), match.captured(i));
        return text;
    }
    return detail;
}

}  // namespace bw::usertext
