"""Accounts and the audit trail."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

from kiosk.staff.roles import ROLE_NAMES, Role

USERNAME_PATTERN = r"^[a-z][a-z0-9._-]{1,31}$"
MAX_NAME = 60
BADGE_DIGITS, PIN_DIGITS = 3, 6


class MemberManager(BaseUserManager["Member"]):
    """Finds members for Django's log-in; new ones are made by `kiosk.staff.services` alone."""


class Member(AbstractBaseUser):
    """One person with an account."""

    username = models.CharField(max_length=32, unique=True, validators=[RegexValidator(USERNAME_PATTERN)])
    display_name = models.CharField(max_length=MAX_NAME)
    title = models.CharField(max_length=MAX_NAME, blank=True)
    role = models.CharField(max_length=12, choices=[(role.value, ROLE_NAMES[role]) for role in Role])
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)  # somebody else knows it
    created_at = models.DateTimeField()
    badge = models.CharField(max_length=BADGE_DIGITS, null=True, unique=True)  # noqa: DJ001  # unique where there is one
    pin = models.CharField(max_length=128, blank=True)  # hashed as a password is

    objects = MemberManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name", "role"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=[r.value for r in Role]), name="member_role_is_known"),
        ]

    def __str__(self) -> str:
        return self.username


class BadgeFailure(models.Model):
    """One wrong badge or PIN at one kiosk; kept for as long as it counts."""

    at = models.DateTimeField(db_index=True)
    kiosk = models.CharField(max_length=24)
    badge = models.CharField(max_length=BADGE_DIGITS)

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S} {self.kiosk}"


class AuditEntry(models.Model):
    """One thing that somebody did; the table refuses changes (`kiosk.staff.append_only`)."""

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=40, db_index=True)
    subject = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.actor} {self.action} {self.subject}"
