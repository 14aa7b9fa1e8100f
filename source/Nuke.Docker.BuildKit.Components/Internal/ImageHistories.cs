using Nuke.Docker.BuildKit.Documents;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports.History;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Implements <c>DockerHistory</c>: prints the builds of images on this machine.</summary>
internal sealed class ImageHistories(IDockerHistory build)
{
    /// <summary>Prints the histories, and returns them. An image without a history has an empty one.</summary>
    /// <param name="images">Images, by name or last path segment; empty: all, and the services of compose projects.</param>
    public IReadOnlyList<HistoryDocument> Print(IReadOnlyCollection<string> images)
    {
        var directory = build.DockerCacheDirectory;
        IReadOnlyList<string> recorded = [.. HistoryTable.FilesIn(directory)];
        // A service of a compose project is no image of the build class.
        List<string> services = [.. images.Where(name => !ImageSelection.Has(build.Images, name) && recorded.Any(file => IsOf(file, name)))];
        List<string> known = [.. images.Except(services)];
        // The name of an image without a history is that of the build class.
        var names = (services.Count > 0 && known.Count == 0 ? [] : ImageSelection.Select(build.Images, known))
            .GroupBy(image => HistoryTable.FileOf(directory, image.ShortName))
            .ToDictionary(group => group.Key, group => group.First().Name);
        var isPart = images.Count > 0 || build is INamesCommands { ImagesOfFolder.Count: > 0 };
        List<string> others = [.. isPart ? recorded.Where(file => images.Any(name => IsOf(file, name))) : recorded];
        // An image that was never built is not mentioned beside the service of the same name.
        var shown = names.Keys.Where(file => images.Count == 0 || others.Count == 0 || recorded.Contains(file));
        return [.. shown.Union(others).Select(file => Print(file, names.GetValueOrDefault(file)))];
    }

    // A service, by its own name or that of its image.
    private static bool IsOf(string file, string name) =>
        Path.GetFileNameWithoutExtension(file) is var recorded
        && (recorded == name || recorded == ComposeBuilds.FolderOf(name) || BuildHistory.Read(file).Image == name);

    private HistoryDocument Print(string file, string? imageName)
    {
        var history = BuildHistory.Read(file);
        var name = history.Image ?? imageName ?? Path.GetFileNameWithoutExtension(file);
        var recorded = build is IHazDockerReports { DockerLedgerDirectory: var ledgers } ? BuildExplanations.Recorded(ledgers, name) : [];
        var lines = HistoryTable.Of(history.Builds, recorded);
        Log.Information("{Image:l}{Builds:l}", name, lines.Count == 0 ? ": no build yet" : "");
        foreach (var line in lines)
            Log.Information("{Line:l}", line);
        return new HistoryDocument(name, history.Builds);
    }
}
