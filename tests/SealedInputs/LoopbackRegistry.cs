using System.Diagnostics;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Text;
using SealedInputs.Internal;

namespace SealedInputs;

/// <summary>A real registry on the loopback interface, from Debian's docker-registry package; docker speaks plain HTTP to it.</summary>
public sealed class LoopbackRegistry : IAsyncDisposable
{
    private readonly Process _process;

    private LoopbackRegistry(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Address <c>127.0.0.1:port</c>, the prefix of image names.</summary>
    public string Address { get; }

    /// <param name="directory">Folder for the program and the pushed images, which stay until they are deleted.</param>
    public static Task<LoopbackRegistry> StartAsync(string directory, CancellationToken cancellationToken = default) =>
        StartAsync(directory, Path.Combine(directory, "registry-data"), cancellationToken);

    /// <param name="directory">Folder for the program.</param>
    /// <param name="data">Folder for the pushed images, so that several registries are independent of each other.</param>
    public static async Task<LoopbackRegistry> StartAsync(string directory, string data, CancellationToken cancellationToken = default)
    {
        var program = await FetchAsync(directory, cancellationToken);
        var address = $"127.0.0.1:{LoopbackPort.FindFree()}";
        var config = Path.Combine(directory, $"registry-{address.Split(':')[1]}.yml");
        await File.WriteAllTextAsync(
            config,
            $"""
            version: 0.1
            log:
              level: error
            storage:
              delete:
                enabled: true
              filesystem:
                rootdirectory: {data}
            http:
              addr: {address}

            """,
            cancellationToken);

        var process = Process.Start(
            new ProcessStartInfo(program, ["serve", config]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start.");

        // The output is discarded: a full pipe would block the process.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var registry = new LoopbackRegistry(process, address);
        await registry.WaitUntilItAnswersAsync(cancellationToken);
        return registry;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static async Task<string> FetchAsync(string directory, CancellationToken cancellationToken)
    {
        var target = Path.Combine(directory, "registry");
        var program = Path.Combine(target, "usr/bin/docker-registry");
        Directory.CreateDirectory(directory);
        await using var fileLock = await FileLock.AcquireAsync(Path.Combine(directory, ".registry-lock"), () => { }, cancellationToken);

        if (!File.Exists(program))
        {
            var work = Path.Combine(directory, $".registry-{Path.GetRandomFileName()}");

            try
            {
                var archive = await SealedArchive.OpenAsync(work, cancellationToken);
                await archive.Packages.DownloadAsync(["docker-registry"], Path.Combine(work, "debs"), cancellationToken);
                await DebianPackage.UnpackAllAsync(Path.Combine(work, "debs"), Path.Combine(work, "unpacked"), cancellationToken);
                Directory.Move(Path.Combine(work, "unpacked"), target);
            }
            finally
            {
                await FileTree.DeleteAsync(work);
            }
        }

        return program;
    }

    private async Task WaitUntilItAnswersAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient();

        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://{Address}/v2/"), cancellationToken);
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (attempt < 100 && !_process.HasExited)
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }
}
