"""Words that spreadsheets write in the language of whoever uses them."""

from __future__ import annotations

TRUE_WORDS = frozenset((
    "true", "wahr", "vrai", "verdadero", "vero", "verdadeiro", "waar", "sant", "sand", "sann",
    "tosi", "prawda", "pravda", "igaz", "doğru", "истина", "істина", "adevărat", "cert",
))  # fmt: skip
"""What TRUE is called in spreadsheets of other languages, small letters."""

FALSE_WORDS = frozenset((
    "false", "falsch", "faux", "falso", "onwaar", "falskt", "falsk", "usann", "epätosi", "fałsz",
    "nepravda", "hamis", "yanliş", "yanlış", "ложь", "хибність", "fals",
))  # fmt: skip
"""What FALSE is called there."""

ERROR_WORDS = frozenset((
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
    "#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#NV", "#BEZUG!",
    "#WERT!", "#ZAHL!", "#VALEUR!", "#NOM?", "#NOMBRE!", "#¡REF!", "#¡VALOR!", "#¿NOMBRE?",
))  # fmt: skip
"""Errors of formulas, which a text may hold after it was pasted as a value."""
