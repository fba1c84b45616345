"""What one figure's clause says: its subject, window, movement and modality, with what the sentences before leave.

A :class:`Clause` is the figure in its sentence as the metrics read it; :class:`Work` carries the article along, so that
"its", "the index", "from there" and a date that is not repeated find what they mean.
"""

from __future__ import annotations

import re

from ..metrics.wording import (
    ANY_SUPERLATIVE,
    BETTER,
    BETTER_BY,
    FALL_NOUN,
    FALL_VERBS,
    RISE_NOUN,
    RISE_VERBS,
    WORSE,
    WORSE_BY,
)
from ..schemas import Ask, Clause, Figure, Span, Subject
from ..schemas.clause import Movement
from .assertions import Assertion
from .discourse import subject_of_item
from .modality import modality
from .scene import Item, Scene
from .subjects_kinds import in_another_money, in_real_terms
from .subjects_market import STOCKS
from .told_ends import whole_quarter
from .told_lasts import last_year
from .told_twice import event_day, told_otherwise
from .told_windows import TO_DATE_TENSE, TOPPED, window_of
from .voices import provider_of, speaker_of
from .windows import is_mark
from .work import Memory, Work, same_paragraph

_RISE = re.compile(rf"\b(?:{RISE_VERBS}|up|higher|{BETTER_BY}|doubled|tripled|quadrupled|{RISE_NOUN})\b")
_FALL = re.compile(rf"\b(?:{FALL_VERBS}|down|lower|off|{WORSE_BY}|halved|{FALL_NOUN})\b")
_FACE = re.compile(
    rf"\{{N\}}(?: (?:{BETTER}|{WORSE}))? at \$?$|"
    r"\{N\}\)?(?: on)?(?: \{P\})?,? (?:or|\(|to|at|to (?:end|close|finish|settle) at|"
    r"and (?:closed|ended|finished) at)\s?(?:a |about |nearly )?\(?[-+]?$"
)
_TARGET_FOR = re.compile(r"\btargets? (?:for|on) (?:the |its |their )?\{[SRG]\}|\b(?<=its )target of (?=\{N\})")
_SOMETHING_IT = re.compile(
    r", (?:something|a \w+|one) (?:it|they) (?:has |had )?(?:last|previously) [a-z]+(?: back)?(?: in| on)? $"
)
"""A comparison in apposition to the move just told: "rose 7.6%, something it last bettered in May"."""
_OVER_TOO = re.compile(
    r"\{N\}(?: (?:higher|lower))?(?:,? \{P\})?,? and(?: then)?(?: (?:for|over|in|on|since))?(?: the)? \{P\},? "
    r"(?:by |about |nearly |almost |some |just )*$"
)
"""A second stretch of the same move: "is up 4% this week, and for the year 11%"."""
_MARK_BESIDE = re.compile(
    r"\{N\}(?: (?:a|an|per) [a-z]+)?, an? (?:[a-z]+ )?"
    r"(?:level|mark|height|depth|price|yield|point|reading|peak|perch)s? (?:(?:that|which) )?"
    r"(?:(?:it|they) )?(?:has |have |had )?(?:not|un|last|previously)[^;{}]*$"
)
"""What is said of the figure just told: "to 0.96%, a level last exceeded in"."""
_RANK_BESIDE = re.compile(
    r"\{N\}(?: an? [a-z]+)?(?:,? (?:(?:on|in|for|over|during) )?(?:the )?\{P\})?(?:, (?:for )?|"
    r",? (?:which|that) (?:was|is|had been|marked) )(?:its|the|their) (?:own )?$"
)
_RANK = re.compile(rf"(?:(?:its|the|their) )?(?:own )?{ANY_SUPERLATIVE}\b")
"""A superlative in apposition to a move: it is of whatever moved, "than Tesla, which climbed 3.7%, its best day"."""
_SHARE_OF_IT = re.compile(r"^ of (?:that|this|it|those)(?: [a-z]+)? (?:has|have|had|was|were|is)\b")
"""A part of what the sentence before told: "two-thirds of that has been recovered"."""
_FACES = re.compile(r"(?:,? (?:or|to|at)? ?(?:\{N\})?,?)*(?: (?:or|to|at))? \$?")
_TAKEN = re.compile(
    r"\b(?:subtracted|shaved|lopped|sliced|knocked|stripped|chopped)\b[^;{}]{0,30}$|"
    r"\b(?:from|off) (?:the )?\{[SR]\}[^;{}]* took [^;{}]*$"
)
_COST = re.compile(r"\bcost (?:it |holders |investors )?\{N\}, (?:its|the|their) $")
"""What a stretch took away, and how that ranks: "September cost 4.8%, the most since"."""
_MULTIPLE = re.compile(r"\b(?:doubl|tripl|quadrupl)\w+\b|\bhalved\b")
_HEADING = re.compile(
    r"(?:(?:and|but|what (?:of|about)|and what (?:of|about)|how about|as for|then there (?:is|was|are|were)|"
    r"now for|now|consider|take|not so|unlike|not) )?(?:the |on |in )?\{R\}(?: (?:prices|futures|market|markets|"
    r"stocks|shares))?[.:?]?"
)
_IDENTIFIED = re.compile(
    r"(?:(?:and|but|yet|then|still,?) )?"
    rf"(?:(?:the|another|one|among(?: the)?) |(?:{ANY_SUPERLATIVE}|better|worse|more|less|first|last|next|chief|also|"
    r"leading|topping|heading|bringing|joining|[a-z]{3,}er|not so) )(?:[a-z' -]|\{G\})*?(?:(?:of|in) \{P\})? ?"
    r"(?:is|was|were|are|came|comes|remained|proved) (?:the )?"
    r"(?:(?!(?:in|of|for|by|with|at|to|on|than|from|like|as|up|down|not|a|an)\b)[a-z][a-z-]* ){0,3}"
    r"\{R\}(?:,[^;{}]*)?[.:]?"
)
_LOW = re.compile(r"\b(?:low|lows|bottom|trough)\b")
_DISTANCE = re.compile(r"^(?: points?)? (?:below|beneath|under|above|over|off|from|short|shy|of|away|higher|lower)\b")
"""What makes of a figure a distance and no move."""
_SINCE = re.compile(r"\bsince\b[^,;]*$")
_LAST_SEEN = re.compile(
    r"\b(?:last|previously) (?:\w+ )?(?:seen|reached|touched|visited|hit|recorded|matched)\b[^,;]*$"
)
_THE_ONE_THEN = re.compile(
    r"\bthe \$?\{N\}(?: points?)? (?:that |which )?(?:it|they|\{[SRGX]\}|the [a-z]+) (?:had )?[a-z]+(?: [a-z]+){0,2} $"
)
"""The far end of a comparison: "more than the 1,175 it gave up on"."""
_PEOPLE = frozenset(("he", "she", "i", "we", "you", "who", "everyone", "everybody", "anyone", "nobody", "somebody"))
_PAST_STRETCH = re.compile(r"[wmq]td|'\d{4}-(?:W\d\d|Q\d|\d\d)'")
_A_YEAR = re.compile(r"'(\d{4})'")
_UNDER_WAY = re.compile(r"[wmqy]td$|:$|^\d")
"""Windows that reach to the present: a month that is over is not what "is down 4%" goes on to speak of."""


