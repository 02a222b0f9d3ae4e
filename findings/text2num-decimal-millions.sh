#!/usr/bin/env bash
# text2num: "deux virgule cinq milliards", 2.5 billion in French, is two and a half.
# Guessed: 2500000000, or "2,5 milliards"; in English and German the number stays in two parts, as
# "2.5 1000000000". Seen: 2,5000000000 in French, Spanish, Portuguese, Italian, Dutch and Danish: the
# zeros of the billion are written behind the decimals, where they count for nothing. No error, and
# a number that any reader of such text takes for 2.5. Without decimals it is right. The README
# shows decimals in several languages and no larger unit behind them; the tracker has none either.
# 2026-11-30, text2num 3.1.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'text2num==3.1.0'
"$home/env/bin/python" - <<'PY'
from text_to_num import alpha2digit

TEXTS = {
    "en": ("two point five billion", "2.5 1000000000"),
    "de": ("zwei Komma fünf Milliarden", "2,5 1000000000"),
    "fr": ("deux virgule cinq milliards", "2,5000000000"),
    "es": ("dos coma cinco millones", "2,5000000"),
    "pt": ("dois vírgula cinco bilhões", "2,5000000000"),
    "it": ("due virgola cinque miliardi", "2,5000000000"),
    "nl": ("twee komma vijf miljard", "2,5000000000"),
    "da": ("to komma fem milliarder", "2,5000000000"),
}
seen = {language: alpha2digit(text, language) for language, (text, _) in TEXTS.items()}
whole = alpha2digit("deux milliards cinq cents millions", "fr")
print("seen:", seen, "in whole numbers:", whole)
assert whole == "2500000000", "whole numbers changed"
assert seen == {language: read for language, (_, read) in TEXTS.items()}, "changed"
PY
