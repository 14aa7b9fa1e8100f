using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace IntegrationTests.Agreement;

/// <summary>
/// An engine with base images, on which a tag moves between them: two with other layers, and two with the layers of the first one, of which one has a label
/// and one has another variable.
/// </summary>
internal sealed class AgreementEngine : IAsyncDisposable
{
    /// <summary>The number of base images.</summary>
    public const int Bases = 4;

    private static readonly string s_images = string.Join(' ', Enumerable.Range(1, Bases).Select(number => $"agreement-base:{number}"));

    private readonly PrivateEngine _engine = new();

    public required EngineConnection Connection { get; set; }

    public required EngineProbe Probe { get; set; }

    public string? Id { get; private set; }

    public static async Task<AgreementEngine> StartAsync()
    {
        var engine = new AgreementEngine { Connection = null!, Probe = null! };
        await engine.ConnectAsync();
        return engine;
    }

    /// <summary>Imports the base images, or copies them from another engine, so that they have the same digests.</summary>
    public async Task AddImagesAsync(AgreementEngine? other = null)
    {
        if (other is null)
        {
            await HostToolsImage.ImportAsync(Connection, "agreement-base:1", "sh", "cat", "true");
            await HostToolsImage.ImportAsync(Connection, "agreement-base:2", "sh", "cat", "true", "sleep");
            await DeriveAsync(3, "LABEL revision=3");
            await DeriveAsync(4, "ENV REVISION=4");
            return;
        }

        var archive = Path.Combine(_engine.Directory, "base.tar");
        await Shell.RunAsync(other.Connection, $"docker save -o {archive} {s_images}");
        await Shell.RunAsync(Connection, $"docker load -i {archive}");
        File.Delete(archive);
    }

    public Task SetBaseAsync(int number) => Shell.RunAsync(Connection, $"docker tag agreement-base:{number} {AgreementProject.Base}");

    /// <summary>Stops the engine and starts it again. Its caches remain.</summary>
    public async Task RestartAsync()
    {
        await _engine.Engine.StopAsync();
        await ConnectAsync();
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private Task DeriveAsync(int number, string instruction) => Shell.RunAsync(
        Connection,
        $"printf 'FROM agreement-base:1\\n{instruction}\\n' | docker buildx build --provenance=false --load -t agreement-base:{number} -");

    private async Task ConnectAsync()
    {
        Connection = await _engine.Engine.StartAsync();
        Probe = Connection.Connect();
        Id = (await Probe.InfoAsync()).Id;
    }
}
