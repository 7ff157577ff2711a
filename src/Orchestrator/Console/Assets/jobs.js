// The graph of the jobs' page. Without this file the table beneath it says the same.
'use strict';

(() => {
  const place = document.getElementById('jobs-graph');
  if (!place || typeof uPlot === 'undefined') return;
  const { data, labels, zone } = JSON.parse(place.dataset.hours);
  document.getElementById('jobs-table').open = false;

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const inZone = seconds => uPlot.tzDate(new Date(seconds * 1000), zone);
  const bars = uPlot.paths.bars({ size: [0.8, 40], align: 1 });
  const stacked = [data[0], data[1].map((n, i) => n + data[2][i]), data[2]]; // failures stand in front, at the foot
  let graph;

  const draw = () => {
    graph?.destroy();
    const axis = { stroke: colour('--bs-body-color'), grid: { stroke: colour('--bs-border-color'), width: 1 } };
    graph = new uPlot({
      width: place.clientWidth,
      height: 200,
      tzDate: inZone,
      cursor: { show: false },
      legend: { show: false },
      scales: { x: { range: [data[0][0], data[0].at(-1) + 3600] }, y: { range: (_, __, max) => [0, Math.max(4, max)] } },
      axes: [{ ...axis, values: (_, ticks) => ticks.map(t => String(inZone(t).getHours()).padStart(2, '0') + ':00'), space: 50, incrs: [3600, 7200, 10800, 21600, 43200] }, { ...axis, size: 60, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5] }],
      series: [{}, { label: labels[1], paths: bars, points: { show: false }, width: 0, fill: colour('--s-good'), stroke: colour('--s-good') }, { label: labels[2], paths: bars, points: { show: false }, width: 0, fill: colour('--s-lost'), stroke: colour('--s-lost') }],
    }, stacked, place);
  };

  draw();
  new ResizeObserver(() => graph.setSize({ width: place.clientWidth, height: 200 })).observe(place);
  new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ['data-bs-theme'] });
})();
