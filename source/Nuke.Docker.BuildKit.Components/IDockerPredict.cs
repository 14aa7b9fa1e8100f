using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerPredict"/>.</summary>
public interface IDockerPredict : IDockerBuild, IHazDockerJson
{
    /// <summary>Fails with exit code 3 if a step will run. Default: false.</summary>
    [Parameter("Fail with exit code 3 if a step will run. Short: --fail-on-run")]
    [Display(ShortName = "FailOnRun")]
    bool DockerPredictFailOnRun => this.GetParameter<bool?>(() => DockerPredictFailOnRun) ?? false;

    /// <summary>Predicts the services of the compose project instead of the images. Default: false.</summary>
    [Parameter("Predict the services of the compose project instead of the images")]
    bool DockerPredictCompose => TryGetValue<bool?>(() => DockerPredictCompose) ?? false;

    /// <summary>
    /// Predicts which steps of the next build will run, why, and about how long they take. Builds nothing. With <see cref="DockerPredictFailOnRun"/>, the exit
    /// code is 3 if a step will run.
    /// </summary>
    Target DockerPredict => _ => _
        .CheckParameters(this, also: ImagePredictions.ComposeParameters)
        .Description("Predict which steps of the next build will run, and why")
        .TryAfter<IDockerEngineStart>(x => x.DockerEngineStart)
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var (runs, depends) = await new ImagePredictions(this).RunAsync();
            ReportSummary(_ => _.AddPair("Steps to run", runs).AddPair("Steps that may run", depends));
            if (runs > 0 && DockerPredictFailOnRun)
            {
                var message = $"{(runs == 1 ? "1 step" : $"{runs} steps")} would run (--docker-predict-fail-on-run).";
                throw TargetAction.Failure(this, DockerFaultKind.StepsWouldRun, message);
            }
        });
}
