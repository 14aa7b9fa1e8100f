using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Reads a cache from a folder that <see cref="LocalCacheTo"/> wrote. A missing folder costs a warning only.</summary>
/// <param name="Source"><c>src</c>: the folder.</param>
public sealed record LocalCacheFrom(string Source) : CacheFrom
{
    /// <summary><c>src</c>: the folder.</summary>
    public string Source { get; } = Required.Text(Source, "--cache-from type=local, src");

    /// <inheritdoc/>
    public override string Type => "local";

    /// <summary><c>tag</c> of the cache within the folder; <c>null</c> is <c>latest</c>.</summary>
    public string? Tag { get; init; }

    /// <summary><c>digest</c> of the manifest to read, <c>sha256:…</c>; <c>null</c> is the one that <see cref="Tag"/> points to.</summary>
    public string? Digest { get; init; }

    /// <inheritdoc/>
    internal override string Location => $"{Path.TrimEndingDirectorySeparator(Source)}:{Tag ?? "latest"}";

    internal static LocalCacheFrom Read(FlagAttributes _) => new(_.Required("src"))
    {
        Tag = _.Text("tag"),
        Digest = _.Text("digest"),
    };

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        if (ImageReferenceReader.DigestProblem(Digest) is { } problem)
            throw new InvalidSettingException("--cache-from type=local, digest", problem);

        _.Add("src", Source);
        _.Add("tag", Tag);
        _.Add("digest", Digest);
    }
}
