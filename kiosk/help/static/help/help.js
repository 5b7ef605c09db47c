// The bell of the staff pages: it rings while a call waits for an answer, louder and faster once the call is overdue.
// A browser may forbid sound until somebody has touched the page; then a button asks for that touch.
(() => {
  "use strict";
  const box = document.getElementById("help");
  if (!box) return;
  const bell = new Audio(box.dataset.bell);
  const title = document.title;
  const ask = document.getElementById("help-sound");
  let timer = 0, waiting = [];

  const ring = () => {
    clearTimeout(timer);
    if (!waiting.length) return;
    const late = waiting.some((one) => one.dataset.state === "escalated");
    bell.volume = late ? 1 : 0.5;
    bell.currentTime = 0;
    bell.play().then(() => { ask.hidden = true; }, () => { ask.hidden = false; });
    timer = setTimeout(ring, late ? 4000 : 10000);
  };

  const look = () => {
    const before = waiting.map((one) => one.dataset.help + one.dataset.state).join();
    waiting = [...box.querySelectorAll("[data-help]")].filter((one) => one.dataset.state !== "coming");
    document.title = waiting.length ? `（呼叫志工）${title}` : title;
    if (!waiting.length) ask.hidden = true;
    if (waiting.map((one) => one.dataset.help + one.dataset.state).join() !== before) ring();
  };

  document.body.addEventListener("htmx:afterSwap", (event) => { if (event.target === box) look(); });
  ask.addEventListener("click", ring);
})();
