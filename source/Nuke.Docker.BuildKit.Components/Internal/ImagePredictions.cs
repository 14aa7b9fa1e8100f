using System.Runtime.ExceptionServices;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Documents;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Predicts the builds of the images of a build class.</summary>
internal sealed class ImagePredictions(IDockerPredict build)
{
    /// <summary>The parameters that select services.</summary>
    public static IReadOnlyList<string> ComposeParameters { get; } =
        [nameof(IHazDockerCompose.DockerComposeFile), nameof(IDockerComposeBuild.DockerComposeService)];

    /// <summary>Prints the predictions, and returns the number of steps that will run, and that of those that may.</summary>
    public Task<(int Runs, int Depends)> RunAsync() => TargetAction.RunAsync(build, RunAsync);

    private async Task<(int Runs, int Depends)> RunAsync(CancellationToken cancellationToken)
    {
        var engine = await BuildEngine.ConnectAsync(build, cancellationToken);
        var (runs, depends) = (0, 0);
        var documents = new List<PredictionDocument>();
        var preceding = new PrecedingBuilds();
        Exception? failure = null;
        var images = await PlanAsync(engine, cancellationToken);
        foreach (var image in images)
        {
            BuildPrediction? found;
            try
            {
                Preflight.RequireInputs(image.Settings);
                found = await engine.PredictAsync(image, build, preceding, cancellationToken);
            }
            catch (Exception exception) when (exception is DockerException or InvalidSettingException && images.Count > 1)
            {
                // The other images are predicted all the same.
                Log.Error("{Image:l}: the build will fail", image.Name);
                failure ??= exception;
                continue;
            }

            preceding.Add(image.Settings, found);
            documents.Add(PredictionDocument.Of(image.Name, found));
            if (found is not { } prediction)
            {
                Log.Warning(
                    "{Image:l} can't be predicted: its Dockerfile is not a file, or the Dockerfile or the context isn't local, or can't be read.", image.Name);
                continue;
            }

            foreach (var line in prediction.Lines)
                Log.Information("{Line:l}", line);
            if (prediction.ReasonToBuild is not null && Budgets.Predicted(build, prediction.Cached, prediction.Runs, prediction.Depends) is { } exceeded)
                Log.Warning("{Image:l}: {Budget:l}", image.Name, exceeded);
            runs += prediction.Runs;
            depends += prediction.Depends;
        }

        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        JsonOutput.Write(build, nameof(IDockerPredict.DockerPredict), new PredictionsDocument(documents), JsonDocuments.Default.PredictionsDocument);
        return (runs, depends);
    }

    // The images, or the services of the compose project.
    private async Task<IReadOnlyList<PlannedImage>> PlanAsync(BuildEngine engine, CancellationToken cancellationToken)
    {
        if (!build.DockerPredictCompose)
            return [.. ImagePlans.Create(build, engine, rebuild: null).Select(plan => new PlannedImage(plan.Image.Name, plan.Settings, Facts: null))];
        return build is IDockerComposeBuild compose
            ? await new ComposeBuilds(compose).PlanAsync(engine, cancellationToken)
            : throw new InvalidSettingException("--docker-predict-compose", $"the build class does not implement {nameof(IDockerComposeBuild)}");
    }
}
