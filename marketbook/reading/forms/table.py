"""All forms in one table; where two stand as near to a number, the earlier one counts."""

from __future__ import annotations

from marketbook.reading.forms import other_amounts, rates, shares, sizes
from marketbook.reading.forms.model import Form

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
)
