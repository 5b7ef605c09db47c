// Signs that refresh themselves: at once when something happened, and every two seconds, because a call ends by itself.
(() => {
  "use strict";
  const LOOK_MS = 2000;
  const item = (line) => {
    const made = document.createElement("li"), words = document.createElement("span"), why = document.createElement("small");
    made.dataset.key = line.key;
    words.textContent = line.text;
    why.textContent = line.why;
    made.append(words, why);
    return made;
  };
  const plain = (tag, name, text) => {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  };
  const look = async (place) => {
    if (document.hidden || place.dataset.busy) return;
    place.dataset.busy = "yes";
    try {
      const answer = await fetch(`${place.dataset.playing}?seen=${place.dataset.seen}`);
      if (answer.redirected) window.location.reload(); // logged out meanwhile
      if (answer.status !== 200) return;
      const told = await answer.json(), find = (name) => place.querySelector(`[data-${name}]`);
      place.dataset.seen = told.played.seen;
      place.querySelector("canvas").sign.show(told.played);
      find("now").textContent = told.now;
      find("heading").textContent = told.heading;
      find("round").replaceChildren(...told.round.map(item));
      find("next").replaceChildren(...(told.next.length ? told.next : ["沒有排定的變更。"]).map((one) => plain("li", "", one)));
      find("troubles").replaceChildren(...told.played.troubles.map((one) => plain("p", "fault faults", one)));
    } catch { /* the next look */ } finally { delete place.dataset.busy; }
  };
  const places = [...document.querySelectorAll("[data-playing]")];
  const all = () => places.forEach(look);
  ["live:announcements", "live:hall"].forEach((topic) => document.body.addEventListener(topic, all));
  setInterval(all, LOOK_MS);
  document.addEventListener("page", (event) => {
    event.target.closest("[data-playing]")?.querySelectorAll(".round li").forEach((line) => line.classList.toggle("on", line.dataset.key === event.detail));
  });
})();
