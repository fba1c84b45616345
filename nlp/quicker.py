"""The parser's pipeline, quicker: parts of it are remembered instead of computed again, its products are numpy's.

The first layer of a ``tok2vec`` looks at one token alone (its norm, prefix, suffix, shape): equal tokens get equal
vectors. The rules of an attribute ruler look, nearly all, at one token's words, tag and dependency; those of the
lemmatizer at its spelling and morphology. Each is found by what it looks at; names are found many at once
(``quicker_names.py``). A model that is built another way is left as it is. No tag, lemma, dependency or name changes of
it, and none depends on what else is parsed in the same batch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .quicker_names import Names

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ROWS = 10_000
"""Token vectors kept: about 6 MB for each layer."""
_LEMMAS, _CLASSES = 10_000, 20_000
"""Lemmas kept, and words of which it is known what the rules see of them."""
_BLOCK = 256
"""Rows of a matrix product: always as many, so that the sums of one row never depend on how many others there are."""
_SEEN = frozenset(("LOWER", "TAG", "DEP", "IS_SPACE"))


Part = Callable[[list[Any]], list[Any]]
"""What gives documents what a part of the pipeline gives them."""


def stand_ins(nlp: Language) -> dict[str, Part]:
    """For parts of the pipeline, by their names, what does the same and quicker."""
    found: dict[str, Part] = {}
    for name, part in nlp.pipeline:
        kind = _KINDS.get(type(part).__name__)
        if kind is not None and (instead := kind(part)).usable:
            found[name] = instead
    return found


def run(nlp: Language, texts: Sequence[str], instead: Mapping[str, Part]) -> Iterator[Doc]:
    """The documents that ``nlp.pipe(texts)`` gives, with what stands in for some of its parts."""
    docs: Any = [nlp.make_doc(text) for text in texts]
    for name, part in nlp.pipeline:
        if name in instead:
            docs = instead[name](docs)
        else:
            # the parser cuts what it is handed into four: together they go faster
            docs = list(part.pipe(docs, batch_size=4 * len(texts))) if hasattr(part, "pipe") else [*map(part, docs)]
    yield from docs


def steady_products(nlp: Language) -> None:
    """Let the pipeline's models multiply by numpy's library, twice as fast as their own, in blocks of equal size."""
    from thinc.api import NumpyOps

    ops: Any = NumpyOps()  # their own, for others' models may share theirs
    ops.gemm = _gemm
    for _, part in nlp.pipeline:
        model = getattr(part, "model", None)
        if model is not None and all(node.ops.name == "numpy" for node in model.walk()):
            for node in model.walk():
                node.ops = ops


def _gemm(x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
    """``x @ y``, either transposed first, into ``out`` if given."""
    import numpy as np

    left, right = x.T if trans1 else x, y.T if trans2 else y
    rows = left.shape[0]
    blocks = -(-rows // _BLOCK)
    padded = np.zeros((blocks, _BLOCK, left.shape[1]), dtype=left.dtype)
    padded.reshape(blocks * _BLOCK, -1)[:rows] = left
    product = np.matmul(padded, right).reshape(blocks * _BLOCK, right.shape[1])[:rows]
    if out is None:
        return product
    out[:] = product
    return out


def remember_vectors(nlp: Language) -> None:
    """Let the first layers of the pipeline's ``tok2vec`` models remember their vectors, for good."""
    for _, part in nlp.pipeline:
        model = getattr(part, "model", None)
        if model is None:
            continue
        parents = [node for node in model.walk() if node.layers and _is_embedding(node.layers[0])]
        for parent in parents:
            parent.layers[0] = _remembering(parent.layers[0])


def _is_embedding(layer: Any) -> bool:
    names = [inner.name.split("(")[0] for inner in layer.layers]
    return names == ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]


def _remembering(layer: Any) -> Any:
    """A layer that gives what ``layer`` gives; only for prediction."""
    import numpy as np
    from thinc.api import Model

    extract, _, embed, mix, _ = layer.layers
    known: dict[bytes, int] = {}
    held: list[Any] = [np.zeros((0, mix.get_dim("nO")), dtype="float32")]

    def forward(model: Any, docs: Any, is_train: bool) -> tuple[Any, Any]:
        if is_train:
            raise NotImplementedError("a pipeline that remembers is not for training")
        if len(known) > _ROWS:
            known.clear()
            held[0] = held[0][:0]
        features = [np.ascontiguousarray(f) for f in extract.predict(docs)]
        rows = np.concatenate(features) if features else np.zeros((0, 1), dtype="uint64")
        keys = [row.tobytes() for row in rows]
        fresh = {key: at for at, key in enumerate(keys) if key not in known}
        if fresh:
            known.update((key, len(held[0]) + i) for i, key in enumerate(fresh))
            held[0] = np.concatenate([held[0], mix.predict(embed.predict(rows[list(fresh.values())]))])
        vectors = held[0][[known[key] for key in keys]]
        return np.split(vectors, np.cumsum([len(f) for f in features])[:-1]) if features else [], None

    return Model("remembering", forward, layers=[layer], dims={"nO": mix.get_dim("nO")})


