// Computes the sheets given as JSON on standard input, and writes their values to standard output.
// HyperFormula is GPL or commercial: it is used here as a program of its own, and never shipped.
const { HyperFormula } = require("hyperformula");

const told = JSON.parse(require("fs").readFileSync(0, "utf8"));
const names = Object.entries(told.names).map(([name, at]) => ({ name, expression: `=${at}` }));
const options = { licenseKey: "gpl-v3", maxRows: 5000, smartRounding: false, useArrayArithmetic: true };
const engine = HyperFormula.buildFromSheets(told.sheets, options, names);

const read = (value) => (value !== null && typeof value === "object" ? value.value : value);
const values = {};
for (const name of engine.getSheetNames()) {
  const rows = engine.getSheetValues(engine.getSheetId(name));
  values[name] = rows.map((row) => row.map(read));
}
process.stdout.write(JSON.stringify(values));
