using Nuke.Docker.BuildKit.Documents;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Images;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Measures the images of a build class.</summary>
internal static class ImageSizing
{
    // The engine packs the layers of an image before it sends them.
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(10);

    /// <returns>The images with their sizes, in words.</returns>
    public static Task<IReadOnlyList<(string Image, string Size)>> RunAsync(IDockerSize build) => TargetAction.RunAsync(build, async token =>
    {
        var images = ImageSelection.Select(build.Images, build.DockerImage);
        var limit = build.DockerMaximumImageSize is { Length: > 0 } size ? ByteSize.ParseDecimal(size, "--docker-maximum-image-size") : (ByteSize?)null;
        var connection = await EngineSession.Of(build).ConnectAsync(token);
        using var client = new EngineClient(connection.Endpoint, s_timeout);
        var reference = build.DockerSizeReference is { } name ? (await MeasureAsync(build, client, name, baseLayers: null, token)).Sizes : null;
        var sizes = new List<(string, string)>();
        var exceeded = new List<string>();
        var documents = new List<SizeDocument>();
        foreach (var image in images)
        {
            var folder = build.DockerReportsDirectory / image.ShortName;
            var named = image.References.FirstOrDefault() ?? image.Name;
            var (id, bytes, measured) = await MeasureAsync(build, client, named, BaseLayers(folder / "report.json"), token);
            var before = SizeFile.Exchange(folder, id, measured);
            var compared = reference ?? before;
            var against = compared is null ? "" : reference is null ? ", compared with the image before it" : $", compared with {build.DockerSizeReference}";
            Log.Information("{Line:l}", $"{image.Name}{against}");
            foreach (var line in SizeTable.Of(measured, compared))
                Log.Information("{Line:l}", line);
            documents.Add(new SizeDocument(image.Name, bytes, compared?.Bytes, SizeFile.ToJson(id, measured)));
            sizes.Add((image.Name, HumanText.Size(measured.Bytes)));
            if (bytes > limit?.Bytes)
                exceeded.Add($"{image.Name} has {HumanText.Size(bytes)}, more than --docker-maximum-image-size {build.DockerMaximumImageSize}");
        }

        JsonOutput.Write(build, nameof(IDockerSize.DockerSize), new SizesDocument(documents), JsonDocuments.Default.SizesDocument);
        return exceeded.Count == 0 ? (IReadOnlyList<(string, string)>)sizes
            : throw new DockerException(DockerFaultKind.BudgetExceeded, $"{string.Join("; ", exceeded)}. The table shows where the bytes are.");
    });

    private static async Task<(string Id, long Bytes, ImageSizes Sizes)> MeasureAsync(
        IDockerSize build,
        EngineClient client,
        string reference,
        int? baseLayers,
        CancellationToken cancellationToken)
    {
        var details = await client.FindImageAsync(reference, cancellationToken) ?? throw new DockerException(
            DockerFaultKind.UnknownImage,
            $"The engine does not have the image {reference}. Build it with {build.CommandOf(nameof(IDockerBuild.DockerBuild))}, or pull it.");
        await using var archive = await client.Api.Images.SaveImageAsync(reference, cancellationToken);
        return (details.ID, details.Size, ImageSizes.Of(await ImageArchiveReader.ReadAsync(archive, cancellationToken), baseLayers));
    }

    // The report of the last build knows where the base image ends.
    private static int? BaseLayers(string report)
    {
        try
        {
            return File.Exists(report) && BuildReportReader.Read(report).Layers is { Count: > 0 } layers ? layers.Count(layer => layer.Base) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or FormatException or InvalidDataException or DockerException)
        {
            return null;
        }
    }
}
