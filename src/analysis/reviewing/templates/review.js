"use strict";
// The page works without this script as far as reading goes; what a person decides is done here.
(() => {
  const known = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const [WAITING, CONFIRMED, LEFT_OUT] = Object.keys(known.answers);
  const ANOTHER = "\u0000another";
  const MOST_UNDONE = 500;

  const state = known.articles.map((article) => ({
    rows: article.rows.map((row) => [...row]), undone: [], current: -1, unsaved: false,
  }));
  let shown = 0;
  let keeps = true;

  const article = () => known.articles[shown];
  const rows = () => state[shown].rows;
  const current = () => state[shown].current;
  const column = (name) => article().columns.indexOf(name);
  const cell = (row, name) => rows()[row][column(name)] ?? "";

  function decision(row) {
    const answer = cell(row, "confirmed").toLowerCase();
    return known.yes.includes(answer) ? CONFIRMED : known.no.includes(answer) ? LEFT_OUT : WAITING;
  }

  // ---- What is kept over a reload. A page from a mail attachment may not be allowed to.

  const key = (one) => `analysis review ${one.id} ${one.key}`;

  function recall() {
    known.articles.forEach((one, number) => {
      try {
        const kept = JSON.parse(localStorage.getItem(key(one)));
        const fits = kept && kept.rows.length === one.rows.length &&
          kept.rows.every((row) => row.length === one.columns.length &&
            row.every((text) => typeof text === "string"));
        if (fits) Object.assign(state[number], { rows: kept.rows, undone: kept.undone, unsaved: kept.unsaved });
      } catch {
        keeps = keeps && canKeep();
      }
    });
    at("forgets").hidden = keeps = canKeep();
  }

  function canKeep() {
    try {
      localStorage.setItem("analysis review", "");
      return true;
    } catch {
      return false;
    }
  }

  function keep() {
    const { rows, undone, unsaved } = state[shown];
    try {
      localStorage.setItem(key(article()), JSON.stringify({ rows, undone, unsaved }));
    } catch {
      at("forgets").hidden = keeps = false;
    }
  }

  window.addEventListener("beforeunload", (event) => {
    if (!keeps && state.some((one) => one.unsaved)) event.preventDefault();
  });

  // ---- Changes, each of which can be undone.

  function change(row, cells) {
    state[shown].undone.push([row, rows()[row]]);
    state[shown].undone.splice(0, state[shown].undone.length - MOST_UNDONE);
    rows()[row] = rows()[row].map((text, n) => cells[article().columns[n]] ?? text);
    changed();
  }

  function changed() {
    state[shown].unsaved = true;
    keep();
    sign();
    count();
  }

  function decide(answer) {
    const row = current();
    change(row, { confirmed: known.answers[answer] });
    const next = following(row, (one) => decision(one) === WAITING);
    say(`Row ${row + 1} ${answer}.${next < 0 ? " No row is left to decide: save the CSV." : ""}`);
    choose(next < 0 ? row : next, next < 0 ? at("save") : null);
  }

  function undo() {
    const last = state[shown].undone.pop();
    if (!last) return;
    const [row, before] = last;
    rows()[row] = before;
    changed();
    choose(row, state[shown].undone.length ? at("undo") : null);
    say(`Row ${row + 1} is as it was before.`);
  }

  function following(row, wanted) {
    const all = rows().map((_, n) => (row + 1 + n) % rows().length);
    return all.slice(0, -1).find(wanted) ?? -1;
  }

  // ---- The text: signs on its marks.

  const marks = () => [...at(`article-${shown}`).querySelectorAll(".mark[data-rows]")];
  const rowsOf = (mark) => mark.dataset.rows.split(" ").map(Number);
  const notes = known.articles.map((_, n) => new Map(
    [...at(`article-${n}`).querySelectorAll(".said")].map((note) => [Number(note.dataset.row), note]),
  ));
  const said = (row) => notes[shown].get(row);

  function word(row) {
    const verdict = decision(row) === CONFIRMED && said(row);
    return verdict ? known.verdicts.find((name) => verdict.classList.contains(name)) : decision(row);
  }

  function sign() {
    const order = Object.keys(known.signs);
    for (const mark of marks()) {
      const words = rowsOf(mark).map(word).sort((a, b) => order.indexOf(a) - order.indexOf(b));
      mark.className = `mark ${words[0].replace(" ", "-")}`;
      mark.querySelector(".sign").textContent = known.signs[words[0]];
      mark.querySelector(".unseen").textContent = `(${words[0]})`;
    }
  }

  function count() {
    const left = rows().filter((_, row) => decision(row) === WAITING).length;
    at("left").textContent = `${left} of ${rows().length} rows to decide`;
    at("undo").disabled = !state[shown].undone.length;
  }

  const say = (text) => { at("status").textContent = text; };

  // ---- The row that is chosen.

  function choose(row, focus) {
    state[shown].current = row;
    const mark = marks().find((one) => rowsOf(one).includes(row));
    for (const one of document.querySelectorAll(".mark")) one.removeAttribute("aria-current");
    mark?.setAttribute("aria-current", "true");
    if (focus !== undefined) mark?.scrollIntoView({ block: "nearest" });
    at("row-title").textContent = `Row ${row + 1} of ${rows().length}: ${cell(row, "as_written") || "a record"}`;
    at("about").textContent = `${known.signs[decision(row)]} ${decision(row)}`;
    showVerdict(row);
    fill(row);
    at("row").hidden = false;
    at("panel").scrollTop = 0;
    if (focus !== undefined) (focus ?? firstControl()).focus({ preventScroll: true });
  }

  const firstControl = () => at("guesses").querySelector("select, input") ?? at("confirm");

  function showVerdict(row) {
    const note = said(row);
    at("verdict").hidden = !note;
    at("verdict").className = note?.className ?? "";
    at("verdict").replaceChildren(...(note ? note.cloneNode(true).childNodes : []));
  }

  function chooseReason(mark) {
    for (const one of document.querySelectorAll(".mark")) one.removeAttribute("aria-current");
    mark.setAttribute("aria-current", "true");
    state[shown].current = -1;
    at("row").hidden = at("verdict").hidden = true;
    at("row-title").textContent = `No figure: ${mark.querySelector("bdi").textContent}`;
    at("about").textContent = `Left out of the draft: ${mark.dataset.reason}.`;
    at("row-title").focus({ preventScroll: true });
  }

  function fill(row) {
    const doubt = cell(row, "doubt").split("; ");
    const groups = { guesses: [], others: [], blanks: [] };
    for (const name of known.fields) {
      if (column(name) < 0) continue;
      const group = doubt.includes(name) || refusal(row, name) ? "guesses" : cell(row, name) ? "others" : "blanks";
      groups[group].push(field(row, name, group === "guesses"));
    }
    for (const [id, fields] of Object.entries(groups)) {
      at(id).replaceChildren(at(id).querySelector("legend"), ...fields);
      at(id).hidden = !fields.length;
    }
  }

  // ---- Its cells: those that are a guess can be chosen, or typed after "another".

  function field(row, name, isGuess) {
    const box = document.createElement("div");
    const choices = choicesOf(row, name, isGuess);
    const id = `cell-${name}`;
    box.className = "field";
    box.append(label(id, name.replaceAll("_", " ")));
    if (choices) box.append(select(row, name, id, choices, isGuess));
    else box.append(input(row, name, id));
    if (refusal(row, name)) explain(box, row, name, id);
    return box;
  }

  // Why "analysis confirm" would refuse a cell; nothing once the cell is another.
  function refusal(row, name) {
    const drafted = article().rows[row][column(name)];
    return cell(row, name) === drafted ? article().refused[row]?.[name] : undefined;
  }

  function explain(box, row, name, id) {
    const why = document.createElement("p");
    const control = box.querySelector("select, input");
    why.id = `${id}-why`;
    why.className = "refused";
    why.textContent = `Would be refused: ${refusal(row, name)}`;
    control.setAttribute("aria-describedby", why.id);
    control.setAttribute("aria-invalid", "true");
    box.append(why);
    box.addEventListener("change", () => {
      why.hidden = !refusal(row, name);
      control.setAttribute("aria-invalid", String(!why.hidden));
    });
  }

  function label(id, text) {
    const made = document.createElement("label");
    made.htmlFor = id;
    made.textContent = text;
    return made;
  }

  function choicesOf(row, name, isGuess) {
    const closed = ["quantity", "wording", "status"];
    const options = article().options[name];
    if (!isGuess && !closed.includes(name)) return null;
    const seen = cell(row, "choices").split("; ").filter(Boolean).map((text) => [text, ""]);
    const choices = options ?? (["period", "base"].includes(name) ? [...seen, ["", ""]] : []);
    const has = choices.some(([value]) => value === cell(row, name));
    return has ? choices : [[cell(row, name), ""], ...choices];
  }

  function input(row, name, id) {
    const made = document.createElement("input");
    made.id = id;
    made.dir = "auto";
    made.autocomplete = "off";
    made.value = cell(row, name);
    made.addEventListener("change", () => change(row, { [name]: made.value.trim() }));
    return made;
  }

  function select(row, name, id, choices, isGuess) {
    const both = document.createDocumentFragment();
    const made = document.createElement("select");
    made.id = id;
    for (const [value, words] of choices) made.add(new Option(optionText(value, words), value));
    if (isGuess) made.add(new Option("another …", ANOTHER));
    made.value = cell(row, name);
    both.append(made);
    made.addEventListener("change", () => {
      document.getElementById(`${id}-other`)?.remove();
      if (made.value !== ANOTHER) return change(row, { [name]: made.value });
      const other = input(row, name, `${id}-other`);
      other.setAttribute("aria-label", `another ${name.replaceAll("_", " ")}`);
      made.after(other);
      other.focus();
    });
    return both;
  }

  const optionText = (value, words) => (value ? (words ? `${value} – ${words}` : value) : "(blank)");

  // ---- The file, as `analysis confirm` reads it.

  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  function csv() {
    return [article().columns, ...rows()].map((row) => `${row.map(quoted).join(",")}\n`).join("");
  }

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv" }));
    link.download = `${article().id}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    state[shown].unsaved = false;
    keep();
    say(`${link.download} is saved where your browser puts downloads: put it into the folder drafts of the study, and run analysis confirm.`);
  }

  function show(number) {
    shown = number;
    known.articles.forEach((_, n) => { at(`article-${n}`).hidden = n !== number; });
    at("file").textContent = `${article().id}.csv`;
    at("row").hidden = at("verdict").hidden = true;
    sign();
    count();
    const first = rows().findIndex((_, row) => decision(row) === WAITING);
    if (rows().length) choose(Math.max(first, 0));
  }

  function step(by) {
    const to = (current() + by + rows().length) % rows().length;
    choose(to, by > 0 ? at("next") : at("previous"));
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.(".mark");
    if (!mark) return;
    if (mark.dataset.reason) return chooseReason(mark);
    const of = rowsOf(mark);
    const next = of[of.indexOf(current()) + 1];
    choose(next ?? of.find((row) => decision(row) === WAITING) ?? of[0], null);
  });
  // No form: the frame of a notebook lets none be sent.
  at("confirm").addEventListener("click", () => decide(CONFIRMED));
  at("row").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.target.blur();
    decide(CONFIRMED);
  });
  at("panel").addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelector('.mark[aria-current="true"]')?.focus();
  });
  at("leave").addEventListener("click", () => decide(LEFT_OUT));
  at("undo").addEventListener("click", undo);
  at("previous").addEventListener("click", () => step(-1));
  at("next").addEventListener("click", () => step(1));
  at("save").addEventListener("click", save);
  at("chooser").addEventListener("change", () => show(Number(at("chooser").value)));

  // The panel shows what is said of a number: no second box opens over it.
  for (const mark of document.querySelectorAll("[popovertarget]")) mark.removeAttribute("popovertarget");
  recall();
  at("scriptless").hidden = true;
  at("bar").hidden = false;
  show(0);
})();
