// The live line of a page: the server names a topic, the parts of the page that wait for it fetch themselves again.
// A browser allows six lines to one server, so only a page that can be seen holds one, and it lets go when it is left.
(() => {
  "use strict";
  const TOPICS = ["hall", "jobs", "job_states", "health", "announcements", "ratings", "blood_pressure", "guide", "help", "colleagues"];
  const AGAIN_MS = 5000;
  let line = null, missed = false, timer = 0;

  const tell = (topic) => document.body.dispatchEvent(new CustomEvent(`live:${topic}`));

  const open = () => {
    clearTimeout(timer);
    if (line || document.hidden) return;
    line = new EventSource(document.body.dataset.live);
    TOPICS.forEach((topic) => line.addEventListener(topic, () => tell(topic)));
    line.onopen = () => {
      if (missed) TOPICS.forEach(tell);
      missed = false;
    };
    line.onerror = () => {
      missed = true;
      if (line && line.readyState === EventSource.CLOSED) {
        close();
        timer = setTimeout(open, AGAIN_MS);
      }
    };
  };

  const close = () => {
    clearTimeout(timer);
    if (line) line.close();
    line = null;
    missed = true;
  };

  if (!document.body.dataset.live) return;
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
})();
