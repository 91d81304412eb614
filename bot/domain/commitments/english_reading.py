"""How an English sentence is read before the rules see it."""

from __future__ import annotations

import re

from bot.domain.commitments import english_words as words
from bot.domain.commitments.english_verbs import base_of
from bot.domain.commitments.plain import listed, plain

_SHORT_FORMS = {
    "i'll": "i will",
    "i'm": "i am",
    "im": "i am",
    "i've": "i 've",
    "i'd": "i would",
    "we'd": "we would",
    "won't": "will not",
    "wont": "will not",
    "shan't": "shall not",
    "can't": "can not",
    "cannot": "can not",
    "gonna": "going to",
    "imma": "i will",
    "let's": "let's",
    "pls": "please",
    "lemme": "let me",
    "youll": "you will",
    "theyll": "they will",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "2moro": "tomorrow",
    "u": "you",
    "ur": "your",
    "ain't": "is not",
    "don't": "do not",
    "dont": "do not",
    "doesn't": "does not",
    "didn't": "did not",
    "that'll": "that will",
    "it's": "it is",
    "that's": "that is",
    "he's": "he is",
    "she's": "she is",
    "there's": "there is",
    "here's": "here is",
    "what's": "what is",
    "who's": "who is",
    "one's": "one is",
    "everything's": "everything is",
    "someone's": "someone is",
    "somebody's": "somebody is",
    "pass's": "pass 's",
    "thurs": "thursday",
    "weds": "wednesday",
}

_ENDINGS = (
    ("'ll", " will"),
    ("n't", " not"),
    ("'re", " are"),
    ("'ve", " 've"),
    ("'d", " would"),
    ("'s", " 's"),
)

_SMALL = listed(
    """
    i you we he she it they this that these those there here the a an my our your their his
    her its and but so or if when whenever once as after before until unless should could
    would can will shall may might must do does did is are am was were be been has have had
    not no yes ok okay please sorry thanks thank hi hello hey dear good great sure right
    well what who where why how which next today tomorrow tonight monday tuesday wednesday
    thursday friday saturday sunday january february march april june july august september
    october november december first then later soon by at in on for from to with within of
    off over under about above refunds refund bags prices price boarding delivery shipping
    maintenance payment payments orders flights flight customers passengers members everyone
    everybody anyone every all any some most both each finance logistics legal baggage
    billing accounts support complaints planning network operations ops sales marketing hr
    dm got working leave consider expect another somebody someone nobody nothing everything
    something customs give send call let us me rest just also maybe perhaps hopefully
    probably absolutely definitely certainly unfortunately course case boxes parcels claims
    tickets vouchers invoices bills seats luggage points access english dutch europe
    amsterdam asap eod christmas easter lounge wifi website app store stores shop shops mr
    mrs ms miss sir madam select shoot tweet connect join link respond hit download
    subscribe swing google screenshot allow enter fit snap upload log try see look hold
    bring pop customer client passenger caller tenant guest guests landlord neighbour lady
    driver engineer technician mechanic courier manager colleague colleagues supervisor planner
    planners agent agents head night day rest gonna whoever things details care tech
    please under at before back end more update answer reply both replacement credit callback
    callbacks
    receipt invoice bill amount money letter voucher parcel contract within once until till
    """
) | (words.DEEDS - {"mark", "grant", "bill", "sue"})


def read(sentence: str) -> str:
    """An English sentence as these rules want it."""
    text = plain(sentence, {}, _SMALL)
    text = " ".join(_spelled_out(word) for word in text.split())
    text = _ILL.sub(_without_apostrophe, _DOING.sub(_small_doing, f" {text} "))
    text = words.FRAME.sub(" ", text.replace(" we ll ", " we will ").replace(" i ll ", " i will "))
    text = _AGREED_TO.sub(" will ", text)
    return (
        text.replace(" as soon as possible ", " asap ")
        .replace(" as soon as i can ", " asap ")
        .replace(" as soon as we can ", " asap ")
    )


_ILL = re.compile(
    r"(?:^|(?<= and)|(?<= then)|(?<= ok)|(?<= so)|(?<= but)|(?<= ,)) [Ii]ll (?P<verb>\w+) "
)

_DOING = re.compile(r"^ (?P<verb>[A-Z][a-z]+ing) ")


def _without_apostrophe(will: re.Match[str]) -> str:
    """*ill check*, but not *ill passengers*."""
    return f" i will {will['verb']} " if will["verb"] in words.DEEDS else will.group()


_AGREED_TO = re.compile(
    r"(?<! i)(?<! we)(?<! had)(?<! was)(?<! were)(?<! been) (?:has |have )?(?:promised|agreed) to "
    r"(?=[^.]{0,80} (?:tonight|tomorrow|today|by|this|before|on) )(?![^.]* (?:but|yet|never|did) )"
)
"""*Sanjay promised to bring it tonight*: as good as *will*."""


def _small_doing(doing: re.Match[str]) -> str:
    """*Refunding you today*: a capital that stands in front marks no name."""
    verb = doing["verb"].lower()
    return f" {verb} " if base_of(verb) in words.DEEDS else doing.group()


_HOURS = re.compile(r"(\d+)(h|hr|hrs)")


def _spelled_out(word: str) -> str:
    if (hours := _HOURS.fullmatch(word)) is not None:
        return f"{hours[1]} hours"
    if "'" not in word:
        return _SHORT_FORMS.get(word.lower(), word)
    if (known := _SHORT_FORMS.get(word.lower())) is not None:
        return known
    for ending, full in _ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)] + full
    return word
