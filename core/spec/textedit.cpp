// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/textedit.h"

#include "spec/sourcetext.h"

#include <algorithm>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

std::unexpected<Error> badEdit(const QString &why, const TextPlace &place)
{
    return fail(ErrorCode::InvalidArgument, why,
                {{u"what"_s, u"edit at %1:%2"_s.arg(place.line).arg(place.column)}, {u"remedy"_s, why}});
}

}  // namespace

Result<QByteArray> applyEdits(const QByteArray &text, QList<TextEdit> edits)
{
    const SourceText source(text);
    std::ranges::stable_sort(edits, {}, [](const TextEdit &edit) { return edit.span.from; });
    QByteArray result;
    result.reserve(text.size() + 1024);
    qsizetype done = 0;
    for (const TextEdit &edit : std::as_const(edits)) {
        const auto from = source.offset(edit.span.from);
        const auto to = source.offset(edit.span.to);
        if (!from || !to || *to < *from)
            return badEdit(u"this place is not in the text"_s, from ? edit.span.to : edit.span.from);
        if (*from < done)
            return badEdit(u"it overlaps another one"_s, edit.span.from);
        result += QByteArrayView(text).sliced(done, *from - done);
        QByteArray added = edit.text.toUtf8();
        if (source.usesCrLf())
            added.replace('\n', "\r\n");
        result += added;
        done = *to;
    }
    result += QByteArrayView(text).sliced(done);
    return result;
}

QString textAt(const QByteArray &text, const TextSpan &span) { return SourceText(text).text(span); }

}  // namespace bw::spec
