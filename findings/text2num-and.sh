#!/usr/bin/env bash
# text2num and number-parser: "between one billion and two billion" has one billion and two in it.
# Guessed: two numbers, since what follows "and" is no smaller part of the number before it; for
# "twenty and thirty" there are two. Seen: 1000000002 and 1000000000, as "two" joins the billion
# before it and the second "billion" is left alone; 200 to 300 million come out as 203 and 100
# million, and five million and ten billion are a number of sixteen digits. Both packages do so,
# word for word, and text2num in French and Spanish too. In number-parser's tracker "thirty and six"
# is open (97), without larger units; the READMEs show "and" inside one number only.
# 2026-11-30, text2num 3.1.0, number-parser 0.3.2.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'text2num==3.1.0' 'number-parser==0.3.2'
"$home/env/bin/python" - <<'PY'
from number_parser import parse
from text_to_num import alpha2digit

TEXTS = {
    "between twenty and thirty": "between 20 and 30",
    "one billion to two billion": "1000000000 to 2000000000",
    "between one billion and two billion": "between 1000000002 1000000000",
    "between two hundred and three hundred million": "between 203 100000000",
    "five million and ten billion": "5000010000000000",
}
seen = {text: alpha2digit(text, "en") for text in TEXTS}
other = {text: parse(text) for text in TEXTS}
french = alpha2digit("entre un milliard et deux milliards", "fr")
print("seen:", seen, "in French:", french)
assert seen == TEXTS, "changed"
assert other == TEXTS, "number-parser changed"
assert french == "entre 1000000002 1000000000", "French changed"
PY
