using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>Reads the age of images and the files and lint findings of their contexts.</summary>
internal static class ImageFacts
{
    private static readonly HashSet<string> s_locks =
        new(StringComparer.Ordinal) { "uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "requirements.txt" };

    public static async Task<ImmutableArray<DoctorImage>> ReadAsync(
        ImmutableArray<DoctorImage> images,
        ImmutableArray<string> ownFiles,
        EngineEndpoint? engine,
        CancellationToken cancellationToken)
    {
        using var client = engine is null ? null : new EngineClient(engine);
        return [.. await Task.WhenAll(images.Select(image => ReadAsync(image, ownFiles, client, cancellationToken)))];
    }

    private static async Task<DoctorImage> ReadAsync(
        DoctorImage image,
        ImmutableArray<string> ownFiles,
        EngineClient? engine,
        CancellationToken cancellationToken)
    {
        // Listing the context takes time; the engine is asked meanwhile.
        var files = Task.Run(() => Look(image), cancellationToken);
        var known = engine is null ? null : await engine.FindImageAsync(image.Reference, cancellationToken);
        var (looked, listing) = await files;
        // Reproducible builds have a date in 1970.
        return known?.Created is not { Year: > 1980 } created || listing is null
            ? looked
            : Aged(looked, listing, ownFiles) with { Created = new DateTimeOffset(created) };
    }

    private static (DoctorImage Image, BuildContextListing? Listing) Look(DoctorImage image)
    {
        if (image.Context is not { } directory)
            return (image, null);
        var path = image.Dockerfile ?? Path.Combine(directory, "Dockerfile");
        var context = LintContext.Of(path, directory);
        try
        {
            var dockerfile = Dockerfile.Read(path);
            var subject = new LintSubject(dockerfile, context);
            var listing = context.Sent.Value.Listing;
            return (image with
            {
                Findings = [.. DockerfileLinter.Lint(dockerfile, context).Findings],
                Missing = [.. ContextSources.Absent(subject).Select(absent => (absent.Path, absent.Instruction.Lines.First))],
                Leftovers = listing is null || subject.WholeCopy() is null
                    ? []
                    : [.. ContextAdvisor.Of(listing).Where(advice => advice.Kind == ContextAdviceKind.Dead)],
            }, listing);
        }
        catch (Exception unknown) when (unknown is DockerfileParseException or IOException or UnauthorizedAccessException)
        {
            // The build and DockerLint report it.
            return (image, context.Sent.Value.Listing);
        }
    }

    private static DoctorImage Aged(DoctorImage image, BuildContextListing listing, ImmutableArray<string> ownFiles)
    {
        List<string> own = [.. ownFiles.Select(path => RelativePaths.Below(listing.Folder, path)).OfType<string>()];
        var files = listing.Entries.Where(entry => entry.Kind == BuildContextEntryKind.File)
            .Where(entry => !own.Exists(path => entry.Path == path || entry.Path.StartsWith($"{path}/", StringComparison.Ordinal)))
            .Select(entry => (entry.Path, Changed: (DateTimeOffset)File.GetLastWriteTimeUtc(Path.Combine(listing.Folder, entry.Path))))
            .OrderByDescending(file => file.Changed)
            .ToArray();
        return image with
        {
            Newest = files.Length == 0 ? null : files[0],
            Lock = files.Where(file => s_locks.Contains(file.Path)).Select(file => ((string, DateTimeOffset)?)file).FirstOrDefault(),
        };
    }
}
