// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace bwtest
{

/// Written by hand: what people do write, well and badly. Some cannot be read.
inline QList<QByteArray> handwrittenSpecs()
{
    return {
        "# Todo\n\n## Features\n- add a task\n- finish a task\n",
        "# Todo\r\n\r\n## Features\r\n\r\n1. add a task\r\n2. finish a task\r\n",
        "\xEF\xBB\xBF# Markdown with a mark\n## Requirements\n* one\n* two",
        "# Shop\n\nSells things.\n\n### Feature 1: Basket\n\nKeeps things.\n\n### Feature 2: Pay\n\nBy card.\n",
        "# Shop\n## Core Features\n#### Feature 1: Basket {#basket}\ntext\n#### Feature 2: Pay {#pay "
        "depends=\"basket\"}\n",
        "Just words, no heading at all.\n- and a list\n",
        "# Empty groups\n## Features\n### First\n### Second\n- only this\n",
        "# A\n## Features\n- same\n- same\n- same {#other}\n- x {#other}\n",
        "# Kanban\nTier: simple\nTarget features: 200\n## Features\n- board\n\n## Tech Stack\n- Frontend: React\n",
        "# Tables\n## Features\n- a\n## Database\n### users\n- id: integer\n### posts\n## API\n- `GET /api/users` - "
        "lists\n"
        "- POST /api/orders: makes one\n",
        "<project_specification><project_name>Flat</project_name><core_features><feature>a</feature>"
        "<feature>b</feature></core_features></project_specification>",
        "<project_specification>\n  <project_name/>\n  <overview/>\n  <core_features/>\n</project_specification>\n",
        "<project_specification>\n\t<project_name>Tabs</project_name>\n\t<core_features>\n\t\t<feature_group "
        "name='G'>\n"
        "\t\t\t<feature id=\"a\" depends=\"b, nobody\">A &amp; B</feature>\n\t\t\t<feature id=\"a\">again</feature>\n"
        "\t\t</feature_group>\n\t\t<feature_group name=\"Empty\"/>\n\t</core_features>\n</project_specification>\n",
        "<project_name>No root</project_name>\n<core_features>\n  <chat>\n    - talk\n    - listen {#listen}\n  "
        "</chat>\n"
        "</core_features>\n",
        "<project_specification>\n<project_name>Broken</project_name>\n<core_features><feature>never closed\n"
        "</core_features>\n</project_specification>\n",
        "<project_specification><project_name>X</project_name></overview></project_specification>",
        "<project_specification><project_name>Stack</project_name><technology_stack><frontend><framework>Svelte</"
        "framework>"
        "</frontend><note>plain</note></technology_stack><core_features><feature>f</feature></core_features>"
        "<design_system><colors><primary>#123</primary></colors></design_system>"
        "<implementation_priorities><priority level=\"1\">f</priority></implementation_priorities>"
        "<success_criteria><criterion category=\"quality\">works</criterion></success_criteria>"
        "<ui_layout><page name=\"Home\"><section>top</section></page></ui_layout></project_specification>",
        "<project_specification>\n<core_features>\n<feature_group>\n<feature>no name a < b && "
        "c</feature>\n</feature_group>\n"
        "</core_features>\n<credentials><credential id=\"k\" secret=\"true\"/></credentials>\n</project_specification>",
        "",
        "   \n\n",
        "\xff\xfe# not UTF-8\n",
        "# \n## \n- \n",
        "# Fence\n## Features\n- one\n```\n- not this\n",
        "# Long {#x}\n## Features {#f}\n- {#only-id}\n- text {#id with blanks}\n- text {#}\n",
    };
}

}  // namespace bwtest
