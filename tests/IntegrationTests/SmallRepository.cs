using System.Text;
using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests;

/// <summary>A fresh repository, and runs of a build in it that is compiled already.</summary>
internal sealed class SmallRepository : IDisposable
{
    private readonly string _images;

    private SmallRepository(EngineConnection connection, string images, string name)
    {
        Connection = connection;
        _images = images;
        Base = Directory.CreateTempSubdirectory("small-").FullName;
        Root = Directory.CreateDirectory(Path.Combine(Base, name)).FullName;
        Directory.CreateDirectory(PathOf(".nuke"));
    }

    /// <summary>The folder that contains the repository and everything else of this test.</summary>
    public string Base { get; }

    public string Root { get; }

    /// <summary>The engine of the builds.</summary>
    public EngineConnection Connection { get; }

    /// <summary>A command that starts the build, such as <c>setpriv</c> with its options; empty to start it directly.</summary>
    public IReadOnlyList<string> Wrapper { get; set; } = [];

    /// <summary>Creates a repository.</summary>
    /// <param name="images">Its images: <c>name</c> or <c>name=context</c>, separated by semicolons.</param>
    /// <param name="name">The name of its folder.</param>
    public static async Task<SmallRepository> CreateAsync(string images, string name = "repository") => new(await TestEngine.ConnectAsync(), images, name);

    public string PathOf(string path) => Path.Combine(Root, path);

    public SmallRepository Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public SmallRepository Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllBytes(PathOf(path), bytes);
        return this;
    }

    public Run Start(IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>
        {
            ["SMALL_BUILD"] = "ImagesBuild",
            ["IMAGES"] = _images,
            ["XDG_CACHE_HOME"] = Path.Combine(Base, "cache-home"),
            ["DOCKER_BUILDKIT_ENGINE_PACKAGES"] = TestEngine.Packages,
            ["DOCKER_HOST"] = Connection.DockerHost,
            ["DOCKER_CONFIG"] = Connection.DockerConfig,
            ["NO_COLOR"] = "1",
        };
        foreach (var (name, value) in Connection.ProcessEnvironment())
            environment[name] = value;
        foreach (var (name, value) in variables)
            environment[name] = value;
        string[] command = [.. Wrapper, "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "SmallBuilds.dll"), .. arguments];
        return Run.Start(Root, command[0], command[1..], environment);
    }

    public Task<Run> RunAsync(params string[] arguments) => Start(new Dictionary<string, string?>(), arguments).EndAsync();

    public Task<Run> RunAsync(IReadOnlyDictionary<string, string?> variables, params string[] arguments) => Start(variables, arguments).EndAsync();

    public void Dispose() => Directory.Delete(Base, recursive: true);
}
