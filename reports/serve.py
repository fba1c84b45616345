"""The local page of ``tapecheck serve``: an article is pasted or dropped, the brief comes back; the same as JSON.

Nothing is written to disk unless a folder to keep briefs in was named. An article's addresses are never followed.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import FastAPI, Form, Request, Response, UploadFile
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from ..check import check
from ..errors import InputError, TapecheckError
from ..nlp.articles import read_bytes
from ..nlp.moments import parse_as_of
from ..read import read
from ..schemas import Report
from ..sources import Market
from .brief import brief, briefs
from .brief_model import Brief
from .output import MEDIA, render, write_brief
from .page import page, policy
from .serve_desk import Busy, Desk, Gone, Job, Step, Work, finished
from .serve_guard import LOOPBACK, Guard
from .text import clean

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Form_ = Literal["html", "md", "json", "text", "csv", "claimreview", "annotations"]
MOST_CHARS = 60_000
"""Characters of one article: more than a long magazine piece."""
MOST_BYTES = 2_000_000
"""Bytes of a request: a saved page is mostly not its article."""


class Pasted(BaseModel):
    """An article: its text, the ending of its name (.txt, .html, .json) and, where it gives none, its date."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=MOST_CHARS, examples=["The S&P 500 gained 23.3% in 2024."])
    name: str = Field(default="pasted.txt", max_length=120, pattern=r"^[^/\\\x00]+$")
    as_of: str | None = Field(default=None, max_length=40, examples=["2025-01-02"])


class Standing(BaseModel):
    """Where a brief stands: ``ahead`` counts the articles before it."""

    id: str
    state: Literal["waiting", "reading", "checking", "done", "failed"]
    ahead: int
    error: str = ""


class Refused(BaseModel):
    """Why a request was not answered."""

    error: str


_REFUSALS: dict[int | str, dict[str, Any]] = {
    code: {"model": Refused, "description": said} for code, said in {
        403: "a page elsewhere may not post here", 404: "no such brief, or it has expired",
        409: "not done yet", 413: "too large", 421: "a name this page does not answer to",
        422: "not an article, or not a moment", 429: "too many, too fast; see Retry-After",
        400: "not a request"}.items()}


def app_of(
    market: Market, *, offline: bool | None = True, keep: Path | None = None, rate: str = "600/minute",
    names: tuple[str, ...] = LOOPBACK, desk: Desk | None = None, work: Work | None = None,
) -> Any:
    """The ASGI application. ``keep`` is a folder for finished briefs, ``names`` the hosts it answers to, ``rate`` how
    many articles a client may send; ``work`` makes the reports, else they are made in a thread here."""
    def kept(data: bytes, name: str, as_of: datetime | None, step: Step) -> Report:
        report = work(data, name, as_of, step) if work else report_on(data, name, as_of, step, market, offline)
        if keep is not None:
            _keep(report, keep, market)
        return report

    counter = desk or Desk(kept)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        counter.close()

    from .. import __version__

    app = FastAPI(title="tapecheck", version=__version__, docs_url=None, redoc_url=None, lifespan=lifespan,
                  description="Reads market commentary and checks every number against the tape.")
    _handlers(app)
    _pages(app, counter, market, keep is not None)
    _api(app, counter, market)
    return Guard(app, names=names, rate=rate, most=MOST_BYTES)


def report_on(
    data: bytes, name: str, as_of: datetime | None, step: Step, market: Market, offline: bool | None
) -> Report:
    """The report on one article; ``step`` is told what is being done. Raises :class:`TapecheckError`."""
    step("reading")
    article = read_bytes(data, name, as_of=as_of)
    if len(article.body) > MOST_CHARS:
        raise InputError(f"the article is longer than {MOST_CHARS} characters")
    reading = read(article)
    step("checking")
    return check(reading, offline=offline, market=market)


def _keep(report: Report, folder: Path, market: Market) -> None:
    stem = re.sub(r"[^\w.-]+", "-", report.article.title or report.article.id)[:60].strip("-.") or "brief"
    write_brief(report, folder / f"{datetime.now():%Y%m%d-%H%M%S-%f}-{stem}.html", market)  # noqa: DTZ005