class Rules:
    """An attribute ruler that remembers what it set on tokens of the same words, tag and dependency.

    A document with a word that may begin a rule on two words goes through the ruler itself.
    """

    def __init__(self, ruler: Any) -> None:
        self._ruler = ruler
        self._known: dict[tuple[int, int, int, bool], tuple[int, int, int, int, int]] = {}
        self._classes: dict[int, int] = {}
        patterns = [p for entry in ruler.patterns for p in entry["patterns"]]
        self._mentioned = {word for p in patterns for token in p for word in _literals(token.get("LOWER"))}
        firsts = [p[0] for p in patterns if len(p) > 1]
        self._openers = {word for token in firsts for word in _literals(token.get("LOWER"))}
        self._opening = [re.compile(token["LOWER"]["REGEX"]) for token in firsts if _is_regex(token.get("LOWER"))]
        numbers = ruler.vocab.strings
        self._deps = {numbers[d] for token in firsts if "LOWER" not in token for d in _literals(token.get("DEP"))}
        self._naming = [re.compile(token["LOWER"]["REGEX"]) for p in patterns for token in p
                        if _is_regex(token.get("LOWER"))]
        plain = all(set(token) <= _SEEN and all(map(_simple, token.values())) for p in patterns for token in p)
        self.usable = plain and all("LOWER" in token or _literals(token.get("DEP")) for token in firsts)

    def __call__(self, docs: list[Any]) -> list[Any]:
        """The documents with parts of speech, morphology and exceptional lemmas."""
        return [self._one(doc) for doc in docs]

    def _one(self, doc: Any) -> Any:
        classes, known = self._classes, self._known
        if len(classes) > _CLASSES:
            classes.clear()
        keys: list[tuple[int, int, int, bool]] = []
        for token in doc:
            lower = token.lower
            kind = classes.get(lower)
            if kind is None:
                kind = classes[lower] = self._class(lower, token.text.lower())
            if kind == -1 or token.dep in self._deps:
                return self._ruler(doc)
            keys.append((kind, token.tag, token.dep, token.is_space))
        if any(key not in known for key in keys):
            self._ruler(doc)
            for key, token in zip(keys, doc, strict=True):
                known[key] = (token.pos, token.morph.key, token.lemma, token.tag, token.dep)
            return doc
        for key, token in zip(keys, doc, strict=True):
            pos, morph, lemma, tag, dep = known[key]
            token.pos = pos
            token.set_morph(morph)
            if lemma:
                token.lemma = lemma
            if key[3]:
                token.tag, token.dep = tag, dep
        return doc

    def _class(self, lower: int, word: str) -> int:
        """What the rules can see of a word: itself where they name it, -1 where it may begin a rule on two, else 0."""
        if word in self._openers or any(opening.search(word) for opening in self._opening):
            return -1
        named = word in self._mentioned or any(naming.search(word) for naming in self._naming)
        return lower if named else 0


class Lemmas:
    """A lemmatizer by rules that remembers the lemmas of a spelling with a part of speech and morphology.

    spaCy's own remembers only the words that it had to look up, and looks them up in lists.
    """

    def __init__(self, part: Any) -> None:
        from spacy.lang.en.lemmatizer import EnglishLemmatizer

        self._part = part
        self._known: dict[tuple[int, ...], str] = {}
        self.usable = type(part) is EnglishLemmatizer and part.mode == "rule" and not part.overwrite
        index = part.lookups.get_table("lemma_index", {}) if self.usable else {}
        for key in list(index):  # it is only asked whether it holds a word
            index[key] = frozenset(index[key])

    def __call__(self, docs: list[Any]) -> list[Any]:
        """The documents with lemmas."""
        known = self._known
        if len(known) > _LEMMAS:
            known.clear()
            self._part.cache.clear()
        for doc in docs:
            for token, (lemma, *key) in zip(doc, doc.to_array(["LEMMA", "ORTH", "POS", "MORPH"]).tolist(), strict=True):
                if lemma:
                    continue
                found = known.get(tuple(key))
                if found is None:
                    found = known[tuple(key)] = self._part.lemmatize(token)[0]
                token.lemma_ = found
        return docs


_KINDS: dict[str, Callable[[Any], Any]] = {
    "AttributeRuler": Rules, "EnglishLemmatizer": Lemmas, "EntityRecognizer": Names}


def _simple(rule: Any) -> bool:
    """Whether a rule on an attribute is of a form that is understood here."""
    return not isinstance(rule, dict) or set(rule) <= {"IN", "NOT_IN"} or set(rule) == {"REGEX"}


def _is_regex(rule: Any) -> bool:
    return isinstance(rule, dict) and "REGEX" in rule


def _literals(rule: Any) -> list[str]:
    """The words that a pattern names for one attribute."""
    if isinstance(rule, str):
        return [rule]
    return [*rule.get("IN", ()), *rule.get("NOT_IN", ())] if isinstance(rule, dict) else []
