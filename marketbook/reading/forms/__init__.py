"""The table of forms: the ways in which pages print a figure, each with its example.

Where two forms stand as near to a number, the earlier one counts.
"""

from marketbook.reading.forms import languages, other_amounts, rates, shares, sizes
from marketbook.reading.forms.model import UNSAID, Form, FormTable, judge

__all__ = ["FORMS", "UNSAID", "Form", "FormTable", "judge"]

FORMS: tuple[Form, ...] = (
    *sizes.INCREMENTS,
    *sizes.PRICES,
    *other_amounts.OTHERS,
    *sizes.SIZES,
    *sizes.VOLUMES,
    *rates.OTHERS,
    *rates.RATES,
    *rates.MULTIPLES,
    *shares.OTHERS,
    *shares.SHARES,
    *languages.LANGUAGES,
)
