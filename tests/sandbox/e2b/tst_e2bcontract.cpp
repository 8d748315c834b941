// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/sandboxcontract.h"
#include "support/e2b/cloudfixture.h"

#include <QTest>

using namespace bw;

/// The suite that every provider must pass, on E2B's protocol: the fake control plane, real daemons behind its edge.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    test::CloudFixture cloud;
    const auto provider = cloud.provider();
    const QString problem = cloud.problem();
    test::SandboxContract suite([&]() -> Result<test::ContractSandbox> {
        if (!problem.isEmpty())
            return fail(ErrorCode::SandboxUnavailable, problem);
        auto made = provider->create({}, {});
        if (!made)
            return fail(made.error());
        return test::ContractSandbox {std::move(*made), QString::fromLatin1(sandbox::workspacePath)};
    });
    return QTest::qExec(&suite, argc, argv);
}
