using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Predicts the builds of the images of a build class.</summary>
internal sealed class ImagePredictions(IDockerPredict build)
{
    /// <summary>Prints the predictions, and returns the number of steps that will run.</summary>
    public Task<int> RunAsync() => TargetAction.RunAsync(build, RunAsync);

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var engine = await BuildEngine.ConnectAsync(build, cancellationToken);
        var runs = 0;
        foreach (var plan in ImagePlans.Create(build, engine, rebuild: null))
        {
            if (await engine.PredictAsync(plan, build, cancellationToken) is not { } prediction)
            {
                Log.Warning("{Image:l} can't be predicted: its Dockerfile or its context isn't local, or is invalid.", plan.Image.Name);
                continue;
            }

            foreach (var line in prediction.Lines)
                Log.Information("{Line:l}", line);
            runs += prediction.Runs;
        }

        return runs;
    }
}
