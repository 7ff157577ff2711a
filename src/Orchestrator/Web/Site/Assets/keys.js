// Keys that go places. None of them changes anything, and they can be switched off.
'use strict';

(() => {
  const dialog = document.getElementById('keys');
  if (!dialog) return;
  const choice = dialog.querySelector('[data-keys-on]');
  const isOn = () => localStorage.getItem('keys') !== 'off';
  choice.checked = isOn();
  choice.addEventListener('change', () => localStorage.setItem('keys', choice.checked ? 'on' : 'off'));
  for (const opener of document.querySelectorAll('[data-keys-help]')) {
    opener.hidden = false;
    opener.addEventListener('click', () => dialog.showModal());
  }

  const places = { w: ['/'], c: ['/cases'], n: ['/numbers', '/missed-calls'], j: ['/jobs'], p: ['/policies'] };
  let going = -Infinity;
  const go = key => {
    const link = (places[key] ?? []).map(path => document.querySelector(`nav a[href="${path}"]`)).find(a => a);
    if (link) location.assign(link.href);
    return Boolean(link);
  };
  const move = step => {
    const rows = [...document.querySelectorAll('main tbody tr')].map(r => r.querySelector('a[href]')).filter(a => a?.offsetParent);
    if (rows.length === 0) return;
    const at = rows.findIndex(a => a.closest('tr').contains(document.activeElement));
    rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step))].focus();
  };
  const search = () => {
    const field = document.querySelector('[role=search] input:not([type=hidden])');
    if (field) field.focus(); else location.assign('/cases');
  };

  document.addEventListener('keydown', event => {
    if (!isOn() || dialog.open || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest?.('input, textarea, select, [contenteditable]')) return;
    if (performance.now() - going < 1500) {
      going = -Infinity;
      if (go(event.key)) event.preventDefault();
      return;
    }
    const deed = {
      g: () => { going = performance.now(); },
      '/': search,
      '?': () => dialog.showModal(),
      j: () => move(1),
      k: () => move(-1),
      p: () => document.querySelector('[data-pause]:not([hidden])')?.click(),
    }[event.key];
    if (deed) { event.preventDefault(); deed(); }
  });
})();
