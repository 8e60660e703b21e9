from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "backpain.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Follow the log-in, which is not ours: it has no other way to be followed.

        And let `manage.py check` find our own checks.
        """
        from allauth.account.signals import authentication_step_completed
        from allauth.mfa.signals import authenticator_added, authenticator_removed
        from django.contrib.auth.signals import user_logged_in

        from backpain.accounts import checks, login_log, sessions  # noqa: F401 - they register

        user_logged_in.connect(sessions.begin)
        authentication_step_completed.connect(sessions.renew_key)
        authenticator_added.connect(sessions.add_second_factor)
        authenticator_added.connect(sessions.change_second_factor)
        authenticator_removed.connect(sessions.change_second_factor)
        login_log.listen()
