// The console without this file is a console without liveness: everything else works.
'use strict';

(() => {
  const root = document.documentElement;

  // Theme: the choice of this browser; without one, the system's.
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => { root.dataset.bsTheme = localStorage.getItem('theme') ?? (dark.matches ? 'dark' : 'light'); };
  dark.addEventListener('change', apply);
  apply();
  document.addEventListener('click', event => {
    if (!event.target.closest('[data-theme-toggle]')) return;
    localStorage.setItem('theme', root.dataset.bsTheme === 'dark' ? 'light' : 'dark');
    apply();
  });

  // Durations tick in the browser: <span class="dur" data-since="…">.
  const tick = () => {
    for (const e of document.querySelectorAll('.dur[data-since]')) {
      const s = Math.max(0, Math.floor((Date.now() - Date.parse(e.dataset.since)) / 1000));
      const [h, m] = [Math.floor(s / 3600), Math.floor(s / 60) % 60];
      e.textContent = (h ? `${h}:${String(m).padStart(2, '0')}` : m) + ':' + String(s % 60).padStart(2, '0');
    }
  };
  setInterval(tick, 1000);
})();
