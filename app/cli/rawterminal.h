// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bw::cli
{

/// The terminal of this process hands over every key as it is, while this lives. It is what it was before again at
/// every end that leaves a moment: the object's own, restoreNow(), a signal that ends the process, and while a signal
/// from elsewhere stops it. At most one object at a time.
class RawTerminal final
{
public:
    RawTerminal();
    ~RawTerminal();
    RawTerminal(const RawTerminal &) = delete;
    RawTerminal &operator=(const RawTerminal &) = delete;

    [[nodiscard]] bool isRaw() const { return m_raw; }
    /// Readable when the terminal has another size; take() makes it quiet again.
    [[nodiscard]] int resizedFd() const { return m_readEnd; }
    void takeResized() const;

    struct Size {
        int columns = 80;
        int rows = 24;
    };
    static Size size();
    /// For ends that no destructor sees, such as _Exit(). Nothing to restore is fine. Safe in a signal's handler.
    static void restoreNow();

private:
    bool m_raw = false;
    int m_readEnd = -1;
};

}  // namespace bw::cli
