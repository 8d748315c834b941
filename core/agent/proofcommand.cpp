// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/proofcommand.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

QMap<QString, QString> environment()
{
    QMap<QString, QString> variables {{u"PATH"_s, u"/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"_s},
                                      // Runners that would watch for changes, or colour their report, do neither.
                                      {u"CI"_s, u"true"_s},
                                      {u"NO_COLOR"_s, u"1"_s},
                                      {u"FORCE_COLOR"_s, u"0"_s},
                                      {u"npm_config_userconfig"_s, u"/nonexistent/npmrc-of-user"_s},
                                      {u"npm_config_globalconfig"_s, u"/nonexistent/npmrc-of-machine"_s},
                                      {u"npm_config_script_shell"_s, u"/bin/sh"_s},
                                      {u"npm_config_shell"_s, u"/bin/bash"_s},
                                      {u"npm_config_ignore_scripts"_s, u"false"_s},
                                      {u"npm_config_if_present"_s, u"false"_s},
                                      {u"npm_config_usage"_s, u"false"_s},
                                      {u"npm_config_dry_run"_s, u"false"_s},
                                      // Node's own default, said aloud.
                                      {u"npm_config_node_options"_s, u"--unhandled-rejections=throw"_s},
                                      {u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s},
                                      {u"GIT_CONFIG_GLOBAL"_s, u"/dev/null"_s},
                                      {u"GIT_CONFIG_COUNT"_s, u"0"_s}};
    for (const char *name : {"NODE_OPTIONS", "NODE_PATH", "BASH_ENV", "ENV", "CDPATH", "PYTHONSTARTUP", "PYTHONPATH",
                             "PYTEST_ADDOPTS", "PYTEST_PLUGINS", "RUBYOPT", "PERL5OPT", "MAKEFLAGS", "MAKEFILES",
                             "GOFLAGS", "JAVA_TOOL_OPTIONS", "LD_PRELOAD"})
        variables.insert(QString::fromLatin1(name), {});
    return variables;
}

}  // namespace

sandbox::Command proofCommand(const Proof &proof, const QString &cwd)
{
    sandbox::Command command;
    command.program = u"/bin/bash"_s;
    command.args = {u"--noprofile"_s, u"--norc"_s, u"-c"_s, proof.command};
    command.cwd = cwd;
    command.env = environment();
    command.timeLimit = std::chrono::seconds(proof.timeoutSeconds);
    return command;
}

}  // namespace bw::agent
