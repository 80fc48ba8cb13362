"""Cells of a spreadsheet that are no formulas, whatever strangers wrote into them."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a formula of a cell, in the programs that open CSV files: a headline is written by strangers."""


def no_formula(cell: str | float | None) -> str | float | None:
    """The cell, with an apostrophe before what would be a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
