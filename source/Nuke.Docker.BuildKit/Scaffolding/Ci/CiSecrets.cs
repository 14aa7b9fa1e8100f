namespace Nuke.Docker.BuildKit.Scaffolding.Ci;

/// <summary>Names the secrets with which CI jobs log in to registries.</summary>
internal static class CiSecrets
{
    public static string UserOf(string registry) => $"{Prefix(registry)}_USER";

    public static string PasswordOf(string registry) => $"{Prefix(registry)}_PASSWORD";

    private static string Prefix(string registry)
    {
        if (registry == "docker.io")
            return "DOCKERHUB";
        string name = new([.. registry.ToUpperInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_')]);
        // GitHub refuses these names, and a shell reads $10_0 as $1.
        return char.IsAsciiDigit(name[0]) || name.StartsWith("GITHUB_", StringComparison.Ordinal) ? $"REGISTRY_{name}" : name;
    }
}
