"""The pages of support staff at /admin/. Importing this registers those of accounts."""

from __future__ import annotations

from backpain.accounts.admin import account, consents, status

__all__ = ["account", "consents", "status"]
