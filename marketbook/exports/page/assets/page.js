// The page is complete without this script, but for the table of figures. The script shows one view
// at a time by the address (#market/iomt), fills the tables, and switches scenarios. It makes
// elements, never HTML out of text: the page's content policy refuses that.

// ---- small things ----------------------------------------------------------------------------

const find = (id) => document.getElementById(id);

/** Runs something when there is nothing else to do. */
const spare = globalThis.requestIdleCallback ?? setTimeout;

/** An element with properties and children; texts stay texts. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== ""));
  return element;
}

/** Words with links, as [text] and [text, address]. */
const words = (pieces) => pieces.map(([text, href]) => (href ? make("a", { href }, text) : text));

const badge = (word) => make("span", { className: `verdict is-${word.toLowerCase()}` }, word);
const MISSING = "–";
const count = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

const formats = new Map();
/** A number with so many decimals, as the tables made beforehand write it. */
function writeNumber(value, digits) {
  if (!Number.isFinite(value)) return MISSING;
  if (!formats.has(digits)) {
    const settings = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    formats.set(digits, new Intl.NumberFormat("en", { ...settings, signDisplay: "negative" }));
  }
  return formats.get(digits).format(value).replace("-", "−");
}

const writePercent = (value) => {
  const written = writeNumber(value * 100, 1);
  return written === MISSING ? written : `${written} %`;
};

// ---- figures ---------------------------------------------------------------------------------

const SEARCHED = [
  "market",
  "region",
  "cut",
  "segment",
  "stated",
  "unit",
  "source",
  "locator",
  "note",
  "record",
  "kind",
  "year",
];

/** All figures by column: the published ones, then every forecast. */
class Figures {
  constructor(data) {
    this.names = data.columns;
    this.searched = [];
    this.units = data.units;
    this.readings = data.readings;
    this.world = data.world;
    this.columns = {};
    for (const [name, { values, at }] of Object.entries(data.figures)) {
      this.columns[name] = at ? at.map((n) => (n < 0 ? null : values[n])) : values;
    }
    this.published = this.columns.record.length;
    for (const market of data.lines) this.#addForecasts(market);
    this.length = this.columns.record.length;
    this.#nameAll();
  }

