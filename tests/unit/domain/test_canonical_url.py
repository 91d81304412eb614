"""All links to one public post have one key, and a link that hides where it leads is refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.canonical_url import CanonicalUrl, UnusableUrl, canonical_url
from bot.domain.web_address import LONGEST

SAME = {
    "x:1234567890123456789": (
        "https://x.com/klant/status/1234567890123456789",
        "https://twitter.com/klant/status/1234567890123456789?s=20&t=abc",
        "https://mobile.twitter.com/klant/status/1234567890123456789",
        "http://www.twitter.com/klant/statuses/1234567890123456789/photo/1",
        "https://x.com/i/web/status/1234567890123456789",
        "https://x.com/NewName/status/1234567890123456789#m",
        "x.com/klant/status/1234567890123456789",
        "  HTTPS://X.COM/i/status/1234567890123456789/  ",
    ),
    "youtube:dQw4w9WgXcQ": (
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?si=tracking&t=42",
        "https://m.youtube.com/watch?feature=share&v=dQw4w9WgXcQ",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube.com/live/dQw4w9WgXcQ?si=x",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    ),
    "youtube:dQw4w9WgXcQ:Ugx1_a-B": (
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=Ugx1_a-B",
        "https://youtu.be/dQw4w9WgXcQ?lc=Ugx1_a-B&si=x",
    ),
    "facebook:1015567": (
        "https://www.facebook.com/permalink.php?story_fbid=1015567&id=4000",
        "https://m.facebook.com/story.php?story_fbid=1015567&id=4000&refid=17&__tn__=R",
        "https://www.facebook.com/onze.winkel/posts/1015567?__cft__[0]=AZX&mibextid=q",
        "https://nl-nl.facebook.com/onze.winkel/posts/wat-een-service/1015567/",
        "https://www.facebook.com/groups/buurt/permalink/1015567/",
        "https://www.facebook.com/groups/buurt/?multi_permalinks=1015567",
        "https://www.facebook.com/onze.winkel/videos/1015567/",
        "https://www.facebook.com/watch/?v=1015567",
        "https://www.facebook.com/photo/?fbid=1015567&set=a.1",
        "https://www.facebook.com/onze.winkel/photos/a.99/1015567",
        "https://www.facebook.com/reel/1015567",
    ),
    "facebook:pfbid02Abc": (
        "https://www.facebook.com/winkel/posts/pfbid02Abc?rdid=x",
        "https://m.facebook.com/story.php?story_fbid=pfbid02Abc&id=4000",
    ),
    "facebook:1015567:777": (
        "https://www.facebook.com/winkel/posts/1015567?comment_id=777",
        "https://www.facebook.com/winkel/posts/1015567?comment_id=Y29tbWVudDoxMDE1NTY3Xzc3Nw==",
        "https://www.facebook.com/permalink.php?story_fbid=1015567&id=4000&comment_id=777",
        "https://www.facebook.com/winkel/posts/1015567?comment_id=5&reply_comment_id=777",
    ),
    "facebook:watch/aBc-1": ("https://fb.watch/aBc-1/?mibextid=x", "https://fb.watch/aBc-1"),
    "facebook:share/p/1AbC": (
        "https://www.facebook.com/share/p/1AbC/?mibextid=wwXIfr",
        "https://m.facebook.com/share/p/1AbC",
    ),
    "instagram:CxYz_12-abc": (
        "https://www.instagram.com/p/CxYz_12-abc/?igsh=MzRl",
        "https://instagram.com/reel/CxYz_12-abc/",
        "https://www.instagram.com/klant/p/CxYz_12-abc/?img_index=2",
        "https://www.instagram.com/reels/CxYz_12-abc",
    ),
    "instagram:CxYz_12-abc:178900": ("https://www.instagram.com/p/CxYz_12-abc/c/178900/r/1/",),
    "threads:DAbcdEf_123": (
        "https://www.threads.net/@klant/post/DAbcdEf_123?xmt=AQ",
        "https://www.threads.com/@klant/post/DAbcdEf_123",
        "https://www.threads.net/t/DAbcdEf_123",
    ),
    "bluesky:3kabcdefghi2x": (
        "https://bsky.app/profile/klant.bsky.social/post/3kabcdefghi2x",
        "https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3kabcdefghi2x?ref=1",
        "at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3kabcdefghi2x",
    ),
    "bluesky:did:plc:z72/my-own-key": (
        "at://did:plc:z72/app.bsky.feed.post/my-own-key",
        "https://bsky.app/profile/did%3Aplc%3Az72/post/my-own-key",
    ),
    "mastodon:mastodon.nl/109876543210987654": (
        "https://mastodon.nl/@klant/109876543210987654",
        "https://mastodon.nl/users/klant/statuses/109876543210987654",
        "https://mastodon.nl/web/@klant/109876543210987654",
        "https://www.mastodon.nl/@klant/109876543210987654/embed",
        "https://mastodon.nl/@klant@elders.social/109876543210987654",
    ),
    "linkedin:activity:7123456789012345678": (
        "https://www.linkedin.com/feed/update/urn:li:activity:7123456789012345678/",
        "https://nl.linkedin.com/posts/jos-jansen_klacht-activity-7123456789012345678-aBcD",
        "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7123456789012345678?trk=x",
    ),
    "linkedin:activity:7123456789012345678:7200000000000000001": (
        "https://www.linkedin.com/feed/update/urn:li:activity:7123456789012345678"
        "?commentUrn=urn%3Ali%3Acomment%3A%28activity%3A7123456789012345678%2C7200000000000000001%29",
        "https://www.linkedin.com/feed/update/urn:li:activity:7123456789012345678?dashCommentUrn="
        "urn:li:fsd_comment:(7200000000000000001,urn:li:activity:7123456789012345678)",
    ),
    "reddit:1abcde": (
        "https://www.reddit.com/r/klachten/comments/1abcde/wat_een_service/",
        "https://old.reddit.com/r/klachten/comments/1abcde/?utm_source=share",
        "https://redd.it/1abcde",
        "https://www.reddit.com/comments/1ABCDE",
        "https://np.reddit.com/user/klant/comments/1abcde/titel",
    ),
    "reddit:1abcde:k9xyz12": (
        "https://www.reddit.com/r/klachten/comments/1abcde/comment/k9xyz12/",
        "https://old.reddit.com/r/klachten/comments/1abcde/wat_een_service/k9xyz12/?context=3",
    ),
    "tiktok:7300000000000000000": (
        "https://www.tiktok.com/@klant.1/video/7300000000000000000?is_from_webapp=1",
        "https://m.tiktok.com/v/7300000000000000000.html",
        "https://www.tiktok.com/embed/v2/7300000000000000000",
    ),
    "trustpilot:5f0c1d2e3f4a5b6c7d8e9f00": (
        "https://nl.trustpilot.com/reviews/5f0c1d2e3f4a5b6c7d8e9f00",
        "https://www.trustpilot.com/reviews/5f0c1d2e3f4a5b6c7d8e9f00?utm_medium=x",
    ),
    "klachtenkompas:123456": (
        "https://www.klachtenkompas.nl/bedrijven/odido/klachten/123456",
        "https://klachtenkompas.nl/bedrijven/odido/klachten/123456-al-drie-weken-stil?ref=mail",
    ),
    "web:blog.example.nl/open-brief?id=7&page=2": (
        "https://blog.example.nl/open-brief?page=2&id=7",
        "http://BLOG.example.nl:80/open-brief/?id=7&utm_source=x&fbclid=y&page=2&gclid=z#top",
        "https://www.blog.example.nl:443/./x/../open-brief?page=2&id=7&ref=home&si=1",
        "blog.example.nl/%6Fpen-brief?id=7&page=2",
    ),
    "web:forum.example.com/topic?id=9#comment-4512": (
        "https://forum.example.com/topic?id=9#comment-4512",
        "https://forum.example.com/topic/?utm_campaign=x&id=9#comment-4512",
    ),
    "web:xn--bcher-kva.example/caf%C3%A9": (
        "https://B\u00fccher.example/caf\u00e9",
        "https://xn--bcher-kva.example/caf%c3%a9/",
    ),
    "facebook:facebook.com/onze.winkel": (
        "https://www.facebook.com/onze.winkel?mibextid=x",
        "https://m.facebook.com/onze.winkel/",
    ),
}

DIFFERENT = [
    "https://x.com/a/status/1",
    "https://x.com/a/status/2",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=Ugx1",
    "https://www.facebook.com/p/posts/1",
    "https://www.facebook.com/p/posts/2",
    "https://www.facebook.com/p/posts/1?comment_id=2",
    "https://www.facebook.com/permalink.php?story_fbid=3&id=9",
    "https://mastodon.nl/@a/109876543210987654",
    "https://mastodon.social/@a/109876543210987654",
    "https://example.com/a",
    "https://example.com/A",
    "https://example.com/a?id=1",
    "https://example.com/a?id=2",
    "https://example.com/a#comment-1001",
    "https://example.com/a#comment-1002",
    "https://example.com:8443/a",
    "https://example.com/a%2Fb",
    "https://example.com/a/b",
    "https://notx.com/a/status/1",
    "https://x.com.example.com/a/status/1",
]

UNUSABLE = {
    "no_link": (
        "",
        "hallo",
        "javascript:alert(1)",
        "ftp://example.com/a",
        "file:///etc/passwd",
        "data:text/html,x",
        "https:/example.com",
        "//example.com/a",
        "mailto:a@example.com",
        "at://did:plc:z72/app.bsky.feed.like/3kabcdefghi2x",
        "at://",
    ),
    "credentials": (
        "https://x.com@evil.example/a",
        "https://user:secret@example.com/",
        "https://x.com%2Fa@evil.example/",
    ),
    "no_public_host": (
        "https://127.0.0.1/a",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://017700000001/",
        "https://[::1]/a",
        "https://\uff11\uff12\uff17.0.0.1/",
        "https://127\u30020\u30020\u30021/",
        "https://localhost/",
        "https://intranet/a",
        "https:///a",
        "https://.com/",
        "https://a..example/",
        "https://exa%6Dple.com/",
        "https://example.com:99x/",
        "https://" + "a" * 64 + ".com/",
        "https://" + "a." * 200 + "com/",
        "https://-.com/",
    ),
    "odd_signs": (
        "https://example.com/a b",
        "https://example.com/a\nb",
        "https://example.com\\@evil.example/",
        "https://example.com/\u202efdp",
        "https://exam\u200bple.com/",
        "https://exam\u00adple.com/",
        "java\tscript:alert(1)",
        "https://example.com/\ud83d",
        "<https://example.com/>",
        "https://example.com/\0",
    ),
    "too_long": ("https://example.com/" + "a" * LONGEST,),
}

links = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["https://", "http://", "at://", "", "HTTPS://www."]),
    st.sampled_from(
        [
            *("x.com", "m.facebook.com", "fb.watch", "youtu.be", "youtube.com", "instagram.com"),
            *("bsky.app", "mastodon.nl", "linkedin.com", "redd.it", "reddit.com", "tiktok.com"),
            *("nl.trustpilot.com", "klachtenkompas.nl", "threads.net", "example.com:81", "w.w.nl"),
        ]
    ),
    st.lists(
        st.one_of(
            st.text(max_size=6),
            st.sampled_from(
                [
                    *("status", "posts", "videos", "reel", "p", "comments", "profile", "post", "v"),
                    *("@a", "users", "statuses", "watch", "photo", "groups", "share", "s", "c"),
                    *("..", "%2e%2e", "%2F", "%ff", "123456", "dQw4w9WgXcQ", "3kabcdefghi2x"),
                    *("109876543210987654", "permalink.php", "klachten", "1abcde", "www."),
                ]
            ),
        ),
        max_size=6,
    ).map(lambda parts: "/" + "/".join(parts)),
    st.one_of(
        st.just(""),
        st.text(max_size=8).map("?{}".format),
        st.text(max_size=8).map("#{}".format),
        st.sampled_from(["?v=dQw4w9WgXcQ&lc=a", "?story_fbid=1&id=2&comment_id=3", "?a=1&a&=&b=%"]),
    ),
)


@pytest.mark.parametrize(("link", "key"), [(link, key) for key in SAME for link in SAME[key]])
def test_every_link_to_a_post_has_the_key_of_that_post(link: str, key: str) -> None:
    found = canonical_url(link)

    assert (found.key, found.platform) == (key, key.partition(":")[0])


@pytest.mark.parametrize("link", [link for same in SAME.values() for link in same])
def test_the_clean_link_leads_to_the_same_post(link: str) -> None:
    clean = canonical_url(link)

    assert clean.url.startswith("https://")
    assert clean.url.isascii()
    assert canonical_url(clean.url) == clean


def test_links_to_different_posts_have_different_keys() -> None:
    keys = [canonical_url(link).key for link in DIFFERENT]

    assert len(set(keys)) == len(DIFFERENT)


def test_the_handle_is_not_part_of_a_post_on_x() -> None:
    found = canonical_url("https://twitter.com/somebody/status/20?s=46")

    assert found == CanonicalUrl("x", "x:20", "https://x.com/i/status/20")


def test_a_page_keeps_its_own_host_in_the_link_to_show() -> None:
    found = canonical_url("http://www.example.com/brief/?utm_source=x")

    assert found == CanonicalUrl("web", "web:example.com/brief", "https://www.example.com/brief/")


@pytest.mark.parametrize(
    ("link", "code"), [(link, code) for code in UNUSABLE for link in UNUSABLE[code]]
)
def test_a_link_that_leads_nowhere_public_is_refused_with_what_to_do(link: str, code: str) -> None:
    with pytest.raises(UnusableUrl, match="copy") as refused:
        canonical_url(link)

    assert refused.value.code == code


@given(links)
@example("https://x.com/a/status/\u0661")
@example("https://example.com/?%00=%0a#%e2%80%ae")
@example("https://x.com/?a=1&a&=&==&b=%")
def test_a_link_is_read_or_refused_and_reading_it_again_changes_nothing(link: str) -> None:
    try:
        once = canonical_url(link)
    except UnusableUrl:
        return

    assert once.key.isascii()
    assert canonical_url(once.url) == once


@given(st.text())
def test_any_text_at_all_is_a_link_or_refused(text: str) -> None:
    for link in (text, f"https://{text}", f"https://example.com/{text}", f"at://{text}"):
        try:
            canonical_url(link)
        except UnusableUrl as refused:
            assert refused.code  # noqa: PT017 - refusing is one of two right answers


def test_a_hostile_link_is_refused_quickly() -> None:
    for nasty in ("https://" + "a." * 1_900, "a-" * 1_900 + "/", "https://" + "\u00e9" * 3_900):
        with pytest.raises(UnusableUrl):
            canonical_url(nasty)
