using System.Collections.Immutable;
using System.Text.Json;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Documents;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Shows what the images of a build class send.</summary>
internal sealed class ImageContexts(IDockerContext build)
{
    private const int Warnings = 12;

    private readonly List<ContextDocument> _documents = [];

    /// <returns>Image and summary.</returns>
    public IReadOnlyList<(string Image, string Text)> Show(CancellationToken cancellationToken)
    {
        var images = ImageSelection.Select(build.Images, (build as IDockerBuild)?.DockerImage ?? []);
        List<(string, string)> shown = [.. images.Select(image => (image.ShortName, Show(image, cancellationToken)))];
        JsonOutput.Write(build, nameof(IDockerContext.DockerContext), new ContextsDocument(_documents), JsonDocuments.Default.ContextsDocument);
        return shown;
    }

    private string Show(DockerImage image, CancellationToken cancellationToken)
    {
        var root = build.RootDirectory.ToString();
        var context = image.Context ?? root;
        if (!BuildContextReader.IsFolder(context))
        {
            Log.Information("{Image:l}: {Context:l} is fetched by the engine; nothing is sent", image.Name, context);
            _documents.Add(new ContextDocument(image.Name, null, []));
            return "nothing sent";
        }

        var folder = Path.GetFullPath(context, root);
        if (!Directory.Exists(folder))
            throw Missing(folder);
        var listing = BuildContextReader.Read(folder, image.Dockerfile is { } dockerfile ? Path.GetFullPath(dockerfile, root) : null, cancellationToken);
        Log.Information("{Image:l}", image.Name);
        foreach (var line in ContextSummary.Of(listing))
            Log.Information("{Line:l}", line);
        var advice = ContextAdvisor.Of(listing);
        Warn(listing, advice);
        using (var json = JsonDocument.Parse(BuildContextWriter.ToJson(listing)))
            _documents.Add(new ContextDocument(image.Name, json.RootElement.Clone(), [.. advice]));
        ReportOutput.Write(build.DockerReportsDirectory / image.ShortName / "context.json", path => BuildContextWriter.Write(listing, path));
        return $"{listing.Files} files, {HumanText.Size(listing.Bytes)}";
    }

    private static void Warn(BuildContextListing listing, ImmutableArray<ContextAdvice> advice)
    {
        foreach (var fault in listing.Faults)
            Log.Warning("{Fault:l}", fault.ToString());
        foreach (var fault in FileEncodings.OfIgnoreFile(listing.IgnoreFile.Path))
            Log.Warning("{Fault:l}", fault.ToString());
        foreach (var (kind, line, reason, files, bytes, example) in advice.Take(Warnings))
        {
            Log.Warning(
                "{Example:l}: {Reason:l}, {Files:l}{Size:l}. Add to .dockerignore: {Line:l}",
                example,
                kind == ContextAdviceKind.Secret ? $"{reason}; COPY . . would put it into the image" : reason,
                files == 1 ? "1 file" : $"{files} files",
                bytes > 0 ? $" of {HumanText.Size(bytes)}" : "",
                kind == ContextAdviceKind.Big ? $"{line} (unless the build needs it)" : line);
        }

        if (advice.Length > Warnings)
            Log.Warning("And {Count} more of the kind", advice.Length - Warnings);
    }

    private static DockerBuildException Missing(string folder) => new(new DockerFault
    {
        Kind = DockerFaultKind.ContextMissing,
        Cause = $"There is no build context {folder}.",
        Cure = "Correct the image's Context in the build class.",
        File = folder,
    });
}
