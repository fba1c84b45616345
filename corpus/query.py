"""The tables of an archive asked in SQL, and the questions that are asked most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError
from .tables import schemas


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and rows. ``plot`` names the column to draw for each row, where the question has a picture."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    plot: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question. ``wants`` says what ``--about`` names; "" where it takes none."""

    doc: str
    sql: str
    wants: str = ""
    plot: str | None = None


_NAMED = "($about is null or contains(lower({0}), lower($about)))"
QUESTIONS: dict[str, Question] = {
    "outlets": Question(
        "claims checked and contradicted, by outlet (else by file)",
        f"""select coalesce(nullif(a.outlet, ''), a.source) as outlet, count(distinct a.article) as articles,
          count(*) filter (where v.outcome != 'open') as checked,
          count(*) filter (where v.outcome = 'contradicted') as contradicted,
          round(100.0 * contradicted / nullif(checked, 0), 1) as percent
        from verdicts v join articles a using (article)
        where {_NAMED.format("coalesce(nullif(a.outlet, ''), a.source)")}
        group by 1 order by contradicted desc, checked desc, outlet""", "an outlet"),
    "speakers": Question(
        "a speaker's record: checked claims that held, and forecasts whose day had come (batch --due)",
        f"""select c.speaker, count(*) filter (where v.outcome != 'open') as checked,
          count(*) filter (where v.outcome = 'supported') as held,
          count(*) filter (where v.outcome = 'contradicted') as contradicted,
          count(*) filter (where v.later in ('came_true', 'did_not')) as fell_due,
          count(*) filter (where v.later = 'came_true') as came_true,
          count(*) filter (where v.later = 'pending') as pending, count(*) as claims
        from claims c join verdicts v using (article, claim)
        where c.speaker is not null and {_NAMED.format("c.speaker")}
        group by 1 order by checked + fell_due desc, claims desc, c.speaker""", "a speaker"),
    "sentiment": Question(
        "sentiment towards a target by week (batch --sentiment)",
        """select cast(date_trunc('week', a.published) as date) as week, count(*) as mentions,
          count(*) filter (where s.label = 'positive') as positive,
          count(*) filter (where s.label = 'negative') as negative, round(avg(s.positive - s.negative), 3) as balance
        from sentiments s join articles a using (article)
        where a.published is not null and (($about is null and s.target is null) or
          contains(lower(s.target), lower($about)) or contains(lower(s.entity), lower($about)))
        group by 1 order by 1""", "a target: a company, an index, a rate", plot="balance"),
    "apart": Question(
        "the same figure told differently by two articles: one expression, one moment, intervals that do not meet",
        f"""with told as (
          select c.*, v.outcome, cast(v.as_of as date) as day, a.near, a.title
          from claims c join verdicts v using (article, claim) join articles a using (article)
          where c.expr is not null and c.accepted_low is not null and c.modality = 'fact' and c.relation = 'equals'
            and c.certain and v.as_of is not null)
        select x.day, x.expr, x.article as one, x.figure as says, x.outcome as checked, y.article as other,
          y.figure as says_other, y.outcome as checked_other
        from told x join told y on x.expr = y.expr and x.day = y.day and x.stated_unit = y.stated_unit
          and x.article < y.article and x.near != y.near
        where (x.accepted_high < y.accepted_low or y.accepted_high < x.accepted_low)
          and {_NAMED.format("x.expr")}
        order by all""", "a series"),
    "tables": Question(
        "the tables and how many rows each has", "select * from (values {counts}) t(name, rows) order by name"),
}


def open_tables(folder: Path) -> Any:
    """A DuckDB connection with a view for each table; it can read this folder and reach nothing else.

    Raises :class:`InputError` where DuckDB is not installed or ``folder`` holds no tables.
    """
    try:
        import duckdb
    except ImportError as error:
        raise InputError("questions need DuckDB; run: pip install 'tapecheck[archive]'") from error
    if not folder.is_dir():
        raise InputError(f"{folder.parent} holds no tables; write them with tapecheck batch INPUT -o {folder.parent}")
    db = duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "1GB"})
    db.execute("set timezone = 'UTC'")
    for name, schema in schemas().items():
        parts = folder / name
        if any(parts.glob("month=*/*.parquet")):
            pattern = str(parts / "month=*" / "*.parquet").replace("'", "''")
            db.execute(f"create view {name} as select * from read_parquet('{pattern}', hive_partitioning = true, "
                       "hive_types_autocast = false)")
        else:
            db.register(f"_{name}", schema.empty_table())
            db.execute(f"create view {name} as select *, ''::varchar as month from _{name}")
    db.execute("set allowed_directories = [{}]".format("'" + str(folder).replace("'", "''") + "/'"))
    db.execute("set enable_external_access = false")
    db.execute("set lock_configuration = true")
    return db


def ask(out: str | Path, question: str, about: str | None = None) -> Answer:
    """The answer to one ``select``, or to a ready question by its name, from the archive in ``out``.

    Raises :class:`InputError` for anything that is neither, or that the tables cannot answer.
    """
    import duckdb

    ready = QUESTIONS.get(question.strip())
    db = open_tables(Path(out) / "tables")
    try:
        sql = ready.sql if ready else question
        if question.strip() == "tables":
            sql = sql.format(counts=", ".join(f"('{name}', (select count(*) from {name}))" for name in schemas()))
        _select_only(db, sql)
        given = {"about": about} if ready and ready.wants else {}
        found = db.execute(sql, given)
        columns = tuple(str(column[0]) for column in found.description)
        return Answer(columns, tuple(found.fetchall()), ready.plot if ready else None)
    except duckdb.Error as error:
        names = ", ".join(QUESTIONS)
        said = " ".join(str(error).split())[:300]
        raise InputError(f"{said}; ready questions are: {names}") from error
    finally:
        db.close()


def _select_only(db: Any, sql: str) -> None:
    import duckdb

    statements = db.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise InputError("give one select statement, or a ready question: " + ", ".join(QUESTIONS))


def bars(values: Sequence[float | None], width: int = 40) -> list[str]:
    """A bar a value on one scale, those below nought to the left of the axis."""
    top = max((abs(v) for v in values if v is not None), default=0.0) or 1.0
    half = width // 2
    drawn: list[str] = []
    for value in values:
        size = round(abs(value or 0.0) / top * half)
        left, right = (size, 0) if (value or 0.0) < 0 else (0, size)
        drawn.append(" " * (half - left) + "▒" * left + "│" + "█" * right + " " * (half - right))
    return drawn
