// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/buildstate.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace bw::spec
{

enum class SpecFormat { Xml, Markdown };

/// Where something stands in the source: lines count from 1.
struct LineRange {
    int first = 0;
    int last = 0;
    friend bool operator==(const LineRange &, const LineRange &) = default;
};

struct SpecFeature {
    QString id;  ///< stable: made from the text, unique in the specification
    QString text;
    QString group;  ///< empty = none
    LineRange lines;
    friend bool operator==(const SpecFeature &, const SpecFeature &) = default;
};

/// A part of a specification that is kept as it stands: tables, endpoints, pages, design, and whatever we do not know.
struct SpecSection {
    QString name;  ///< heading, or tag
    QString text;  ///< inner text
    LineRange lines;
    friend bool operator==(const SpecSection &, const SpecSection &) = default;
};

/// What to build, read from a person's file. The source is kept byte for byte; the rest is what was found in it.
struct AppSpec {
    SpecFormat format = SpecFormat::Markdown;
    QByteArray source;
    QString name;
    QString overview;
    std::optional<Tier> tier;
    std::optional<int> targetFeatures;
    QList<SpecFeature> features;
    QList<SpecSection> sections;
    friend bool operator==(const AppSpec &, const AppSpec &) = default;

    [[nodiscard]] bool hasUserInterface() const;  ///< at least two words that only a user interface needs
};

}  // namespace bw::spec
