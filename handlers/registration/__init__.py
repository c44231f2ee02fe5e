"""Registration: a chat becomes a learner's, or a coordinator's."""

from handlers.registration.introducing import (
    agree,
    confirm,
    decline,
    not_me,
    receive_birth,
    receive_name,
    start,
    typed_code,
    typed_yes_or_no,
)
from handlers.registration.requests import deny_link, grant_link

__all__ = [
    "agree",
    "confirm",
    "decline",
    "deny_link",
    "grant_link",
    "not_me",
    "receive_birth",
    "receive_name",
    "start",
    "typed_code",
    "typed_yes_or_no",
]
