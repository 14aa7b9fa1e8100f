using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Doctor;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerDoctor"/>. It starts no engine.</summary>
public interface IDockerDoctor : IHazDockerEngine, IHazDockerJson
{
    /// <summary>
    /// Merges safe settings into <c>daemon.json</c>, keeps the old file, and checks the result with <c>dockerd --validate</c>. Default: false.
    /// </summary>
    [Parameter("DockerDoctor: fix daemon.json where that is safe; the old file is kept. Short: --fix")]
    [Display(ShortName = "Fix")]
    bool DockerDoctorFix => this.GetParameter<bool?>(() => DockerDoctorFix) ?? false;

    /// <summary>Restarts docker after <see cref="DockerDoctorFix"/> has changed its configuration, but never while containers run. Default: false.</summary>
    [Parameter("DockerDoctor --fix: restart docker afterwards, unless containers run")]
    bool RestartDocker => TryGetValue<bool?>(() => RestartDocker) ?? false;

    /// <summary>
    /// Reports whether BuildKit is enabled and can export caches, what deletes caches, free disk space and outdated tools, each with a remedy. Fails
    /// if builds would fail.
    /// </summary>
    Target DockerDoctor => _ => _
        .CheckParameters(this, reads: [nameof(DockerDoctorFix), nameof(RestartDocker), nameof(IHazDockerCache.DockerCacheDirectory), nameof(DockerJson)])
        .Description("Report why builds are slow or fail on this machine: BuildKit, versions, caches, garbage collection, disk, configuration")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .Executes(async () =>
        {
            var found = await TargetAction.RunAsync(this, new Examination(this).RunAsync);
            ReportSummary(_ => _
                .AddPair("Warnings", found.Count(diagnosis => diagnosis.Severity == DiagnosisSeverity.Warning))
                .AddPair("Hints", found.Count(diagnosis => diagnosis.Severity == DiagnosisSeverity.Hint)));
        });
}
