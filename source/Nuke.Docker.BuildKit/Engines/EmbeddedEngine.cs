using System.Runtime.InteropServices;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>
/// A private docker engine for machines without one. Its programs, data and socket are in one folder; nothing is installed. It keeps running
/// after the process that started it, until <see cref="StopAsync" />.
/// </summary>
public sealed partial class EmbeddedEngine
{
    /// <summary>Environment variable with a folder for the engine's programs, so that several clones download them only once.</summary>
    public const string PackagesVariable = "DOCKER_BUILDKIT_ENGINE_PACKAGES";

    private static readonly TimeSpan s_pingTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly EngineLayout _layout;
    private readonly EnginePackages _packages;
    private readonly TimeProvider _time;
    private readonly Action<string> _progress;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly ProcessTable _processes = new();

    /// <summary>Prepares the engine; starts nothing.</summary>
    /// <param name="directory">Folder of the engine, such as <c>.nuke/temp/docker-engine</c>; created with mode 0700 at the first start.</param>
    /// <param name="time">Clock for timeouts; <c>null</c>: the system clock.</param>
    /// <param name="progress">Called with one line per slow operation; <c>null</c>: not reported.</param>
    /// <param name="environment">Environment variables; <c>null</c>: those of this process.</param>
    public EmbeddedEngine(
        string directory,
        TimeProvider? time = null,
        Action<string>? progress = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);

        _environment = environment ?? EnvironmentReading.OfThisProcess();
        _layout = EngineLayout.For(directory, _environment);
        _time = time ?? TimeProvider.System;
        _progress = progress ?? (_ => { });
        _packages = new EnginePackages(_environment.Read(PackagesVariable) ?? _layout.Packages, _progress);
    }

    /// <summary>Full path of the folder of the engine.</summary>
    public string Directory => _layout.Directory;

    /// <summary>Address for DOCKER_HOST, also before the engine runs.</summary>
    public string Host => _layout.Host;

    /// <summary>Time limit for the daemon's first response. Default: 60 seconds.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time limit for the daemon to exit before it is killed. Default: 20 seconds.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Returns the reason why this machine cannot run a private engine, as a sentence; <c>null</c> if it can.</summary>
    public static string? UnsupportedReason()
    {
        if (!OperatingSystem.IsLinux())
            return "A private engine needs Linux.";

        if (OsRelease.OfThisMachine() is not { HasDebianPackages: true } release)
            return $"A private engine uses the packages of Debian or Ubuntu; this is {OsRelease.OfThisMachine()?.Name ?? "another system"}.";

        if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64) and var architecture)
            return $"A private engine needs x64 or arm64; this is {architecture}.";

        return Environment.IsPrivilegedProcess ? null : $"A private engine needs root; {release.Name} is supported.";
    }

    /// <summary>Returns the connection if the engine runs and responds, otherwise <c>null</c>. Starts and downloads nothing.</summary>
    public async Task<EngineConnection?> FindRunningAsync(CancellationToken cancellationToken = default) =>
        await AnswersAsync(cancellationToken) && _packages.Current.IsComplete ? Connection() : null;

    /// <summary>Returns the status of the engine. Starts nothing.</summary>
    internal async Task<EmbeddedEngineStatus> StatusAsync(CancellationToken cancellationToken = default) =>
        new(FindDaemon()?.Id, await AnswersAsync(cancellationToken), _layout.Host, _layout.LogFile);

    /// <summary>Returns the docker CLI of the engine's packages and a DOCKER_CONFIG folder with its plugins, for another daemon.</summary>
    /// <exception cref="EngineNotFoundException">The packages cannot be downloaded.</exception>
    internal async Task<(string DockerPath, string DockerConfig)> FetchCliAsync(CancellationToken cancellationToken)
    {
        PrivateDirectory.Ensure(_layout.Directory);
        var packages = await FetchAsync(cancellationToken);
        ClientConfig.Write(_layout.ClientConfig, packages, DockerContexts.ConfigDirectory(_environment));

        return (packages.DockerCli, _layout.ClientConfig);
    }

    private EngineConnection Connection() => new(
        EngineEndpoint.Parse(_layout.Host, "embedded engine"),
        _packages.Current.DockerCli,
        _layout.ClientConfig,
        Embedded: true,
        NeedsHostNetwork: true);

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_layout.Socket))
            return false;

        try
        {
            var engine = new EngineProbe(EngineEndpoint.Parse(_layout.Host), s_pingTimeout);
            await engine.PingAsync(cancellationToken);
            return true;
        }
        catch (EngineRequestException)
        {
            return false;
        }
    }

    private ProcessEntry? FindDaemon() =>
        OperatingSystem.IsLinux() ? _processes.Read().FirstOrDefault(_ => _.IsDaemonOf(_layout.ConfigFile)) : null;
}
