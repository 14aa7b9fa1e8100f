namespace Nuke.Docker.BuildKit.Scaffolding.Ci;

/// <summary>Names the secrets with which CI jobs log in to registries.</summary>
internal static class CiSecrets
{
    public static string UserOf(string registry) => $"{Prefix(registry)}_USER";

    public static string PasswordOf(string registry) => $"{Prefix(registry)}_PASSWORD";

    private static string Prefix(string registry) => registry == "docker.io"
        ? "DOCKERHUB"
        : new([.. registry.ToUpperInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_')]);
}
