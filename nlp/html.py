"""A saved web page to the parts of its article: what the page says of itself, and its paragraphs.

The page's own metadata come first (JSON-LD, then ``meta`` elements). The text is that of the smallest element that
holds most of the running text, without navigation, teasers, captions and whatever else surrounds an article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from .dateline import read_head
from .moments import Moment, parse_moment

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_SKIPPED = frozenset(
    "script style noscript template svg math iframe object canvas video audio button select option input textarea form"
    " nav aside footer dialog menu figure figcaption picture head".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter output progress q s samp"
    " small span strike strong sub sup time tt u var wbr".split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NOISE = frozenset(
    "ad ads advert advertisement banner breadcrumb breadcrumbs comments consent cookie cookies credit disclaimer disqus"
    " footer menu modal nav navbar navigation newsletter outbrain popup promo promoted recirc recirculation recommended"
    " related share sharing sidebar social sponsor sponsored subscribe taboola toolbar tooltip trending widget".split())
_ARTICLES = "article, main, [itemprop=articleBody], [role=main], [role=article]"
_GOOD = 60
"""Characters from which a block of text counts as a paragraph of running text."""
_CARD = 500
"""Characters of running text below which an element may be a teaser."""
_DEEPEST = 5_000
_OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SELF_CLOSING = frozenset(
    "area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track wbr"
    .split())
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_TITLES = ("meta[property='og:title']", "meta[name='twitter:title']", "meta[itemprop=headline]")
_DATES = (
    "meta[property='article:published_time']", "meta[property='og:published_time']", "meta[itemprop=datePublished]",
    "meta[name='article:published_time']", "meta[name='parsely-pub-date']", "meta[name='pubdate']",
    "meta[name='publish-date']", "meta[name='publication_date']", "meta[name='article.published']",
    "meta[name='date']", "meta[name='DC.date.issued']", "meta[name='sailthru.date']",
    "[itemprop=datePublished][datetime]", "article time[datetime]", "header time[datetime]", "time[datetime]",
)
_AUTHORS = ("meta[name=author]", "meta[property='article:author']", "meta[name='parsely-author']", "[rel=author]")
_TAGS = "meta[property='article:tag'], meta[name='news_keywords'], meta[name=keywords]"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: ``paragraphs`` in order, without the headline. ``published`` is None where nothing says it."""

    title: str
    published: datetime | None
    note: str
    byline: str
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]


@dataclass(slots=True)
class _Element:
    """One element of the page: its parent's index, the characters of running text and the linked lines below it."""

    parent: int
    tag: str
    noise: bool
    text: int = 0
    linked: int = 0


@dataclass(slots=True)
class _Block:
    """One stretch of text that a browser would set as a block of its own."""

    owner: int
    tag: str
    text: str
    linked: int

    @property
    def good(self) -> bool:
        return len(self.text) >= _GOOD and self.linked * 5 < len(self.text) * 2 and self.tag not in _HEADINGS


@dataclass(slots=True)
class _Outline:
    elements: list[_Element] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)
    candidates: list[int] = field(default_factory=list)


def read_page(source: str) -> Page:
    """Read a page, however broken its markup; no text gives no paragraphs.

    Raises :class:`InputError` for elements nested beyond any page's need, which parsers handle in quadratic time.
    """
    from selectolax.lexbor import LexborHTMLParser

    if _depth(source) > _DEEPEST:
        raise InputError(f"the page nests its elements more than {_DEEPEST:,} deep; save the text alone as .txt")
    tree = LexborHTMLParser(source.encode("utf-8", "replace"))
    data = _json_ld(tree)
    outline = _outline(tree)
    title = _title(tree, data)
    lead, paragraphs = _paragraphs(outline, title)
    whole = data.get("articleBody")
    if isinstance(whole, str) and len(whole) > 2 * sum(map(len, paragraphs)):
        paragraphs = [clean for line in whole.splitlines() if (clean := _squeeze(line))]
    head = read_head("\n".join(lead))
    moment = _published(tree, data)
    return Page(
        title=title,
        published=moment.when if moment else head.published,
        note=moment.note if moment else head.note,
        byline=_byline(tree, data) or head.byline,
        tags=_keywords(tree, data),
        paragraphs=tuple(paragraphs),
    )


