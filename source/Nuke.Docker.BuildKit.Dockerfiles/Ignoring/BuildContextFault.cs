namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Something in a context that BuildKit stumbles over.</summary>
/// <param name="Path">Within the context, with forward slashes.</param>
/// <param name="Problem">What happens, as a clause.</param>
/// <param name="Cure">What to do about it, as an imperative.</param>
public sealed record BuildContextFault(string Path, string Problem, string Cure)
{
    /// <summary>One line for a log.</summary>
    public override string ToString() => $"{Path}: {Problem}. {Cure}.";
}
