# Asterisk 22 as Debian packages it, with the configuration of asterisk-conf/.
FROM debian:sid-slim
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends asterisk asterisk-core-sounds-en \
 && rm -rf /var/lib/apt/lists/* /etc/asterisk/users.conf
COPY asterisk-conf/*.conf /etc/asterisk/
COPY docker/asterisk-entrypoint /usr/local/bin/
# The logs are read by the orchestrator, which is another account in another container.
RUN mkdir -p /etc/asterisk/local.d /run/asterisk /var/spool/asterisk/recording \
 && touch /var/log/asterisk/queue_log \
 && chown -R asterisk: /etc/asterisk/local.d /run/asterisk /var/spool/asterisk/recording /var/log/asterisk \
 && chmod 755 /var/log/asterisk /usr/local/bin/asterisk-entrypoint
USER asterisk
VOLUME /var/log/asterisk
EXPOSE 5038 5060/udp 8088
HEALTHCHECK --interval=5s --start-period=30s CMD asterisk -rx 'core waitfullybooted' | grep -q 'fully booted'
ENTRYPOINT ["asterisk-entrypoint"]
