"""The table of forms: the ways in which pages print a figure, each with its example."""

from marketbook.reading.forms.model import Form, FormTable, Verdict, judge
from marketbook.reading.forms.table import FORMS

__all__ = ["FORMS", "Form", "FormTable", "Verdict", "judge"]
