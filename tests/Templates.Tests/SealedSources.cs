using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace IntegrationTests.Templates;

/// <summary>
/// Where base image, packages, uv and Poetry come from. Where Docker Hub and PyPI can't be reached, stand-ins take their places: images
/// and wheels made from Debian's packages, and small scripts for uv and Poetry that understand the few commands of our Dockerfiles
/// and leave the work to pip.
/// </summary>
internal sealed class SealedSources : IAsyncDisposable
{
    private const string Uv = "stand-in/uv:for-tests";

    // What the templates ask for beyond FastAPI.
    private static readonly string[] s_packages =
    [
        .. PackageIndex.ServicePackages, "python3-blinker", "python3-flask", "python3-gunicorn", "python3-itsdangerous", "python3-jinja2", "python3-markupsafe", "python3-packaging", "python3-werkzeug",
    ];

    private readonly string _directory;
    private readonly PackageIndex? _index;
    private readonly string? _image;

    private SealedSources(string directory, string? image, PackageIndex? index) => (_directory, _image, _index) = (directory, image, index);

    public static async Task<SealedSources> PrepareAsync(EngineConnection connection)
    {
        var directory = Directory.CreateTempSubdirectory("sealed-sources-").FullName;
        using var engine = connection.Connect();
        var image = await Upstream.HasImageAsync(engine, "python:3.13-slim") ? null : await new PythonBaseImage(TestEngine.SealedInputs, TestContext.Progress.WriteLine).EnsureAsync(connection);
        if (await Upstream.HasPyPiAsync())
            return new(directory, image, null);

        var wheels = StandInPrograms.WriteWheels(directory);
        var index = await PackageIndex.StartAsync(Path.Combine(TestEngine.SealedInputs, "templates"), s_packages, wheels, TestContext.Progress.WriteLine);
        await Shell.RunAsync(connection, $"docker buildx build --quiet --load --tag {Uv} '{StandInUv.WriteContext(directory)}'");
        return new(directory, image, index);
    }

    /// <summary>The arguments of a build, as <c>docker buildx build</c> and <c>./build.sh DockerBuild</c> both take them.</summary>
    public IReadOnlyList<string> Arguments(string packageManager)
    {
        var arguments = new List<string>();
        if (_image is not null)
            arguments.AddRange(["--build-arg", $"PYTHON_IMAGE={_image}"]);
        if (_index is null)
            return arguments;

        if (packageManager == "uv")
        {
            var config = Path.Combine(_directory, "uv.toml");
            File.WriteAllText(config, $"[[index]]\nurl = \"{_index.Address}\"\ndefault = true\n");
            arguments.AddRange(["--build-arg", $"UV_IMAGE={Uv}", "--secret", $"id=uv,src={config}"]);
        }
        else
        {
            arguments.AddRange(["--secret", $"id=pip,src={_index.PipConfig}"]);
        }

        return arguments;
    }

    /// <summary>What a project has to say of its index: Poetry takes none from a file beside it.</summary>
    public void Name(string project, string packageManager)
    {
        if (_index is not null && packageManager == "poetry")
            File.AppendAllText(Path.Combine(project, "pyproject.toml"), $"\n[[tool.poetry.source]]\nname = \"sealed\"\nurl = \"{_index.Address}\"\n");
    }

    public async ValueTask DisposeAsync()
    {
        if (_index is not null)
            await _index.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
