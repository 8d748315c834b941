// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/startchoices.h"

namespace bw::desktop
{

/// A choice of the start sheet that is typed.
struct StartField {
    enum class Kind { Usd, Tokens, Minutes, Size, Number, Text };
    const char *key;  ///< stable: what is remembered, and args["field"] of an error
    Kind kind;
    qint64 highest;  ///< of Number
    QString &(*of)(StartChoices &);
    const char *title;  ///< untranslated; see titleOf()
};
const QList<StartField> &startFields();
QString titleOf(const StartField &field);
/// "an amount of dollars such as 5 or 0.50": what belongs there.
QString hintOf(const StartField &field);

/// An InvalidArgument whose args["field"] lets a sheet find its field.
std::unexpected<Error> wrongField(const QString &field, const QString &what, const QString &remedy);

/// What is typed, as a number: nano-dollars, tokens, minutes, bytes. Nothing = left empty. Error: wrongField().
Result<std::optional<qint64>> numberOf(const StartField &field, const QString &typed);
/// 4294967296 is "4G".
QString sizeText(qint64 bytes);

}  // namespace bw::desktop
