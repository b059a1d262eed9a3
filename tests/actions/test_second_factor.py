"""A code from the app counts once, a recovery code counts once, and guessing is slowed down."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.actions import second_factor
from articles.actions.second_factor import WrongCode
from tests.authenticator import Authenticator
from tests.factories import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_drift(settings: Any) -> None:
    """The clock of a test's phone is the server's."""
    settings.OTP_TOTP_SYNC = False


def set_up(user: User) -> tuple[Authenticator, list[str]]:
    app = Authenticator(second_factor.invitation(second_factor.begin(user)).key)
    _device, codes = second_factor.confirm(user, app.code())
    return app, codes


def test_nothing_is_asked_for_until_the_app_has_shown_its_first_code() -> None:
    ada = make_editor("ada")
    app = Authenticator(second_factor.invitation(second_factor.begin(ada)).key)
    assert not second_factor.is_set_up(ada)

    with pytest.raises(WrongCode, match="not the one of this moment"):
        second_factor.confirm(ada, app.wrong_code())
    assert not second_factor.is_set_up(ada)

    second_factor.confirm(ada, app.code())
    assert second_factor.is_set_up(ada)


def test_the_page_can_be_loaded_again_before_the_first_code() -> None:
    ada = make_editor("ada")
    assert second_factor.begin(ada) == second_factor.begin(ada)


def test_picture_and_key_say_the_same_to_the_app() -> None:
    told = second_factor.invitation(second_factor.begin(make_editor("ada")))
    assert re.fullmatch(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", told.key)
    assert told.picture.startswith("data:image/svg+xml")
    assert 'stroke="#000"' in unquote(told.picture).replace("'", '"')
    address = TOTPDevice.objects.get().config_url
    assert address.startswith("otpauth://totp/On%20the%20Record%3Aada?secret=" + told.key.replace(" ", ""))


def test_a_code_counts_once() -> None:
    ada = make_editor("ada")
    app, _codes = set_up(ada)

    second_factor.give(ada, app.code(steps_ahead=1))
    with pytest.raises(WrongCode):
        second_factor.give(ada, app.code(steps_ahead=1))


def test_a_recovery_code_counts_once_however_it_is_typed() -> None:
    ada = make_editor("ada")
    _app, codes = set_up(ada)
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"\d{4} \d{4} \d{4}", code) for code in codes)

    second_factor.give(ada, codes[3].replace(" ", "-"))
    with pytest.raises(WrongCode, match="none of the recovery codes that are left"):
        second_factor.give(ada, codes[3])

    assert second_factor.recovery_codes_left(ada) == 9


def test_new_recovery_codes_take_the_place_of_old_ones() -> None:
    ada = make_editor("ada")
    _app, codes = set_up(ada)
    new = second_factor.make_recovery_codes(ada)

    with pytest.raises(WrongCode):
        second_factor.give(ada, codes[0])
    StaticDevice.objects.get(user=ada).throttle_reset()
    second_factor.give(ada, new[0])


def test_a_new_app_takes_the_place_of_the_old_one() -> None:
    ada = make_editor("ada")
    old, _codes = set_up(ada)
    new, _codes = set_up(ada)

    with pytest.raises(WrongCode):
        second_factor.give(ada, old.code(steps_ahead=1))
    TOTPDevice.objects.get(user=ada).throttle_reset()
    second_factor.give(ada, new.code(steps_ahead=1))


def test_each_wrong_code_doubles_the_wait() -> None:
    ada = make_editor("ada")
    app, _codes = set_up(ada)
    device = TOTPDevice.objects.get(user=ada)

    for _try in range(5):
        with pytest.raises(WrongCode, match="not the one of this moment"):
            second_factor.give(ada, app.wrong_code())
        device.refresh_from_db()
        # As if the wait were over.
        device.throttling_failure_timestamp = timezone.now() - timedelta(minutes=1)
        device.save()
    assert device.throttling_failure_count == 5
    device.throttling_failure_timestamp = timezone.now()
    device.save()

    # 2⁴ seconds after the fifth; even the right code is not looked at before.
    with pytest.raises(WrongCode, match=r"try again in 1[56] seconds"):
        second_factor.give(ada, app.code(steps_ahead=1))


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "½23456", "1" * 13])
def test_what_cannot_be_a_code_costs_no_try(typed: str) -> None:
    ada = make_editor("ada")
    set_up(ada)
    with pytest.raises(WrongCode, match=r"A code has six digits; a recovery code has twelve\."):
        second_factor.give(ada, typed)
    assert TOTPDevice.objects.get(user=ada).throttling_failure_count == 0


def test_codes_of_one_account_open_no_other() -> None:
    ada, eve = make_editor("ada"), make_editor("eve")
    _app, codes = set_up(ada)
    with pytest.raises(WrongCode, match=r"There are no recovery codes\. Ask an Administrator\."):
        second_factor.give(eve, codes[0])
    assert second_factor.recovery_codes_left(ada) == 10