def clause_of(scene: Scene, anchor: Span, figure: Figure | None, assertion: Assertion | None, work: Work) -> Clause:
    """The clause of a figure or assertion at ``anchor``."""
    memory, frame = work.memory, work.frame
    subject, item = _subject(scene, anchor, work)
    before, after = scene.around(anchor, item)
    window, inherited = window_of(scene, anchor, before, work)
    window = whole_quarter(window, before, after)
    movement = _movement(before, after, figure, _previous(scene, anchor))
    window, doubted = _not_that_day(scene, window, inherited, subject, movement, figure, work)
    antecedent = memory.expr if _still_told(scene, subject, memory) else None
    previous = _previous(scene, anchor)
    others = tuple(subject_of_item(i) for i in scene.items if i.kind == "series" and i is not item)
    return Clause(
        start=scene.start, end=scene.end, anchor=Span(start=anchor.start, end=anchor.end, text=anchor.text),
        figure=figure, subject=subject, others=others, movement=movement, window=window,
        inherited=inherited, doubted=doubted, periods=tuple(i.period for i in scene.items if i.period is not None),
        modality=modality(_set_rate(scene, before), _set_rate(scene, after)), speaker=speaker_of(anchor, work.quotes),
        provider=provider_of(anchor, work.providers), before=before, after=after,
        antecedent=antecedent, antecedent_movement=memory.movement if antecedent else "none", mark=memory.mark,
        told=tuple(expr for sentence, expr in memory.told if sentence >= scene.sentence.index - 1),
        told_sign=memory.told_sign,
        recent=_recent(scene, work), historic=_historic(scene, anchor, work), treasury=work.treasury,
        extreme=_extreme(scene, anchor), in_session=frame.in_session, published=frame.day,
        previous=previous, following=_following(scene, anchor),
        assertion=assertion.kind if assertion else None, lead=assertion.words if assertion else "",
        period=assertion.period if assertion else None,
    )


