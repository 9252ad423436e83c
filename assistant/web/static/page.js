// What the page does in the browser itself: open sources, copy, print, letter size, shade, and tell screen readers.
(() => {
  "use strict";
  const narrow = window.matchMedia("(max-width: 900px)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const $ = (selector, root = document) => root.querySelector(selector);
  const keep = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } },
  };
  let opener = null; // what had the focus before the sheet came up
  let shown = "";    // address of the document in the pane, without the place
  let blank = null;  // what the pane holds before anything is opened
  let latest = 0;    // newest number asked for: a slow reply must not replace a later one

  // ---- sources -------------------------------------------------------------------------------------------------
  const split = (href) => {
    const url = new URL(href, document.baseURI);
    const n = url.searchParams.get("n");
    url.hash = "";
    url.searchParams.delete("n");
    return { address: url.href, n };
  };

  function bring(n, smooth) {
    const body = $("#pane-body");
    if (!body) return;
    let first = null;
    for (const mark of body.querySelectorAll("mark.hit")) {
      const on = mark.dataset.n.split(" ").includes(n);
      mark.classList.toggle("on", on);
      if (on && !first) first = mark;
    }
    const target = first || $("h2", body);
    if (!target) return;
    const box = target.getBoundingClientRect(), frame = body.getBoundingClientRect();
    const top = body.scrollTop + box.top - frame.top - frame.height * (first ? 0.28 : 0);
    body.scrollTo({ top, behavior: smooth && !calm.matches ? "smooth" : "auto" });
  }

  async function open(href, { focus = true } = {}) {
    const { address, n } = split(href);
    const turn = ++latest;
    const same = address === shown;
    if (!same) {
      let html;
      try {
        const reply = await fetch(address + (address.includes("?") ? "&" : "?") + "part=1");
        html = reply.ok ? await reply.text() : null;
        if (!reply.ok) say((await reply.json()).error);
      } catch { html = null; }
      if (turn !== latest) return;
      const body = $("#pane-body");
      if (html === null) {
        body.replaceChildren(Object.assign(document.createElement("p"),
          { className: "changed", textContent: "原文没有打开，请再试一次。" }));
        shown = "";
      } else {
        body.innerHTML = html;
        shown = address;
        body.scrollTop = 0;
      }
      caption($(".paper", body));
    }
    $(".pane-out").href = href;
    if (focus) sheet(true);
    bring(n, same);
    for (const link of document.querySelectorAll("a.cite.on")) link.classList.remove("on");
    for (const link of document.querySelectorAll("a.cite"))
      if (link.getAttribute("href") === href) link.classList.add("on");
    if (focus) {
      $("#pane-body").focus({ preventScroll: true });
      const title = $("#pane-body h2");
      if (title) say("已打开原文：" + title.textContent);
    }
  }

  function sheet(up) {
    const pane = $("#pane");
    pane.classList.toggle("up", up);
    document.body.classList.toggle("sheet-up", up && narrow.matches);
    if (!up && opener && document.contains(opener)) opener.focus({ preventScroll: true });
  }

  function empty() {
    shown = "";
    latest++;
    $("#pane-body").replaceChildren(blank);
    caption(null);
    sheet(false);
  }

  function caption(paper) {
    $(".pane-name").textContent = paper ? paper.getAttribute("aria-label") : "原文";
    $(".pane-meta").textContent = paper ? paper.dataset.meta : "";
    $(".pane-out").hidden = !paper;
  }

  const say = (words) => { const at = $("#announce"); if (at) at.textContent = words; };

  // ---- buttons -------------------------------------------------------------------------------------------------
  async function copy(button) {
    const text = $(".copied", button.closest(".actions")).textContent;
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch {
      const area = Object.assign(document.createElement("textarea"), { value: text });
      area.style.cssText = "position:fixed;opacity:0";
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
    }
    const before = button.dataset.label || (button.dataset.label = button.textContent);
    button.textContent = done ? "已复制" : "复制未成功";
    say(button.textContent);
    setTimeout(() => { button.textContent = before; }, 1800);
  }

  function printed(button) {
    const turn = button.closest(".turn");
    for (const other of document.querySelectorAll(".turn")) other.classList.toggle("to-print", other === turn);
    window.print();
  }

  const letters = (large) => {
    document.documentElement.classList.toggle("large", large);
    $('[data-act="larger"]')?.setAttribute("aria-pressed", String(large));
    keep.set("letters", large ? "large" : "");
  };
  const shade = (dark) => {
    document.body.classList.toggle("dark", dark);
    $('[data-act="shade"]')?.setAttribute("aria-pressed", String(dark));
  };

  const acts = {
    copy, print: printed,
    close: () => sheet(false),
    fresh: () => { $("#fresh").click(); empty(); $("#box textarea").focus(); },
    larger: () => letters(!document.documentElement.classList.contains("large")),
    shade: () => { shade(!document.body.classList.contains("dark")); keep.set("shade", document.body.classList.contains("dark") ? "dark" : "light"); },
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite, a.place");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      opener = link;
      open(link.getAttribute("href"));
      return;
    }
    const button = event.target.closest("[data-act]");
    if (button) acts[button.dataset.act]?.(button);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && $("#pane.up") && narrow.matches) sheet(false);
    // Enter that ends the input of a Chinese word must not send the question.
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
  }, true);

  // ---- the conversation as it grows ----------------------------------------------------------------------------
  const seen = { turn: 0, state: "" };
  function grown() {
    const turn = [...document.querySelectorAll("#log .turn")].pop();
    const now = turn ? Number(turn.dataset.turn) : 0;
    const state = turn ? turn.dataset.state : "";
    if (now === seen.turn && state === seen.state) return;
    const fresh = now !== seen.turn;
    Object.assign(seen, { turn: now, state });
    if (!turn) return;
    const log = $("#log");
    const top = turn.offsetTop - 12;
    if (narrow.matches) turn.scrollIntoView({ block: "start", behavior: fresh && !calm.matches ? "smooth" : "auto" });
    else log.scrollTo({ top, behavior: "auto" });
    if (state !== "done") { if (fresh) say("正在查阅资料"); return; }
    const links = turn.querySelectorAll(".words a.cite");
    say("回答已给出" + (links.length ? `，有 ${links.length} 处引用` : ""));
    if (links.length && !narrow.matches) open(links[0].getAttribute("href"), { focus: false });
  }

  function start() {
    const log = $("#log");
    if (!log || !$("#box textarea")) { setTimeout(start, 60); return; }
    document.documentElement.lang = "zh-CN";
    blank = $(".pane-empty");
    log.setAttribute("role", "log");
    log.setAttribute("aria-label", "问答");
    log.setAttribute("aria-live", "off"); // the announcement below the masthead speaks instead, once
    log.tabIndex = 0;
    $("#box textarea").setAttribute("aria-label", "问题");
    letters(keep.get("letters") === "large");
    const chosen = keep.get("shade");
    if (chosen) shade(chosen === "dark"); else shade(document.body.classList.contains("dark"));
    new MutationObserver(grown).observe(log, { childList: true, subtree: true });
    document.documentElement.classList.add("ready");
  }
  start();
})();
