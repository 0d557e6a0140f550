"""The workbook of a report: one XLSX, prefilled, that is filled without a connection and comes back (R12, R4)."""

from poaiss.reporting.workbooks.exporting import export

__all__ = ["export"]
