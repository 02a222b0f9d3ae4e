from __future__ import annotations

from collections.abc import Callable

from tests.conformance.programs import need_command, run_command, run_script
from tests.conformance.tool import ROOT, Tool, types

HEAD = "out <- list()"
EACH = """
suppressPackageStartupMessages({
LINES
})
sizes <- as.data.frame(TABLE)
out[["TABLE"]] <- list(
  columns = I(names(sizes)),
  types = I(vapply(sizes, function(column) class(column)[1], "")),
  rows = lapply(seq_len(nrow(sizes)), function(n) {
    lapply(sizes, function(column) {
      cell <- column[[n]]
      if (is.na(cell)) NULL
      else if (inherits(cell, "Date")) format(cell)
      else if (is.double(cell)) sprintf("%.17g", cell) # toJSON stops at 15 digits
      else cell
    })
  })
)
"""
TAIL = """
out <- lapply(out, function(one) {
  one$rows <- lapply(one$rows, unname)
  one$types <- I(unname(one$types))
  one
})
cat(jsonlite::toJSON(out, auto_unbox = TRUE, null = "null", digits = NA))
"""
FIELDS = 'fields <- jsonlite::fromJSON("schemas/sizes.json")$fields\n'
TYPES = types(
    character="string yearmonth date",
    integer="integer year number",
    numeric="number integer year",
    logical="boolean",
    Date="date",
    IDate="date",
)


def need_package(name: str) -> Callable[[], str]:
    def missing() -> str:
        without = need_command("Rscript")()
        if without:
            return without
        code = f"cat(all(c('jsonlite', '{name}') %in% rownames(installed.packages())))"
        found = run_command(["Rscript", "-e", code], ROOT)
        return "" if found == "TRUE" else f"R has no package {name}; "

    return missing


TOOLS = [
    Tool(
        name="R",
        source="CSV",
        language="r",
        lines=FIELDS + 'sizes <- read.csv("tables/sizes.csv", na.strings = "",\n'
        '                  colClasses = ifelse(fields$type == "string", "character", NA))',
        types=TYPES | types(character="string yearmonth date boolean"),
        load=run_script(["Rscript"], HEAD, EACH, TAIL),
        missing=need_package("jsonlite"),
        remark="text columns named by the schema; `true` and `false` stay text",
    ),
    Tool(
        name="R, data.table",
        source="CSV",
        language="r",
        lines=FIELDS + 'sizes <- data.table::fread("tables/sizes.csv", na.strings = "",\n'
        '  colClasses = list(character = fields$name[fields$type == "string"]))',
        types=TYPES,
        load=run_script(["Rscript"], HEAD, EACH, TAIL),
        missing=need_package("data.table"),
        remark="text columns named by the schema",
    ),
]
