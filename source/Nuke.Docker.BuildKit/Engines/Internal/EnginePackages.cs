using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Downloads the engine's programs from the distribution's archive, once, into a folder that clones can share.</summary>
internal sealed class EnginePackages(string directory, Action<string> progress)
{
    private static readonly string[] s_required = ["docker.io", "containerd", "docker-buildx"];

    // Installed if available: Debian has a separate package for the CLI, compose has two names, and docker-init is a link to tini-static, which is in a
    // package of its own or in tini.
    private static readonly string[] s_optional = ["docker-cli", "docker-compose", "docker-compose-v2", "tini-static", "tini"];

    public EnginePackageSet Current => new(Path.Combine(directory, "engine"));

    /// <exception cref="EnginePackagesException">No suite has programs that run here.</exception>
    public async Task<EnginePackageSet> EnsureAsync(CancellationToken cancellationToken)
    {
        if (Current.IsComplete)
            return Current;

        Directory.CreateDirectory(directory);
        await using var fileLock = await FileLock.AcquireAsync(
            Path.Combine(directory, ".lock"),
            () => progress("Another build is downloading the docker engine; waiting for it."),
            cancellationToken);

        if (Current.IsComplete)
            return Current;

        // Left by a killed download: under the lock, no process uses it.
        foreach (var leftover in Directory.EnumerateDirectories(directory, ".fetch-*"))
            await FileTree.DeleteAsync(leftover);

        var staging = Path.Combine(directory, $".fetch-{Path.GetRandomFileName()}");

        try
        {
            return await FetchAsync(staging, cancellationToken);
        }
        finally
        {
            await FileTree.DeleteAsync(staging);
        }
    }

    private async Task<EnginePackageSet> FetchAsync(string staging, CancellationToken cancellationToken)
    {
        var distribution = Distribution.OfThisMachine();
        var failures = new List<string>();
        var hostSuite = distribution.OpenArchive(staging, distribution.HostSuites);
        var hostUpdate = hostSuite.UpdateAsync(cancellationToken);

        foreach (var suites in distribution.SuiteCandidates)
        {
            progress($"Downloading a docker engine for this machine from {distribution.Release.Id} {suites[0]} (about 100 MB, once).");

            try
            {
                var archive = hostSuite;

                if (!suites.SequenceEqual(distribution.HostSuites))
                {
                    archive = distribution.OpenArchive(staging, suites);
                    await archive.UpdateAsync(cancellationToken);
                }

                await hostUpdate;
                var unpacked = await UnpackAsync(staging, archive, hostSuite, cancellationToken);
                await CheckAsync(unpacked, cancellationToken);
                await PublishAsync(unpacked);
                progress($"Docker engine ready: {await DescribeAsync(Current, cancellationToken)}.");
                return Current;
            }
            catch (EnginePackagesException exception)
            {
                failures.Add($"{suites[0]}: {exception.Message}");
            }
        }

        throw new EnginePackagesException($"No suite has a docker engine that runs here.\n{string.Join('\n', failures)}");
    }

    private static async Task<EnginePackageSet> UnpackAsync(string staging, AptArchive archive, AptArchive hostSuite, CancellationToken cancellationToken)
    {
        var versions = await archive.FindVersionsAsync([.. s_required, .. s_optional], cancellationToken);

        if (s_required.FirstOrDefault(_ => !versions.ContainsKey(_)) is { } missing)
            throw new EnginePackagesException($"The package {missing} does not exist.");

        // runc of a newer suite needs a newer libc than dockerd does.
        var runc = (await hostSuite.FindVersionsAsync(["runc"], cancellationToken)).GetValueOrDefault("runc")
            ?? throw new EnginePackagesException($"The package runc does not exist in {hostSuite.Name}.");

        var debs = Path.Combine(staging, $"debs-{archive.Name}");
        await archive.DownloadAsync(versions.Keys, debs, cancellationToken);
        await hostSuite.DownloadAsync(["runc"], Path.Combine(debs, "runc"), cancellationToken);

        var prefix = Path.Combine(staging, $"engine-{archive.Name}");
        await DebianPackage.UnpackAllAsync(debs, prefix, cancellationToken);
        var set = new EnginePackageSet(prefix);
        await File.WriteAllLinesAsync(
            set.Manifest,
            [.. versions.Select(_ => $"{_.Key}\t{_.Value}\t{archive.Name}"), $"runc\t{runc}\t{hostSuite.Name}"],
            cancellationToken);

        return set;
    }

    /// <summary>Runs each program once, because the content of suites changes.</summary>
    private static async Task CheckAsync(EnginePackageSet set, CancellationToken cancellationToken)
    {
        if (!set.IsComplete)
            throw new EnginePackagesException("The packages do not contain all of dockerd, docker, docker-buildx, containerd and runc.");

        string[] programs =
        [
            set.Dockerd,
            set.DockerCli,
            Path.Combine(set.Directory, "usr/bin/containerd"),
            set.ProgramDirectories.Select(_ => Path.Combine(_, "runc")).First(File.Exists),
        ];

        foreach (var program in programs)
        {
            var result = await HostCommand.RunAsync(program, ["--version"], cancellationToken);

            if (!result.Succeeded)
                throw new EnginePackagesException($"{Path.GetFileName(program)} does not run on this system: {result.Tail(2)}");
        }
    }

    private async Task PublishAsync(EnginePackageSet unpacked)
    {
        var target = Current.Directory;

        await FileTree.DeleteAsync(target);
        Directory.Move(unpacked.Directory, target);
    }

    private static async Task<string> DescribeAsync(EnginePackageSet set, CancellationToken cancellationToken)
    {
        var rows = await File.ReadAllLinesAsync(set.Manifest, cancellationToken);
        return string.Join(", ", rows.Select(_ => _.Split('\t')).Where(_ => _[0] is "docker.io" or "docker-buildx").Select(_ => $"{_[0]} {_[1]}"));
    }
}
