# SPDX-License-Identifier: GPL-3.0-or-later
"""An answer of the control plane that is none of success; its body says so again, as E2B's does."""


class Refused(Exception):
    def __init__(self, status, message, headers=None, body=None):
        super().__init__(message)
        self.status, self.headers = status, headers or {}
        self.body = {"code": status, "message": message} if body is None else body
