"""The app on an editor's phone, for tests: it learns the key that a page shows, and shows codes."""

import time
from base64 import b32decode

from django_otp.oath import TOTP


class Authenticator:
    """Takes the key as a page shows it, in groups of four."""

    def __init__(self, key: str) -> None:
        bare = key.replace(" ", "")
        self.key = b32decode(bare + "=" * (-len(bare) % 8))

    def code(self, *, steps_ahead: int = 0) -> str:
        """The code of this half minute, or of a later one: each is taken once."""
        totp = TOTP(self.key)
        totp.time = time.time() + 30 * steps_ahead
        return f"{totp.token():06}"

    def wrong_code(self) -> str:
        """Six digits that fit no half minute near this one."""
        near = {self.code(steps_ahead=steps) for steps in range(-3, 4)}
        return next(
            code for code in ("000000", "111111", *map("{:06}".format, range(2, 99))) if code not in near
        )
