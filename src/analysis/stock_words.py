"""Put stocks of investment and their balances into lines."""

import pandas as pd

from analysis.words import interval, sign


def moves(stocks: pd.DataFrame) -> list[str]:
    """Return a line for each direction and kind with what was published of it, by date.

    Examples
    --------
    >>> from analysis import read, stocks
    >>> moves(stocks(read("tests/invented")))[0]
    'inward, direct: USD 33 million (32.5 to 33.5) for 2005 (The Invented Bank)'
    """
    return [
        f"{direction}, {kind}: "
        + "; ".join(
            f"{interval(row, 'USD million')} for {row['period'] or 'no date'} ({row['publisher']})"
            for _, row in rows.iterrows()
        )
        for (direction, kind), rows in stocks.groupby(["direction", "kind"])
    ]


def parts(stocks: pd.DataFrame) -> list[str]:
    """Return a line for each stock of which the same source prints the portfolio within it.

    Examples
    --------
    >>> from analysis import read, stocks
    >>> parts(stocks(read("tests/invented")))[0][:71]
    'The Invented Bank, 2005: outward USD 55 million (54.5 to 55.5), of whic'
    """
    lines = []
    for (source, period, direction), rows in stocks.groupby(["source_id", "period", "direction"]):
        kinds = rows.set_index("kind")
        if {"unspecified", "portfolio"} <= set(kinds.index):
            whole, part = kinds.loc["unspecified"], kinds.loc["portfolio"]
            lines.append(
                f"{whole['publisher']}, {period}: {direction} {interval(whole, 'USD million')}, of "
                f"which {interval(part, 'USD million')} portfolio ({part['note'] or source})"
            )
    return lines


def balances(rows: pd.DataFrame) -> list[str]:
    """Return a line for each balance of two stocks.

    Examples
    --------
    >>> from analysis import investment_balances, read
    >>> rows = investment_balances(read("tests/invented")).set_index(["source_id", "period"])
    >>> balances(rows)[-1][:65]
    'bank-2006, 2005: without portfolio outward minus direct inward is'
    """
    lines = []
    for key, row in rows.iterrows():
        label = key if isinstance(key, str) else ", ".join(key)
        times = {c: row[f"ratio_{c}".removesuffix("_value")] for c in ("value", "low", "high")}
        lines.append(
            f"{label}: {row['outward_kind']} outward minus {row['inward_kind']} inward "
            f"{sign(row['decided'])}, {interval(row, 'USD million')}; the ratio is "
            f"{interval(times, 'ratio')}"
        )
    return lines
