# syntax=docker/dockerfile:1
# A silo of the grid. ORLEANS_ENGINE=Compact builds it with the engine of this repository, which needs no Orleans package.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG ORLEANS_ENGINE=Microsoft
ENV OrleansEngine=${ORLEANS_ENGINE} DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/Silo --configuration Release --output /app/silo -p:UseAppHost=false \
    && dotnet publish src/Cli --configuration Release --output /app/cli -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# Folders for the wallet, the grid's key and their passphrases, which new volumes take over with their owner.
RUN mkdir --parents /data /key /config && chown "$APP_UID" /data /key /config && chmod 700 /data /key /config \
    && printf '#!/bin/sh\nexec dotnet /app/cli/minegrid.dll "$@"\n' > /usr/local/bin/minegrid && chmod 755 /usr/local/bin/minegrid
COPY --from=build /app /app
ENV XDG_CONFIG_HOME=/config \
    MiningGrid__Storage__Path=/data
USER $APP_UID
WORKDIR /data
# For silos, and for clients.
EXPOSE 11111 30000
# Health and, with a key, the web endpoints.
EXPOSE 8080
VOLUME ["/data", "/key", "/config"]
# Redis answers, records can be written, and the silo is a member of its grid. There is no curl in this image.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r -t 3 -u 3 _ code _ && [ \"$code\" = 200 ]"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["dotnet", "/app/silo/MiningGrid.Silo.dll"]
