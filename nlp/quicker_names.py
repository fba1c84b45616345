"""The names of many documents at once, as spaCy's entity recogniser finds them a token and an action at a time.

Outside a name the scores of a token's actions depend on that token alone: those of all tokens are computed together.
Inside one they depend on the token, the one before it and the name's first: all names that may begin are followed
together, a token a round. Weights, order of sums and library are spaCy's, so the scores are, to the bit. What it saves
is spaCy's loop, which asks of every token and action whether it is valid, and takes the interpreter's lock to ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FEATURES = 3
"""What the model looks at: the next token, the first of the open name, the one before the next."""


class Names:
    """What gives documents the names that ``part``, an entity recogniser, gives them. Use it where it is ``usable``."""

    def __init__(self, part: Any) -> None:
        from thinc.api import NumpyOps

        self._part = part
        self._ops = NumpyOps()
        self.usable = _plain(part)
        if not self.usable:
            return
        self._embed, self._lower, self._upper = part.model.layers
        names = [str(part.moves.get_class_name(i)) for i in range(part.moves.n_moves)]
        self._out = names.index("O")
        self._unit = {i: name[2:] for i, name in enumerate(names) if name[:2] == "U-" and name[2:]}
        self._begin = {i: name[2:] for i, name in enumerate(names) if name[:2] == "B-"}
        self._never = [i for i, name in enumerate(names) if name[:2] in ("I-", "L-") or name in ("M", "U-")]
        self._inside = {i: names.index(f"I-{label}") for i, label in self._begin.items()}
        self._last = {i: names.index(f"L-{label}") for i, label in self._begin.items()}

    def __call__(self, docs: list[Doc]) -> list[Doc]:
        """The documents with their names."""
        import numpy as np

        if not any(len(doc) for doc in docs):
            return docs
        rows = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START", "ENT_IOB"]) for doc in docs])
        if rows[:, 2].any():  # names that were there before bind the recogniser
            return list(self._part.pipe(docs, batch_size=4 * len(docs)))
        ends = np.cumsum([len(doc) for doc in docs])
        # a name may go on to the next token unless the document or the sentence ends here
        goes_on = np.append(rows[1:, 1] != 1, False)
        goes_on[ends[ends > 0] - 1] = False
        found = self._found(self._embed.predict(docs), rows[:, 0] != 0, goes_on)
        self._set(docs, found)
        return docs

    def _found(self, vectors: Any, is_space: Any, goes_on: Any) -> list[tuple[int, int, str]]:
        """(first, after the last, label) of each name, counted over all documents."""
        import numpy as np

        made = self._lower.predict(vectors)
        pad, of = made[0], made[1:]
        scores = self._scores(of[:, 0] + pad[1] + pad[2])
        scores[:, self._never] = -np.inf
        scores[np.ix_(is_space | ~goes_on, list(self._begin))] = -np.inf
        scores[np.ix_(is_space, list(self._unit))] = -np.inf
        best = scores.argmax(axis=1)
        firsts = np.flatnonzero(np.isin(best, list(self._begin)))
        ends = dict(zip(firsts.tolist(), self._ends(of, firsts, best[firsts].tolist(), goes_on), strict=True))
        found: list[tuple[int, int, str]] = []
        free = 0
        for at in np.flatnonzero(best != self._out).tolist():
            if at < free:
                continue
            action = int(best[at])
            free = ends.get(at, at + 1)
            found.append((at, free, self._begin.get(action) or self._unit[action]))
        return found

    def _ends(self, of: Any, firsts: Any, actions: Sequence[int], goes_on: Any) -> list[int]:
        """Where the names that begin at ``firsts`` end."""
        import numpy as np

        inside = np.array([self._inside[a] for a in actions], dtype=np.int64)
        last = np.array([self._last[a] for a in actions], dtype=np.int64)
        ends = np.zeros(len(firsts), dtype=np.int64)
        open_, at = np.arange(len(firsts)), firsts + 1
        while len(open_):
            scores = self._scores(of[at, 0] + of[firsts[open_], 1] + of[at - 1, 2])
            row = np.arange(len(open_))
            on, off = scores[row, inside[open_]], scores[row, last[open_]]
            on_first = inside[open_] < last[open_]
            more = goes_on[at] & ((on > off) | ((on == off) & on_first))
            ends[open_[~more]] = at[~more] + 1
            open_, at = open_[more], at[more] + 1
        return [int(end) for end in ends]

    def _scores(self, summed: Any) -> Any:
        """The score of each action for each row of summed features."""
        hidden = (summed + self._lower.get_param("b")).max(axis=-1)
        return self._ops.gemm(hidden, self._upper.get_param("W"), trans2=True) + self._upper.get_param("b")

    @staticmethod
    def _set(docs: Sequence[Doc], found: Sequence[tuple[int, int, str]]) -> None:
        from spacy.tokens import Span

        place, start = 0, 0
        for doc in docs:
            spans = []
            while place < len(found) and found[place][0] < start + len(doc):
                first, after, label = found[place]
                spans.append(Span(doc, first - start, after - start, label=label))
                place += 1
            doc.set_ents(spans, default="outside")
            start += len(doc)


def _plain(part: Any) -> bool:
    """Whether a pipeline's part is an entity recogniser of the form that is understood here."""
    from spacy.pipeline import EntityRecognizer

    if type(part) is not EntityRecognizer or part.cfg["beam_width"] != 1 or part.postprocesses:
        return False
    model = part.model
    if model.name != "parser_model" or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
        return False
    lower = model.layers[1]
    names = {part.moves.get_class_name(i) for i in range(part.moves.n_moves)}
    labels = {name[2:] for name in names if name[:2] == "B-"}
    return (
        lower.ops.name == "numpy" and lower.get_dim("nF") == _FEATURES and lower.get_dim("nP") > 1
        and "O" in names and all(name in names for label in labels for name in (f"I-{label}", f"L-{label}"))
        and {name[:2] for name in names} <= {"B-", "I-", "L-", "U-", "O", "M"} and "" not in labels
    )
