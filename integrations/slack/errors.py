"""What can go wrong on the way out, in a chat's words: every code that Slack documents has one.

ChatError
├── Paced, ChatAway, MessageGone, Uneditable, Closed (of every chat)
├── ChatAway
│   └── Severed: the installation does not work
└── NotDeliverable
    ├── TooLong: to be drawn shorter
    ├── Unthreaded: to be posted beside the thread
    ├── TriggerSpent: too late to open a form
    ├── ViewChanged: somebody typed or it was redrawn meanwhile
    └── ViewGone
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.ports.chatting import (
    ChatAway,
    ChatError,
    Closed,
    MessageGone,
    NotDeliverable,
    Paced,
    Uneditable,
)

REST = timedelta(seconds=30)
"""How long Slack is left alone where it does not say how long it wants."""
_LONGEST_REST = timedelta(hours=1)
_CODE = re.compile(r"[a-z0-9_]{1,60}")
_TOO_MANY = 429
_THEIR_FAULT = 500


class Severed(ChatAway):
    """The installation does not work: nothing is lost, but a person must mend it."""


class TooLong(NotDeliverable):
    """More than Slack takes in one message or view."""


class Unthreaded(NotDeliverable):
    """That thread takes no reply."""


class TriggerSpent(NotDeliverable):
    """Too late to open a form for that press."""


class ViewChanged(NotDeliverable):
    """The view is not the one that we drew last."""


class ViewGone(NotDeliverable):
    """The view is closed."""


ENDED = frozenset({"account_inactive", "app_uninstalled", "invalid_auth", "token_revoked"})
"""The token is worth nothing any more: whoever installs it anew gets another."""


_OURS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("is_archived", "is_inactive"), "archived"),
        # A private channel that we are not in is not there for us.
        **dict.fromkeys(("channel_not_found", "not_in_channel"), "removed"),
        "app_uninstalled": "uninstalled",
        **dict.fromkeys(
            (
                *("account_inactive", "invalid_auth", "invalid_refresh_token", "not_authed"),
                *("not_installed", "token_expired"),
            ),
            "token_revoked",
        ),
        **dict.fromkeys(
            ("access_denied", "missing_scope", "no_permission", "not_allowed_token_type"),
            "no_permission",
        ),
    }
)


def told_as(code: str) -> str:
    """What operators are told of a code: one of the house's own, where it has one."""
    return _OURS.get(code, code)


def _closed(code: str) -> ChatError:
    return Closed(told_as(code))


def _rest(code: str) -> ChatError:
    del code  # that it is to rest says it all
    return Paced(REST)


Outcome = Callable[[str], ChatError]

_OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    (_rest, "ratelimited rate_limited message_limit_exceeded"),
    (
        ChatAway,
        "external_channel_migrating fatal_error internal_error org_login_required request_timeout "
        "service_unavailable streaming_state_conflict team_added_to_org update_failed",
    ),
    (
        Severed,
        "access_denied accesslimited account_inactive app_access_restricted app_uninstalled "
        "ekm_access_denied enterprise_is_restricted invalid_auth missing_scope no_permission "
        "not_allowed_token_type not_authed team_access_not_granted token_expired token_revoked "
        "two_factor_setup_required",
    ),
    (MessageGone, "message_not_found"),
    (
        Uneditable,
        "block_mismatch cant_broadcast_message cant_delete_message cant_update_message "
        "edit_window_closed no_dual_broadcast_content_update",
    ),
    (
        _closed,
        "cannot_dm_bot channel_is_limited_access channel_not_found invalid_user_combination "
        "is_archived is_inactive messages_tab_disabled method_not_supported_for_channel_type "
        "not_in_channel posting_to_channel_denied restricted_action "
        "restricted_action_read_only_channel restricted_action_thread_only_channel team_not_found "
        "user_disabled user_not_found user_not_in_channel user_not_visible",
    ),
    (
        TooLong,
        "attachment_payload_limit_exceeded msg_blocks_too_long msg_too_long view_too_large",
    ),
    (
        Unthreaded,
        "cannot_reply_to_message restricted_action_non_threadable_channel "
        "restricted_action_thread_locked thread_not_found",
    ),
    (TriggerSpent, "exchanged_trigger_id expired_trigger_id invalid_trigger_id"),
    (ViewChanged, "hash_conflict"),
    (ViewGone, "not_found push_limit_reached"),
    (  # faults of ours, or of the app's settings: a person must look
        NotDeliverable,
        "as_user_not_supported bad_client_secret bad_redirect_uri blocked_file_type "
        "cannot_install_an_org_installed_app code_already_used deprecated_endpoint "
        "draft_already_deleted draft_already_sent draft_has_conflict draft_not_found "
        "duplicate_channel_not_found duplicate_external_id duplicate_message_not_found "
        "already_pinned bad_timestamp file_comment_not_found file_not_shared no_item_specified "
        "not_pinnable permission_denied too_many_pins "
        "file_deleted file_is_deleted file_not_found file_share_limit_reached "
        "invalid_arg_name invalid_arguments invalid_array_arg invalid_attachments "
        "invalid_blocks invalid_blocks_format invalid_charset invalid_client_id invalid_code "
        "invalid_code_verifier invalid_cursor invalid_form_data invalid_grant "
        "invalid_grant_type invalid_json invalid_metadata_filter_keys invalid_metadata_format "
        "invalid_metadata_schema invalid_post_type invalid_refresh_token "
        "invalid_team_for_non_distributed_app invalid_ts_latest invalid_ts_oldest "
        "invalid_user_id is_bot json_not_object limit_required "
        "list_record_comment_fetch_failed markdown_text_conflict max_file_sharing_exceeded "
        "metadata_must_be_sent_from_app metadata_too_large method_deprecated missing_argument "
        "missing_file_data missing_post_type missing_profile_id no_scopes no_text not_enabled "
        "not_enough_users not_implemented oauth_authorization_url_mismatch "
        "preview_feature_not_available send_on_behalf_not_allowed "
        "slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked "
        "slack_connect_clip_sharing_blocked slack_connect_file_link_sharing_blocked "
        "slack_connect_file_upload_sharing_blocked slack_connect_lists_sharing_blocked "
        "too_many_attachments too_many_contact_cards too_many_users unable_to_share_files "
        "unknown_method users_list_not_supplied",
    ),
)
OUTCOMES: Mapping[str, Outcome] = MappingProxyType(
    {code: outcome for outcome, codes in _OUTCOMES for code in codes.split()}
)
"""What each of Slack's codes comes to."""


def outcome_of(code: str) -> ChatError:
    """What a code comes to. One that we do not know is a matter for a person."""
    if code not in OUTCOMES:
        return NotDeliverable(code if _CODE.fullmatch(code) else "unknown_error")
    return OUTCOMES[code](code)


def translated(failure: Exception) -> ChatError:
    """What went wrong with a call. Never has Slack's answer in it: that may hold words."""
    if isinstance(failure, ChatError):
        return failure
    if isinstance(failure, SlackApiError):
        return _refused(failure.response)
    if isinstance(failure, TimeoutError | asyncio.TimeoutError):
        return ChatAway("timeout")
    if isinstance(failure, aiohttp.ClientError | OSError | SlackClientError):
        return ChatAway("no_answer")
    if isinstance(failure, ValueError | TypeError | AttributeError):
        return ChatAway("no_json")  # the library stumbles over JSON that is no object
    raise failure


def _refused(response: Any) -> ChatError:  # noqa: ANN401 - the library's, or aiohttp's where it is no JSON
    status: int = getattr(response, "status_code", 0) or getattr(response, "status", 0)
    data = getattr(response, "data", None)
    code = str(data.get("error") or "") if isinstance(data, dict) else ""
    if status == _TOO_MANY or code in ("ratelimited", "rate_limited"):
        return Paced(_wanted_rest(response.headers))
    if status >= _THEIR_FAULT:
        return ChatAway(f"status_{status}")
    if not code:
        return ChatAway("no_json")
    return outcome_of(code)


def _wanted_rest(headers: Mapping[str, str]) -> timedelta:
    """As long as the answer says: at least a second, at most an hour."""
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    if not (said.isascii() and said.isdigit()):
        return REST
    return min(max(timedelta(seconds=int(said[:6])), timedelta(seconds=1)), _LONGEST_REST)
