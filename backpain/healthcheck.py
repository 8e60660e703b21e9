"""Ask the server in the same container whether it is well: exit status 0 or 1.

It asks as a proxy would: for the first allowed host, and on behalf of HTTPS.
"""

from __future__ import annotations

import http.client
import sys

from backpain.env import Environment


def main() -> None:
    env = Environment()
    port = env.integer("PORT", default=8000, minimum=1, maximum=65535)
    # A leading dot allows every name below a domain.
    host = (env.words("ALLOWED_HOSTS") or ["localhost"])[0].lstrip(".*")
    headers = {"Host": host or "localhost", "X-Forwarded-Proto": "https"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=7)
    try:
        connection.request("GET", "/healthz", headers=headers)
        status = connection.getresponse().status
    except OSError as error:
        sys.exit(f"the server does not answer: {error}")
    if status != 200:
        sys.exit(f"the server answers {status}")


if __name__ == "__main__":
    main()