def _set_rate(scene: Scene, text: str) -> str:
    """``text`` without the name of the rate that a central bank's own target is for: no target of a forecaster."""
    ours = any(i.series == "FEDTARGET" or i.sort == "central_bank" for i in scene.items)
    return _TARGET_FOR.sub("target", text) if ours else text


def _subject(scene: Scene, anchor: Span, work: Work) -> tuple[Subject | None, Item | None]:
    """The subject of a figure, and its item in the sentence; the second face of a move shares the first's."""
    memory = work.memory
    subject, item = work.finder.find(scene, anchor.start, anchor.end)
    if anchor.text.lower() == "so did" and (follows := scene.after(anchor.end, "series")):
        subject, item = subject_of_item(follows[0]), follows[0]
    told = memory.sentence == scene.sentence.index and memory.subject is not None
    lead = scene.text(scene.start, anchor.start, item)
    faced = _FACE.search(lead) or _SOMETHING_IT.search(lead) or _OVER_TOO.search(lead)
    faced = faced or _MARK_BESIDE.search(lead)
    here = {i.series for i in scene.before(anchor.start, "series")}
    strange = subject is None or subject.series not in here
    ranked = strange and _RANK.match(anchor.text.lower()) and _RANK_BESIDE.search(lead)
    if told and (faced or ranked or (lead.endswith("{N}, ") and _share_of_points(scene, anchor))):
        subject, item = memory.subject, memory.subject_item
    elif _SHARE_OF_IT.match(scene.text(anchor.end, scene.end)) and memory.expr_sentence == scene.sentence.index - 1:
        lately = memory.subject
        own = subject is None or (not subject.certain and lately is not None and subject.series == lately.series)
        subject = lately.model_copy(update={"how": "carried"}) if own and lately is not None else subject
    subject = in_real_terms(scene, in_another_money(scene, subject), anchor.start)
    memory.subject, memory.subject_item = subject, item
    if subject is not None and subject.how == "named":
        work.discourse.remember(subject)
    return subject, item


def _not_that_day(
    scene: Scene, window: str, inherited: bool, subject: Subject | None, movement: Movement, figure: Figure | None,
    work: Work,
) -> tuple[str, bool]:
    """The window of a move for which no word tells one, and whether the article's day can hardly be meant: it was
    told otherwise before."""
    memory, here = work.memory, scene.sentence.index
    series = subject.series if subject is not None else None
    if not inherited or window != "1d" or series is None:
        return window, False
    if (here, series) == memory.doubted:
        return window, True
    if not told_otherwise(scene, series, movement, figure, work):
        return window, False
    apart = figure is not None and _DISTANCE.match(scene.text(figure.end, scene.end))
    day = event_day(scene, work) if not apart else None
    if day is None:
        memory.doubted = (here, series)
    return (window, True) if day is None else (day, False)


def _share_of_points(scene: Scene, anchor: Span) -> bool:
    """Whether a percentage follows points or money: the same move told again, "fell 312 points, nearly 1%, to"."""
    previous = _previous(scene, anchor)
    percent = re.search(r"%|\bper ?cent\b", anchor.text)
    return percent is not None and previous is not None and previous.quantity.unit in ("index_point", "$")


def _still_told(scene: Scene, subject: Subject | None, memory: Memory) -> bool:
    """Whether the claim before this one is what "its worst day since" may speak of: of the same sentence, or of the
    one before and the same series."""
    here = scene.sentence.index
    if memory.expr_sentence == here:
        return True
    return memory.expr_sentence == here - 1 and subject is not None and subject.series == memory.expr_subject


