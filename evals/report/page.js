"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const list = document.getElementById("list"), more = document.getElementById("more"), form = document.getElementById("filters");
const STEP = 40;
let matching = [], shown = 0;

// Every text of a document or an answer goes in as text, never as markup.
function el(name, kind, words) {
  const node = document.createElement(name);
  if (kind) node.className = kind;
  if (words !== undefined) node.textContent = words;
  return node;
}

function paint(id, spans) {
  const source = data.texts[id], box = el("div");
  if (!source) return box;
  const text = Array.from(source.text);
  const kinds = new Uint8Array(text.length);
  for (const [start, end, bit] of spans) for (let i = start; i < end && i < text.length; i++) kinds[i] |= bit;
  const from = Math.max(0, Math.min(...spans.map(s => s[0])) - 60), to = Math.min(text.length, Math.max(...spans.map(s => s[1])) + 60);
  box.append(el("h4", "", "《" + source.title + "》" + (source.number || "")));
  const pane = el("div", "source");
  if (from > 0) pane.append(el("span", "gap", "…"));
  let at = from;
  while (at < to) {
    let end = at;
    while (end < to && kinds[end] === kinds[at]) end++;
    let words = text.slice(at, end).join("");
    const kind = ["", "cited", "gold", "both"][kinds[at]];
    if (!kind && words.length > 260) {
      pane.append(words.slice(0, 90), el("span", "gap", " …（略）… "), words.slice(-90));
    } else pane.append(kind ? el("mark", kind, words) : words);
    at = end;
  }
  if (to < text.length) pane.append(el("span", "gap", "…"));
  box.append(pane);
  return box;
}

function answerSide(c) {
  const side = el("div");
  if (c.before.length) {
    side.append(el("h4", "", "之前问过"));
    c.before.forEach(q => side.append(el("p", "", q)));
    if (c.understood && c.understood !== c.q) side.append(el("p", "meta", "理解为：" + c.understood));
  }
  side.append(el("h4", "", "回答"));
  if (c.verdict) side.append(el("p", "", "结论：" + (data.verdicts[c.verdict] || c.verdict) + (c.claim ? (c.same ? "（依据记录：" : "（相近记录：") + c.claim + "）" : "")));
  if (c.refused) side.append(el("p", "", c.text.replace(/\*\*|\\(?=[^\w\s])/g, "") || "（拒答）"));
  for (const [words, numbers] of c.statements) {
    const p = el("p", "statement", words);
    numbers.forEach(n => p.append(el("sup", "", "[" + n + "]")));
    side.append(p);
  }
  c.cautions.forEach(words => side.append(el("p", "caution", words)));
  side.append(el("h4", "", "要求"));
  const want = [];
  if (c.expected.refuse) want.push("拒答");
  if (c.expected.verdict) want.push("结论为 " + c.expected.verdict.map(v => data.verdicts[v] || v).join(" 或 "));
  (c.expected.must_say || []).forEach(w => want.push("引文含 " + w.join(" / ")));
  if (c.gold.length) want.push("引到 " + c.gold.filter(g => g[3]).length + " 处要点");
  (c.expected.forbidden || []).slice(0, 3).forEach(w => want.push("不引“" + w + "”"));
  want.forEach(w => side.append(el("p", "", w)));
  const sure = c.confidence === null || c.confidence === undefined ? "" : " · 置信度 " + c.confidence;
  side.append(el("p", "meta", c.ms + " 毫秒" + sure + " · " + c.tags.join("、")));
  return side;
}

function sourceSide(c) {
  const side = el("div"), by = new Map();
  const put = (id, start, end, bit) => { if (!by.has(id)) by.set(id, []); by.get(id).push([start, end, bit]); };
  c.cited.forEach(([, id, start, end]) => put(id, start, end, 1));
  c.gold.forEach(([id, start, end]) => put(id, start, end, 2));
  by.forEach((spans, id) => side.append(paint(id, spans)));
  if (!by.size && c.hits.length) {
    side.append(el("h4", "", "检索到的前几段"));
    c.hits.slice(0, 3).forEach(([id, start, end]) => side.append(paint(id, [[start, end, 0]])));
  }
  return side;
}

function fill(box, c) {
  const body = el("div", "body");
  if (c.reason) body.append(el("p", "why", (data.causes[c.cause] || c.cause) + "：" + c.reason));
  c.violations.forEach(v => body.append(el("p", "why", v)));
  body.append(answerSide(c), sourceSide(c));
  box.append(body);
}

function card(c) {
  const box = el("details", "case" + (c.right ? "" : " wrong"));
  box.id = "case=" + c.id;
  const head = el("summary");
  head.append(el("span", "q", c.q));
  if (c.must) head.append(el("span", "tag must", "必过"));
  if (c.flip) head.append(el("span", "tag" + (c.flip === "fixed" ? " ok" : ""), c.flip === "fixed" ? "变对" : "变错"));
  head.append(el("span", c.right ? "tag ok" : "tag", c.right ? "对" : data.causes[c.cause] || c.cause), el("span", "id", c.id));
  box.append(head);
  box.addEventListener("toggle", () => { if (box.open && !box.querySelector(".body")) fill(box, c); });
  return box;
}

function wanted(c) {
  const f = form.elements, words = f.words.value.trim().toLowerCase();
  return (!words || (c.id + " " + c.q).toLowerCase().includes(words)) && (!f.suite.value || c.suite === f.suite.value) &&
    (!f.cause.value || c.cause === f.cause.value) && (!f.tag.value || c.tags.includes(f.tag.value)) &&
    (!f.result.value || (f.result.value === "wrong" ? !c.right : f.result.value === "right" ? c.right : c.flip));
}

function extend() {
  matching.slice(shown, shown + STEP).forEach(c => list.append(card(c)));
  shown = Math.min(matching.length, shown + STEP);
  more.hidden = shown >= matching.length;
}

function apply() {
  const rank = c => (c.flip === "broke" ? 0 : !c.right ? 1 : c.flip ? 2 : 3);
  matching = data.items.filter(wanted).sort((a, b) => rank(a) - rank(b));
  list.replaceChildren();
  shown = 0;
  document.getElementById("count").textContent = matching.length + " 题";
  extend();
}

function openCase() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!id.startsWith("case=")) return;
  form.reset();
  form.elements.words.value = id.slice(5);
  apply();
  const box = document.getElementById(id);
  if (box) { box.open = true; box.scrollIntoView({block: "center"}); }
}

const tags = [...new Set(data.items.flatMap(c => c.tags))].sort();
tags.forEach(t => form.elements.tag.append(new Option(t, t)));
form.addEventListener("input", apply);
form.addEventListener("reset", () => setTimeout(apply));
form.addEventListener("submit", e => e.preventDefault());
more.addEventListener("click", extend);
document.querySelectorAll("[data-cause]").forEach(b => b.addEventListener("click", () => { form.reset(); form.elements.cause.value = b.dataset.cause; apply(); document.getElementById("cases").scrollIntoView(); }));
document.querySelectorAll("[data-tag]").forEach(b => b.addEventListener("click", () => {
  form.reset();
  form.elements.tag.value = b.dataset.tag;
  const suite = Object.keys(data.suites).find(k => data.suites[k] === b.dataset.suiteName);
  if (suite) form.elements.suite.value = suite;
  apply();
  document.getElementById("cases").scrollIntoView();
}));
window.addEventListener("hashchange", openCase);
apply();
openCase();
