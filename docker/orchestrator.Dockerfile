FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# npm brings the console's style sheet and scripts.
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
# What the restore depends on comes first: it is done again only when packages change.
COPY Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Orchestrator.Core/*.csproj src/Orchestrator.Core/packages.lock.json src/Orchestrator.Core/
COPY src/Orchestrator.Asterisk/*.csproj src/Orchestrator.Asterisk/packages.lock.json src/Orchestrator.Asterisk/
COPY src/Orchestrator.Engine/*.csproj src/Orchestrator.Engine/packages.lock.json src/Orchestrator.Engine/
COPY src/Orchestrator/*.csproj src/Orchestrator/packages.lock.json src/Orchestrator/
RUN dotnet restore src/Orchestrator -p:RestoreLockedMode=true
COPY src/Orchestrator/Web/Site/package.json src/Orchestrator/Web/Site/package-lock.json src/Orchestrator/Web/Site/
RUN cd src/Orchestrator/Web/Site && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
COPY src src
COPY policies/*.schema.json policies/
COPY LICENSE THIRD-PARTY.md ./
RUN dotnet publish src/Orchestrator -c Release --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=build /app /app
COPY docker/orchestrator-healthcheck /usr/local/bin/
RUN chmod 755 /usr/local/bin/orchestrator-healthcheck \
 && ln -s /app/orchestrator /usr/local/bin/orchestrator \
 && mkdir -p /var/lib/orchestrator \
 && chown $APP_UID /var/lib/orchestrator
# The numbers file is numbers.yaml beside the policies.
ENV Orchestrator__Web__Url=http://0.0.0.0:8080 \
    Orchestrator__Policies=/etc/orchestrator/policies \
    Orchestrator__Spool=/var/lib/orchestrator
VOLUME /var/lib/orchestrator
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=10s --start-period=60s CMD orchestrator-healthcheck
ENTRYPOINT ["orchestrator"]
CMD ["run"]