def _recent(scene: Scene, work: Work) -> tuple[str, ...]:
    """Series named in the sentence and the two before it."""
    found: dict[str, None] = {}
    for other in work.scenes[max(0, scene.sentence.index - 2) : scene.sentence.index + 1]:
        found.update((i.series, None) for i in other.items if i.series)
    return tuple(found)


def _previous(scene: Scene, anchor: Span) -> Figure | None:
    """The figure just before the anchor in its sentence."""
    before = (i for i in scene.before(anchor.start, "figure") if i.name.lower() != "first")
    return next((i.thing for i in before if isinstance(i.thing, Figure)), None)


def _following(scene: Scene, anchor: Span) -> Figure | None:
    """The figure just after the anchor in its sentence."""
    after = (i for i in scene.after(anchor.end, "figure") if i.name.lower() != "first")
    return next((i.thing for i in after if isinstance(i.thing, Figure)), None)


def _extreme(scene: Scene, anchor: Span) -> bool:
    """Whether an earlier face of the same move tells only how far it went ("as much as $1.11, or 2%, to $57.06")."""
    for item in scene.before(anchor.start, "figure"):
        if not _FACES.fullmatch(scene.text(item.end, anchor.start)):
            return False
        if item.name.lower().startswith(("as much as", "as little as", "as high as", "as low as")):
            return True
    return False


def _historic(scene: Scene, anchor: Span, work: Work) -> bool:
    """Whether a year at least two before publication was named in this sentence or the two before, as the time of
    what is told (not as the far end of a comparison)."""
    day = work.frame.day
    if day is None:
        return False
    here, reviewed = scene.sentence.index, _A_YEAR.fullmatch(work.frame.window)
    year = int(reviewed.group(1)) if reviewed is not None else day.year  # of a review the year before is near
    for other in work.scenes[max(0, here - 2) : here + 1]:
        if not same_paragraph(work, other.sentence.index, here, 2):
            continue
        if any(i.start < anchor.start and _years_past(other, i, year) for i in other.items):
            return True
    return False


def _years_past(scene: Scene, item: Item, year: int) -> bool:
    """Whether an item names, with its year, a time at least two years before ``year`` in which something happened."""
    period = item.period
    if period is None or period.first is None or period.relation not in ("in", "on") or period.first.year > year - 2:
        return False
    if not re.search(r"\d{4}", period.text) or is_mark(scene, item):
        return False
    before = scene.text(scene.start, item.start)
    return not (_SINCE.search(before) or _LAST_SEEN.search(before) or _THE_ONE_THEN.search(before))


def _movement(before: str, after: str, figure: Figure | None, previous: Figure | None = None) -> Movement:
    if figure is not None and figure.direction in ("up", "down"):
        return "up" if figure.direction == "up" else "down"
    if figure is not None and (figure.quantity.high < 0 or before.endswith("(+")):
        return "down" if figure.quantity.high < 0 else "up"
    near = before[-60:]
    rise = max((m.end() for m in _RISE.finditer(near)), default=-1)
    fall = max((m.end() for m in _FALL.finditer(near)), default=-1)
    cost = previous is not None and previous.quantity.unit == "percent" and _COST.search(near)
    if rise == fall and (cost or _TAKEN.search(near)):
        return "down"
    if rise == fall:
        if previous is not None and (multiple := _MULTIPLE.search(previous.text.lower())):
            return "down" if multiple.group() == "halved" else "up"
        head = after[:30]
        if _RISE.match(head.lstrip(" -")):
            return "up"
        return "down" if _FALL.match(head.lstrip(" -")) else "none"
    return "up" if rise > fall else "down"


def remember_claim(scene: Scene, clause: Clause, ask: Ask | None, memory: Memory) -> None:
    """After a figure: its window and its expression may be meant by the next."""
    here, figure = scene.sentence.index, clause.figure
    memory.sentence, memory.last_end = here, clause.anchor.end
    if ask is not None:
        memory.told = [t for t in memory.told if t[0] >= here - 1] + [(here, ask.expr)]
        memory.told_sign = ask.sign
    if clause.assertion is not None:
        return
    if clause.inherited and memory.window_sentence == here and clause.window != memory.window:
        memory.window = None  # the figure before stood in a clause of its own
    summed_up = clause.window == last_year(clause.published)
    if (not clause.inherited or summed_up) and figure is not None and figure.kind not in ("superlative", "ordinal"):
        memory.window, memory.window_sentence = clause.window, here
        if _UNDER_WAY.search(clause.window):
            memory.to_date, memory.to_date_sentence = clause.window, here
    _remember_stretch(clause, ask, memory, here)
    if ask is not None and clause.subject is not None:
        memory.expr, memory.expr_sentence = ask.expr, here
        memory.expr_subject, memory.movement = clause.subject.series, clause.movement


