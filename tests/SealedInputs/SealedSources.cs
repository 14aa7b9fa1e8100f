using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Python.Writing;

namespace SealedInputs;

/// <summary>
/// Sources of base image, packages and package managers in tests. If Docker Hub and PyPI can't be reached, stand-ins take their
/// places: images and wheels made from Debian's packages, and <see cref="StandInTools"/>.
/// </summary>
public sealed class SealedSources : IAsyncDisposable
{
    private const string Uv = "stand-in/uv:for-tests";

    // Packages of the templates and of the tests' projects beyond those of FastAPI: Flask, Django, Celery, build backends.
    private static readonly string[] s_packages =
    [
        .. PackageIndex.ServicePackages, "python3-blinker", "python3-flask", "python3-gunicorn", "python3-itsdangerous", "python3-jinja2", "python3-markupsafe",
        "python3-packaging", "python3-werkzeug",
        "python3-asgiref", "python3-django", "python3-sqlparse",
        "python3-amqp", "python3-billiard", "python3-celery", "python3-click-didyoumean", "python3-click-plugins", "python3-click-repl", "python3-dateutil",
        "python3-kombu", "python3-prompt-toolkit", "python3-six", "python3-vine", "python3-wcwidth",
        "python3-hatch-vcs", "python3-hatchling", "python3-pathspec", "python3-pluggy", "python3-poetry-core", "python3-setuptools", "python3-setuptools-scm",
        "python3-trove-classifiers",
        // Debian's setuptools needs these, and does not say so.
        "python3-autocommand", "python3-inflect", "python3-jaraco.context", "python3-jaraco.functools", "python3-jaraco.text", "python3-more-itertools",
        "python3-typeguard",
    ];

    private readonly string _directory;
    private readonly PackageIndex? _index;

    private SealedSources(string directory, string? image, PackageIndex? index) => (_directory, PythonImage, _index) = (directory, image, index);

    /// <summary>Stand-in for <c>python:3.x-slim</c>; null: Docker Hub can be reached.</summary>
    public string? PythonImage { get; }

    /// <summary>Sets the speed of downloads from the stand-in for PyPI, in bytes per second.</summary>
    public void Limit(long bytesPerSecond)
    {
        if (_index is not null)
            _index.BytesPerSecond = bytesPerSecond;
    }

    /// <summary>The image that holds uv.</summary>
    public string UvImage => _index is null ? new DockerfileOptions().UvImage : Uv;

    /// <param name="directory">Folder that keeps base image and wheels.</param>
    /// <param name="ballast">Megabytes of the stand-in for torch, see <see cref="StandInLibraries.WriteWheels"/>.</param>
    /// <param name="managers">True: Poetry, PDM and Pipenv are the real ones, from Debian's packages.</param>
    public static async Task<SealedSources> PrepareAsync(
        EngineConnection connection, string directory, Action<string>? progress = null, int ballast = 0, bool managers = false)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var work = Directory.CreateTempSubdirectory("sealed-sources-").FullName;
        var engine = connection.Connect();
        var image = await Upstream.HasImageAsync(engine, "python:3.13-slim") ? null
            : await new PythonBaseImage(directory, progress, managers).EnsureAsync(connection);
        if (await Upstream.HasPyPiAsync())
            return new(work, image, null);

        var index = await PackageIndex.StartAsync(
            Path.Combine(directory, "templates"),
            s_packages,
            [.. managers ? StandInTools.WriteLaunchers(work) : StandInTools.WriteWheels(work), .. StandInLibraries.WriteWheels(work, ballast)],
            progress);
        await StandInTools.BuildUvImageAsync(connection, work, Uv);
        return new(work, image, index);
    }

    /// <summary>Returns the arguments for <c>docker buildx build</c>.</summary>
    public IReadOnlyList<string> Arguments(string packageManager) =>
    [
        .. BuildArguments(packageManager).SelectMany(value => new[] { "--build-arg", value }),
        .. Secrets(packageManager).SelectMany(value => new[] { "--secret", value }),
    ];

    /// <summary>Returns the values of <c>--build-arg</c>.</summary>
    public IEnumerable<string> BuildArguments(string packageManager)
    {
        if (PythonImage is not null)
            yield return $"PYTHON_IMAGE={PythonImage}";
        if (_index is not null && packageManager == "uv")
            yield return $"UV_IMAGE={Uv}";
    }

    /// <summary>Returns the values of <c>--secret</c>.</summary>
    public IEnumerable<string> Secrets(string packageManager)
    {
        if (_index is null)
            yield break;

        if (packageManager == "uv")
        {
            var config = Path.Combine(_directory, "uv.toml");
            File.WriteAllText(config, $"[[index]]\nurl = \"{_index.Address}\"\ndefault = true\n");
            yield return $"id=uv,src={config}";
        }

        // Projects of uv have pip steps, too.
        yield return $"id=pip,src={_index.PipConfig}";
    }

    /// <summary>Names the index in the project's own file, in place of PyPI, for Poetry, PDM and Pipenv, which don't read it from another one.</summary>
    public void Name(string project, string packageManager)
    {
        if (_index is null)
            return;
        var (file, table) = packageManager switch
        {
            "poetry" => ("pyproject.toml", "tool.poetry.source"),
            "pdm" => ("pyproject.toml", "tool.pdm.source"),
            "pipenv" => ("Pipfile", "source"),
            _ => default,
        };
        if (file is null)
            return;
        // Only this name replaces PyPI for PDM; Poetry knows no further key.
        var name = packageManager == "pdm" ? "pypi" : "sealed";
        var verify = packageManager == "poetry" ? "" : "verify_ssl = false\n";
        File.AppendAllText(Path.Combine(project, file), $"\n[[{table}]]\nname = \"{name}\"\nurl = \"{_index.Address}\"\n{verify}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_index is not null)
            await _index.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
