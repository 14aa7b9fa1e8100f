using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record LocalCacheFrom
{
    /// <inheritdoc/>
    internal override string Location => $"{Path.TrimEndingDirectorySeparator(Source)}:{Tag ?? "latest"}";

    partial void Check()
    {
        if (ImageReferenceReader.DigestProblem(Digest) is { } problem)
            throw new InvalidSettingException("--cache-from type=local, digest", problem);
    }
}
