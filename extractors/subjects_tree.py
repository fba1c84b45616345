"""The dependency tree of a text, asked what a finder of subjects asks of it."""

from __future__ import annotations

from ..schemas import Parsed, Subject, Token
from .scene import Scene
from .subjects_beside import extent
from .subjects_words import GENERIC, SAYING

SUBJECT_DEPS = {"nsubj", "nsubjpass", "csubj", "expl"}


class Tree:
    """What hangs on every token, and who does what in a clause; empty where the text was not parsed."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.children: dict[int, list[Token]] = {}
        for token in parsed.tokens:
            if token.head != token.i:
                self.children.setdefault(token.head, []).append(token)

    def subject(self, token: Token) -> Token | None:
        """The grammatical subject of a verb; for a relative clause's pronoun, the noun the clause is of."""
        if token.pos not in ("VERB", "AUX") and not any(c.dep == "aux" for c in self.children.get(token.i, ())):
            return None
        for child in self.children.get(token.i, ()):
            if child.dep in SUBJECT_DEPS:
                if child.lower in ("which", "that", "who") and token.dep == "relcl":
                    return self.parsed.tokens[token.head]
                return child
        return None

    def main_subject(self, scene: Scene) -> Token | None:
        """The grammatical subject of the sentence's main verb."""
        tokens = self.parsed.tokens[scene.sentence.first : scene.sentence.last]
        root = next((t for t in tokens if t.head == t.i), None)
        return self.subject(root) if root is not None else None

    def misread_verb(self, root: Token) -> bool:
        """Whether a sentence's ``root`` is its subject, the verb right behind it taken for a participle: "the yield
        bottomed on May 4"."""
        if root.pos not in ("NOUN", "PROPN"):
            return False
        return any(c.dep == "acl" and c.i == root.i + 1 and c.pos == "VERB" for c in self.children.get(root.i, ()))

    def words(self, head: Token) -> str:
        """The noun phrase that ``head`` heads, in small letters."""
        first, last = extent(head, self.children)
        return self.parsed.body[first:last].lower()

    def reported(self, verb: Token) -> Token | None:
        """The verb of what is said, where the saying only follows it ("prices rose 0.4%, the department said")."""
        if verb.lemma.lower() not in SAYING:
            return None
        told = (c for c in self.children.get(verb.i, ()) if c.dep == "ccomp" and c.end <= verb.start)
        return next(told, None)

    def joined(self, token: Token) -> bool:
        """Whether another subject is joined to this one ("Apple and Microsoft"), so that no singular means either."""
        return any(child.dep == "conj" for child in self.children.get(token.i, ()))

    def infinitive(self, verb: Token) -> bool:
        """Whether a verb is one of purpose or outcome ("gave up a gain to close lower"): its subject is that of the
        statement, and no noun beside it."""
        return any(child.dep == "aux" and child.lower == "to" for child in self.children.get(verb.i, ()))

    def relative(self, head: Token) -> Token | None:
        """The verb of a noun's relative clause: "closed" in "the last time it closed above $80"."""
        return next((c for c in self.children.get(head.i, ()) if c.dep == "relcl"), None)


def one_that(tree: Tree, head: Token, meant: Subject | None, first: bool) -> Subject | None:
    """What is spoken of (``meant``), told again by its sort and a clause: "a stock that had been up 28% was up 14%".

    ``first``: no series is named in the sentence before it."""
    sort = GENERIC.get(head.lemma.lower()) or GENERIC.get(head.lower)
    if sort is None or tree.relative(head) is None:
        return None
    if meant is None or meant.kind != sort or not (first or head.dep != "nsubj"):
        return None
    sure = head.dep in ("nsubj", "nsubjpass", "attr", "appos")
    return meant if sure else meant.model_copy(update={"certain": False})