def _remember_stretch(clause: Clause, ask: Ask | None, memory: Memory, here: int) -> None:
    """After a move over a week or longer that is told as past ("lost 36% in the quarter"): the next sentences go on
    with it until a day is named."""
    if ask is not None and ask.expr.startswith(("below_peak", "above_trough", "level(")):
        memory.stretch = None
    if ask is None or not ask.expr.startswith("change"):
        return
    summed_up = clause.window == last_year(clause.published)
    if clause.inherited and not (summed_up and memory.stretch is None):
        if clause.window == memory.stretch:
            memory.stretch_sentence = here
        return
    over = TO_DATE_TENSE.search(clause.before) or clause.before.startswith("having ")
    lasting = (summed_up or _PAST_STRETCH.fullmatch(clause.window)) and not over
    memory.stretch, memory.stretch_sentence = (clause.window if lasting else None), here


def leave_quote(scene: Scene, work: Work) -> None:
    """Before a sentence: what only a quotation spoke of is forgotten once the article goes on in its own words."""
    quoted = any(span.start <= scene.start + 1 < span.end for q in work.quotes for span in q.content)
    if quoted and work.outside is None:
        work.outside = work.discourse.copy()
    elif not quoted and work.outside is not None:
        work.discourse.restore(work.outside)
        work.outside = None


def remember_names(scene: Scene, work: Work) -> None:
    """After a sentence: its subject becomes what "it" points to, its names what "the index" may point to."""
    work.discourse.sentence = scene.sentence.index
    for item in scene.items:
        if item.kind in ("series", "other"):
            work.discourse.remember(subject_of_item(item))
    work.discourse.named = [subject_of_item(i) for i in scene.items if i.kind == "series"]
    main = work.finder.main_subject(scene)
    if main is None or main.series is None:
        main = _headed(scene) or _identified(scene) or main
    if main is not None and main.series is None and main.name.lower() in _PEOPLE:
        return  # "it" means no person: what was spoken of before stays
    if main is not None:
        if main.kind == STOCKS:
            main = main.model_copy(update={"series": None, "kind": "other"})
        work.discourse.note(main)


def _headed(scene: Scene) -> Subject | None:
    """The series that a sentence without a verb names as the subject of what follows: "Natural gas."."""
    named = [i for i in scene.items if i.kind == "series"]
    alone = len(scene.items) == len(named) == 1 and _HEADING.fullmatch(scene.text(scene.start, scene.end).strip())
    return subject_of_item(named[0]) if alone else None


def _identified(scene: Scene) -> Subject | None:
    """The one series that a sentence says something to be: "The lone exception was gold." """
    named = [i for i in scene.items if i.kind == "series"]
    alone = len(named) == 1 and _IDENTIFIED.fullmatch(scene.text(scene.start, scene.end).strip())
    return subject_of_item(named[0]) if alone else None


def remember_mark(scene: Scene, work: Work) -> None:
    """After a sentence that dates a low, "from there" means that low."""
    text = scene.text(scene.start, scene.end)
    if work.memory.top_sentence < scene.sentence.index - 1:
        work.memory.top = None
    if TOPPED.search(text) and not _LOW.search(text):
        _remember_top(scene, work.memory)
    if not _LOW.search(text):
        return
    for item in scene.items:
        period = item.period
        if item.kind != "period" or period is None or period.kind != "day" or period.relation == "ahead":
            continue
        if period.first is not None:
            work.memory.mark = f"'{period.first}'"


def _remember_top(scene: Scene, memory: Memory) -> None:
    """A single day named beside a high: "by Oct. 12 it had lost 25%" counts from it."""
    days = [i.period for i in scene.items if i.kind == "period" and i.period is not None and i.period.kind == "day"]
    if len(days) == 1 and days[0].first is not None and days[0].relation in ("on", "in"):
        memory.top, memory.top_sentence = f"'{days[0].first}'", scene.sentence.index
