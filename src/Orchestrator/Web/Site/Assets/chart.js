// The wallboard's chart, drawn from the attributes of #chart-data; the table beside it says the same.
'use strict';

(() => {
  let chart, drawn;
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const draw = again => {
    const place = document.getElementById('chart');
    const data = document.getElementById('chart-data')?.dataset;
    if (!place || !data) return;
    const key = [data.hours, data.missed, data.recovered, place.clientWidth].join();
    if (key === drawn && !again) return;
    drawn = key;
    const hours = JSON.parse(data.hours);
    const axis = { stroke: colour('--bs-secondary-color'), grid: { stroke: colour('--bs-border-color'), width: 1 }, ticks: { show: false } };
    chart?.destroy();
    chart = new uPlot({
      width: place.clientWidth, height: 220, cursor: { y: false, drag: { x: false, y: false } },
      scales: { x: { time: false, range: () => [-0.6, hours.length - 0.4] }, y: { range: (u, min, max) => [0, Math.max(5, max * 1.1)] } },
      axes: [
        { ...axis, values: (u, at) => at.map(i => hours[i] ?? '') },
        { ...axis, values: (u, at) => at.map(n => Number.isInteger(n) ? n : '') },
      ],
      series: [
        { label: data.nameHour, value: (u, i) => hours[i] ?? '–' },
        { label: data.nameMissed, stroke: colour('--s-other'), fill: colour('--s-other') + '80', paths: uPlot.paths.bars({ size: [0.7, 60] }), points: { show: false } },
        { label: data.nameRecovered, stroke: colour('--s-good'), width: 2, points: { show: true, size: 6, fill: colour('--s-good') } },
      ],
    }, [hours.map((_, i) => i), JSON.parse(data.missed), JSON.parse(data.recovered)], place);
  };
  document.addEventListener('DOMContentLoaded', () => draw());
  document.addEventListener('live:frame', () => draw());
  addEventListener('resize', () => draw());
  new MutationObserver(() => draw(true)).observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });
})();