  #addForecasts(market) {
    const whole = "Whole market";
    const lines = [{ region: market.region, segment: whole, sizes: market.total }];
    for (const { isPlaces, name, parts } of market.cuts) {
      for (const part of parts) {
        const { sizes } = part;
        if (isPlaces) lines.push({ region: part.name, segment: whole, sizes });
        else lines.push({ region: market.region, cut: name, segment: part.name, sizes });
      }
    }
    market.scenarios.forEach((scenario, n) => {
      for (const { sizes, ...about } of lines) {
        sizes[n].forEach((value, k) => {
          this.#add({
            kind: "Forecast",
            market: market.market,
            ...about,
            year: market.first + k,
            value,
            unit: market.unit,
            reading: value,
            reading_unit: market.unit,
            scenario,
            source: market.source,
            verdict: "OK",
            is_disputed: false,
          });
        });
      }
    });
  }

  #add(row) {
    for (const name of Object.keys(this.columns)) this.columns[name].push(row[name] ?? null);
  }

  /** A figure goes by its id alone, unless one of an earlier table has the same id. */
  #nameAll() {
    this.places = new Map();
    this.rows = new Map();
    this.columns.record.slice(0, this.published).forEach((record, row) => {
      const id = record.slice(record.indexOf(":") + 1);
      const place = this.places.has(id) ? record : id;
      this.places.set(place, row);
      this.rows.set(record, place);
    });
  }

  href(row) {
    const place = this.rows.get(this.columns.record[row]);
    return place === undefined ? "" : `#figure/${encodeURI(place)}`;
  }

  get(name, row) {
    return this.columns[name][row];
  }

  isForecast(row) {
    return row >= this.published;
  }

  /** What a figure is about: a segment, a place, or the whole market. */
  about(row) {
    const [cut, segment, region] = ["cut", "segment", "region"].map((name) => this.get(name, row));
    const place = region === this.world ? "" : region;
    if (!cut) return place || segment;
    return `${segment} (${cut.toLowerCase()})${place && `, ${place}`}`;
  }

  period(row) {
    const [start, end] = [this.get("start_year", row), this.get("end_year", row)];
    return start === null ? String(this.get("year", row) ?? "") : `${start} to ${end}`;
  }

  /** The value as it is read, in base units, so that millions and billions compare. */
  weigh(row) {
    const unit = this.get("reading_unit", row) ?? this.get("unit", row);
    return (this.get("reading", row) ?? this.get("value", row)) * (this.units[unit] ?? 1);
  }

  /** What a misprint is read as; nothing for a figure that is as printed. */
  reading(row) {
    return this.readings[this.get("record", row)];
  }

  unit(row) {
    const reading = this.reading(row);
    return `${this.get("unit", row)}${reading ? `, read as ${reading}` : ""}`;
  }

  printed(row) {
    if (this.isForecast(row)) return writeNumber(this.get("value", row), 2);
    const qualifier = (this.get("qualifier", row) ?? "").replaceAll("-", " ");
    return `${qualifier} ${this.get("stated", row)}`.trim();
  }

  kind(row) {
    const [kind, scenario] = [this.get("kind", row), this.get("scenario", row)];
    return this.isForecast(row) ? `${kind}, ${scenario.toLowerCase()}` : kind;
  }

  /** What a search looks through: a text for each row. */
  get texts() {
    this.#prepare(this.length);
    return this.searched;
  }

  /** Make those texts while there is nothing else to do, so that no search waits for them. */
  prepareInSpareTime() {
    if (this.searched.length >= this.length) return;
    spare(() => {
      this.#prepare(this.searched.length + 2000);
      this.prepareInSpareTime();
    });
  }

  #prepare(end) {
    const columns = SEARCHED.map((name) => this.columns[name]);
    for (let row = this.searched.length; row < Math.min(end, this.length); row++) {
      let text = "";
      for (const column of columns) if (column[row] !== null) text += `${column[row]} `;
      this.searched.push(text.toLowerCase());
    }
  }

  object(row) {
    return Object.fromEntries(this.names.map((name) => [name, this.get(name, row)]));
  }
}

/** All rows in the order of one column; empty cells come last. */
function order(length, read, down) {
  const cells = Array.from({ length }, (_, row) => read(row));
  const texts = [...new Set(cells)].filter((cell) => typeof cell === "string");
  const ranks = new Map(texts.sort(new Intl.Collator("en").compare).map((text, n) => [text, n]));
  const weights = Float64Array.from(cells, (cell) =>
    (cell ?? "") === "" ? Number.POSITIVE_INFINITY : (down ? -1 : 1) * (ranks.get(cell) ?? cell),
  );
  const rows = Uint32Array.from(cells, (_, row) => row);
  // both infinite: the difference is no number, and the place decides
  return rows.sort((a, b) => weights[a] - weights[b] || a - b);
}

// ---- a table with search, filters, sorting and pages -------------------------------------------

const PAGE = 100;

/**
 * A list that shows a page at a time. Its state is the address, so that it can be sent to others
 * and the back button finds it again.
 */
class List {
  /** @param {{place, noun, filters, columns, texts, length, keep}} settings */
  constructor(settings) {
    Object.assign(this, settings);
    this.section = find(this.place);
    this.state = new URLSearchParams();
    this.orders = new Map();
    this.#build();
  }

