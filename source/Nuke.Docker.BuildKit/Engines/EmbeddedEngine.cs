using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>
/// A docker daemon of our own for machines that have none: its programs, its data and its socket lie in one folder, nothing is
/// installed, and it keeps running after the process that started it, until <see cref="StopAsync" />.
/// </summary>
public sealed partial class EmbeddedEngine
{
    /// <summary>Variable that names a folder for the engine's programs, so that several clones fetch them only once.</summary>
    public const string PackagesVariable = "DOCKER_BUILDKIT_ENGINE_PACKAGES";

    private static readonly TimeSpan s_pingTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly EngineLayout _layout;
    private readonly EnginePackages _packages;
    private readonly TimeProvider _time;
    private readonly Action<string> _progress;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly ProcessTable _processes = new();

    /// <param name="directory">Folder of the engine, e.g. <c>.nuke/temp/docker-engine</c>; made with mode 0700 at the first start.</param>
    /// <param name="time">Null: the system's clock.</param>
    /// <param name="progress">Receives one line for each thing that takes time; null: nobody is told.</param>
    /// <param name="environment">Null: the variables of this process.</param>
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

    public string Directory => _layout.Directory;

    /// <summary>The address for DOCKER_HOST that the engine has, or will have once it runs.</summary>
    public string Host => _layout.Host;

    /// <summary>How long a daemon may take until it answers for the first time. Default: 60 seconds.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a daemon may take to end by itself before it is killed. Default: 20 seconds.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Why this machine cannot run an embedded engine, in a sentence; null: it can.</summary>
    public static string? UnsupportedReason()
    {
        if (!OperatingSystem.IsLinux())
            return "An embedded engine needs Linux.";

        if (OsRelease.OfThisMachine() is not { HasDebianPackages: true } release)
            return $"An embedded engine is made from Debian's or Ubuntu's packages; this is {OsRelease.OfThisMachine()?.Name ?? "another system"}.";

        if (System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture is not (System.Runtime.InteropServices.Architecture.X64 or System.Runtime.InteropServices.Architecture.Arm64) and var architecture)
            return $"An embedded engine needs x64 or arm64; this is {architecture}.";

        return Environment.IsPrivilegedProcess ? null : $"An embedded engine needs root; {release.Name} would do.";
    }

    /// <summary>The connection to the engine if it runs and answers; null otherwise. Starts nothing and fetches nothing.</summary>
    public async Task<EngineConnection?> FindRunningAsync(CancellationToken cancellationToken = default) =>
        await AnswersAsync(cancellationToken) && _packages.Current.IsComplete ? Connection() : null;

    public async Task<EmbeddedEngineStatus> StatusAsync(CancellationToken cancellationToken = default) =>
        new(FindDaemon()?.Id, await AnswersAsync(cancellationToken), _layout.Host, _layout.LogFile);

    /// <summary>The docker CLI of the engine's packages and a DOCKER_CONFIG folder with its plugins, for a daemon that is not ours.</summary>
    /// <exception cref="EngineNotFoundException">The packages cannot be had.</exception>
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
            using var engine = new EngineProbe(EngineEndpoint.Parse(_layout.Host), s_pingTimeout);
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
