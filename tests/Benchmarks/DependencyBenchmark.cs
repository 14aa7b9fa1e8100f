using System.Globalization;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing;
using SealedInputs;

namespace Benchmarks;

/// <summary>
/// Builds a service with a heavy dependency from the Dockerfile that DockerInit writes and from the usual patterns. The heavy dependency is a stand-in
/// for torch of 400 MB if PyPI can't be reached, and uv is then a stand-in, too.
/// </summary>
internal sealed class DependencyBenchmark : IAsyncDisposable
{
    private const int Ballast = 400;
    private const string Image = "dependency-benchmark";

    // As many guides have it: wheels are built in the first stage, copied to the second and installed there.
    private const string CopiedWheels = """
        ARG PYTHON_IMAGE=python:3.13-slim
        FROM ${PYTHON_IMAGE} AS builder
        WORKDIR /src
        COPY requirements.txt .
        RUN --mount=type=secret,id=pip,target=/etc/pip.conf pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

        FROM ${PYTHON_IMAGE}
        WORKDIR /app
        COPY --from=builder /wheels /wheels
        COPY requirements.txt .
        RUN pip install --no-cache-dir --no-index --find-links=/wheels -r requirements.txt && rm -rf /wheels
        COPY main.py .
        CMD ["python", "main.py"]
        """;

    private const string OneStage = """
        ARG PYTHON_IMAGE=python:3.13-slim
        FROM ${PYTHON_IMAGE}
        WORKDIR /app
        COPY . .
        RUN --mount=type=secret,id=pip,target=/etc/pip.conf pip install -r requirements.txt
        CMD ["python", "main.py"]
        """;

    // The dependencies depend on the whole pyproject.toml, which holds the version.
    private const string UvSync = """
        ARG PYTHON_IMAGE=python:3.13-slim
        ARG UV_IMAGE
        FROM ${UV_IMAGE} AS uv
        FROM ${PYTHON_IMAGE}
        COPY --from=uv /uv /bin/
        WORKDIR /app
        RUN --mount=type=cache,target=/root/.cache/uv --mount=type=secret,id=uv,target=/etc/uv/uv.toml \
            --mount=type=bind,source=uv.lock,target=uv.lock --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
            UV_LINK_MODE=copy uv sync --locked --no-install-project
        COPY . .
        CMD [".venv/bin/python", "main.py"]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("dependency-benchmark-").FullName;
    private readonly EngineConnection _connection;
    private readonly SealedSources _sources;
    private readonly Command _command;

    private DependencyBenchmark(EngineConnection connection, SealedSources sources) =>
        (_connection, _sources, _command) = (connection, sources, new Command(connection, _folder));

    public static async Task<DependencyBenchmark> CreateAsync(EngineConnection connection) => new(
        connection,
        await SealedSources.PrepareAsync(connection, Path.Combine(Repository.Root, ".nuke", "temp", "sealed-inputs"), ballast: Ballast));

    /// <summary>Adds a small dependency beside the heavy one, against the pattern that copies wheels.</summary>
    public async Task<IReadOnlyList<Pair>> DependencyAddedAsync(int rounds)
    {
        Write("pip", ("requirements.txt", "torch\n"), ("Rival.Dockerfile", CopiedWheels));
        await BuildPairAsync("pip", "pip");
        var pairs = new List<Pair>();
        for (var round = 0; round < rounds; round++)
        {
            // A few small libraries exist; a comment of its own makes each round new.
            var small = StandInLibraries.Small.Take((round % StandInLibraries.Small.Count) + 1);
            Write("pip", ("requirements.txt", $"torch\n{string.Join('\n', small)}\n# {Guid.NewGuid()}\n"));
            pairs.Add(await BuildPairAsync("pip", "pip"));
        }

        return pairs;
    }

    /// <summary>Raises the version of a project with a heavy dependency, against the pattern that mounts pyproject.toml and the lock file.</summary>
    public async Task<IReadOnlyList<Pair>> VersionBumpAsync(int rounds)
    {
        Write("uv", ("pyproject.toml", Pyproject(0)), ("Lock.Dockerfile", LockDockerfile()), ("Rival.Dockerfile", UvSync));
        await _command.ShellAsync($"cd uv && docker buildx build {Arguments("uv")} --file Lock.Dockerfile --output type=local,dest=. .");
        Write("uv");
        await BuildPairAsync("uv", "uv");
        var pairs = new List<Pair>();
        for (var round = 1; round <= rounds; round++)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, "uv", "pyproject.toml"), Pyproject(round));
            pairs.Add(await BuildPairAsync("uv", "uv"));
        }

        return pairs;
    }

    /// <summary>Compares the size of the image with that of the pattern that copies wheels.</summary>
    public async Task<IReadOnlyList<Pair>> SizeAsync(bool oneStage)
    {
        Write("size", ("requirements.txt", "fastapi\nuvicorn\n"), ("Rival.Dockerfile", oneStage ? OneStage : CopiedWheels));
        await BuildPairAsync("size", "pip");
        return [new(await SizeOfAsync($"{Image}-size:ours"), await SizeOfAsync($"{Image}-size:rival"))];
    }

    public async ValueTask DisposeAsync()
    {
        await _command.ShellAsync($"docker image ls --quiet '{Image}-*' | sort -u | xargs -r docker image rm --force > /dev/null");
        await _sources.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Pyproject(int version) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        [project]
        name = "service"
        version = "1.0.{version}"
        requires-python = ">=3.11"
        dependencies = ["torch"]

        [tool.uv]
        package = false

        [tool.ruff]
        line-length = 100

        """);

    private string LockDockerfile() => $"""
        ARG PYTHON_IMAGE=python:3.13-slim
        FROM {_sources.UvImage} AS uv
        FROM $PYTHON_IMAGE AS lock
        COPY --from=uv /uv /bin/
        WORKDIR /src
        COPY pyproject.toml .
        RUN --mount=type=secret,id=uv,target=/etc/uv/uv.toml uv lock
        FROM scratch
        COPY --from=lock /src/uv.lock /

        """;

    // Writes the files of a project, and the Dockerfile that DockerInit writes for it.
    private void Write(string project, params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, project)).FullName;
        File.WriteAllText(Path.Combine(folder, ".dockerignore"), "*Dockerfile\n");
        File.WriteAllText(Path.Combine(folder, "main.py"), "print('service')\n");
        foreach (var (name, text) in files)
            File.WriteAllText(Path.Combine(folder, name), text);
        var read = PythonProjectReader.Read(folder) with { Indexes = [] };
        File.WriteAllText(Path.Combine(folder, "Dockerfile"), DockerfileWriter.Write(read, new() { HeavyLayer = true }));
    }

    private async Task<Pair> BuildPairAsync(string project, string manager)
    {
        var rival = await BuildAsync("Rival.Dockerfile", "rival");
        return Pair.Of(await BuildAsync("Dockerfile", "ours"), rival);

        Task<TimeSpan> BuildAsync(string dockerfile, string tag) =>
            _command.ShellAsync($"cd {project} && docker buildx build {Arguments(manager)} --load --file {dockerfile} --tag {Image}-{project}:{tag} .");
    }

    private string Arguments(string manager) => string.Join(
        ' ', _sources.Arguments(manager).Select(argument => $"'{argument}'").Append(_connection.NeedsHostNetwork ? "--network=host" : ""));

    private async Task<double> SizeOfAsync(string image)
    {
        var file = Path.Combine(_folder, "size.txt");
        await _command.ShellAsync($"docker image inspect --format '{{{{.Size}}}}' {image} > {file}");
        return double.Parse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture);
    }
}
