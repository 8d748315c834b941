// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/replyspec.h"

#include <QTest>

using namespace bw;
using namespace Qt::StringLiterals;

namespace
{

QString root(const QString &inside)
{
    return u"<project_specification>\n"_s + inside + u"\n</project_specification>"_s;
}

}  // namespace

class tst_ReplySpec : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRootElementIsFoundWithAndWithoutAFence()
    {
        const QString spec = root(u"<project_name>A</project_name>"_s);
        for (const QString &reply :
             {spec, u"Here:\n```app_spec\n"_s + spec + u"\n```\nDone."_s, u"```xml\n"_s + spec + u"\n```"_s,
              u"text <project_specification> is its root\n"_s + spec}) {
            const auto found = spec::findReplySpec(reply);
            QVERIFY(found);
            QVERIFY(found->closed);
            QCOMPARE(found->text, spec);
        }
    }
    void nothingInsideEndsIt()
    {
        const QString spec = root(u"<notes>\n```\ncode\n```\n<![CDATA[ </project_specification> ]]>\n"
                                  "<!-- </project_specification> --></notes>"_s);
        const auto found = spec::findReplySpec(u"```app_spec\n"_s + spec + u"\n```\n and more"_s);
        QVERIFY(found && found->closed);
        QCOMPARE(found->text, spec);
    }
    void oneThatIsCutIsNotClosed()
    {
        const auto found = spec::findReplySpec(u"```app_spec\n<project_specification>\n<project_name>A"_s);
        QVERIFY(found && !found->closed);
        QCOMPARE(found->text, u"<project_specification>\n<project_name>A"_s);
        QVERIFY(!spec::findReplySpec(u"<project_specification><!-- for ever"_s)->closed);
    }
    void markdownStandsInTheOutermostFence()
    {
        const QString text =
            u"# Title\n\n## Features\n### Feature 1: a thing that is long enough\n```sh\nls\n```\nend"_s;
        const auto found = spec::findReplySpec(u"```app_spec\n"_s + text + u"\n```\n"_s);
        QVERIFY(found && found->closed);
        QCOMPARE(found->text, text);
    }
    void talkIsNoSpecification()
    {
        QVERIFY(!spec::findReplySpec(u"I cannot write that."_s));
        QVERIFY(!spec::findReplySpec({}));
    }
};

QTEST_GUILESS_MAIN(tst_ReplySpec)
#include "tst_replyspec.moc"
