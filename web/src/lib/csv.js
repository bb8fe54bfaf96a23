// Rows as a CSV file that the browser saves. A text that a spreadsheet would run as a formula is
// led by an apostrophe.
function cell(value) {
  let text = value === null || value === undefined ? "" : String(value);
  if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
  return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

export function save_csv(name, rows) {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]);
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  const text = lines.map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name + ".csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

// The cells of a CSV text, row after row: commas or semicolons between them, as the first row has
// more of; quoted where they hold one, or a quote, which is written twice.
export function read_csv(text) {
  const content = text.replace(/^\ufeff/, "");
  const head = content.split(/\r?\n/, 1)[0];
  const separator = head.split(";").length > head.split(",").length ? ";" : ",";
  const rows = [];
  let row = [], value = "", is_quoted = false;
  const end_row = () => {
    row.push(value);
    if (row.some((one) => one !== "")) rows.push(row);
    row = [];
    value = "";
  };
  for (let at = 0; at < content.length; at++) {
    const letter = content[at];
    if (is_quoted && letter === '"' && content[at + 1] === '"') value += content[at++];
    else if (letter === '"' && (is_quoted || value === "")) is_quoted = !is_quoted;
    else if (is_quoted) value += letter;
    else if (letter === separator) { row.push(value); value = ""; }
    else if (letter === "\n") end_row();
    else if (letter !== "\r") value += letter;
  }
  end_row();
  return rows;
}

// As objects by the names in the first row, in lower case and without what guards a formula.
export function read_csv_rows(text) {
  const [names = [], ...rows] = read_csv(text);
  const keys = names.map((name) => name.trim().toLowerCase());
  return rows.map((row) =>
    Object.fromEntries(keys.map((key, at) => [key, (row[at] ?? "").trim().replace(/^'(?=[=+\-@])/, "")])));
}
