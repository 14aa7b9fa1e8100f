using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Daemons.Internal;
using Nuke.Docker.BuildKit.Doctor.Internal;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>
/// Reads the facts for a diagnosis, concurrently. Facts that cannot be read stay unknown. Changes nothing, and starts nothing but docker's own
/// commands.
/// </summary>
internal sealed class DoctorFactsReader
{
    // Docker measures every image again: on a full disk this takes longer than all other queries together.
    private static readonly TimeSpan s_diskPatience = TimeSpan.FromSeconds(0.8);

    // A container of a builder that isn't running is started.
    private static readonly TimeSpan s_builderPatience = TimeSpan.FromSeconds(30);

    private readonly DoctorScope _scope;
    private readonly IReadOnlyDictionary<string, string> _environment;

    /// <summary>Prepares the queries.</summary>
    public DoctorFactsReader(DoctorScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        _scope = scope;
        _environment = scope.Environment ?? EnvironmentReading.OfThisProcess();
    }

    /// <summary>Reads all facts.</summary>
    public async Task<DoctorFacts> ReadAsync(CancellationToken cancellationToken = default)
    {
        var engine = Connect();
        var reached = engine is not null;
        var ping = Ask(token => engine!.PingAsync(token), reached, cancellationToken);
        var info = Ask(token => engine!.InfoAsync(token), reached, cancellationToken);
        var version = Ask(token => engine!.VersionAsync(token), reached, cancellationToken);
        var tools = Ask(ReadToolsAsync, true, cancellationToken);
        var builder = Ask(
            ReadBuilderAsync, _scope.Connection is not null, cancellationToken, s_builderPatience);
        var disk = Ask(token => DockerTasks.DockerSystemDfAnswerAsync(Here(new DockerSystemDfSettings()), token), reached, cancellationToken, s_diskPatience);
        var compose = Ask(StandaloneComposeAsync, true, cancellationToken);
        var images = Ask(token => ImageFacts.ReadAsync(_scope.Images, _scope.OwnFiles, engine?.Endpoint, token), true, cancellationToken);
        // A registry that doesn't respond is a fact, so the query may take longer than the registry.
        var registries = Ask(
            token => RegistryFacts.ReadAsync(_scope.Images, engine!.Endpoint, _scope.Patience, token), reached, cancellationToken, _scope.Patience * 2);
        var cacheProblem = Ask(_ => Task.Run(CacheProblem, cancellationToken), true, cancellationToken);

        var engineInfo = await info;
        var local = _scope.Connection?.Endpoint.Kind == EngineEndpointKind.UnixSocket;
        return new DoctorFacts
        {
            Endpoint = _scope.Connection?.DockerHost,
            NoPrivateEngine = _scope.NoPrivateEngine,
            Container = local || _scope.Connection is null ? ContainerKind.Read() : null,
            Ping = await ping,
            Engine = engineInfo,
            Versions = (await tools ?? ToolVersions.Unknown) with { Engine = ToolVersions.Parse((await version)?.Version) },
            LookedForPlugins = _scope.Connection is not null && await tools is not null,
            StandaloneCompose = await compose,
            Builder = await builder,
            Environment = _environment.ToImmutableDictionary(),
            DaemonConfiguration = _scope.DaemonConfigurationPath is { } path ? ConfigurationFiles.Open(path) : null,
            BuildKitConfigurations = [.. ConfigurationFiles.BuildKit(_environment)],
            DiskUsage = [.. await disk ?? []],
            EngineDisk = local && engineInfo is not null ? Disk(engineInfo.RootDirectory) : null,
            CacheDirectory = _scope.CacheDirectory,
            CacheProblem = await cacheProblem,
            UnreachableRegistries = await registries is { IsDefault: false } unreachable ? unreachable : [],
            Images = await images is { IsDefault: false } known ? known : _scope.Images,
        };
    }

    private static (long Free, long Total)? Disk(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return Directory.Exists(folder) && drive.TotalSize > 0 ? (drive.AvailableFreeSpace, drive.TotalSize) : null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private T Here<T>(T settings)
        where T : DockerSettings =>
        _scope.Connection is { } connection ? settings.UseEngine(connection) : settings;

    // buildx describes a builder without contacting it. As every build does, --bootstrap starts it and connects to it.
    private async Task<BuilderInfo> ReadBuilderAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_scope.Patience);
        var builder = await BuildxTasks.BuildxInspectAnswerAsync(Here(new BuildxInspectSettings()), patience.Token);
        if (builder.Driver == "docker" || builder.Error is not null)
            return builder;
        try
        {
            return await BuildxTasks.BuildxInspectAnswerAsync(Here(new BuildxInspectSettings { Bootstrap = true }), cancellationToken);
        }
        catch (CommandFailedException failure)
        {
            return builder with { Error = LastLine(failure.Message) };
        }
        catch (OperationCanceledException)
        {
            return builder with { Error = $"it did not respond within {s_builderPatience.TotalSeconds:0} seconds" };
        }
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[^1];

    private Task<ToolVersions> ReadToolsAsync(CancellationToken cancellationToken)
    {
        var environment = Here(new RawSettings()).ToEnvironment();
        return new ToolVersionsReader(_scope.VersionsFile).ReadAsync(environment, compose: true, cancellationToken: cancellationToken);
    }

    private EngineProbe? Connect()
    {
        try
        {
            return _scope.Connection?.Connect(_scope.Patience);
        }
        catch (NotSupportedException)
        {
            // Only the CLI supports ssh.
            return null;
        }
    }

    // A failed query is an unknown fact and does not fail the examination.
    private async Task<T?> Ask<T>(Func<CancellationToken, Task<T>> question, bool wanted, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        if (!wanted)
            return default;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience ?? _scope.Patience);
        try
        {
            return await question(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return default;
        }
        catch (Exception unknown) when (unknown is DockerException or IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private async Task<Version?> StandaloneComposeAsync(CancellationToken cancellationToken)
    {
        if (HostCommand.Find("docker-compose", _environment) is not { } program)
            return null;
        var result = await HostCommand.RunAsync(program, ["version", "--short"], cancellationToken);
        return ToolVersions.Parse(result.Output);
    }

    private string? CacheProblem()
    {
        if (_scope.CacheDirectory is not { } folder)
            return null;
        // The check must not create the folder; the nearest existing parent gives the same result.
        var nearest = folder;
        while (!Directory.Exists(nearest) && Path.GetDirectoryName(nearest) is { } above)
            nearest = above;
        try
        {
            Preflight.RequireWritableCache(nearest);
            return null;
        }
        catch (DockerBuildException problem)
        {
            return problem.Fault.Cause;
        }
    }
}
