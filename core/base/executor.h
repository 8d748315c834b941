// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace bw
{

/// Runs tasks on threads that somebody else owns; what a room gets instead of making threads of its own.
class Executor
{
public:
    virtual ~Executor() = default;
    /// May run the task at once or later, on any thread. Thread-safe.
    virtual void run(std::function<void()> task) = 0;
};

}  // namespace bw
