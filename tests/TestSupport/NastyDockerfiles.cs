namespace TestSupport;

/// <summary>
/// Small Dockerfiles at the edges of the language, with the verdict of BuildKit 0.25.2: a table for the parser's specs and for those on a real engine.
/// </summary>
internal static partial class NastyDockerfiles
{
    public static IReadOnlyList<NastyDockerfile> All { get; } =
        [.. Lines, .. Heredocs, .. Forms, .. Flags, .. Mounts, .. Variables, .. Stages, .. Configuration, .. Triggers];
}
