// SPDX-License-Identifier: GPL-3.0-or-later
#include "specname.h"

namespace bw::cli
{

using namespace Qt::StringLiterals;

Result<SpecName> findSpec(const engine::SpecService &specs, const QString &text, bool deleted)
{
    // A name may hold an @ itself.
    auto whole = specs.resolve(text, deleted);
    const qsizetype at = text.lastIndexOf(u'@');
    if (whole || at < 1 || whole.error().code != ErrorCode::NotFound)
        return whole ? Result<SpecName>(SpecName {*whole, whole->version}) : fail(whole.error());
    bool good = false;
    const int version = text.mid(at + 1).toInt(&good);
    if (!good || version < 1)
        return fail(ErrorCode::InvalidArgument, text, {{u"what"_s, text}, {u"remedy"_s, u"ID@N"_s}});
    auto found = specs.resolve(text.left(at), deleted);
    if (!found)
        return fail(found.error());
    if (version > found->version)
        return fail(ErrorCode::NotFound, u"version"_s, {{u"kind"_s, u"version"_s}, {u"name"_s, text}});
    return SpecName {*found, version};
}

}  // namespace bw::cli
