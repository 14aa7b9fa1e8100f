using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Fixing;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Proofs;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Changes;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Proves fixes on the engine: builds the images before and after, compares and starts them.</summary>
internal sealed class FixProof : IAsyncDisposable
{
    private readonly INukeBuild _build;
    private readonly EngineConnection _connection;
    private readonly ImageProof _proof;

    private FixProof(INukeBuild build, EngineConnection connection)
    {
        _build = build;
        _connection = connection;
        _proof = new ImageProof(connection, line => Log.Information("{Line:l}", line));
    }

    /// <exception cref="InvalidSettingException">The build class has no engine.</exception>
    public static async Task<FixProof> CreateAsync(INukeBuild build, CancellationToken cancellationToken)
    {
        var engine = build as IHazDockerEngine
            ?? throw new InvalidSettingException("--prove", "a proof needs an engine; add IDockerBuild or IHazDockerEngine to the build class, or leave it out");
        var connection = await EngineSession.Of(engine).ConnectAsync(cancellationToken);
        try
        {
            return new FixProof(build, connection);
        }
        catch (NotSupportedException)
        {
            throw new InvalidSettingException("--prove", $"it reads images through the engine's socket, which {connection.Endpoint.Host} is not; use another engine");
        }
    }

    /// <summary>Returns the keys of the fixes that stand the proof, and the others with the difference.</summary>
    public async Task<(ImmutableHashSet<string> Proved, IReadOnlyList<(DockerfileFix Fix, string Difference)> Withdrawn)> OfDockerfileAsync(
        string before, string path, (DockerImage Image, string Path, LintContext Context)[] images, CancellationToken cancellationToken)
    {
        LintContext[] contexts = [.. images.Select(image => image.Context)];
        var all = DockerfileFixer.Fix(before, path, contexts, _ => true).Fixes.DistinctBy(fix => fix.Key).ToArray();
        var ignore = IgnoreText(images[0].Context);
        ProofBuild[] builds = [.. images.Select(image => BuildOf(image.Image))];
        var (proved, withdrawn) = await ProofSearch.RunAsync(all, async chosen =>
        {
            var keys = chosen.Select(fix => fix.Key).ToHashSet();
            var report = DockerfileFixer.Fix(before, path, contexts, fix => keys.Contains(fix.Key));
            if (!report.Changed)
                return null;
            return await _proof.DifferenceAsync(builds, new(before, ignore), new(report.After, ignore), ChangesOf(report.Fixes), cancellationToken);
        });
        return ([.. proved.Select(fix => fix.Key)], withdrawn);
    }

    /// <summary>Returns the differences that an ignore file makes; <c>null</c> if only the files are missing that it excludes.</summary>
    public async Task<string?> OfIgnoreFileAsync(
        FileChange change, (DockerImage Image, string Path, LintContext Context)[] images, Dictionary<string, string> texts, CancellationToken cancellationToken)
    {
        foreach (var (image, path, context) in images)
        {
            var matcher = new DockerignoreMatcher(DockerignoreFile.Parse(change.After, change.Path));
            var sent = context.Sent.Value.Listing?.Entries ?? [];
            var changes = new ImageChanges { IgnoredFiles = [.. sent.Select(entry => entry.Path).Where(matcher.Ignores)] };
            var text = texts[path];
            if (await _proof.DifferenceAsync([BuildOf(image)], new(text, change.Before ?? ""), new(text, change.After), changes, cancellationToken) is { } difference)
                return difference;
        }

        return null;
    }

    public ValueTask DisposeAsync() => _proof.DisposeAsync();

    private ProofBuild BuildOf(DockerImage image)
    {
        var settings = image.ToBuildSettings(_build.RootDirectory)
            .When(_connection.NeedsHostNetwork, _ => _.SetNetwork("host"))
            .UseEngine(_connection);
        if (_build is IDockerBuild builds)
            settings = ImageSettings.Apply(settings, image, builds);
        // Relative paths of the context are those of the root.
        return new ProofBuild(image.ShortName, settings with { Platform = null });
    }

    private static string IgnoreText(LintContext context) => context.IgnoreFile is { } file ? FileChange.ReadText(file) : "";

    private static ImageChanges ChangesOf(IReadOnlyList<DockerfileFix> fixes) => new()
    {
        Paths = [.. fixes.SelectMany(fix => fix.Paths).Distinct()],
        Settings = [.. fixes.SelectMany(fix => fix.Settings).Distinct()],
    };
}
