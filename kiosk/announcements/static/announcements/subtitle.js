// A television that nobody touches: one text at a time, or one running line. What it has stays while nobody answers.
(() => {
  "use strict";
  const STANDS_MS = 9000, ASK_MS = 5000, ANEW_MS = 6 * 3600 * 1000, DOTS_PER_S = 140;
  const body = document.body, stage = document.getElementById("stage"), steps = document.getElementById("steps");
  const office = document.querySelector(".office").textContent;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const began = Date.now();
  let shown = JSON.parse(document.getElementById("shown").textContent), key = JSON.stringify(shown), at = 0, offset = 0;

  const part = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.textContent = text;
    return made;
  };
  const article = (one) => {
    const made = part("article", one.kind === "urgent" ? "urgent" : one.kind, ""), text = part("p", "text", "");
    text.append(...one.parts.map((words) => part("span", "", words)));
    if (one.label) made.append(part("p", "kind", one.label));
    made.append(text);
    one.others.slice(0, 2).forEach((words) => made.append(part("p", "other", words)));
    if (one.source) made.append(part("p", "source", one.source));
    return made;
  };
  const rest = { kind: "rest", label: "", parts: [office], others: [], source: "" };
  const draw = () => {
    const list = shown.length ? shown : [rest];
    at %= list.length;
    const made = article(list[at]);
    stage.replaceChildren(made);
    fit(made);
    if (steps) steps.replaceChildren(...(list.length > 1 ? list.map((_, n) => part("i", n === at ? "here" : "", "")) : []));
  };
  const fit = (made) => { // the largest type in which everything has room
    if (body.dataset.layout === "line") { run(made); return; }
    let size = 11;
    do { size -= 0.5; made.style.setProperty("--size", `${size}vmin`); } while (size > 3 && made.scrollHeight > stage.clientHeight);
  };
  const run = (made) => { offset = still ? 0 : -body.clientWidth; made.style.transform = `translateX(${-offset}px)`; };

  let turned = performance.now(), before = turned;
  const tick = (now) => {
    const list = shown.length ? shown : [rest], made = stage.firstElementChild;
    if (body.dataset.layout === "line" && made && !still) {
      offset += ((now - before) * DOTS_PER_S) / 1000;
      made.style.transform = `translateX(${-Math.round(offset)}px)`;
      if (offset > made.scrollWidth) { at = (at + 1) % list.length; draw(); }
    } else if (now - turned > STANDS_MS) {
      turned = now;
      at = (at + 1) % list.length;
      if (list.length > 1) draw();
    }
    before = now;
    requestAnimationFrame(tick);
  };

  const ask = async () => {
    const answer = await fetch(body.dataset.now, { cache: "no-store" }).catch(() => null);
    if (!answer || !answer.ok) return;
    const told = await answer.json().catch(() => null);
    if (!told) return;
    document.getElementById("clock").textContent = told.clock;
    document.getElementById("today").textContent = told.today;
    if (JSON.stringify(told.shown) !== key) {
      key = JSON.stringify(told.shown);
      const urgent = told.shown.some((one) => one.kind === "urgent") && !shown.some((one) => one.kind === "urgent");
      shown = told.shown;
      if (urgent || body.dataset.layout === "page") { at = 0; turned = performance.now(); draw(); }
    }
    if (Date.now() - began > ANEW_MS) window.location.reload(); // a page that stands for months begins anew, when there is a server
  };

  draw();
  ask();
  setInterval(ask, ASK_MS);
  window.addEventListener("resize", draw);
  requestAnimationFrame(tick);
})();
