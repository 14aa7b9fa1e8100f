using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>A file that isn't in UTF-8.</summary>
/// <param name="File">The path, relative to the context for a file that a step reads.</param>
/// <param name="Line">The line, from 1; <c>null</c> if all of the file is in another encoding.</param>
/// <param name="Problem">The problem and its consequence.</param>
/// <param name="Fails">True if the build fails.</param>
internal sealed record EncodingFault(string File, int? Line, string Problem, bool Fails)
{
    /// <summary>The problem with the file and what to do.</summary>
    public override string ToString() => $"{File}: {Problem}. {TextEncoding.Cure}.";
}
