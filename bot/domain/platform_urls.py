"""Where each platform keeps the identity of a post in its links; a function per platform."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.domain.web_address import WebAddress


@dataclass(frozen=True, slots=True)
class PostUrl:
    """A post's identity within its platform, and a link that opens it."""

    identity: str
    url: str


Reader = Callable[[WebAddress], PostUrl | None]
"""Reads one platform's links; None: this one leads to no single post."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]+")
_INSTAGRAM_CODE = re.compile(r"[A-Za-z0-9_-]{8,}")
_YOUTUBE_VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")
_YOUTUBE_COMMENT = re.compile(r"[A-Za-z0-9_.-]+")
_FACEBOOK_ID = re.compile(r"\d+|pfbid[A-Za-z0-9]+", re.ASCII)
_FACEBOOK_COMMENT = re.compile(r"comment:\d+_(\d+)", re.ASCII)
_LINKEDIN_POST = re.compile(r"(?:urn:li:|-)(activity|share|ugcPost)[:-](\d{10,})", re.ASCII)
_LINKEDIN_COMMENT = re.compile(r"\((?:[^()]*,)?(\d{10,})(?:,[^()]*)?\)", re.ASCII)
_REDDIT_ID = re.compile(r"[a-z0-9]{4,10}")
_TRUSTPILOT_REVIEW = re.compile(r"[0-9a-f]{24}")
_BLUESKY_KEY = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
_BLUESKY_NAME = re.compile(r"[A-Za-z0-9.:%_-]+")
_MASTODON_USER = re.compile(r"@?([\w.-]+(?:@[\w.-]+)?)", re.ASCII)
_MASTODON_ID = re.compile(r"\d{15,20}", re.ASCII)
_COMPLAINT = re.compile(r"(\d{4,})(?:-.*)?|.*-(\d{4,})", re.ASCII)


def bluesky_post(author: str, key: str) -> PostUrl | None:
    """A post by its author (handle or DID) and record key.

    Links name the author now by handle, now by DID; record keys are made of the microsecond, so the
    key alone tells posts apart. A key that was made otherwise counts with its author.
    """
    if not (_BLUESKY_NAME.fullmatch(author) and _TOKEN.fullmatch(key)):
        return None
    identity = key if _BLUESKY_KEY.fullmatch(key) else f"{author.lower()}/{key}"
    return PostUrl(identity, f"https://bsky.app/profile/{author}/post/{key}")


def mastodon(address: WebAddress) -> PostUrl | None:
    """Mastodon and its kin live on any host: /@user/1, /users/user/statuses/1, /web/@user/1."""
    match address.path:
        case ("web" | "deck", user, post, *_):
            pass
        case ("users", user, "statuses", post, *_):
            user = f"@{user}"
        case (user, post, *_):
            pass
        case _:
            return None
    name = _MASTODON_USER.fullmatch(user)
    if name is None or user[0] != "@" or not _MASTODON_ID.fullmatch(post):
        return None
    return PostUrl(f"{address.host}/{post}", f"https://{address.host}/@{name[1]}/{post}")


def _x(address: WebAddress) -> PostUrl | None:
    match address.path:
        case ("i", "web", "status", post, *_) | (_, "status" | "statuses", post, *_):
            return PostUrl(post, f"https://x.com/i/status/{post}") if _is_number(post) else None
    return None


def _youtube(address: WebAddress) -> PostUrl | None:
    match address.path:
        case ("watch", *_):
            video = address.value("v")
        case ("shorts" | "live" | "embed" | "v", video, *_):
            pass
        case (video,) if address.host == "youtu.be":
            pass
        case _:
            return None
    if not _YOUTUBE_VIDEO.fullmatch(video):
        return None
    comment = address.value("lc")
    if not _YOUTUBE_COMMENT.fullmatch(comment):
        return PostUrl(video, f"https://www.youtube.com/watch?v={video}")
    return PostUrl(f"{video}:{comment}", f"https://www.youtube.com/watch?v={video}&lc={comment}")


def _facebook(address: WebAddress) -> PostUrl | None:
    shared = _facebook_share(address)
    if shared:
        return shared
    found = _facebook_in_query(address) or _facebook_in_path(address)
    if found is None:
        return None
    comment = _facebook_comment(address)
    if not comment:
        return found
    joint = "&" if "?" in found.url else "?"
    return PostUrl(f"{found.identity}:{comment}", f"{found.url}{joint}comment_id={comment}")


def _facebook_share(address: WebAddress) -> PostUrl | None:
    """Short links keep the identity to themselves: only the same short link is the same post."""
    match address.path:
        case (code,) if address.host == "fb.watch" and _TOKEN.fullmatch(code):
            return PostUrl(f"watch/{code}", f"https://fb.watch/{code}/")
        case ("share", *kind, code) if _TOKEN.fullmatch(code) and kind in ([], ["p"], ["v"], ["r"]):
            path = "/".join(["share", *kind, code])
            return PostUrl(path, f"https://www.facebook.com/{path}/")
    return None


def _facebook_in_query(address: WebAddress) -> PostUrl | None:
    match address.path:
        case ("permalink.php" | "story.php",):
            post, owner = address.value("story_fbid"), address.value("id")
            rest = f"permalink.php?story_fbid={post}&id={owner}"
            valid = _is_number(owner)
        case ("watch" | "video.php", *_):
            post, valid = address.value("v"), True
            rest = f"watch/?v={post}"
        case ("photo" | "photo.php", *_):
            post, valid = address.value("fbid"), True
            rest = f"photo/?fbid={post}"
        case ("groups", group) if _TOKEN.fullmatch(group):
            post, valid = address.value("multi_permalinks"), True
            rest = f"groups/{group}/posts/{post}"
        case _:
            return None
    if not valid or not _FACEBOOK_ID.fullmatch(post):
        return None
    return PostUrl(post, f"https://www.facebook.com/{rest}")


def _facebook_in_path(address: WebAddress) -> PostUrl | None:
    match address.path:
        case ("groups", group, "posts" | "permalink", post, *_):
            rest = f"groups/{group}/posts/{post}"
            owner = group
        case ("reel", post, *_):
            rest, owner = f"reel/{post}", "reel"
        case (owner, "posts" | "videos" | "photos" as kind, *_, post):
            rest = f"{owner}/{kind}/{post}"
        case _:
            return None
    if not _FACEBOOK_ID.fullmatch(post) or not re.fullmatch(r"[\w.-]+", owner, re.ASCII):
        return None
    return PostUrl(post, f"https://www.facebook.com/{rest}")


def _facebook_comment(address: WebAddress) -> str:
    """The number of a comment or of a reply to it; some links carry it in base64."""
    told = address.value("reply_comment_id") or address.value("comment_id")
    if _is_number(told):
        return told
    try:
        plain = binascii.a2b_base64(told.encode("ascii")).decode("ascii")
    except ValueError:
        return ""
    found = _FACEBOOK_COMMENT.fullmatch(plain)
    return found[1] if found else ""


def _instagram(address: WebAddress) -> PostUrl | None:
    match address.path:
        case ("p" | "reel" | "reels" | "tv", code, *rest):
            pass
        case (_, "p" | "reel", code, *rest):
            pass
        case _:
            return None
    if not _INSTAGRAM_CODE.fullmatch(code):
        return None
    match rest:
        case ["c", comment, *_] if _is_number(comment):
            return PostUrl(f"{code}:{comment}", f"https://www.instagram.com/p/{code}/c/{comment}/")
    return PostUrl(code, f"https://www.instagram.com/p/{code}/")


def _threads(address: WebAddress) -> PostUrl | None:
    match address.path:
        case (user, "post", code, *_) if _INSTAGRAM_CODE.fullmatch(code):
            if re.fullmatch(r"@[\w.]+", user, re.ASCII):
                return PostUrl(code, f"https://www.threads.com/{user}/post/{code}")
        case ("t", code, *_) if _INSTAGRAM_CODE.fullmatch(code):
            return PostUrl(code, f"https://www.threads.com/t/{code}")
    return None


def _bluesky(address: WebAddress) -> PostUrl | None:
    match address.path:
        case ("profile", author, "post", key, *_):
            return bluesky_post(author, key)
    return None


def _linkedin(address: WebAddress) -> PostUrl | None:
    post = _LINKEDIN_POST.search("/".join(address.path))
    if post is None:
        return None
    urn = f"{post[1]}:{post[2]}"
    url = f"https://www.linkedin.com/feed/update/urn:li:{urn}/"
    comment = _LINKEDIN_COMMENT.search(
        address.value("commentUrn") or address.value("dashCommentUrn")
    )
    if comment is None:
        return PostUrl(urn, url)
    return PostUrl(f"{urn}:{comment[1]}", f"{url}?commentUrn=urn:li:comment:({urn},{comment[1]})")


def _reddit(address: WebAddress) -> PostUrl | None:
    match address.path:
        case (post,) if address.host == "redd.it":
            rest: list[str] = []
        case ("comments", post, *rest) | (_, _, "comments", post, *rest):
            pass
        case ("r", sub, "s", code) if _TOKEN.fullmatch(sub) and _TOKEN.fullmatch(code):
            return PostUrl(f"share/{code}", f"https://www.reddit.com/r/{sub}/s/{code}")
        case _:
            return None
    if not _REDDIT_ID.fullmatch(post.lower()):
        return None
    return _reddit_post(post.lower(), rest[1].lower() if len(rest) > 1 else "")


def _reddit_post(post: str, comment: str) -> PostUrl:
    if _REDDIT_ID.fullmatch(comment):
        return PostUrl(f"{post}:{comment}", f"https://www.reddit.com/comments/{post}/_/{comment}")
    return PostUrl(post, f"https://www.reddit.com/comments/{post}")


def _tiktok(address: WebAddress) -> PostUrl | None:
    match address.path:
        case (user, "video" | "photo" as kind, post) if re.fullmatch(r"@[\w.]+", user, re.ASCII):
            url = f"https://www.tiktok.com/{user}/{kind}/{post}"
        case ("embed", "v2", post) | ("embed", post) | ("v", post):
            post = post.removesuffix(".html")
            url = f"https://www.tiktok.com/embed/v2/{post}"
        case _:
            return None
    return PostUrl(post, url) if _is_number(post) else None


def _trustpilot(address: WebAddress) -> PostUrl | None:
    match address.path:
        case ("reviews", review, *_) if _TRUSTPILOT_REVIEW.fullmatch(review):
            return PostUrl(review, f"https://www.trustpilot.com/reviews/{review}")
    return None


def _klachtenkompas(address: WebAddress) -> PostUrl | None:
    """A complaint's number, where a link says /klacht/ or /klachten/ in front of it."""
    for before, part in zip(address.path, address.path[1:], strict=False):
        number = _COMPLAINT.fullmatch(part)
        if before in {"klacht", "klachten"} and number:
            path = "/".join(address.path[: address.path.index(part) + 1])
            if re.fullmatch(r"[\w./-]+", path, re.ASCII):
                return PostUrl(number[1] or number[2], f"https://www.klachtenkompas.nl/{path}")
    return None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


READERS: Mapping[str, tuple[str, Reader]] = {
    "x.com": ("x", _x),
    "twitter.com": ("x", _x),
    "youtube.com": ("youtube", _youtube),
    "youtube-nocookie.com": ("youtube", _youtube),
    "youtu.be": ("youtube", _youtube),
    "facebook.com": ("facebook", _facebook),
    "fb.com": ("facebook", _facebook),
    "fb.watch": ("facebook", _facebook),
    "instagram.com": ("instagram", _instagram),
    "instagr.am": ("instagram", _instagram),
    "threads.net": ("threads", _threads),
    "threads.com": ("threads", _threads),
    "bsky.app": ("bluesky", _bluesky),
    "linkedin.com": ("linkedin", _linkedin),
    "reddit.com": ("reddit", _reddit),
    "redd.it": ("reddit", _reddit),
    "tiktok.com": ("tiktok", _tiktok),
    "trustpilot.com": ("trustpilot", _trustpilot),
    "klachtenkompas.nl": ("klachtenkompas", _klachtenkompas),
}
"""Platforms and how to read their links, by the last two parts of the host."""
