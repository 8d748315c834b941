// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/sandbox.h"

#include <QObject>

namespace bw::test
{

struct ContractSandbox {
    std::unique_ptr<sandbox::Sandbox> sandbox;
    QString root;  ///< a writable folder in it: /workspace, or what stands for it
};

/// Waits until something holds; false after ten seconds.
bool eventually(const std::function<bool()> &condition);

/// What every sandbox must do, whoever made it. Run with QTest::qExec.
class SandboxContract : public QObject
{
    Q_OBJECT

public:
    using Factory = std::function<Result<ContractSandbox>()>;
    explicit SandboxContract(Factory factory);

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void givesStdoutAndStderrApartAndInOrder();
    void givesExitCodesAndSignals();
    void runsInTheFolderWithTheEnvironmentAndInput();
    void hasNoInputUnlessAsked();
    void takesLargeInputWhileItPrints();
    void givesAllOfALargeOutputToASlowSink();
    void killsTheGroupAtTheTimeLimitAndKeepsWhatWasPrinted();
    void killsAStartedProcessWithItsGrandchildren();
    void talksToAStartedProcess();
    void usesTheLoginEnvironment();
    void runsCommandsSideBySide();
    void stopsACommandWithin100Milliseconds();
    void refusesAFolderThatDoesNotExist();

    void writesAndReadsBytes();
    void refusesToReadMoreThanAllowed();
    void tellsWhatAPathIs();
    void listsInTheOrderOfNames();
    void renamesAndRemoves();
    void makesFoldersAgain();
    void watchesAFolder();
    void archivesOutAndIn();
    void refusesATruncatedArchive();

    void givesACommandATerminalOfASize();
    void typesControlCharactersAndTheEndOfInput();
    void killsATerminalWithAllThatItStarted();
    void anAbandonedProcessIsLetGoAtOnce();

    void isLostAfterDestroy();

private:
    struct Output {
        sandbox::CommandResult result;
        QByteArray out;
        QByteArray err;
    };
    Output run(const QString &text, std::chrono::milliseconds limit = std::chrono::seconds(15));
    /// A bash command without login.
    [[nodiscard]] sandbox::Command bash(const QString &text) const;
    [[nodiscard]] bool isAlive(const QByteArray &pid);
    [[nodiscard]] QString path(const QString &name) const { return m_root + QLatin1Char('/') + name; }
    Result<QByteArray> archiveOf(const QString &folder);

    Factory m_factory;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    QString m_root;
};

}  // namespace bw::test
