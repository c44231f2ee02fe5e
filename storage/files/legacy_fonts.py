"""Text of the old TCVN3 (ABC) and VNI fonts, recognised by its syllables and turned into Unicode."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Literal

Encoding = Literal["tcvn3", "vni"]

# TCVN 5712:1993 (VN3), each byte seen as the Windows-1252 character that a program without the font shows.
_TCVN3 = {
    ord(code): letter
    for code, letter in zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
}

# VNI for Windows: the letter, then a character for its marks; a few letters are one character.
_VNI_MARKS = {
    **{"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"},
    **{"â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309"},
    **{"ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301"},
    **{"è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323"},
}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "í": "í", "ì": "ì"}
_VNI_TONES = "ùøûõï"
_VNI = re.compile("([aeouyôö])([ùøûõïâáàåãäêéèúüë])|([ôöæóòîñ])", re.IGNORECASE)

_WORD = re.compile(r"[^\s!-@\[-`{-~]+")
_ASCII_LETTER = re.compile(r"[a-zA-Z]")
_UNICODE_ONLY = re.compile(r"[ĂăĐđĨĩŨũƠơƯư\u0300-\u0323\u1ea0-\u1ef9]")
_SIGNS = {"µm", "µg", "µl", "µs"}
_TONE = re.compile("[\u0300\u0309\u0303\u0301\u0323]")
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
_OPEN = (
    "a ai ao au ay âu ây e eo ê êu i ia iê iu iêu o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua ui uây uê uơ "
    "uôi uy uya uyu ư ưa ưi ưu ươi ươu y yê yêu"
)
_NASAL = (
    "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh êng im in inh iêm iên iêng om on ong oam oan "
    "oang oanh oăm oăn oăng oen oong ôm ôn ông ơm ơn um un ung uân uâng uênh uôm uôn uông uyn uynh uyên "
    "ưm ưn ưng ươm ươn ương yêm yên yêng yn ynh"
)
_STOPPED = (
    "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt oc op ot oac oach oap oat "
    "oăc oăt oet ooc ôc ôp ôt ơp ơt uc up ut uât uêch uôc uôt uych uyt uyp uyêt ưc ưt ươc ươp ươt ych yt "
    "yêt"
)
_FREE = re.compile(_ONSET + f"(?:{'|'.join((_OPEN + ' ' + _NASAL).split())})")
_CHECKED = re.compile(_ONSET + f"(?:{'|'.join(_STOPPED.split())})")


def to_unicode(text: str) -> tuple[str, bool]:
    """The text in Unicode, and whether it had to be converted; it is judged by its own words alone."""
    if text.isascii() or _UNICODE_ONLY.search(text):
        return text, False
    encoding = detect([text])
    return (convert(text, encoding), True) if encoding else (text, False)


def detect(texts: Iterable[str]) -> Encoding | None:
    """The old encoding of texts that belong together, such as a column; None for Unicode or without evidence.

    Evidence is a word that makes a Vietnamese syllable in one reading only.
    """
    votes: dict[Encoding | Literal["unicode"], int] = {"unicode": 0, "tcvn3": 0, "vni": 0}
    for text in texts:
        if text.isascii():
            continue
        modern = _UNICODE_ONLY.findall(text)
        votes["unicode"] += len(modern)
        for word in [] if modern else _WORD.findall(text):
            readings = _readings(word)
            if len(readings) == 1:
                votes[readings[0]] += 1
    winner: Encoding = "tcvn3" if votes["tcvn3"] >= votes["vni"] else "vni"
    loser: Encoding = "vni" if winner == "tcvn3" else "tcvn3"
    return winner if votes[winner] > max(votes["unicode"], votes[loser]) else None


def convert(text: str, encoding: Encoding) -> str:
    """The text in composed Unicode; text that already has letters found in Unicode only is left as it is."""
    if text.isascii() or _UNICODE_ONLY.search(text):
        return text
    return _WORD.sub(lambda word: _CONVERTERS[encoding](word[0]), text)


@lru_cache(maxsize=4096)
def _readings(word: str) -> list[Encoding | Literal["unicode"]]:
    if word.isascii() or word in _SIGNS or (len(word) == 1 and not _ASCII_LETTER.search(word)):
        return []  # a lone bullet or sign says nothing
    readings: list[Encoding | Literal["unicode"]] = ["unicode"] if _is_syllable(word) else []
    for encoding, converter in _CONVERTERS.items():
        converted = converter(word)
        if _LEFT_OVER[encoding].search(word) is None and _is_syllable(converted):
            readings.append(encoding)
    return readings


def _from_tcvn3(word: str) -> str:
    letters, shown = word.translate(_TCVN3), "".join(_ASCII_LETTER.findall(word))
    # Only Ă Â Đ Ê Ô Ơ Ư have capital codes: other capitals were the small codes in a font of capitals.
    return letters.upper() if len(shown) > 1 and shown.isupper() else letters


def _from_vni(word: str) -> str:
    return unicodedata.normalize("NFC", _VNI.sub(_vni_letter, word))


def _vni_letter(found: re.Match[str]) -> str:
    base, mark, single = found[1], found[2], found[3]
    letter = base or single
    if letter.lower() in _VNI_LETTERS:
        plain = _VNI_LETTERS[letter.lower()]
        letter = plain.upper() if letter.isupper() else plain
    if not base:
        return letter
    if base.lower() in "ôö" and mark.lower() not in _VNI_TONES:
        return letter + mark  # ơ and ư take tones only
    return letter + _VNI_MARKS[mark.lower()]


_CONVERTERS: dict[Encoding, Callable[[str], str]] = {"tcvn3": _from_tcvn3, "vni": _from_vni}


# What stands in no word of the encoding; for VNI, a mark that follows none of its letters.
_LEFT_OVER: dict[Encoding, re.Pattern[str]] = {
    "tcvn3": re.compile(f"[^\0-\x7f{re.escape(''.join(map(chr, _TCVN3)))}]"),
    "vni": re.compile(f"^(?!(?:[\0-\x7fíìÍÌ]|{_VNI.pattern})*$)", re.IGNORECASE),
}


def _is_syllable(word: str) -> bool:
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    apart = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(apart)
    plain = unicodedata.normalize("NFC", _TONE.sub("", apart))
    if len(tones) > 1:
        return False
    if _FREE.fullmatch(plain):
        return True
    # A syllable that ends in c, ch, p or t has the tone sắc or nặng.
    return bool(_CHECKED.fullmatch(plain)) and tones in (["\u0301"], ["\u0323"])