  #build() {
    const search = make("input", { type: "search", name: "q", autocomplete: "off" });
    search.addEventListener("input", () => this.#change("q", search.value));
    const fields = this.filters.map((filter) => this.#buildFilter(filter));
    const clear = make("button", { type: "button" }, "Clear");
    clear.addEventListener("click", () => this.show(new URLSearchParams(), true));
    this.controls = make(
      "form",
      { className: "controls", role: "search" },
      make("label", {}, "Search", search),
      fields,
      clear,
      this.buttons ?? [],
    );
    this.controls.addEventListener("submit", (event) => event.preventDefault());
    this.status = make("p", { className: "status", role: "status" });
    this.heads = this.columns.map((column) => this.#buildHead(column));
    this.body = make("tbody");
    const caption = make("caption", {}, this.caption);
    const table = make(
      "table",
      {},
      caption,
      make("thead", {}, make("tr", {}, this.heads)),
      this.body,
    );
    const scroll = { className: "scroll", tabIndex: 0, role: "group", "aria-label": this.caption };
    this.before = this.#buildStep("Previous", -1);
    this.after = this.#buildStep("Next", 1);
    this.where = make("span");
    this.section.append(
      this.controls,
      this.status,
      make("div", scroll, table),
      make(
        "nav",
        { className: "pages", "aria-label": "Pages" },
        this.before,
        this.where,
        this.after,
      ),
    );
  }

  #buildFilter({ name, title, values, first }) {
    const options = [["", first ?? "All"], ...values.map((value) => [value, value])];
    const select = make(
      "select",
      { name },
      options.map(([value, text]) => make("option", { value }, String(text))),
    );
    select.addEventListener("change", () => this.#change(name, select.value));
    return make("label", {}, title, select);
  }

  #buildHead({ title, look = "", sort }) {
    const button = make("button", { type: "button" }, title);
    button.addEventListener("click", () => {
      const down = this.state.get("sort") === sort && !this.state.has("down");
      this.state.set("sort", sort);
      this.state.delete("down");
      if (down) this.state.set("down", "");
      this.#change("page", "");
    });
    return make("th", { scope: "col", className: look }, button);
  }

  #buildStep(text, by) {
    const button = make("button", { type: "button" }, text);
    button.addEventListener("click", () => {
      this.#change("page", String(this.page + by), true);
      this.section.querySelector(".scroll").scrollIntoView({ block: "nearest" });
    });
    return button;
  }

  #change(name, value, keepsPage = false) {
    if (!keepsPage) this.state.delete("page");
    if (value) this.state.set(name, value);
    else this.state.delete(name);
    this.show(this.state, true);
  }

  /** Show what an address asks for; `isNew` where the address has to follow. */
  show(state, isNew = false) {
    this.state = new URLSearchParams(state);
    const told = this.state.toString();
    if (isNew) history.replaceState(null, "", `#${this.place}${told && `?${told}`}`);
    for (const field of this.controls.querySelectorAll("input, select")) {
      const value = this.state.get(field.name) ?? "";
      if (field.value !== value) field.value = value;
    }
    this.rows = this.#choose();
    this.page = Math.min(Math.max(Number(this.state.get("page")) || 1, 1), this.pages);
    this.#fill();
  }

  get pages() {
    return Math.max(1, Math.ceil(this.rows.length / PAGE));
  }

  /** The rows that the address asks for; another page of the same takes no new search. */
  #choose() {
    const asked = new URLSearchParams(this.state);
    asked.delete("page");
    if (this.chosenFor === asked.toString()) return this.rows;
    this.chosenFor = asked.toString();
    const sought = (asked.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    const texts = sought.length ? this.texts() : [];
    // a filter that is not set takes no time, but for one that hides rows of itself
    const set = this.filters.filter(({ name, first }) => asked.has(name) || first);
    const tests = set.map(({ name, test }) => [test, asked.get(name) ?? ""]);
    const isWanted = (row) => {
      for (const [test, value] of tests) if (!test(row, value)) return false;
      return sought.every((word) => texts[row].includes(word));
    };
    return this.#sort(asked.get("sort"), asked.has("down")).filter(isWanted);
  }

  /** All rows in an order, kept once it was asked for. */
  #sort(name, down) {
    const key = `${name} ${down}`;
    const column = this.columns.find(({ sort }) => sort === name);
    const read = column ? column.key : () => 0;
    if (!this.orders.has(key)) this.orders.set(key, order(this.length, read, down));
    return this.orders.get(key);
  }

  #fill() {
    const first = (this.page - 1) * PAGE;
    const shown = [...this.rows.slice(first, first + PAGE)];
    this.body.replaceChildren(
      ...shown.map((row) =>
        make(
          "tr",
          {},
          this.columns.map(({ look = "", show }, n) =>
            make(n ? "td" : "th", n ? { className: look } : { scope: "row" }, show(row)),
          ),
        ),
      ),
    );
    this.columns.forEach(({ sort }, n) => {
      const isSorted = this.state.get("sort") === sort;
      const direction = this.state.has("down") ? "descending" : "ascending";
      if (isSorted) this.heads[n].setAttribute("aria-sort", direction);
      else this.heads[n].removeAttribute("aria-sort");
    });
    const range = shown.length ? `, ${first + 1} to ${first + shown.length} shown` : "";
    this.status.textContent = `${count(this.rows.length, this.noun)}${range}`;
    this.where.textContent = `Page ${this.page} of ${this.pages}`;
    this.before.disabled = this.page === 1;
    this.after.disabled = this.page === this.pages;
  }
}

