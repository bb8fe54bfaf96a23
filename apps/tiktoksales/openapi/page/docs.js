// Shows /openapi.json. Everything is put in as text, so nothing in the document can become markup.

const methods = ["get", "put", "post", "patch", "delete"];

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

// A schema as one would write the value: "text 1..255", "{ id: uuid, ... }".
function describe(schema, indent = "") {
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.anyOf) return schema.anyOf.map((one) => describe(one, indent)).join(" | ");
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  if (schema.type === "array") return `[${describe(schema.items, indent)}, …]`;
  if (schema.type === "object") return describeObject(schema, indent);
  return (schema.format ?? schema.contentMediaType ?? schema.type ?? "anything") + limits(schema);
}

function limits(schema) {
  const low = schema.minLength ?? schema.minimum;
  const high = schema.maxLength ?? schema.maximum;
  return low === undefined && high === undefined ? "" : ` ${low ?? ""}..${high ?? ""}`;
}

function describeObject(schema, indent) {
  const deeper = indent + "  ";
  const required = new Set(schema.required ?? []);
  const lines = Object.entries(schema.properties ?? {}).map(
    ([name, member]) =>
      `${deeper}${name}${required.has(name) ? "" : "?"}: ${describe(member, deeper)}`);
  if (schema.additionalProperties)
    lines.push(`${deeper}…: ${describe(schema.additionalProperties, deeper)}`);
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function addContent(parent, content) {
  for (const [type, media] of Object.entries(content ?? {})) {
    parent.append(element("p", type, "quiet"));
    parent.append(element("pre", describe(media.schema)));
  }
}

function addParameters(parent, parameters) {
  if (!parameters?.length) return;
  parent.append(element("h3", "Parameters"));
  const table = parent.appendChild(element("table"));
  for (const parameter of parameters) {
    const row = table.insertRow();
    row.insertCell().append(element("code", parameter.name));
    row.insertCell().textContent = `${parameter.in}${parameter.required ? "" : ", optional"}`;
    row.insertCell().append(element("code", describe(parameter.schema)));
    row.insertCell().textContent = parameter.description ?? "";
  }
}

function addSocket(parent, socket) {
  if (!socket) return;
  parent.append(element("h3", "Messages"), element("pre", describe(socket.message)));
  parent.append(element("h3", "Answers"), element("pre", describe(socket.answer)));
}

function addAnswers(parent, responses) {
  parent.append(element("h3", "Answers"));
  for (const [status, answer] of Object.entries(responses)) {
    parent.append(element("p", `${status}: ${answer.description ?? ""}`));
    addContent(parent, answer.content);
  }
}

function operationElement(path, method, operation) {
  const details = element("details");
  const socket = operation["x-websocket"];
  const summary = details.appendChild(element("summary"));
  const isReading = method === "get" && !socket;
  const word = socket ? "WS" : method.toUpperCase();
  summary.append(element("span", word, isReading ? "method" : "method writes"));
  summary.append(element("code", path, "path"), element("span", operation.summary, "quiet"));

  const body = details.appendChild(element("div"));
  if (operation.description) body.append(element("p", operation.description));
  if (operation.security) body.append(element("p", "Needs Authorization: Bearer <token>."));
  addParameters(body, operation.parameters);
  if (operation.requestBody) {
    body.append(element("h3", "Body"));
    addContent(body, operation.requestBody.content);
  }
  addSocket(body, socket);
  if (!socket) addAnswers(body, operation.responses);
  details.dataset.words = `${word} ${path} ${operation.summary}`.toLowerCase();
  return details;
}

function show(description) {
  document.title = description.info.title;
  document.getElementById("title").textContent =
    `${description.info.title} ${description.info.version}`;
  document.getElementById("about").textContent = description.info.description;
  const endpoints = document.getElementById("endpoints");
  for (const [path, operations] of Object.entries(description.paths))
    for (const method of methods)
      if (operations[method]) endpoints.append(operationElement(path, method, operations[method]));
  const schemas = document.getElementById("schemas");
  for (const [name, schema] of Object.entries(description.components.schemas)) {
    const details = schemas.appendChild(element("details"));
    details.append(element("summary", name), element("pre", describe(schema)));
  }
}

document.getElementById("filter").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  for (const details of document.querySelectorAll("#endpoints details"))
    details.hidden = !details.dataset.words.includes(wanted);
});

try {
  const answer = await fetch("/openapi.json");
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  show(await answer.json());
} catch (error) {
  document.getElementById("about").textContent = `The description cannot be shown: ${error.message}`;
}
