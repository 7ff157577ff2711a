// "12 new – show" above a list: the rows themselves stay where they are until somebody asks.
'use strict';

document.addEventListener('live:news', event => {
  const link = document.querySelector('[data-news]');
  if (!link) return;
  link.textContent = event.detail.text;
  link.classList.remove('invisible');
});
