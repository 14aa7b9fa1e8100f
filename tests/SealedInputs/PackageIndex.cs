using System.Collections.Concurrent;
using System.Text;
using Nuke.Docker.BuildKit.Text;
using SealedInputs.Internal;

namespace SealedInputs;

/// <summary>
/// A package index (PEP 503) on the loopback interface, with wheels made from Debian's <c>python3-*</c> packages. It serves until
/// it is disposed; pip needs it only while building.
/// </summary>
public sealed class PackageIndex : IAsyncDisposable
{
    /// <summary>Debian's packages of FastAPI and uvicorn with their dependencies. A suite that lacks one doesn't need it.</summary>
    public static readonly IReadOnlyList<string> ServicePackages =
    [
        "python3-annotated-doc", "python3-annotated-types", "python3-anyio", "python3-click", "python3-fastapi", "python3-h11", "python3-idna",
        "python3-pydantic", "python3-pydantic-core", "python3-sniffio", "python3-starlette", "python3-typing-extensions",
        "python3-typing-inspection", "python3-uvicorn",
    ];

    private readonly ConcurrentQueue<string> _downloads = new();
    private readonly LoopbackServer _server;

    // A build that finds the installation of the packages in the cache asks for nothing.
    private readonly Lazy<IndexPages> _pages;

    private PackageIndex(string directory, IReadOnlyList<string> wheels)
    {
        Wheels = [.. wheels.Select(_ => Path.GetFileName(_))];
        _pages = new(() => new IndexPages([.. wheels.Select(Wheel.Read)]));
        // The previous port if it is free, because pip's HTTP cache uses addresses as keys.
        var portFile = Path.Combine(directory, "port");
        var remembered = File.Exists(portFile) && int.TryParse(File.ReadAllText(portFile), out var last) ? last : 0;
        _server = LoopbackServer.Start(remembered, Find);
        if (_server.Port != remembered)
            AtomicFile.WriteText($"{_server.Port}", portFile);
        Address = new Uri($"http://127.0.0.1:{_server.Port}/simple/");
        // Several processes can serve the same wheels at the same time, each on its own port.
        PipConfig = Path.Combine(directory, $"pip-{_server.Port}.conf");
    }

    /// <summary>The address for pip's <c>--index-url</c>.</summary>
    public Uri Address { get; }

    /// <summary>
    /// A <c>pip.conf</c> with <see cref="Address" />. As a secret of the build it is not part of a cache key, so the port may change.
    /// </summary>
    public string PipConfig { get; }

    /// <summary>The speed of each download in bytes per second, as through a network; <c>null</c>: that of this machine.</summary>
    public long? BytesPerSecond
    {
        get => _server.BytesPerSecond;
        set => _server.BytesPerSecond = value;
    }

    /// <summary>File names of the sent wheels, in order, with repetitions.</summary>
    public IReadOnlyList<string> Downloads => [.. _downloads];

    /// <summary>File names of the wheels.</summary>
    public IReadOnlyList<string> Wheels { get; }

    /// <param name="directory">Folder that keeps the wheels and the port.</param>
    /// <param name="packages">Names of Debian packages; null: <see cref="ServicePackages" />.</param>
    /// <param name="standIns">Paths of further wheels, see <see cref="StandInWheel" />.</param>
    public static async Task<PackageIndex> StartAsync(
        string directory,
        IReadOnlyList<string>? packages = null,
        IReadOnlyList<string>? standIns = null,
        Action<string>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var wheels = await new WheelHouse(directory, progress).EnsureAsync(packages ?? ServicePackages, cancellationToken);
        var index = new PackageIndex(directory, [.. wheels, .. standIns ?? []]);
        // pip caches downloads over plain HTTP only from a trusted host.
        AtomicFile.WriteText($"[global]\nindex-url = {index.Address}\ntrusted-host = 127.0.0.1\n", index.PipConfig);
        return index;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private LoopbackFile? Find(string path) =>
        _pages.Value.FindWheel(path) is { } wheel
            ? new("application/octet-stream", Changes: false, () => File.ReadAllBytes(wheel), () => _downloads.Enqueue(Path.GetFileName(wheel)))
            : _pages.Value.Find(path) is { } page ? new("text/html; charset=utf-8", Changes: true, () => Encoding.UTF8.GetBytes(page)) : null;
}
