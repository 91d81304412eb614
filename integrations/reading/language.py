"""Which of the configured languages a text is in, if it tells."""

from __future__ import annotations

import re
from threading import Lock

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SURE_ENOUGH = 0.8
"""How probable the best of the configured languages must be, beside the others of them."""

AT_HOME = 0.03
"""How probable the configured languages together must be, beside all that the model knows: German
is no Dutch, however little English it is. Short texts spread wide, so more would lose them."""

FEWEST_LETTERS = 4

_NOT_LANGUAGE = re.compile(r"https?://\S+|www\.\S+|[@#][\w.@-]+|&\w+;|\u2039\w+\u203a")


class _Model:
    """The one model of this process: loaded at first need, and never changed afterwards."""

    def __init__(self) -> None:
        self._loading = Lock()
        self._loaded: LanguageIdentifier | None = None

    def chances(self, text: str) -> dict[str, float]:
        """How probable each language is; the chances add up to one."""
        return dict(self._identifier().rank(text))

    def _identifier(self) -> LanguageIdentifier:
        if self._loaded is None:
            with self._loading:
                if self._loaded is None:
                    self._loaded = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        return self._loaded


_MODEL = _Model()


def detect_language(text: str, hint: str | None, allowed: tuple[str, ...]) -> str | None:
    """The language of a text, one of `allowed` (two letters each), or None when it does not tell.

    `hint` is the platform's own tag ("nl-NL" will do) and is believed if allowed. The model takes
    about half a second to load, once in a process, at the first text without such a hint; call
    `warm_up` to have that behind you. May be called from any thread.
    """
    tagged = _two_letters(hint)
    if tagged in allowed:
        return tagged
    words = _NOT_LANGUAGE.sub(" ", text)
    if sum(map(str.isalpha, words)) < FEWEST_LETTERS:
        return None
    return _best(_MODEL.chances(words), allowed)


def warm_up() -> None:
    """Load the model now, so that nobody waits for it later."""
    _MODEL.chances("goedemorgen")


def _two_letters(tag: str | None) -> str:
    """The language of a tag: "nl" of "nl-NL", "NL_nl" and "nl"."""
    return re.split(r"[-_]", (tag or "").strip().lower(), maxsplit=1)[0]


def _best(chances: dict[str, float], allowed: tuple[str, ...]) -> str | None:
    """The best of the allowed languages, if it is good enough."""
    among = {language: chances.get(language, 0.0) for language in allowed}
    together = sum(among.values())
    if together < AT_HOME:
        return None
    best = max(among, key=among.__getitem__)
    return best if among[best] / together >= SURE_ENOUGH else None
