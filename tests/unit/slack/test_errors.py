"""Every refusal that Slack documents has a name, and what else comes back has one too."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.ports.chatting import (
    ChatAway,
    ChatError,
    Closed,
    MessageGone,
    NotDeliverable,
    Paced,
    Uneditable,
)
from bot.presentation.wording import Wording
from integrations.slack.errors import (
    ENDED,
    OUTCOMES,
    Severed,
    TooLong,
    TriggerSpent,
    Unthreaded,
    ViewChanged,
    ViewGone,
    outcome_of,
    told_as,
    translated,
)
from integrations.slack.manifest import METHODS

_ALWAYS = (
    "access_denied accesslimited account_inactive deprecated_endpoint ekm_access_denied "
    "enterprise_is_restricted fatal_error internal_error invalid_arg_name invalid_arguments "
    "invalid_array_arg invalid_auth invalid_charset invalid_form_data invalid_post_type is_bot "
    "method_deprecated missing_post_type missing_scope no_permission not_allowed_token_type "
    "not_authed org_login_required ratelimited request_timeout service_unavailable "
    "team_access_not_granted team_added_to_org token_expired token_revoked "
    "two_factor_setup_required unknown_method"
)
_MESSAGE = (
    "as_user_not_supported channel_not_found invalid_blocks invalid_blocks_format "
    "invalid_metadata_format invalid_metadata_schema markdown_text_conflict message_limit_exceeded "
    "metadata_must_be_sent_from_app metadata_too_large no_text "
    "slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked team_not_found "
    "too_many_attachments"
)
_VIEW = "duplicate_external_id view_too_large"
_TRIGGER = "exchanged_trigger_id expired_trigger_id invalid_trigger_id"
_HISTORY = (
    "channel_not_found invalid_cursor invalid_metadata_filter_keys invalid_ts_latest "
    "invalid_ts_oldest"
)
DOCUMENTED = {
    "auth.revoke": "",
    "auth.teams.list": "invalid_cursor",
    "auth.test": "",
    "chat.delete": "cant_delete_message channel_not_found message_not_found",
    "chat.getPermalink": "channel_not_found message_not_found",
    "chat.postMessage": f"{_MESSAGE} app_access_restricted attachment_payload_limit_exceeded "
    "cannot_reply_to_message draft_already_deleted draft_already_sent draft_has_conflict "
    "draft_not_found duplicate_channel_not_found duplicate_message_not_found is_archived "
    "messages_tab_disabled missing_file_data msg_blocks_too_long not_in_channel rate_limited "
    "restricted_action restricted_action_non_threadable_channel "
    "restricted_action_read_only_channel restricted_action_thread_locked "
    "restricted_action_thread_only_channel send_on_behalf_not_allowed "
    "slack_connect_lists_sharing_blocked too_many_contact_cards cannot_dm_bot user_not_found",
    "chat.update": f"{_MESSAGE} block_mismatch blocked_file_type cant_broadcast_message "
    "cant_update_message edit_window_closed external_channel_migrating file_deleted "
    "file_is_deleted file_not_found file_share_limit_reached invalid_attachments is_inactive "
    "max_file_sharing_exceeded message_not_found msg_too_long no_dual_broadcast_content_update "
    "posting_to_channel_denied slack_connect_blocked_file_type slack_connect_clip_sharing_blocked "
    "slack_connect_file_upload_sharing_blocked streaming_state_conflict unable_to_share_files "
    "update_failed",
    "conversations.history": f"{_HISTORY} channel_is_limited_access not_in_channel",
    "conversations.info": "channel_is_limited_access channel_not_found",
    "conversations.open": "channel_not_found invalid_user_combination "
    "method_not_supported_for_channel_type not_enough_users too_many_users user_disabled "
    "user_not_found user_not_visible users_list_not_supplied",
    "oauth.v2.access": "bad_client_secret bad_redirect_uri cannot_install_an_org_installed_app "
    "code_already_used invalid_client_id invalid_code invalid_grant_type invalid_refresh_token "
    "invalid_team_for_non_distributed_app no_scopes oauth_authorization_url_mismatch "
    "preview_feature_not_available",
    "pins.add": "already_pinned bad_timestamp channel_not_found external_channel_migrating "
    "file_comment_not_found file_not_found file_not_shared is_archived message_not_found "
    "no_item_specified not_in_channel not_pinnable permission_denied too_many_pins",
    "users.info": "too_many_users user_not_found user_not_visible",
    "users.list": "invalid_cursor limit_required missing_argument",
    "views.open": f"{_TRIGGER} {_VIEW}",
    "views.publish": f"{_VIEW} hash_conflict missing_profile_id not_enabled not_implemented",
    "views.push": f"{_TRIGGER} {_VIEW} not_found push_limit_reached",
    "views.update": f"{_VIEW} hash_conflict not_found",
}
"""What each method that we call may answer, as its page says."""

NAMED = {
    "ratelimited": Paced,
    "fatal_error": ChatAway,
    "internal_error": ChatAway,
    "token_revoked": Severed,
    "account_inactive": Severed,
    "invalid_auth": Severed,
    "token_expired": Severed,
    "missing_scope": Severed,
    "msg_too_long": TooLong,
    "msg_blocks_too_long": TooLong,
    "view_too_large": TooLong,
    "invalid_blocks": NotDeliverable,
    "channel_not_found": Closed,
    "is_archived": Closed,
    "is_inactive": Closed,
    "not_in_channel": Closed,
    "restricted_action": Closed,
    "user_not_found": Closed,
    "cannot_dm_bot": Closed,
    "edit_window_closed": Uneditable,
    "cant_update_message": Uneditable,
    "message_not_found": MessageGone,
    "cannot_reply_to_message": Unthreaded,
    "expired_trigger_id": TriggerSpent,
    "hash_conflict": ViewChanged,
    "not_found": ViewGone,
}


class Response:
    """An answer, as the library keeps one."""

    def __init__(self, status: int, data: object, **headers: str) -> None:
        self.status_code = status
        self.data = data
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def refused(status: int, data: object, **headers: str) -> ChatError:
    failure = SlackApiError("refused", Response(status, data, **headers))  # type: ignore[no-untyped-call]
    return translated(failure)


def test_every_method_that_we_call_is_in_the_table() -> None:
    assert set(DOCUMENTED) == set(METHODS)


@pytest.mark.parametrize("method", sorted(DOCUMENTED))
def test_every_documented_refusal_has_a_name(method: str) -> None:
    codes = f"{_ALWAYS} {DOCUMENTED[method]}".split()

    assert [code for code in codes if code not in OUTCOMES] == []


@pytest.mark.parametrize("code", sorted(NAMED))
def test_a_refusal_is_what_it_means_here(code: str) -> None:
    outcome = outcome_of(code)

    assert type(outcome) is NAMED[code]
    assert str(outcome) in {code, "paced", told_as(code)}


def test_what_operators_are_told_has_words_of_the_house() -> None:
    codes = {told_as(code) for code in ("is_archived", "not_in_channel", *ENDED, "missing_scope")}

    for language in ("nl", "en"):
        wording = Wording(language)
        assert [code for code in codes if not wording.has(f"trouble.{code}.do")] == []


def test_a_token_that_is_worth_nothing_is_a_severed_installation() -> None:
    assert {type(outcome_of(code)) for code in ENDED} == {Severed}


def test_a_code_that_nobody_knows_is_for_a_person_to_look_at() -> None:
    assert isinstance(outcome_of("brand_new_error"), NotDeliverable)
    assert str(outcome_of("brand_new_error")) == "brand_new_error"
    assert str(outcome_of("Jos zei: waar blijft mijn pakket?")) == "unknown_error"


@pytest.mark.parametrize(
    ("said", "rest"),
    [("30", 30), ("0", 1), ("999999", 3600), ("soon", 30), ("", 30), ("-5", 30), ("٣", 30)],
)
def test_a_rest_is_as_long_as_slack_says_within_reason(said: str, rest: int) -> None:
    outcome = refused(429, {"ok": False, "error": "ratelimited"}, Retry_After=said)

    assert isinstance(outcome, Paced)
    assert outcome.rest == timedelta(seconds=rest)


def test_a_rest_without_json_is_heeded_too() -> None:
    outcome = refused(429, "<html>slow down</html>", retry_after="7")

    assert isinstance(outcome, Paced)
    assert outcome.rest == timedelta(seconds=7)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_their_fault_is_tried_again(status: int) -> None:
    outcome = refused(status, {"ok": False, "error": "channel_not_found"})

    assert (type(outcome), str(outcome)) == (ChatAway, f"status_{status}")


@pytest.mark.parametrize("data", [{}, {"ok": False}, "<html>", None, b"", {"error": None}])
def test_an_answer_without_a_code_is_tried_again(data: object) -> None:
    assert type(refused(200, data)) is ChatAway


@pytest.mark.parametrize(
    "failure",
    [
        TimeoutError(),
        ConnectionRefusedError(),
        aiohttp.ServerDisconnectedError(),
        aiohttp.ClientPayloadError(),
        AttributeError("'list' object has no attribute 'get'"),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_no_answer_is_tried_again(failure: Exception) -> None:
    assert type(translated(failure)) is ChatAway


def test_a_customers_words_are_never_in_what_went_wrong() -> None:
    told = {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": ["Jos!"]}}

    assert "Jos" not in repr(refused(200, told))
