// Keeps a phone's page live: an event says that something changed, the page's part is then fetched anew.  Without this script
// the page refreshes itself by its own meta element; where the live line cannot be had, this script asks as often as that.
(() => {
  "use strict";
  const part = document.getElementById("live");
  if (!part) return;
  const spread = Number(part.dataset.spread || 0), each = Number(part.dataset.each || 20) * 1000;
  let waits = 0, asked = 0;
  const fetchPart = async () => {
    waits = 0;
    asked = Date.now();
    try {
      const answer = await fetch(part.dataset.part, { cache: "no-store", credentials: "omit" });
      if (answer.ok || answer.status === 404) part.innerHTML = await answer.text();
    } catch { /* no network: the next time */ }
  };
  const soon = (ms) => { if (!waits) waits = setTimeout(fetchPart, ms); };
  if (part.dataset.events && "EventSource" in window) {
    const line = new EventSource(part.dataset.events);
    line.addEventListener("hall", () => soon(Math.random() * spread));
  }
  setInterval(() => { if (!document.hidden && Date.now() - asked >= each) fetchPart(); }, 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(0); });
})();
