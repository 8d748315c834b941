// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"

namespace bw::api
{

/// The control socket speaks HTTP/1.1 with JSON bodies, the same routes the local API will have:
///   GET    /v1/owner                  {"pid","version","running"}
///   POST   /v1/builds                 BuildRequest          → {"build"}
///   POST   /v1/builds/{id}/stop                             → {}
///   POST   /v1/builds/{id}/pause      {"because"}           → {}
///   POST   /v1/builds/{id}/resume     {"out","ceilings"}    → {"build"}
///   POST   /v1/builds/{id}/branch     {"checkpoint"}        → {"build"}
///   POST   /v1/builds/{id}/act        PersonAction          → {"build"}, a new one where the action makes one
///   POST   /v1/builds/{id}/shell      ShellRequest          → lines of JSON until it ends: {"shell": id} first, then
///                                                             {"out"} and {"err"} (base64), {"end"} or {"error"} last
///   POST   /v1/shells/{id}/input      bytes                 → {}, once the program has taken them
///   POST   /v1/shells/{id}/end                              → {}; there is no more input
///   POST   /v1/shells/{id}/size       {"columns","rows"}    → {}
///   POST   /v1/builds/{id}/ports/{n}                        → {"address","headers":[{"name","value"}],"link"}
///   POST   /v1/builds/{id}/file       {"path","seconds"}    → {"address"}
///   DELETE /v1/builds/{id}                                  → {}
///   POST   /v1/chats                  NewChat             → {"chat"}
///   POST   /v1/chats/{id}/act         ChatAction          → ChatOutcome
///   POST   /v1/chats/{id}/attachments {"name","data"}     → {"attachment"}, data in base64
///   DELETE /v1/chats/{id}/attachments/{attachment}          → {}
///   GET    /v1/chats/{id}/stream                            → a ChatNotice a line, until nothing streams any more
///   POST   /v1/projects               {"name"}              → {"project"}
///   POST   /v1/projects/{id}          {"name"}              → {"project"}; its new name
///   DELETE /v1/projects/{id}                                → {}
///   POST   /v1/specs/act             SpecAction            → {"spec","version"}
/// A failure is a status of 400 and more with {"error": …}, which carries our own Error whole, so that the program that
/// handed something over shows exactly what it would have shown as the owner.
inline constexpr const char *apiPrefix = "/v1";

/// $XDG_RUNTIME_DIR/buildwright/<first 16 hex digits of SHA-256 of the canonical data directory>; at most 107 bytes,
/// else Unsupported. The folder is made with mode 0700.
Result<QString> controlSocketPath(const QString &dataFolder);

Json errorToJson(const Error &error);
/// Nothing understood: ProtocolError.
Error errorFromJson(const Json &json);

}  // namespace bw::api
