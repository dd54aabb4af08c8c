"""Run expressions on DuckDB, or on PySpark where one machine is too small.

Both engines are handed files and not frames: a missing number of a frame turns into NaN on Spark.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import DataError

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from pyspark.sql import SparkSession

    from analysis.world.panel_files import Files

MEMORY = "1GB"
"""How much DuckDB may hold; beyond it, it spills to disk. The process takes up to 1 GB more."""


class DuckDB:
    """DuckDB on this machine: bounded in memory, spilling into a folder."""

    rows_at_once = 2_000_000
    """How many rows of the panel are worked on at a time."""

    def __init__(self, spill: Path, memory: str = MEMORY) -> None:
        import duckdb
        import ibis

        self.errors = (duckdb.Error,)
        self._connection = ibis.duckdb.connect()
        self._names = (f"kept_{number}" for number in itertools.count())
        settings = {"temp_directory": str(spill), "preserve_insertion_order": "false"}
        settings["enable_progress_bar"] = "false"
        for name, value in settings.items():
            self._set(name, value)
        try:
            self._set("memory_limit", memory)
        except (duckdb.ParserException, duckdb.InvalidInputException):
            raise DataError(f"{memory!r} is no size of memory: write 1GB or 800MB") from None

    def read(self, files: Files, types: Mapping[str, str]) -> ir.Table:
        """Return the rows of a panel; its text columns are typed as given, number or text."""
        if "file" not in files.system.protocol:
            self._connection.register_filesystem(files.system)
        if files.parquet:
            return self._connection.read_parquet(files.addresses)
        return self._text(files.addresses, types, files.delimiter, files.encoding)

    def read_years(self, folder: Path, years: Sequence[int] | None = None) -> ir.Table:
        """Return some years, or all, of a table that was written by year."""
        folders = ["year=*"] if years is None else [f"year={year}" for year in years]
        paths = [str(path) for name in folders for path in folder.glob(f"{name}/*.parquet")]
        return self._connection.read_parquet(paths, hive_partitioning=True)

    def read_small(self, path: Path) -> ir.Table:
        """Return a small table of text with a header."""
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        return self._text([str(path)], dict.fromkeys(header, "text"), ",")

    def keep(self, table: ir.Table) -> ir.Table:
        """Return a table computed once, to be used several times."""
        return self._connection.create_table(next(self._names), table, temp=True)

    def drop(self, table: ir.Table) -> None:
        """Let go of a table that was kept."""
        self._connection.raw_sql(f"DROP TABLE {table.get_name()}")

    def write(self, table: ir.Table, folder: Path) -> None:
        """Write a table as Parquet, a folder a year, beside what is there."""
        options = {"partition_by": "year", "append": True, "dictionary_size_limit": 1}
        self._connection.to_parquet(table, folder, **options)

    def close(self) -> None:
        """Let go of everything."""
        self._connection.disconnect()

    def _set(self, name: str, value: str) -> None:
        quoted = value.replace("'", "''")
        self._connection.con.execute(f"SET {name} = '{quoted}'")

    def _text(
        self, paths: list[str], types: Mapping[str, str], delimiter: str, encoding: str = "utf-8"
    ) -> ir.Table:
        kinds = {"number": "DOUBLE", "text": "VARCHAR"}
        columns = {name: kinds[kind] for name, kind in types.items()}
        dialect = {"auto_detect": False, "header": True, "delim": delimiter, "quote": '"'}
        strict = {"escape": '"', "null_padding": False, "strict_mode": True, "encoding": encoding}
        return self._connection.read_csv(paths, columns=columns, **dialect, **strict)


class PySpark:
    """A Spark session: the one that spark-submit started, or one in local mode."""

    rows_at_once = float("inf")
    """Spark divides the work itself."""

    def __init__(self) -> None:
        import ibis

        self._session = _spark_session()
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        self.errors = (PySparkException, Py4JError)
        self._connection = ibis.pyspark.connect(self._session)
        self._names = (f"kept_{number}" for number in itertools.count())

    def read(self, files: Files, types: Mapping[str, str]) -> ir.Table:
        """Return the rows of a panel; its text columns are typed as given, number or text."""
        if files.parquet:
            return self._as_table(self._session.read.parquet(*files.addresses))
        return self._text(files.addresses, types, files.delimiter, files.encoding)

    def read_years(self, folder: Path, years: Sequence[int] | None = None) -> ir.Table:
        """Return some years, or all, of a table that was written by year."""
        table = self._as_table(self._session.read.parquet(str(folder.absolute())))
        return table if years is None else table.filter(table.year.isin(list(years)))

    def read_small(self, path: Path) -> ir.Table:
        """Return a small table of text with a header."""
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        return self._text([str(path.absolute())], dict.fromkeys(header, "text"), ",")

    def keep(self, table: ir.Table) -> ir.Table:
        """Return a table computed once, to be used several times."""
        return self._as_table(self._session.sql(self._connection.compile(table)).persist())

    def drop(self, table: ir.Table) -> None:
        """Let go of a table that was kept."""
        self._session.table(table.get_name()).unpersist()

    def write(self, table: ir.Table, folder: Path) -> None:
        """Write a table as Parquet, a folder a year, beside what is there."""
        frame = self._session.sql(self._connection.compile(table))
        frame.repartition("year").write.mode("append").partitionBy("year").parquet(
            str(folder.absolute())
        )

    def close(self) -> None:
        """Let go of everything."""
        self._session.stop()

    def _as_table(self, frame: Any) -> ir.Table:  # noqa: ANN401 - Spark may not be there
        name = next(self._names)
        frame.createOrReplaceTempView(name)
        return self._connection.table(name)

    def _text(
        self, paths: list[str], types: Mapping[str, str], delimiter: str, encoding: str = "utf-8"
    ) -> ir.Table:
        kinds = {"number": "DOUBLE", "text": "STRING"}
        schema = ", ".join(f"`{name}` {kinds[kind]}" for name, kind in types.items())
        # A row that does not fit fails, where it would silently lose its numbers.
        options = {"sep": delimiter, "quote": '"', "escape": '"', "mode": "FAILFAST"}
        options["encoding"] = encoding
        return self._as_table(self._session.read.csv(paths, schema=schema, header=True, **options))


Engine = DuckDB | PySpark


def check_installed() -> None:
    """Refuse to begin without the packages of the extra ``world``."""
    if any(importlib.util.find_spec(name) is None for name in ("ibis", "duckdb", "fsspec")):
        raise DataError(
            "an extra is not installed: python -m pip install '.[world]' in the checkout, or "
            "python -m pip install 'WHEEL[world]' with the wheel's path"
        )


def connect(name: str, spill: Path, memory: str = MEMORY) -> Engine:
    """Return the engine of a name: duckdb or pyspark.

    Examples
    --------
    >>> connect("duckdb", Path("spill"), "much")
    Traceback (most recent call last):
    analysis.errors.DataError: 'much' is no size of memory: write 1GB or 800MB
    """
    return DuckDB(spill, memory) if name == "duckdb" else PySpark()


def _spark_session() -> SparkSession:
    """Return Spark's session, quiet, and strict about each column of a CSV file."""
    import shutil

    try:
        from pyspark import SparkConf
        from pyspark.sql import SparkSession
    except ModuleNotFoundError:
        raise DataError(
            "PySpark is not installed: python -m pip install 'pyspark>=4.0.1,<4.1'"
        ) from None
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise DataError("PySpark needs Java, version 17 or later, and there is none on the PATH")
    alone = SparkConf().get("spark.master") is None
    builder = SparkSession.builder.appName("analysis world")
    if alone:
        builder = builder.config("spark.sql.shuffle.partitions", "8")
    session = (
        builder.config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.csv.parser.columnPruning.enabled", "false")
        .config("spark.sql.ansi.enabled", "true")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session
