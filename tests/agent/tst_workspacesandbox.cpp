// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/sandboxcontract.h"
#include "support/agent/workspacesandbox.h"

#include <QTest>

using namespace bw;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    test::SandboxContract suite([]() -> Result<test::ContractSandbox> {
        auto made = test::WorkspaceSandbox::create();
        if (!made)
            return fail(made.error());
        return test::ContractSandbox {std::move(*made), QString::fromLatin1(sandbox::workspacePath)};
    });
    return QTest::qExec(&suite, argc, argv);
}
