using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
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

    private const int SlowPart = 1 << 20;

    private readonly HttpListener _listener;
    private readonly Task _serving;
    private readonly ConcurrentQueue<string> _downloads = new();

    private PackageIndex(HttpListener listener, int port, string pipConfig, IReadOnlyList<Wheel> wheels)
    {
        _listener = listener;
        Address = new Uri($"http://127.0.0.1:{port}/simple/");
        PipConfig = pipConfig;
        Wheels = [.. wheels.Select(_ => Path.GetFileName(_.Path))];
        _serving = ServeAsync(new IndexPages(wheels));
    }

    /// <summary>The address for pip's <c>--index-url</c>.</summary>
    public Uri Address { get; }

    /// <summary>
    /// A <c>pip.conf</c> with <see cref="Address" />. As a secret of the build it is not part of a cache key, so the port may change.
    /// </summary>
    public string PipConfig { get; }

    /// <summary>The speed of each download, as through a network; <c>null</c>: that of this machine.</summary>
    public long? BytesPerSecond { get; set; }

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
        wheels = [.. wheels, .. (standIns ?? []).Select(Wheel.Read)];
        var (listener, port) = Listen(Path.Combine(directory, "port"));
        var pipConfig = Path.Combine(directory, "pip.conf");
        // pip caches downloads over plain HTTP only from a trusted host.
        await File.WriteAllTextAsync(pipConfig, $"[global]\nindex-url = http://127.0.0.1:{port}/simple/\ntrusted-host = 127.0.0.1\n", cancellationToken);

        return new PackageIndex(listener, port, pipConfig, wheels);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    /// <summary>Returns the previous port if it is free, because pip's HTTP cache uses addresses as keys.</summary>
    private static (HttpListener Listener, int Port) Listen(string portFile)
    {
        var remembered = File.Exists(portFile) && int.TryParse(File.ReadAllText(portFile), out var last) ? last : LoopbackPort.FindFree();

        for (var port = remembered; ; port = LoopbackPort.FindFree())
        {
            var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };

            try
            {
                listener.Start();
                File.WriteAllText(portFile, $"{port}");
                return (listener, port);
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync(IndexPages pages)
    {
        while (true)
        {
            HttpListenerContext context;

            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            try
            {
                await AnswerAsync(pages, context);
            }
            catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException)
            {
                // pip closed the connection, or the index was disposed during a response.
            }
        }
    }

    private async Task AnswerAsync(IndexPages pages, HttpListenerContext context)
    {
        using var response = context.Response;
        var path = context.Request.Url?.AbsolutePath ?? "/";

        var (type, body) = pages.FindWheel(path) is { } wheel
            ? ("application/octet-stream", await File.ReadAllBytesAsync(wheel))
            : ("text/html; charset=utf-8", pages.Find(path) is { } page ? Encoding.UTF8.GetBytes(page) : null);

        response.StatusCode = body is null ? 404 : 200;
        response.ContentType = type;
        response.ContentLength64 = body?.Length ?? 0;

        // As on PyPI: files never change, pages do.
        response.Headers["Cache-Control"] = type == "application/octet-stream" ? "max-age=365000000, immutable, public" : "no-cache";

        if (body is not null && pages.FindWheel(path) is { } sent)
            _downloads.Enqueue(Path.GetFileName(sent));
        if (body is not null && context.Request.HttpMethod != "HEAD")
            await SendAsync(response.OutputStream, body);
    }

    private async Task SendAsync(Stream output, ReadOnlyMemory<byte> body)
    {
        if (BytesPerSecond is not { } speed)
        {
            await output.WriteAsync(body);
            return;
        }

        var watch = Stopwatch.StartNew();
        for (var sent = 0; sent < body.Length;)
        {
            var part = Math.Min(SlowPart, body.Length - sent);
            await output.WriteAsync(body.Slice(sent, part));
            sent += part;
            if (TimeSpan.FromSeconds((double)sent / speed) - watch.Elapsed is var ahead && ahead > TimeSpan.Zero)
                await Task.Delay(ahead);
        }
    }
}
