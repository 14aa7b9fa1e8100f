using System.Globalization;
using System.Text.Json;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Engines;

public sealed partial class EmbeddedEngine
{
    // The shell starts the daemon in a new session, so that neither Ctrl+C nor the end of the build reaches it, and closes inherited
    // descriptors: a daemon that held a pipe or a lock of the calling script would block the script for ever.
    private const string Launcher =
        """
        log=$1; shift
        setsid "$@" </dev/null >>"$log" 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
        echo $!
        """;

    /// <summary>Starts the engine if it does not run; downloads its programs if needed (about 100 MB).</summary>
    /// <exception cref="EngineNotFoundException">This machine cannot run an engine, or the programs cannot be downloaded.</exception>
    /// <exception cref="DockerException">
    /// The daemon exited, or did not respond within <see cref="StartTimeout"/> (<see cref="DockerFaultKind.EngineUnavailable"/>).
    /// </exception>
    public async Task<EngineConnection> StartAsync(CancellationToken cancellationToken = default)
    {
        if (await FindRunningAsync(cancellationToken) is { } running)
            return running;

        if (UnsupportedReason() is { } reason)
            throw new EngineNotFoundException([reason], InstallAdvice.ForThisMachine());

        PrivateDirectory.Ensure(_layout.Directory);
        await using var fileLock = await FileLock.AcquireAsync(
            _layout.LockFile,
            () => _progress("Another build is starting the docker engine; waiting for it."),
            cancellationToken);

        if (await FindRunningAsync(cancellationToken) is { } startedMeanwhile)
            return startedMeanwhile;

        // A running daemon that did not respond may still be starting, or the machine may be busy.
        if (FindDaemon() is not null && await AnswersWithinAsync(s_patience, cancellationToken))
            return Connection();

        var packages = await FetchAsync(cancellationToken);

        // The running processes are useless: the daemon does not respond or is gone.
        await EndAllAsync(cancellationToken);
        await RemoveRuntimeFilesAsync();
        WriteConfiguration(packages);

        var daemon = await LaunchAsync(packages, cancellationToken);
        await WaitUntilItAnswersAsync(daemon, cancellationToken);
        PrivateDirectory.EnsureSocket(_layout.Socket);

        _progress($"Started a private docker engine at {_layout.Host}.");
        return Connection();
    }

    private async Task<EnginePackageSet> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _packages.EnsureAsync(cancellationToken);
        }
        catch (EnginePackagesException exception)
        {
            throw new EngineNotFoundException(
                [$"Downloading a private engine failed: {exception.Message}"],
                InstallAdvice.ForThisMachine(),
                exception);
        }
    }

    private void WriteConfiguration(EnginePackageSet packages)
    {
        if (_layout.SocketIsElsewhere)
        {
            PrivateDirectory.Ensure(_layout.RunDirectory);
            _progress($"The path {_layout.Directory} is too long for a socket; the socket is in {_layout.RunDirectory}.");
        }

        var daemon = new DaemonFile
        {
            // Required by the docker driver to export a cache.
            Features = new Dictionary<string, bool> { ["containerd-snapshotter"] = true },
            // Overlay on overlay cannot be mounted: inside a container, layers are copied, which is slow but works.
            StorageDriver = new DriveInfo(_layout.Directory).DriveFormat is "overlay" or "overlayfs" ? "native" : null,
            // Only root may use the socket, even if a group "docker" exists.
            Group = "0",
            CgroupParent = $"/{_layout.ControlGroup}",
            // The systemd driver would require the parent to be a slice.
            ExecOptions = ["native.cgroupdriver=cgroupfs"],
        };

        File.WriteAllText(_layout.ConfigFile, JsonSerializer.Serialize(daemon, EngineJson.Default.DaemonFile));
        ClientConfig.Write(_layout.ClientConfig, packages, DockerContexts.ConfigDirectory(_environment));

        if (File.Exists(_layout.LogFile))
            File.Move(_layout.LogFile, $"{_layout.LogFile}.1", overwrite: true);
    }

    private async Task<int> LaunchAsync(EnginePackageSet packages, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-c", Launcher, "sh", _layout.LogFile,
            packages.Dockerd,
            "--config-file", _layout.ConfigFile,
            "--data-root", _layout.DataRoot,
            "--exec-root", _layout.ExecRoot,
            "--pidfile", _layout.PidFile,
            "--host", _layout.Host,
        ];

        var result = await HostCommand.RunAsync(
            "/bin/sh", arguments, cancellationToken, _layout.Directory, DaemonEnvironment(packages), inheritEnvironment: false);

        return result.Succeeded && int.TryParse(result.Output.Trim(), CultureInfo.InvariantCulture, out var id)
            ? id
            : throw StartFailed("The docker engine could not be started.", result.Tail());
    }

    /// <summary>The daemon outlives the build, so it gets only the variables it needs and none of the build's tokens.</summary>
    private Dictionary<string, string> DaemonEnvironment(EnginePackageSet packages)
    {
        string[] wanted =
        [
            "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR",
            "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
        ];

        var variables = wanted.Where(_environment.ContainsKey).ToDictionary(_ => _, _ => _environment[_]);
        variables["PATH"] = string.Join(':', [.. packages.ProgramDirectories, _environment.Read("PATH") ?? "/usr/sbin:/usr/bin:/sbin:/bin"]);
        return variables;
    }

    private async Task<bool> AnswersWithinAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var answers = false;
        await WaitAsync(async () => answers = await AnswersAsync(cancellationToken) || FindDaemon() is null, limit, cancellationToken);
        return answers && await AnswersAsync(cancellationToken);
    }

    private async Task WaitUntilItAnswersAsync(int daemon, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();

        while (!await AnswersAsync(cancellationToken))
        {
            if (!_processes.IsAlive(daemon))
                throw StartFailed("The docker engine exited while starting.", TextTail.OfFile(_layout.LogFile, 12));

            if (_time.GetElapsedTime(start) > StartTimeout)
            {
                await EndAllAsync(cancellationToken);
                throw StartFailed($"The docker engine did not respond within {StartTimeout.TotalSeconds:0} s.", TextTail.OfFile(_layout.LogFile, 12));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), _time, cancellationToken);
        }
    }

    private DockerException StartFailed(string reason, string lastLines) =>
        new(DockerFaultKind.EngineUnavailable, $"{reason} Its log ({_layout.LogFile}) ends with:\n{lastLines}");
}
