namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>An entry of a context that fails a build or makes it wrong.</summary>
/// <param name="Path">The path in the context, with forward slashes.</param>
/// <param name="Problem">The problem, as a clause.</param>
/// <param name="Cure">The solution, as an imperative.</param>
public sealed record BuildContextFault(string Path, string Problem, string Cure)
{
    /// <summary>Returns one line for a log.</summary>
    public override string ToString() => $"{Path}: {Problem}. {Cure}.";
}
