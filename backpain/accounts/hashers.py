"""How passwords are hashed."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with 46 MiB in one pass: OWASP's first choice.

    https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
    Django's 100 MiB would be taken by each thread of each worker when many log in at
    once. A hash made with other figures is made anew at the next log-in.
    """

    time_cost = 1
    memory_cost = 46 * 1024
    parallelism = 1
