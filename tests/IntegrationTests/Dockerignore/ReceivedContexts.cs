using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Dockerignore;

/// <summary>Sends folders to BuildKit: each is a named context with its own ignore file, and one build copies all of them.</summary>
internal sealed class ReceivedContexts : IDisposable
{
    private readonly EngineConnection _connection;
    private readonly string _folder = Directory.CreateTempSubdirectory("contexts-").FullName;

    private ReceivedContexts(EngineConnection connection) => _connection = connection;

    public static async Task<ReceivedContexts> CreateAsync() => new(await TestEngine.ConnectAsync());

    /// <summary>The folder of a context before it is sent.</summary>
    public string Source(string name) => Path.Combine(_folder, "sources", name);

    /// <summary>Sends contexts; see <see cref="Received"/>.</summary>
    /// <exception cref="InvalidOperationException">BuildKit refused one of them; the message contains its error.</exception>
    public async Task SendAsync(params IReadOnlyCollection<string> names)
    {
        var main = Directory.CreateDirectory(Path.Combine(_folder, "main")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(main, "Dockerfile"),
            $"FROM scratch\n{string.Concat(names.Select(name => $"COPY --from={name} . /{name}/\n"))}");
        var contexts = string.Join(' ', names.Select(name => $"--build-context {name}={Source(name)}"));
        await Shell.RunAsync(
            _connection,
            $"docker buildx build --progress=plain {contexts} --output type=local,dest={Path.Combine(_folder, "received")} {main}");
    }

    /// <summary>Lists the files that arrived of a context, in the format of <see cref="ContextTree"/>.</summary>
    public IReadOnlyList<string> Received(string name, bool sizes = false) => ContextTree.Of(Path.Combine(_folder, "received", name), sizes);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