def _handlers(app: FastAPI) -> None:
    """Every refusal as one line of JSON, without an echo of what was sent."""
    codes: dict[type[Exception], int] = {Busy: 429, Gone: 404, TapecheckError: 422}

    def refuse(request: Request, error: Exception) -> Response:
        code = next(c for kind, c in codes.items() if isinstance(error, kind))
        headers = {"retry-after": "60"} if code == 429 else None
        if "text/html" in request.headers.get("accept", ""):
            return HTMLResponse(page("serve_refused.html", error=clean(str(error))), code, _headers())
        return JSONResponse({"error": clean(str(error))}, code, headers)

    def invalid(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        said = "; ".join(f"{'.'.join(map(str, e['loc'][1:])) or 'body'}: {e['msg']}" for e in error.errors()[:4])
        return JSONResponse({"error": clean(said)}, 422)

    for kind in codes:
        app.add_exception_handler(kind, refuse)
    app.add_exception_handler(RequestValidationError, invalid)


def _pages(app: FastAPI, desk: Desk, market: Market, kept: bool) -> None:
    @app.get("/", include_in_schema=False)
    def _home() -> Response:
        return HTMLResponse(page("serve.html", most=MOST_CHARS, kept=kept), headers=_headers())

    @app.post("/briefs", include_in_schema=False)
    async def _paste(
        text: Annotated[str, Form(max_length=MOST_CHARS)] = "", as_of: Annotated[str, Form(max_length=40)] = "",
        file: UploadFile | None = None,
    ) -> Response:
        data, name = text.encode("utf-8", "surrogatepass"), "pasted.txt"
        if file is not None and file.filename:
            data, name = await file.read(), file.filename
        job = desk.take(_given(data), name, parse_as_of(as_of) if as_of.strip() else None)
        return RedirectResponse(f"/briefs/{job.id}", 303)

    @app.get("/briefs/{ident}", include_in_schema=False)
    def _brief(ident: str) -> Response:
        job = desk.find(ident)
        if job.state == "failed":
            return HTMLResponse(page("serve_refused.html", error=clean(job.error)), 422, _headers())
        if job.report is None:
            return HTMLResponse(page("serve_wait.html", job=job, ahead=desk.ahead(job)), 200, _headers())
        return _answer("html", job.report, market)

    @app.get("/docs", include_in_schema=False)
    def _docs() -> Response:
        return HTMLResponse(page("serve_docs.html", api=app.openapi()), headers=_headers())

    @app.get("/favicon.ico", include_in_schema=False)
    def _icon() -> Response:
        return Response(status_code=204)


def _api(app: FastAPI, desk: Desk, market: Market) -> None:
    @app.post("/api/check", response_model=Report, responses=_REFUSALS, summary="The report on one article")
    async def _check(pasted: Pasted) -> Response:
        report = await _done(desk, pasted)
        return Response(report.model_dump_json(), media_type="application/json")

    @app.post("/api/brief", response_model=Brief, responses=_REFUSALS, summary="The brief of one article")
    async def _brief(pasted: Pasted) -> Response:
        made = brief(await _done(desk, pasted), market)
        return Response(made.model_dump_json(), media_type="application/json")

    @app.post("/api/briefs", response_model=Standing, responses=_REFUSALS, status_code=202,
              summary="Queue one article; ask for its brief later")
    def _queue(pasted: Pasted) -> Standing:
        return _standing(desk, _take(desk, pasted))

    @app.get("/api/briefs/{ident}", response_model=Standing, responses=_REFUSALS, summary="Where a brief stands")
    def _stands(ident: str) -> Standing:
        return _standing(desk, desk.find(ident))

    @app.get("/api/briefs/{ident}/{form}", responses=_REFUSALS, summary="A brief that is done, in a format",
             response_class=Response)
    def _take_out(ident: str, form: Form_) -> Response:
        job = desk.find(ident)
        if job.report is None and job.state != "failed":
            return JSONResponse({"error": "not done yet"}, 409)
        return _answer(form, finished(job), market)

    @app.delete("/api/briefs/{ident}", status_code=204, responses=_REFUSALS, summary="Forget a brief")
    def _forget(ident: str) -> Response:
        desk.drop(desk.find(ident))
        return Response(status_code=204)


def _take(desk: Desk, pasted: Pasted) -> Job:
    as_of = parse_as_of(pasted.as_of) if pasted.as_of is not None else None
    return desk.take(_given(pasted.text.encode("utf-8", "surrogatepass")), pasted.name, as_of)


def _given(data: bytes) -> bytes:
    if not data.strip():
        raise InputError("there is no text; paste an article or choose its file")
    return data


async def _done(desk: Desk, pasted: Pasted) -> Report:
    """The report, once its turn has come; nothing of it stays behind."""
    job = _take(desk, pasted)
    try:
        await asyncio.wrap_future(job.future)
        return finished(job)
    finally:
        desk.drop(job)


def _standing(desk: Desk, job: Job) -> Standing:
    return Standing(id=job.id, state=job.state, ahead=desk.ahead(job), error=clean(job.error))


def _answer(form: Form_, report: Report, market: Market) -> Response:
    text = render(form, (report,), briefs((report,), market))
    headers = {"content-security-policy": policy() + "; frame-ancestors 'none'"} if form == "html" else {}
    return Response(text.encode("utf-8", "backslashreplace"), media_type=MEDIA[form], headers=headers)


def _headers() -> dict[str, str]:
    """The policy of our own pages: our style and script, our own address, nothing else."""
    served = policy("brief.css", "serve.css", script="serve.js").replace("form-action 'none'", "form-action 'self'")
    return {"content-security-policy": served + "; connect-src 'self'; frame-ancestors 'none'"}
