// Lets the clocks of doubtful cases run; the words are those of the page, which the server writes without script as well.
(() => {
  "use strict";
  const said = (minutes) => {
    const far = Math.abs(minutes), word = minutes >= 0 ? "剩" : "逾";
    if (far >= 48 * 60) return `${word} ${Math.floor(far / 1440)} 天`;
    const hours = Math.floor(far / 60);
    return hours ? `${word} ${hours} 小時 ${far % 60} 分` : `${word} ${far % 60} 分`;
  };
  const tick = () => document.querySelectorAll("[data-until]").forEach((clock) => {
    const minutes = Math.floor((new Date(clock.dataset.until) - Date.now()) / 60000);
    clock.textContent = said(minutes);
    clock.closest(".doubt").classList.toggle("late", minutes < 0);
  });
  tick();
  setInterval(tick, 15000);
})();
