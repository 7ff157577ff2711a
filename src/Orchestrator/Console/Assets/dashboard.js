// Added to Hangfire's pages: it is silent when a command is refused, and its tiles speak one language.
'use strict';

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
