"""Who spoke the quotation before: a signature ('— Her Name'), or a sentence that looks back on its words."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reader.analysis.clauses.cues import may_speak, speaker_of
from reader.analysis.clauses.syntax import FINITE, noun_after, subject_of, verb_words, with_dep
from reader.analysis.drafts import Speaker
from reader.analysis.entities.given_names import is_given_name
from reader.analysis.lexicon import speaker_words, verb_frames, word_set
from reader.analysis.passage import Passage, Sentence
from reader.model.span import Span

_MAX_SIGNATURE = 12
_MAX_LINE = 20
_DASHES = frozenset(("—", "–", "-", "―", "--"))
_THESE = frozenset(("this", "that", "these", "those", "such"))
_MANNER = frozenset(("how", "what", "why", "way"))


def signature(passage: Passage, start: int, end: int) -> Speaker | None:
    """The name after a dash at the beginning of the tokens: '— | Her Name'."""
    doc = passage.doc
    if not 2 <= end - start <= _MAX_SIGNATURE or doc[start].text not in _DASHES or doc[start + 1].pos_ != "PROPN":
        return None
    last = next((token.i for token in doc[start + 2 : end] if token.is_punct), end)
    return Speaker(passage, start + 1, last, last - 1)


def name_line(passage: Passage, start: int, end: int) -> Speaker | None:
    """The speaker that the tokens name, if they do nothing else: '| Her Name, baker in Leith', '| A nurse, 34'."""
    doc = passage.doc
    while end > start and (doc[end - 1].is_space or doc[end - 1].text == "."):
        end -= 1
    if (
        not 0 < end - start <= _MAX_LINE
        or not all(map(passage.outside, doc[start:end]))
        or _acts(passage, start, end)
    ):
        return None
    stop = next((token.i for token in doc[start:end] if token.text in (",", "(", "[", "—", "–", "-")), end)
    name = doc[start:stop]
    if not len(name) or any(token.text in (":", "/", "|") for token in name):
        return None
    if name[0].pos_ == "DET" or name[0].text.islower():
        return Speaker(passage, start, end, name.root.i) if name.root.lower_ in speaker_words() else None
    capitals = [token for token in name if token.text[:1].isupper()]
    named = len(capitals) > 1 and len(name) - len(capitals) <= 1
    role = any(token.lower_ in speaker_words() for token in doc[start:end])
    if any(token.ent_type_ == "DATE" for token in name):
        return None
    if named and (role or is_given_name(name[0].text) or all(token.ent_type_ == "PERSON" for token in capitals)):
        return Speaker(passage, start, end, stop - 1)
    return None


def _acts(passage: Passage, start: int, end: int) -> bool:
    return any(token.tag_ in (*FINITE, "MD") and token.dep_ != "relcl" for token in passage.doc[start:end])


def summing_up(sentence: Sentence, beside: bool) -> tuple[Speaker, Span] | None:
    """Who a sentence says has spoken the words before it, and the cue: 'With those words | she closed'.

    With `beside`, as in the same paragraph, a gesture is enough: '| The captain | shrugged'.
    """
    passage = sentence.passage
    if any(not passage.outside(token) for token in sentence.tokens):
        return None
    root = passage.doc[passage.after_time(sentence)].sent.root
    found = next(_looking_back(sentence, root), None) or (_gesturing(root) if beside else None)
    if found is None:
        return None
    noun, verb = found
    return speaker_of(passage, noun), passage.span(*verb_words(verb))


def _looking_back(sentence: Sentence, root: Token) -> Iterator[tuple[Token, Token]]:
    """The speakers and their verbs, by the ways in which a sentence may refer to words before it."""
    subject = subject_of(root)
    speaks = subject is not None and may_speak(subject)
    for token in sentence.tokens:
        if subject is not None and speaks and _are_those_words(token) and _utters(token, root):
            yield subject, root
    words = [token for token in sentence.tokens if not token.is_space]
    if not words:
        return
    first, *rest = words
    reports = {"q", "p"} & set(verb_frames().get(root.lemma_, "")) or root.lemma_ in word_set("uttering-verbs")
    if reports and (first.lower_ == "thus" or (first.lower_ == "so" and root.i == first.i + 1)):
        who = subject if speaks else noun_after(root)
        if who is not None and may_speak(who):
            yield who, root
    if first.lower_ in _THESE and root.lemma_ == "be" and any(token.lower_ in _MANNER for token in rest[1:4]):
        yield from _manner(root)
    if subject is not None and _stands_for_words(subject):
        yield from ((owner, root) for owner in _owners(root))


def is_gesture(verb: Token) -> bool:
    """Return True for a gesture, and for a raised voice: 'nodded', 'shook her head', 'piped up'."""
    after = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    return verb.tag_ in (*FINITE, "VBN") and (
        verb.lemma_ in word_set("gestures") or f"{verb.lemma_}:{after}" in word_set("voice-particles")
    )


def _gesturing(root: Token) -> tuple[Token, Token] | None:
    subject = subject_of(root)
    return (subject, root) if subject is not None and is_gesture(root) and may_speak(subject) else None


def _are_those_words(noun: Token) -> bool:
    """Return True for 'those words', unless more is said of them: 'those words of his'."""
    shown = any(child.lower_ in _THESE for child in with_dep(noun.lefts, "det"))
    return (
        shown
        and noun.lemma_.lower() in word_set("message-nouns")
        and not any(child.dep_ in ("acl", "relcl", "prep") for child in noun.rights)
    )


def _utters(noun: Token, root: Token) -> bool:
    """Return True if the subject of the root speaks these words: 'with those words', 'chose those words'."""
    if noun.dep_ == "pobj" and noun.head.lower_ in ("with", "in"):
        return noun.head.head.i == root.i or noun.head.i < root.i
    return noun.dep_ == "dobj" and noun.head.i == root.i and root.lemma_ in word_set("uttering-verbs")


def _manner(root: Token) -> Iterator[tuple[Token, Token]]:
    """'That is how | she described it'."""
    for verb in root.subtree:
        if verb.i > root.i and verb.tag_ in FINITE:
            subject = subject_of(verb)
            known = verb.lemma_ in verb_frames() and subject is not None and subject.pos_ != "PRON"
            if subject is not None and root.i < subject.i < verb.i and (known or may_speak(subject)):
                yield subject, verb


def _stands_for_words(subject: Token) -> bool:
    nouns = word_set("message-nouns")
    return (
        subject.lower_ in _THESE
        or subject.lemma_.lower() in nouns
        or subject.lower_ in ("speaker", "author", "voice")
    )


def _owners(root: Token) -> Iterator[Token]:
    """Whose the words are: 'Those were the words of | Jane Doe', 'The words are | Jane Doe's'."""
    for child in root.rights:
        if child.dep_ == "attr" and _stands_for_words(child):
            yield from with_dep(child.lefts, "poss")
            of = (prep for prep in with_dep(child.rights, "prep") if prep.lower_ in ("of", "from", "by"))
            yield from (noun for prep in of for noun in with_dep(prep.rights, "pobj") if may_speak(noun))
        elif root.lemma_ == "be" and child.dep_ in ("attr", "poss") and child.pos_ == "PROPN" and may_speak(child):
            yield child
        elif child.dep_ in ("prep", "dative") and (root.lemma_, child.lower_) in (
            ("belong", "to"),
            ("come", "from"),
        ):
            yield from (noun for noun in with_dep(child.rights, "pobj") if may_speak(noun))
