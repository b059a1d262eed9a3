"""The second factor: a code from an app on a phone, or one of the recovery codes for the day it is lost."""

import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import django_otp
import segno
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

CODE_DIGITS = 6
RECOVERY_DIGITS = 12
RECOVERY_CODES = 10


class WrongCode(Exception):  # noqa: N818 — said as it reads
    """The code does not fit, or none is taken at present; the text says which, and what to do."""


@dataclass(frozen=True)
class Invitation:
    """What an app is told once: as a picture to scan, and as a key to type."""

    picture: str
    key: str


def is_set_up(user: User | AnonymousUser) -> bool:
    """Whether signing in to the account asks for a code."""
    return user.is_authenticated and TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_given(request: HttpRequest) -> bool:
    """Whether the visitor has given a code since signing in."""
    return getattr(request.user, "otp_device", None) is not None


def is_missing(request: HttpRequest) -> bool:
    """Whether a visitor who has given a password has to give, or first to set up, a second factor."""
    if is_given(request):
        return False
    if settings.SECOND_FACTOR == "required":
        return True
    # Asked several times a page, looked up once: kept with the account, which lives as long as the request.
    user: Any = request.user
    if not hasattr(user, "second_factor_set_up"):
        user.second_factor_set_up = is_set_up(user)
    return bool(user.second_factor_set_up)


def begin(user: User) -> TOTPDevice:
    """The app that waits for its first code; the one in use, if any, stays until then."""
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user=user, name="app", confirmed=False)


def invitation(device: TOTPDevice) -> Invitation:
    """The picture is the address of an SVG in ink on paper, whatever the colours of the page."""
    picture = segno.make(device.config_url, error="m", micro=False)
    key = b32encode(device.bin_key).decode().rstrip("=")
    return Invitation(
        picture=picture.svg_data_uri(scale=5, border=4, light="#fff", dark="#000"), key=in_groups(key)
    )


@transaction.atomic
def confirm(user: User, code: str) -> tuple[TOTPDevice, list[str]]:
    """Put the app that waits in force by its first code, in place of any other; with new recovery codes.

    Raises WrongCode, which costs nothing here: whoever types a first code has seen the key.
    """
    waiting = TOTPDevice.objects.select_for_update().get(pk=begin(user).pk)
    _check(waiting, _digits(code, CODE_DIGITS))
    TOTPDevice.objects.filter(user=user).exclude(pk=waiting.pk).delete()
    waiting.confirmed = True
    waiting.save()
    return waiting, make_recovery_codes(user)


@transaction.atomic
def make_recovery_codes(user: User) -> list[str]:
    """New recovery codes, as they are shown this once; those made before no longer work."""
    device, _made = StaticDevice.objects.get_or_create(user=user, name="recovery")
    device.token_set.all().delete()
    codes = [f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}}" for _n in range(RECOVERY_CODES)]
    for code in codes:
        device.token_set.create(token=code)
    return [in_groups(code) for code in codes]


def recovery_codes_left(user: User) -> int:
    """How many recovery codes can still be used."""
    left: int = sum(device.token_set.count() for device in StaticDevice.objects.filter(user=user))
    return left


def give(user: User, code: str) -> "TOTPDevice | StaticDevice":
    """What the code is of, the app or the recovery codes, one of which is used up. Raises WrongCode."""
    digits = _digits(code, CODE_DIGITS, RECOVERY_DIGITS)
    kind: Any = TOTPDevice if len(digits) == CODE_DIGITS else StaticDevice
    # A failure counts, so it is kept: the transaction ends before anything is raised.
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=user, confirmed=True).first()
        problem = _("There are no recovery codes. Ask an Administrator.") if device is None else ""
        if device is not None:
            try:
                _check(device, digits)
            except WrongCode as wrong:
                problem = str(wrong)
    if device is None or problem:
        raise WrongCode(problem)
    return device


def take_off(user: User) -> None:
    """Forget the app and the recovery codes: the account sets up a second factor anew."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def remember(request: HttpRequest, device: "TOTPDevice | StaticDevice") -> None:
    """From now on this visitor has given a second factor, until signing out."""
    django_otp.login(request, device)


def in_groups(code: str) -> str:
    """The code as it is read aloud: four characters, a space."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _digits(code: str, *lengths: int) -> str:
    """The digits of the code as typed. Raises WrongCode where they are not so many: that costs no try."""
    digits = "".join(one for one in code if not one.isspace() and one != "-")
    if not (digits.isascii() and digits.isdigit() and len(digits) in lengths):
        raise WrongCode(
            _("A code has six digits; a recovery code has twelve.")
            if RECOVERY_DIGITS in lengths
            else _("A code has six digits.")
        )
    return digits


def _check(device: "TOTPDevice | StaticDevice", digits: str) -> None:
    """Raises WrongCode; each wrong code doubles the wait before the next one is looked at."""
    allowed, why = device.verify_is_allowed()
    if not allowed:
        raise WrongCode(_too_soon(why["locked_until"]))
    if not device.verify_token(digits):
        raise WrongCode(
            _("This code is not the one of this moment. Wait for the next, and compare the phone's clock.")
            if isinstance(device, TOTPDevice)
            else _("This is none of the recovery codes that are left.")
        )


def _too_soon(until: datetime) -> str:
    seconds = max(1, round((until - timezone.now()).total_seconds()))
    return ngettext(
        "After a wrong code you have to wait: try again in {seconds} second.",
        "After a wrong code you have to wait: try again in {seconds} seconds.",
        seconds,
    ).format(seconds=seconds)