// ---- copies ----------------------------------------------------------------------------------

const quote = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function writeCsv(figures, rows) {
  const line = (cells) => `${cells.map((cell) => quote(String(cell ?? ""))).join(",")}\n`;
  const lines = Array.from(rows, (row) =>
    line(figures.names.map((name) => figures.get(name, row))),
  );
  return line(figures.names) + lines.join("");
}

const writeJson = (figures, rows) =>
  `${JSON.stringify(
    Array.from(rows, (row) => figures.object(row)),
    null,
    1,
  )}\n`;

function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // a page from disk may not use the clipboard itself; a selection can always be copied
    const area = make("textarea", { value: text });
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}

/** Buttons that hand over the rows that a list shows, on all its pages. */
function makeCopies(figures, list) {
  const button = (title, act) => {
    const made = make("button", { type: "button" }, title);
    made.addEventListener("click", act);
    return made;
  };
  const name = document.title
    .replace(/.*· /, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  const hand = (write) => async () => {
    const done = await copy(write(figures, list().rows));
    const told = count(list().rows.length, "figure");
    list().status.textContent = done ? `Copied ${told}` : "Could not copy";
  };
  const save = (ending, type, write) => () =>
    download(`${name}.${ending}`, type, write(figures, list().rows));
  return [
    button("Copy CSV", hand(writeCsv)),
    button("Copy JSON", hand(writeJson)),
    button("Download CSV", save("csv", "text/csv", writeCsv)),
    button("Download JSON", save("json", "application/json", writeJson)),
  ];
}

// ---- the lists of figures and findings ---------------------------------------------------------

const unique = (cells) => [...new Set(cells)].filter((cell) => cell !== null && cell !== undefined);

/** A column that shows what it sorts by, unless `more` says otherwise. */
const column = (title, key, more = {}) => ({
  title,
  key,
  show: key,
  sort: title.toLowerCase(),
  ...more,
});

/** A filter on the cells of a column. */
const filter = (title, cells) => ({
  title,
  name: title.toLowerCase(),
  values: unique(cells).sort(),
  test: (row, value) => !value || cells[row] === value,
});

function listFigures(figures) {
  const { columns } = figures;
  const cell = (name) => (row) => columns[name][row];
  const ofYear = (row, value) => {
    const [year, start, end] = ["year", "start_year", "end_year"].map((name) => columns[name][row]);
    return !value || String(year) === value || (start !== null && start <= value && value <= end);
  };
  const ofKind = (row, value) => {
    if (!value) return !figures.isForecast(row);
    return value === "Everything" || columns.kind[row] === value;
  };
  const kinds = { first: "All published", values: [...unique(columns.kind), "Everything"] };
  const about = (row) => {
    const href = figures.href(row);
    return href ? make("a", { href }, figures.about(row)) : figures.about(row);
  };
  const verdict = (row) => (figures.isForecast(row) ? null : columns.verdict[row]);
  const list = new List({
    place: "figures",
    noun: "figure",
    caption: "Figures",
    length: figures.length,
    texts: () => figures.texts,
    filters: [
      { ...filter("Kind", columns.kind), ...kinds, test: ofKind },
      filter("Market", columns.market),
      filter("Region", columns.region),
      { ...filter("Year", columns.year), test: ofYear },
      filter("Source", columns.source),
      filter("Verdict", columns.verdict),
    ],
    columns: [
      column("What", (row) => figures.about(row), { show: about }),
      column("As printed", (row) => figures.weigh(row), {
        show: (row) => figures.printed(row),
        sort: "value",
        look: "n",
      }),
      column("Unit", cell("unit"), { show: (row) => figures.unit(row) }),
      column("Year", (row) => columns.year[row] ?? columns.start_year[row], {
        show: (row) => figures.period(row) || MISSING,
        look: "tight",
      }),
      column("Kind", (row) => figures.kind(row), { look: "tight" }),
      column("Market", cell("market")),
      column("Source", cell("source")),
      column("Place", cell("locator")),
      column("Verdict", verdict, { show: (row) => (verdict(row) ? badge(verdict(row)) : MISSING) }),
    ],
    buttons: makeCopies(figures, () => list),
  });
  return list;
}

function listFindings(findings, markets) {
  const cells = (name) => findings.map((finding) => finding[name] ?? null);
  const read = (name) => (row) => findings[row][name] ?? null;
  const texts = findings.map((finding) => JSON.stringify(Object.values(finding)).toLowerCase());
  const says = (row) => findings[row].sentence ?? findings[row].says ?? null;
  return new List({
    place: "findings",
    noun: "finding",
    caption: "Findings",
    length: findings.length,
    texts: () => texts,
    filters: [
      filter(
        "Market",
        cells("market").map((id) => markets.get(id) ?? null),
      ),
      filter("Verdict", cells("verdict")),
      filter("Rule", cells("rule")),
    ],
    columns: [
      column("What", read("subject"), {
        show: (row) => make("a", { href: hrefOf(findings[row]) }, findings[row].subject),
      }),
      column("In a sentence", says, { sort: "sentence" }),
      column("Rule", read("rule")),
      column("Verdict", read("verdict"), { show: (row) => badge(findings[row].verdict) }),
    ],
  });
}

// ---- one figure, one finding -------------------------------------------------------------------

const hrefOf = (finding) => `#${encodeURI(finding.name)}`;

function makeFacts(facts) {
  const kept = facts.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return make(
    "dl",
    { className: "facts" },
    kept.flatMap(([name, value]) => [
      make("dt", {}, name),
      make("dd", {}, value instanceof Node ? value : String(value)),
    ]),
  );
}

/** The arithmetic of a finding, what it would be read as, and why it stays. */
function makeArithmetic(finding) {
  const say = (title, ...children) => make("p", {}, make("b", {}, title), " ", ...children);
  const paragraph = (title, text) => (text ? say(title, text) : null);
  const list = (title, cells = []) =>
    cells.length
      ? say(title, ...cells.flatMap((cell, n) => [n ? ", " : "", ...words(cell)]))
      : null;
  return [
    finding.sentence ? make("p", {}, finding.sentence) : null,
    make("p", {}, words(finding.arithmetic)),
    list("Cannot be true together with:", finding.against),
    list("May be the wrong one:", finding.suspects),
    paragraph("Read as:", finding.readAs),
    finding.readAs ? null : paragraph("Would be read as:", finding.wouldRead),
    paragraph(finding.readAs ? "Why:" : "Why it stays:", finding.reason),
    paragraph("Evidence:", finding.evidence),
    finding.decidedOn ? paragraph("Decided on:", finding.decidedOn) : null,
    make("p", { className: "note" }, `Rule ${finding.rule}: ${finding.says ?? ""}`),
  ].filter(Boolean);
}

function showFigure(section, figures, findings, row) {
  const get = (name) => figures.get(name, row);
  const title = [figures.about(row), figures.period(row)].filter(Boolean).join(", ");
  const above = [
    make("a", { href: "#figures" }, "Figures"),
    ` · ${get("market")} · ${get("kind")}`,
  ];
  const unit = get("unit").replace("percent", "%");
  section.replaceChildren(
    make("p", { className: "note" }, above),
    make("h1", { tabIndex: -1 }, title),
    make("p", { className: "printed" }, `${figures.printed(row)} ${unit}`),
    ...showVerdict(figures, row),
    showFacts(figures, row),
    ...showAgainst(findings, get("record")),
  );
  showSiblings(section, figures, row);
  return title;
}

/** What a misprint is read as, and what the audit says. */
function showVerdict(figures, row) {
  const reading = figures.reading(row);
  const word = figures.get("verdict", row);
  const told = reading && word === "OK" ? "Read so, nothing contradicts it." : VERDICTS[word];
  const verdict = make("p", {}, badge(word), ` ${told}`);
  const lead = make("p", { className: "lead" }, "Read as ", make("strong", {}, reading), ".");
  return reading ? [lead, verdict] : [verdict];
}

function showFacts(figures, row) {
  const get = (name) => figures.get(name, row);
  const href = `#figures?market=${encodeURIComponent(get("market"))}`;
  return makeFacts([
    ["Kind", get("kind")],
    ["Market", make("a", { href }, get("market"))],
    ["Region", get("region")],
    ["Share of", get("share_of")],
    ["Year", get("year")],
    ["Period", get("start_year") && figures.period(row)],
    ["Source", get("source")],
    ["Place", get("locator")],
    ["Note", get("note")],
    ["Record", get("record")],
  ]);
}

/** Every finding about a figure, with its arithmetic. */
function showAgainst(findings, record) {
  const found = findings.filter((finding) => finding.record === record);
  const articles = found.map((finding) => {
    const link = make("a", { href: hrefOf(finding) }, finding.subject);
    const head = make("h3", {}, badge(finding.verdict), " ", link);
    return make("article", { className: "problem" }, head, ...makeArithmetic(finding));
  });
  return found.length ? [make("h2", {}, "What contradicts it"), ...articles] : [];
}

/** Other figures of the same market and place. */
function showSiblings(section, figures, row) {
  const same = (other) =>
    other !== row &&
    ["market", "region", "segment"].every(
      (name) => figures.get(name, other) === figures.get(name, row),
    );
  const others = [];
  for (let other = 0; other < figures.published && others.length < 20; other++) {
    if (same(other)) others.push(other);
  }
  if (!others.length) return;
  section.append(
    make("h2", {}, "Beside it"),
    make(
      "ul",
      {},
      others.map((other) =>
        make(
          "li",
          {},
          make(
            "a",
            { href: figures.href(other) },
            [figures.kind(other), figures.period(other)].filter(Boolean).join(", "),
          ),
          `: ${figures.printed(other)} ${figures.get("unit", other)} (${figures.get("source", other)})`,
        ),
      ),
    ),
  );
}

function showFinding(section, figures, finding) {
  const place = figures.rows.get(finding.record);
  section.replaceChildren(
    make("p", { className: "note" }, make("a", { href: "#findings" }, "Findings")),
    make("h1", { tabIndex: -1 }, finding.subject),
    make("p", {}, badge(finding.verdict), ` ${VERDICTS[finding.verdict]}`),
    ...makeArithmetic(finding),
  );
  if (place !== undefined) {
    section.append(
      make("p", {}, make("a", { href: `#figure/${encodeURI(place)}` }, "The figure as printed")),
    );
  }
  return finding.subject;
}

const VERDICTS = {
  OK: "The audit finds nothing against it.",
  NOTE: "Can be true, but something a reader should know.",
  KNOWN: "Looked at, and accepted as printed or corrected.",
  CHECK: "Cannot be true together with other figures.",
};

// ---- sizes by year in another scenario or measure ----------------------------------------------

const MEASURES = ["Size", "Share", "Growth", "Added"];

/** Puts a choice of measure and scenario above a table of sizes by year. */
function makeSwitch(holder, market) {
  const cut = market.cuts.find(({ key }) => key === holder.dataset.cut);
  const parts = [...cut.parts.map(({ sizes }) => sizes), market.total];
  const cells = [...holder.querySelectorAll("tbody tr")].map((row) => [
    ...row.querySelectorAll("td"),
  ]);
  const caption = holder.querySelector("caption");
  const choose = (title, values, chosen) => {
    const options = values.map((text, n) =>
      make("option", { value: n, selected: n === chosen }, text),
    );
    const select = make("select", {}, options);
    select.addEventListener("change", update);
    return [make("label", {}, title, select), select];
  };
  const [measureLabel, measure] = choose("Measure", MEASURES, 0);
  const [scenarioLabel, scenario] = choose("Scenario", market.scenarios, 1);
  function update() {
    const [m, s] = [Number(measure.value), Number(scenario.value)];
    const write = writers(market, m);
    parts.forEach((sizes, line) => {
      cells[line].forEach((cell, n) => {
        cell.textContent = write(sizes[s], market.total[s], n);
      });
    });
    const unit = [
      market.shown,
      "percent of the market",
      "a year",
      `${market.shown} since ${market.base}`,
    ][m];
    caption.textContent = `${MEASURES[m] === "Size" ? cut.name : `${cut.name}: ${MEASURES[m].toLowerCase()}`} by year, ${unit}, ${market.scenarios[s].toLowerCase()} scenario`;
    holder.querySelector(".scroll").setAttribute("aria-label", caption.textContent);
  }
  holder.prepend(make("div", { className: "controls" }, measureLabel, scenarioLabel));
}

/** How a measure writes the n-th year of a line, given the line and the whole market. */
function writers(market, measure) {
  const amount = (value) => writeNumber(value * market.factor, market.digits);
  return [
    (sizes, _, n) => amount(sizes[n]),
    (sizes, total, n) => writePercent(sizes[n] / total[n]),
    (sizes, _, n) => (n ? writePercent(sizes[n] / sizes[n - 1] - 1) : MISSING),
    (sizes, _, n) => {
      const base = market.base - market.first;
      return n >= base ? amount(sizes[n] - sizes[base]) : MISSING;
    },
  ][measure];
}

// ---- which view is shown -----------------------------------------------------------------------

class Router {
  constructor(data, figures) {
    this.figures = figures;
    this.findings = data.findings;
    this.byName = new Map(data.findings.map((finding) => [finding.name, finding]));
    this.markets = new Map(data.lines.map((market) => [market.id, market]));
    this.title = document.title;
    for (const link of document.querySelectorAll("a[data-href]")) link.href = link.dataset.href;
    this.lists = {};
    this.scrolled = new Map();
    this.at = null;
    history.scrollRestoration = "manual";
    addEventListener("hashchange", () => this.go());
    addEventListener("scroll", () => this.at !== null && this.scrolled.set(this.at, scrollY), {
      passive: true,
    });
    addEventListener("beforeprint", () => this.#openAll(true));
    addEventListener("afterprint", () => this.#openAll(false));
  }

  #list(place) {
    const names = new Map(
      this.figures ? [...this.markets].map(([id, { market }]) => [id, market]) : [],
    );
    this.lists[place] ??=
      place === "figures" ? listFigures(this.figures) : listFindings(this.findings, names);
    return this.lists[place];
  }

  /** Lay out the table of figures before anyone asks for it. */
  prepareInSpareTime() {
    spare(() => this.#list("figures"));
  }

  go() {
    const address = location.hash.slice(1) || "overview";
    const [path, query = ""] = address.split(/\?(.*)/s);
    let place = path;
    try {
      place = decodeURIComponent(path);
    } catch {
      // not an encoded address: it may still name something as it is
    }
    const [target, title] = this.#find(place, query);
    if (target) this.#show(target, title, address);
    else if (this.at === null) this.#show(find("overview"), undefined, "overview");
  }

  /** The element that a place names, and its title. */
  #find(place, query) {
    if (place === "figures" || place === "findings") {
      this.#list(place).show(new URLSearchParams(query));
      return [find(place)];
    }
    const [, kind, name] = place.match(/^(figure|finding)\/(.+)$/s) ?? [];
    if (kind === "figure") {
      const row =
        this.figures.places.get(name) ?? this.figures.places.get(name.slice(name.indexOf(":") + 1));
      if (row !== undefined)
        return [find("figure"), showFigure(find("figure"), this.figures, this.findings, row)];
    }
    const finding = this.byName.get(place);
    if (finding) return [find("finding"), showFinding(find("finding"), this.figures, finding)];
    const target = find(place);
    if (target && !target.closest(".view")) return [null];
    return [target ?? find("nowhere")];
  }

  #show(target, title, address) {
    const view = target.closest(".view");
    for (const shown of document.querySelectorAll(".view.shown")) shown.classList.remove("shown");
    view.classList.add("shown");
    root.classList.remove("arriving");
    for (const holder of view.querySelectorAll(".years:not(.ready)")) {
      holder.classList.add("ready");
      makeSwitch(holder, this.markets.get(holder.dataset.market));
    }
    const isFirst = this.at === null;
    this.at = address;
    document.title = `${title ?? view.dataset.title} · ${this.title}`;
    this.#mark(view);
    target.closest("details")?.setAttribute("open", "");
    const details = target.nextElementSibling;
    if (target !== view && details?.tagName === "DETAILS") details.open = true;
    if (target === view) scrollTo(0, this.scrolled.get(address) ?? 0);
    else target.scrollIntoView();
    if (!isFirst)
      (target === view ? view.querySelector("h1") : target).focus?.({ preventScroll: true });
  }

  #mark(view) {
    const owner = { figure: "figures", finding: "findings" }[view.id] ?? view.id;
    for (const link of document.querySelectorAll("header nav a")) {
      const isHere = decodeURIComponent(link.hash.slice(1)) === owner;
      if (isHere) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  /** Print shows what details hold. */
  #openAll(isPrinting) {
    for (const details of document.querySelectorAll(".view.shown details")) {
      if (isPrinting && !details.open) details.dataset.closed = "";
      if (isPrinting) details.open = true;
      else if ("closed" in details.dataset) {
        details.open = false;
        delete details.dataset.closed;
      }
    }
  }
}

function makeThemeSwitch() {
  const isDark = () =>
    (root.dataset.theme ??
      (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const button = make("button", { type: "button", className: "theme" }, "");
  const name = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `${button.textContent} colours`);
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    name();
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // without storage the choice lasts as long as the page is open
    }
  });
  name();
  document.querySelector("header").append(button);
}

makeThemeSwitch();
const data = JSON.parse(find("data").textContent);
const figures = new Figures(data);
const router = new Router(data, figures);
router.go();
router.prepareInSpareTime();
figures.prepareInSpareTime();
root.classList.add("ready");
