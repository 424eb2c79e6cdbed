# The lab in a container.
#   docker build -t whiteboxlab .                                  for the CPU
#   docker build -t whiteboxlab --build-arg ACCELERATOR=cuda .     for NVIDIA cards (needs the libtorch-cuda packages in your registry)
#   docker run -p 5080:5080 -v whiteboxlab:/data -e Lab__Token=choose-a-long-one whiteboxlab       (with a card: add --gpus all)
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG ACCELERATOR=cpu
WORKDIR /source
# What decides which packages are needed, first: as long as it stays, so do the downloaded packages.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY build/ build/
COPY src/WhiteBoxLab/WhiteBoxLab.csproj src/WhiteBoxLab/
COPY src/WhiteBoxLab.Protocol/WhiteBoxLab.Protocol.csproj src/WhiteBoxLab.Protocol/
COPY src/WhiteBoxLab.Kernel/WhiteBoxLab.Kernel.csproj src/WhiteBoxLab.Kernel/
COPY src/WhiteBoxLab.Web/WhiteBoxLab.Web.csproj src/WhiteBoxLab.Web/
RUN dotnet restore src/WhiteBoxLab.Web -p:Accelerator=${ACCELERATOR} -p:KernelReadyToRun=true
COPY src/ src/
COPY wwwroot/ wwwroot/
COPY notebooks/ notebooks/
RUN dotnet publish src/WhiteBoxLab.Web -c Release -o /app -p:Accelerator=${ACCELERATOR} -p:KernelReadyToRun=true

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# libgomp: what libtorch runs its threads with. bubblewrap: for -e Lab__KernelSandbox=auto, where the container may make namespaces.
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 bubblewrap && rm -rf /var/lib/apt/lists/* \
 && mkdir -p /data/notebooks && chown -R app:app /data
COPY --from=build /app /app
COPY --from=build --chown=app:app /app/notebooks /data/notebooks
USER app
WORKDIR /data
ENV WHITEBOXLAB_DATA=/data Lab__Notebooks=/data/notebooks DOTNET_DbgEnableMiniDump=0
VOLUME /data
EXPOSE 5080
# Others can reach it, so it opens only with a token of yours: -e Lab__Token=...
ENTRYPOINT ["dotnet", "/app/WhiteBoxLab.Web.dll", "--urls", "http://0.0.0.0:5080"]
