// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/plainsandbox.h"
#include "contract/sandboxcontract.h"

#include <QTest>

using namespace bw;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    test::SandboxContract suite([]() -> Result<test::ContractSandbox> {
        Result<std::unique_ptr<test::PlainSandbox>> made = test::PlainSandbox::create();
        if (!made)
            return fail(made.error());
        const QString root = (*made)->root();
        return test::ContractSandbox {std::move(*made), root};
    });
    return QTest::qExec(&suite, argc, argv);
}
