// Added to Hangfire's pages: it is silent when a command is refused, and its tiles speak one language.
'use strict';

// "In 5 hours": Hangfire brings moment.js without Russian.
(() => {
  const plural = (n, one, few, many) => n % 10 === 1 && n % 100 !== 11 ? one : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? few : many;
  // After "через" and before "назад" the accusative stands: "через минуту", "5 минут назад".
  const count = (one, few, many) => n => `${n} ${plural(n, one, few, many)}`;
  moment.defineLocale('ru', {
    months: 'января_февраля_марта_апреля_мая_июня_июля_августа_сентября_октября_ноября_декабря'.split('_'),
    monthsShort: 'янв_фев_мар_апр_мая_июн_июл_авг_сен_окт_ноя_дек'.split('_'),
    weekdays: 'воскресенье_понедельник_вторник_среда_четверг_пятница_суббота'.split('_'),
    weekdaysShort: 'вс_пн_вт_ср_чт_пт_сб'.split('_'),
    weekdaysMin: 'вс_пн_вт_ср_чт_пт_сб'.split('_'),
    longDateFormat: { LT: 'HH:mm', LTS: 'HH:mm:ss', L: 'DD.MM.YYYY', LL: 'D MMMM YYYY', LLL: 'D MMMM YYYY, HH:mm', LLLL: 'dddd, D MMMM YYYY, HH:mm' },
    relativeTime: {
      future: 'через %s', past: '%s назад', s: 'несколько секунд', ss: count('секунду', 'секунды', 'секунд'),
      m: 'минуту', mm: count('минуту', 'минуты', 'минут'), h: 'час', hh: count('час', 'часа', 'часов'), d: 'день', dd: count('день', 'дня', 'дней'),
      M: 'месяц', MM: count('месяц', 'месяца', 'месяцев'), y: 'год', yy: count('год', 'года', 'лет'),
    },
    week: { dow: 1, doy: 4 },
  });
})();

$(() => {
  const key = 'orchestrator-said';

  const show = text => {
    const alert = $('<div class="alert alert-warning orchestrator-said" role="alert"></div>').text(text);
    $('.orchestrator-said').remove();
    $('.js-page-container').prepend(alert);
    $('.js-jobs-list-command, [data-ajax]').each((_, button) => { $(button).button('reset'); });
    alert.attr('tabindex', '-1').trigger('focus');
  };

  // What was said of a command that was done in part stays over the reload that follows it.
  const said = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (said) show(said);

  $(document).ajaxSuccess((_, xhr, settings) => {
    if (settings.type === 'POST' && xhr.responseJSON?.said) sessionStorage.setItem(key, xhr.responseJSON.said);
  });
  $(document).ajaxError((_, xhr, settings) => {
    if (settings.type === 'POST' && !settings.url.endsWith('/stats')) show(xhr.responseJSON?.said ?? `${xhr.status} ${xhr.statusText}`);
  });

  // Recurring jobs are not removed here, they are paused on the page Jobs.
  $('[data-url$="/recurring/remove"]').remove();

  const tiles = $('[data-metric^="orchestrator:"]');
  if (tiles.length) {
    $.getJSON($('#hangfireConfig').data('pollurl').replace(/stats$/, 'words'), words => {
      tiles.each((_, tile) => { $(tile).closest('.metric').find('.metric-description').text(words[$(tile).data('metric')]); });
    });
  }
});
