// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/tool.h"

namespace bw::agent
{

class ReadFileTool final : public Tool
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("read_file"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Json schema() const override;
    [[nodiscard]] bool readOnly() const override { return true; }
    Result<ToolResult> run(const ToolCall &call, std::stop_token stop) override;
};

class WriteFileTool final : public Tool
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("write_file"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Json schema() const override;
    Result<ToolResult> run(const ToolCall &call, std::stop_token stop) override;
};

class EditFileTool final : public Tool
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("edit_file"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Json schema() const override;
    Result<ToolResult> run(const ToolCall &call, std::stop_token stop) override;
};

class ListFilesTool final : public Tool
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("list_files"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Json schema() const override;
    [[nodiscard]] bool readOnly() const override { return true; }
    Result<ToolResult> run(const ToolCall &call, std::stop_token stop) override;
};

class SearchFilesTool final : public Tool
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("search_files"); }
    [[nodiscard]] QString description() const override;
    [[nodiscard]] Json schema() const override;
    [[nodiscard]] bool readOnly() const override { return true; }
    Result<ToolResult> run(const ToolCall &call, std::stop_token stop) override;
};

}  // namespace bw::agent
