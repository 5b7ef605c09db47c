"""What people type about accounts, checked field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.validators import RegexValidator

from kiosk.staff.models import USERNAME_PATTERN
from kiosk.staff.roles import ROLE_NAMES, Role
from kiosk.staff.words import SENTENCES

if TYPE_CHECKING:
    from django.http import HttpRequest

ROLE_CHOICES = [(role.value, ROLE_NAMES[role]) for role in Role]


class LogInForm(AuthenticationForm):
    """User name and password; case and blanks around the name do not matter."""

    error_messages = {  # noqa: RUF012  # Django's own way of naming them
        "invalid_login": "帳號或密碼不正確，請再試一次；連續 5 次不正確會暫停登入 15 分鐘。",
        "inactive": "這個帳號已停用，請洽系統管理者。",
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = "帳號"
        self.fields["username"].widget.attrs.update(autocomplete="username", spellcheck="false")
        self.fields["password"].label = "密碼"

    def clean_username(self) -> str:
        """Return the name as accounts are written."""
        return str(self.cleaned_data["username"]).strip().lower()


class OwnPasswordForm(PasswordChangeForm):
    """The old password once, the new one twice."""

    error_messages = {  # noqa: RUF012  # Django's own way of naming them
        **PasswordChangeForm.error_messages,
        "password_incorrect": "目前的密碼不正確，請再輸入一次。",
        "password_mismatch": "兩次輸入的新密碼不同，請再輸入一次。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "目前的密碼"
        self.fields["new_password1"].label = "新密碼"
        self.fields["new_password2"].label = "再輸入一次新密碼"
        self.fields["new_password1"].help_text = ""


class NewMemberForm(forms.Form):
    """A new account; the password is made by the machine and shown once."""

    username = forms.CharField(
        label="帳號", max_length=32, widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        validators=[RegexValidator(USERNAME_PATTERN, SENTENCES["staff.username_form"])],
        help_text="小寫英文字母開頭，例如 chen.mh", error_messages={"required": "請填寫帳號。"},
    )  # fmt: skip
    display_name = forms.CharField(
        label="姓名", max_length=60, help_text="會顯示在叫號看板的櫃台旁", error_messages={"required": "請填寫姓名。"}
    )
    title = forms.CharField(label="職稱", max_length=60, required=False, help_text="例如 課員、戶籍員；可不填")
    role = forms.ChoiceField(label="角色", choices=ROLE_CHOICES, initial=Role.CLERK)


class RoleForm(forms.Form):
    """Another role for an account."""

    role = forms.ChoiceField(choices=ROLE_CHOICES)
