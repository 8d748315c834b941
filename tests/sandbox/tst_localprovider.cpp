// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/sandboxcontract.h"
#include "sandbox/localfixture.h"

#include <QTest>

using namespace bw;

/// The suite that every provider must pass, on local sandboxes.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    test::LocalFixture fixture;
    test::SandboxContract suite([&fixture]() -> Result<test::ContractSandbox> {
        auto made = fixture.provider().create(fixture.request(), {});
        if (!made)
            return fail(made.error());
        return test::ContractSandbox {std::move(*made), QString::fromLatin1(sandbox::workspacePath)};
    });
    return QTest::qExec(&suite, argc, argv);
}
