// Keeps [data-live] parts of a page up to date from the stream that the page names. Nothing that a person is doing is touched: forms stand outside of these parts,
// what is unfolded stays so, what has the focus keeps it.
'use strict';

(() => {
  const bar = document.querySelector('.livebar');
  if (!bar) return;
  const text = bar.dataset;
  const badge = bar.querySelector('[data-badge]');
  const button = bar.querySelector('[data-pause]');
  const announcer = bar.querySelector('[data-announcer]');
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: text.timeZone });
  const silent = 50_000; // the server shows every 20 s that it is there
  const quiet = 30_000; // between announcements

  let source, heardAt = Date.now(), paused = false, ended = false, lost, retry;

  const show = (state, look) => { badge.textContent = state; badge.className = `badge text-bg-${look}`; };
  const asOf = () => text.textAsOf.replace('{}', clock.format(heardAt));
  const stale = on => document.querySelectorAll('[data-live]').forEach(e => e.classList.toggle('is-stale', on));
  const forgive = () => { clearTimeout(lost); lost = undefined; };
  const heard = () => {
    heardAt = Date.now();
    forgive();
    stale(false);
    show(text.textLive, 'success');
  };
  const missing = () => { show(`${text.textReconnecting} · ${asOf()}`, 'warning'); stale(true); };
  const end = () => {
    ended = true;
    close();
    stale(true);
    show(`${text.textEnded} ${asOf()}`, 'danger');
    const link = Object.assign(document.createElement('a'), { href: text.signIn, textContent: text.textSignIn, className: 'ms-2' });
    badge.after(link);
    if (button) button.hidden = true;
  };

  // Values change in place.
  const keep = {
    beforeNodeMorphed: (old, fresh) => !(old.dataset?.keep !== undefined
      || (old.classList?.contains('dur') && old.dataset.since === fresh.dataset?.since)),
    beforeAttributeUpdated: (name, node) => !(name === 'open' && node.tagName === 'DETAILS'),
  };
  const apply = html => {
    const levels = levelsNow();
    const held = document.activeElement?.closest('main form') && document.activeElement;
    const top = held?.getBoundingClientRect().top;
    const fresh = new DOMParser().parseFromString(html, 'text/html');
    for (const part of document.querySelectorAll('[data-live]')) {
      const next = fresh.getElementById(part.id);
      if (next) Idiomorph.morph(part, next, { morphStyle: 'outerHTML', callbacks: keep });
    }
    if (held?.isConnected && scrollY === 0) scrollBy(0, held.getBoundingClientRect().top - top); // scrolled pages are held by the browser itself
    document.dispatchEvent(new CustomEvent('live:frame'));
    announce(levels);
  };

  // Thresholds that were crossed are told once, and not too often.
  let spokeAt = -quiet, waiting;
  const levelsNow = () => new Map([...document.querySelectorAll('[data-level]')].map(e => [e.id, e.dataset.level]));
  const announce = before => {
    const crossed = [...document.querySelectorAll('[data-level]')].filter(e => before.has(e.id) && before.get(e.id) !== e.dataset.level);
    if (crossed.length === 0) return;
    clearTimeout(waiting);
    const say = () => { spokeAt = performance.now(); announcer.textContent = crossed.map(e => e.dataset.name).join('. '); };
    waiting = setTimeout(say, Math.max(0, spokeAt + quiet - performance.now()));
  };

  const close = () => { source?.close(); source = undefined; clearTimeout(retry); };
  const open = () => {
    if (source || paused || ended || document.hidden) return;
    source = new EventSource(text.stream);
    source.addEventListener('open', heard);
    source.addEventListener('beat', heard);
    source.addEventListener('frame', e => { heard(); apply(e.data); });
    source.addEventListener('news', e => { heard(); document.dispatchEvent(new CustomEvent('live:news', { detail: JSON.parse(e.data) })); });
    source.addEventListener('end', end);
    source.addEventListener('error', failed);
  };
  // Refused, or cut: a daemon that restarts is back in seconds; who was signed out is told.
  const failed = async () => {
    lost ??= setTimeout(missing, 3000); // from the first failure on: the tries that follow come more often than that
    if (source?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    close();
    retry = setTimeout(open, 5000);
    try {
      const answer = await fetch('/live/session', { redirect: 'manual' });
      if (answer.type === 'opaqueredirect') end();
    } catch { /* nobody is there yet */ }
  };

  const pause = on => {
    paused = on;
    button.textContent = on ? text.textResume : text.textPause;
    if (on) { close(); forgive(); show(`${text.textPaused} · ${asOf()}`, 'secondary'); } else open();
  };
  if (button) {
    button.hidden = false;
    button.addEventListener('click', () => pause(!paused));
  }
  document.addEventListener('visibilitychange', () => { if (document.hidden) close(); else open(); });
  addEventListener('pagehide', close);
  addEventListener('pageshow', open);
  setInterval(() => {
    if (source && Date.now() - heardAt > silent) { close(); missing(); open(); }
  }, 5000);
  open();
})();
