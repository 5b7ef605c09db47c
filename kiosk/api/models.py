"""Tables of the programming interface: who may ask, and what a write was answered."""

from __future__ import annotations

from django.db import models

MAX_NAME = 60
MAX_IDEMPOTENCY_KEY = 128


class ApiToken(models.Model):
    """A program's right to ask.  The token itself is shown once and never stored."""

    name = models.CharField(max_length=MAX_NAME, unique=True)
    begins = models.CharField(max_length=12)  # enough to tell two tokens apart on a list
    digest = models.CharField(max_length=64, unique=True)  # SHA-256: 256 random bits need no slow hash
    scopes = models.CharField(max_length=400)  # in words, a blank between two
    per_minute = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)  # to the minute
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=150, blank=True, default="")

    def __str__(self) -> str:
        return self.name


class StoredAnswer(models.Model):
    """What a write was answered: the same key and body again get it again, whatever has happened since."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=MAX_IDEMPOTENCY_KEY)
    request_digest = models.CharField(max_length=64)  # method, address and body
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="one_answer_per_key_of_a_token")]
        indexes = [models.Index(fields=["at"], name="answers_by_time")]

    def __str__(self) -> str:
        return f"{self.token_id}: {self.status}"
