using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger;

/// <summary>The images and results that change before a build, by the builds that precede it in the same run.</summary>
internal sealed class PrecedingBuilds
{
    private readonly HashSet<ImageReference> _images = [];
    private readonly HashSet<string> _created = new(StringComparer.Ordinal);

    /// <summary>The images that may change, each with its tag.</summary>
    public IReadOnlySet<ImageReference> Images => _images;

    /// <summary>The keys of the steps that will run.</summary>
    public IReadOnlySet<string> Created => _created;

    /// <summary>Adds a build.</summary>
    /// <param name="settings">The settings of the build.</param>
    /// <param name="prediction">The prediction; <c>null</c> if there is none.</param>
    public void Add(BuildxBuildSettings settings, BuildPrediction? prediction)
    {
        // A variable or a user of the image changes the steps of the images that are based on it.
        if (prediction is not { Runs: 0, Depends: 0, HasSameInputs: true })
            _images.UnionWith((settings.Tag ?? []).Select(tag => tag.WithDefaultTag()));
        var run = (prediction?.Steps ?? []).Where(step => step is { Forecast: StepForecast.Runs, Step.Key.Length: > 0 });
        _created.UnionWith(run.Select(step => step.Step.Key));
    }
}
