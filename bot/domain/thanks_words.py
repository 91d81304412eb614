"""The word lists behind `is_thanks`, in Dutch and English: thanks, and what may stand around it."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


THANKS = {
    "nl": _words(
        """
        bedankt dank dankje dankjullie dankjewel dankuwel bedank dankbaar merci thanks thank thx
        thnx tnx hulde complimenten chapeau
        """
    ),
    "en": _words(
        """
        thanks thank thx thankyou thnx tnx ty tysm cheers appreciated appreciate grateful kudos ta
        """
    ),
}
"""Words that thank."""

ANY_THANKS = THANKS["nl"] | THANKS["en"]

FRIENDLY = {
    "nl": _words(
        """
        ik je jij jullie u jou we wij mij me mijn het dat dit de een is was zijn ben heb
        hebt hebben voor van met en ook om te zo er hij ze zij ons hele heel erg zeer
        hartelijk harte enorm veel allemaal allen weer nu al alles helemaal volledig
        inmiddels gelukkig ondertussen net snel snelle goed goede fijn fijne prima perfect
        perfecte top super geweldig geweldige mooi lief lieve keurig netjes fantastisch
        fantastische uitstekend uitstekende vriendelijk vriendelijke hulp geholpen service
        reactie antwoord uitleg moeite tip tips info informatie oplossing opgelost gelukt
        gefikst geregeld gevonden ontvangen binnen aangekomen werkt doet wel ok oke okay ja
        yes yay hoi hallo hi hey he beste dag groet groeten groetjes gr mvg avond middag
        weekend team webcare collega collega's mensen topper toppers held helden blij
        tevreden belletje telefoontje meedenken luisteren excuses nogmaals duizendmaal
        duidelijk duidelijke klasse uw jouw kerst gewenst wensen echt you voelt zich gehoord
        """
    ),
    "en": _words(
        """
        i i'm i've im it it's its that's thats you your u y'all yall guys all everyone
        everybody me my we us our a an the this that for to of and so very much many lot
        lots really truly again now is was are am been got has have had with on in at up out
        by just finally sorted sorting fixed fixing resolved resolving solved solving
        working works done arrived received delivered good great brilliant perfect awesome
        amazing fantastic excellent wonderful lovely super nice fab fabulous cool quick
        quickly fast prompt promptly swift kind kindly help helped helping helpful service
        support reply response info information tip tips advice effort time assistance
        listening sincerely love legend legends star stars hero heroes team folks mate ok
        okay yes yep yay hi hello hey dear morning evening day weekend best regards happy
        glad pleased impressed job well million sweet wow everything she he they her him his
        christmas today yesterday asking checking following explaining responding
        answering taking care offer letting know bit alright omg gosh oh god rock update sounds
        """
    ),
}
"""What may stand around thanks without making it anything else. What is not here may be news."""

UNGRATEFUL = (
    "for|4 nothing|nothin|nada|nowt",
    "voor niets|niks|nop|nul",
    "no thanks|thank_you",
    "nee|nou|lekker bedankt|dank|dank_je|dankjewel|thanks",
    "is|was it|this|that|he|she|het|dit|dat|er|hij|ze",
    "are|have|has you|it|we|they|i|u",
    "hebben|hebt|heb jullie|je|jij|u|we|wij|ik",
    "ben|zijn je|jij|jullie|we|wij",
    ",|.|!|;|bedankt|dank|thanks werkt|doet het|hij|dat|dit",
    "help me|us|mij|ons",
)
"""Thanks that are none, and thanks with a question: a complaint is never taken for thanks."""

BEFORE_NAMES = ANY_THANKS | _words(
    """
    hi hello hey hoi hallo dag beste dear you je wel u jullie to and en team aan lot much
    """
)
"""A capitalised word behind one of these is somebody's name."""

NO_NAMES = _words(
    """
    goodbye bye doei adieu vaarwel scammers scammer thieves liars liar idiots losers
    clowns crooks oplichters dieven leugenaars sukkels prutsers boeven kneuzen broken
    kapot never nooit nothing niets niks nada late fail failed worst slecht still not no
    maar but when wanneer waar where how hoe why waarom
    """
)
"""What people write with a capital behind "Thanks" and is nobody's name."""

CROSS_SIGNS = frozenset(
    "\N{UNAMUSED FACE}\N{FACE WITH ROLLING EYES}\N{POUTING FACE}\N{ANGRY FACE}"
    "\N{SERIOUS FACE WITH SYMBOLS COVERING MOUTH}\N{THUMBS DOWN SIGN}\N{PILE OF POO}"
    "\N{CLOWN FACE}\N{REVERSED HAND WITH MIDDLE FINGER EXTENDED}\N{NAUSEATED FACE}"
    "\N{FACE WITH LOOK OF TRIUMPH}\N{UPSIDE-DOWN FACE}\N{BROKEN HEART}\N{NEUTRAL FACE}"
)
"""Emoji that turn thanks into something else."""
