using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Components.Internal.Parameters;
using Nuke.Docker.BuildKit.Doctor;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerDoctor"/>. It starts no engine.</summary>
public interface IDockerDoctor : IHazDockerEngine
{
    /// <summary>Puts what is safe into <c>daemon.json</c>: merged, the old file kept beside it, checked by <c>dockerd --validate</c>.</summary>
    [Parameter("DockerDoctor: mends daemon.json where that is safe; the old file is kept")]
    bool Fix => TryGetValue<bool?>(() => Fix) ?? false;

    /// <summary>Whether docker is restarted after <see cref="Fix"/> has written. Default: no. Never while containers run on it.</summary>
    [Parameter("DockerDoctor --fix: restarts docker afterwards, unless containers run on it. Default: off")]
    bool RestartDocker => TryGetValue<bool?>(() => RestartDocker) ?? false;

    /// <summary>Says whether BuildKit is on and can cache, what throws caches away, how full the disk is and what is outdated, each with what to do. Fails where builds would.</summary>
    Target DockerDoctor => _ => _
        .CheckParameters(this, reads: [nameof(Fix), nameof(RestartDocker), nameof(IHazDockerCache.DockerCacheDirectory)])
        .Description("Says why Docker builds are slow or fail here: BuildKit, versions, caches, garbage collection, disk, configuration")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .Executes(async () =>
        {
            var found = await TargetAction.RunAsync(this, new Examination(this).RunAsync);
            ReportSummary(_ => _
                .AddPair("Warnings", found.Count(diagnosis => diagnosis.Severity == DiagnosisSeverity.Warning))
                .AddPair("Hints", found.Count(diagnosis => diagnosis.Severity == DiagnosisSeverity.Hint)));
        });
}
