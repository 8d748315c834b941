// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specmarks.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <random>

namespace bwtest
{

/// Makes specifications of every shape that people and models write: both forms, line ends, indents, free sections,
/// comments, groups and bullets. The same seed gives the same ones on every machine.
class SpecMaker final
{
public:
    explicit SpecMaker(quint32 seed)
        : m_random(seed)
    {
    }

    QByteArray make()
    {
        const bool markdown = below(2) == 0;
        QByteArray text = (markdown ? markdownSpec() : xmlSpec()).toUtf8();
        if (below(4) == 0)
            text.replace("\n", "\r\n");
        if (below(6) == 0)
            text.prepend("\xEF\xBB\xBF");
        if (below(5) == 0)
            while (text.endsWith('\n') || text.endsWith('\r'))
                text.chop(1);
        return text;
    }

    int below(int limit) { return static_cast<int>(m_random() % static_cast<quint32>(limit)); }

    QString words(int most = 7)
    {
        static const QStringList list {
            QStringLiteral("list"),   QStringLiteral("a person"), QStringLiteral("tasks"),   QStringLiteral("größer"),
            QStringLiteral("sorts"),  QStringLiteral("日付"),     QStringLiteral("by date"), QStringLiteral("🙂"),
            QStringLiteral("export"), QStringLiteral("C#"),       QStringLiteral("e-mail"),  QStringLiteral("50 %"),
            QStringLiteral("filter"), QStringLiteral("owner's"),  QStringLiteral("(beta)"),  QStringLiteral("undo")};
        QStringList chosen;
        for (int i = 1 + below(most); i > 0; --i)
            chosen << list.at(below(static_cast<int>(list.size())));
        return chosen.join(u' ') + u' ' + QString::number(++m_serial);
    }

private:
    QString indent() { return below(3) == 0 ? QStringLiteral("\t") : QString(2 + 2 * below(2), u' '); }
    QString maybe(const QString &text) { return below(3) > 0 ? text : QString(); }
    static QString escaped(QString text) { return text.replace(u'&', QStringLiteral("&amp;")); }

    QString xmlSpec()
    {
        const QString in = indent();
        QString text = maybe(QStringLiteral("<?xml version=\"1.0\"?>\n")) + QStringLiteral("<project_specification>\n");
        text += in + QStringLiteral("<project_name>") + words(3) + QStringLiteral("</project_name>\n");
        text += maybe(in + QStringLiteral("<overview>\n") + in + in + words(20) + u'\n' + in
                      + QStringLiteral("</overview>\n"));
        text += maybe(in + QStringLiteral("<complexity_tier>standard</complexity_tier>\n"));
        text += maybe(in + QStringLiteral("<target_features>12</target_features>\n"));
        text += maybe(in + QStringLiteral("<!-- kept & <odd -->\n"));
        text += maybe(in
                      + QStringLiteral("<technology_stack><frontend><framework>Vue</framework></frontend>"
                                       "</technology_stack>\n"));
        text += in + QStringLiteral("<core_features>\n");
        for (int group = 1 + below(4); group > 0; --group) {
            const bool bullets = below(4) == 0;
            const QString tag = bullets ? QStringLiteral("free_form_%1").arg(group) : QStringLiteral("feature_group");
            text += in + in + u'<' + tag + (bullets ? QString() : QStringLiteral(" name=\"%1\"").arg(words(2)))
                + QStringLiteral(">\n");
            for (int feature = below(5); feature > 0; --feature) {
                text += in + in + in
                    + (bullets ? QStringLiteral("- ") + words()
                               : QStringLiteral("<feature%1>%2</feature>")
                                     .arg(below(4) == 0 ? QStringLiteral(" id=\"f%1\"").arg(++m_serial) : QString(),
                                          escaped(words())))
                    + u'\n';
            }
            text += in + in + QStringLiteral("</") + tag + QStringLiteral(">\n");
        }
        text += in + in + QStringLiteral("<feature>") + words() + QStringLiteral("</feature>\n");
        text += in + QStringLiteral("</core_features>\n");
        text += maybe(in
                      + QStringLiteral("<database_schema><table name=\"tasks\"><column>id: integer</column></table>"
                                       "</database_schema>\n"));
        text +=
            maybe(in
                  + QStringLiteral("<api_endpoints><endpoint_group name=\"T\"><endpoint method=\"GET\" "
                                   "path=\"/api/tasks\" x=\"1\">lists</endpoint></endpoint_group></api_endpoints>\n"));
        text += maybe(in + QStringLiteral("<environment_variables><![CDATA[\nA=<b>\n]]></environment_variables>\n"));
        text += maybe(in + QStringLiteral("<routing deep=\"x\"><a><b>c</b></a></routing>   \n\n\n"));
        return text + QStringLiteral("</project_specification>\n");
    }

    QString markdownSpec()
    {
        QString text = QStringLiteral("# ") + words(3) + QStringLiteral("\n\n");
        text += maybe(QStringLiteral("Tier: standard\n"));
        text += maybe(QStringLiteral("**Target features:** 9\n\n"));
        text += maybe(QStringLiteral("## Overview\n\n") + words(20) + u'\n');
        text += maybe(QStringLiteral("\n## Notes\n\n```sh\n# no heading\n- no entry\n```\n"));
        if (below(3) == 0) {
            text += QStringLiteral("\n## Core Features\n\n");
            for (int feature = 1; feature <= 2 + below(4); ++feature)
                text += QStringLiteral("### Feature %1: %2\n%3\n").arg(feature).arg(words(), maybe(words(15) + u'\n'));
        } else {
            text += QStringLiteral("\n## Features\n");
            for (int feature = 1 + below(3); feature > 0; --feature)
                text += entry();
            for (int group = below(4); group > 0; --group) {
                text += QStringLiteral("\n### ") + words(2) + u'\n' + maybe(QStringLiteral("\n"));
                for (int feature = below(4); feature > 0; --feature)
                    text += entry();
            }
        }
        text += maybe(QStringLiteral("\n## Data Model\n\n### tasks\n\n- id: integer\n- title: text\n"));
        text += maybe(QStringLiteral("\n## API Endpoints\n\n- GET /api/tasks: lists them\n"));
        text += maybe(QStringLiteral("\n## Deployment *notes*\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\n"));
        return text;
    }

    QString entry()
    {
        const QString mark = below(4) == 0 ? QStringLiteral("* ") : QStringLiteral("- ");
        const QString box = below(5) == 0 ? QStringLiteral("[ ] ") : QString();
        const QString id = below(5) == 0 ? QStringLiteral(" {#f%1}").arg(++m_serial) : QString();
        return mark + box + words() + id + u'\n'
            + (below(5) == 0 ? QStringLiteral("  ") + words(4) + u'\n' : QString());
    }

    std::mt19937 m_random;
    int m_serial = 0;
};

}  // namespace bwtest
