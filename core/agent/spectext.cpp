// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/spectext.h"

#include "agent/handover.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longest = 200'000;

}  // namespace

QString specText(const spec::AppSpec &spec)
{
    if (spec.source.size() <= longest)
        return QString::fromUtf8(spec.source);
    // At a line's end, so that no character is cut in two.
    const QByteArray first = spec.source.left(longest);
    const qsizetype line = first.lastIndexOf('\n');
    const qsizetype end = line > 0 ? line : longest;
    const auto rest = spec.source.size() - end;
    return QString::fromUtf8(first.left(end))
        + u"\n[… %1 more bytes; read them in %2]"_s.arg(rest).arg(HandOver::specFile(spec));
}

}  // namespace bw::agent