def _depth(source: str) -> int:
    """How deep elements nest at the most, at least roughly: those that close themselves are left out."""
    depth = deepest = 0
    for m in _OPEN_OR_CLOSE.finditer(source):
        if m[2].lower() not in _SELF_CLOSING:
            depth = depth - 1 if m[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _outline(tree: LexborHTMLParser) -> _Outline:
    """Elements and blocks of the body in document order; deep nesting costs no recursion."""
    outline = _Outline()
    body = tree.body
    if body is None:
        return outline
    wanted = {node.mem_id for node in body.css(_ARTICLES)}
    walk = _Walk(outline)
    node: LexborNode | None = body
    depth = 0
    while node is not None:
        entered = walk.enter(node, node.mem_id in wanted)
        child = node.child if entered else None
        if child is not None:
            node, depth = child, depth + 1
            continue
        if entered:
            walk.leave(node)
        while node is not None and depth > 0 and node.next is None:
            node, depth = node.parent, depth - 1
            if node is not None:
                walk.leave(node)
        node = node.next if node is not None and depth > 0 else None
    walk.flush()
    return outline


class _Walk:
    """Collects text into blocks while the tree is walked."""

    def __init__(self, outline: _Outline) -> None:
        self.outline = outline
        self.open: list[int] = []
        self.buffer: list[str] = []
        self.links = 0
        self.linked = 0

    def enter(self, node: LexborNode, wanted: bool) -> bool:
        """Take a node; False when what is below it is to be left out."""
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            self.buffer.append(text)
            self.linked += len(text.strip()) if self.links else 0
            return False
        if tag.startswith(("-", "!")) or tag in _SKIPPED or _hidden(node):
            return False
        if tag == "br":
            self.flush()
            return False
        if tag in ("td", "th"):
            self.buffer.append(" | " if "".join(self.buffer).strip() else "")
            return True
        if tag in _INLINE:
            self.links += tag == "a"
            return True
        self.flush()
        elements = self.outline.elements
        noise = tag != "body" and not wanted and _noisy(node)
        elements.append(_Element(self.open[-1] if self.open else -1, tag, noise))
        self.open.append(len(elements) - 1)
        if wanted:
            self.outline.candidates.append(len(elements) - 1)
        return True

    def leave(self, node: LexborNode) -> None:
        """Leave a node that was entered."""
        tag = node.tag or ""
        if tag in ("td", "th"):
            return
        if tag in _INLINE:
            self.links -= tag == "a"
            return
        self.flush()
        self.open.pop()

    def flush(self) -> None:
        """End the block at hand."""
        text = _squeeze("".join(self.buffer))
        if text and self.open:
            owner = self.open[-1]
            self.outline.blocks.append(_Block(owner, self.outline.elements[owner].tag, text, self.linked))
        self.buffer.clear()
        self.linked = 0


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style


def _noisy(node: LexborNode) -> bool:
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", names[:400])
    return not _NOISE.isdisjoint(re.split(r"[^a-z]+", words.lower()))


def _paragraphs(outline: _Outline, title: str) -> tuple[list[str], list[str]]:
    """The short lines before the running text (headline, byline, date), and the running text."""
    elements, blocks = outline.elements, outline.blocks
    if not elements:
        return [], []
    _weigh(elements, blocks)
    _mark_cards(elements)
    total = elements[0].text
    for element in elements:
        element.noise = element.noise and element.text * 5 < total * 2
    dropped = _below(elements, {i for i, e in enumerate(elements) if e.noise})
    _weigh(elements, [b for b in blocks if not dropped[b.owner]])
    inside = _below(elements, {_container(outline)})
    chosen = [b for b in blocks if inside[b.owner] and not dropped[b.owner]]
    first = next((i for i, b in enumerate(chosen) if b.good), 0)
    lead = [b.text for b in chosen[:first]] or [b.text for b in blocks[:20] if not b.good and not dropped[b.owner]]
    return lead, [b.text for b in chosen[first:] if _kept(b) and b.text != title]


def _weigh(elements: list[_Element], blocks: list[_Block]) -> None:
    """Count running text and linked lines below each element; children stand after their parents."""
    for element in elements:
        element.text = element.linked = 0
    for block in blocks:
        elements[block.owner].text += len(block.text) if block.good else 0
        elements[block.owner].linked += block.linked * 2 > len(block.text)
    for element in reversed(elements):
        if element.parent >= 0:
            elements[element.parent].text += element.text
            elements[element.parent].linked += element.linked


def _mark_cards(elements: list[_Element]) -> None:
    """Three or more siblings that each hold a linked line and a little text are teasers for other articles."""
    cards: dict[int, list[int]] = {}
    for index, element in enumerate(elements):
        if element.linked and 0 < element.text < _CARD:
            cards.setdefault(element.parent, []).append(index)
    for siblings in cards.values():
        if len(siblings) >= 3 and 2 * sum(elements[i].text for i in siblings) < elements[0].text:
            for index in siblings:
                elements[index].noise = True


def _container(outline: _Outline) -> int:
    """The element of the article: the fullest one marked as such, else the smallest one with most of the text."""
    elements = outline.elements
    total = elements[0].text
    best = max(outline.candidates, key=lambda i: (elements[i].text, i), default=0)
    at = best if elements[best].text * 5 >= total * 2 else 0
    children: dict[int, list[int]] = {}
    for index, element in enumerate(elements):
        children.setdefault(element.parent, []).append(index)
    while True:
        fullest = max(children.get(at, ()), key=lambda i: elements[i].text, default=None)
        if fullest is None or elements[fullest].text * 10 < elements[at].text * 9 or not elements[fullest].text:
            return at
        if elements[fullest].tag == "p":
            return at
        at = fullest


def _below(elements: list[_Element], tops: set[int]) -> list[bool]:
    """For each element, whether it is one of ``tops`` or lies in one."""
    flags: list[bool] = []
    for index, element in enumerate(elements):
        flags.append(index in tops or (element.parent >= 0 and flags[element.parent]))
    return flags


def _kept(block: _Block) -> bool:
    """Running text, subheadings, table rows and short sentences; not teasers and labels."""
    if block.linked * 2 > len(block.text):
        return False
    return len(block.text) >= 25 or block.tag in _HEADINGS or block.tag in ("p", "tr", "li", "blockquote")


def _squeeze(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _json_ld(tree: LexborHTMLParser) -> dict[str, Any]:
    """The first JSON-LD object of the page that is an article; empty where there is none."""
    for node in tree.css("script[type='application/ld+json']"):
        try:
            value = json.loads(node.text(deep=True).strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(value):
            kind = thing.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(k, str) and k.endswith(("Article", "Posting")) for k in kinds):
                return thing
    return {}


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD value: itself, a list's members, a ``@graph``'s members, a page's main entity."""
    queue = [value]
    for _ in range(1000):
        if not queue:
            return
        thing = queue.pop(0)
        if isinstance(thing, list):
            queue.extend(thing)
        elif isinstance(thing, dict):
            yield thing
            queue.extend(thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing)


def _content(tree: LexborHTMLParser, selectors: tuple[str, ...]) -> Iterator[str]:
    for selector in selectors:
        for node in tree.css(selector):
            value = node.attributes.get("content") or node.attributes.get("datetime")
            if value is None and not selector.startswith("meta"):
                value = node.text(deep=True)
            if value and (clean := _squeeze(value)):
                yield clean


def _title(tree: LexborHTMLParser, data: dict[str, Any]) -> str:
    headline = data.get("headline")
    if isinstance(headline, str) and headline.strip():
        return _squeeze(headline)
    if title := next(_content(tree, _TITLES), ""):
        return title
    for selector in ("article h1", "h1", "title"):
        if (node := tree.css_first(selector)) and (text := _squeeze(node.text(deep=True))):
            return text
    return ""


def _published(tree: LexborHTMLParser, data: dict[str, Any]) -> Moment | None:
    """The first moment with a time; else the first date."""
    stated = [v for key in ("datePublished", "dateCreated") if isinstance(v := data.get(key), str)]
    moments = [m for text in [*stated, *_content(tree, _DATES)] if (m := parse_moment(text, default_zone="UTC"))]
    moments = [m for m in moments if m.when]
    return next((m for m in moments if m.precision == "time"), moments[0] if moments else None)


def _byline(tree: LexborHTMLParser, data: dict[str, Any]) -> str:
    author = data.get("author")
    names = [a.get("name") if isinstance(a, dict) else a for a in (author if isinstance(author, list) else [author])]
    stated = [_squeeze(name) for name in names if isinstance(name, str) and name.strip()]
    stated = stated or [name for name in _content(tree, _AUTHORS) if not name.startswith("http")][:1]
    return re.sub(r"^[Bb]y\s+", "", " and ".join([", ".join(stated[:-1]), stated[-1]] if stated[1:] else stated))


def _keywords(tree: LexborHTMLParser, data: dict[str, Any]) -> tuple[str, ...]:
    words = data.get("keywords")
    stated = words if isinstance(words, list) else [words] if isinstance(words, str) else []
    texts = [w for w in stated if isinstance(w, str)] or list(_content(tree, (_TAGS,)))
    return tuple(dict.fromkeys(tag for text in texts for part in text.split(",") if (tag := _squeeze(part))))
