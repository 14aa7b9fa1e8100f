namespace Nuke.Docker.BuildKit.Scaffolding.Ci;

/// <summary>
/// The actions of generated workflows. A tag can be moved to other code after a review, so each is pinned by commit; tools such as Dependabot and Renovate
/// update the commit and the comment together.
/// </summary>
internal static class CiActions
{
    public const string Cache = "actions/cache";
    public const string Checkout = "actions/checkout";
    public const string DownloadArtifact = "actions/download-artifact";
    public const string GitHubScript = "actions/github-script";
    public const string SetupBuildx = "docker/setup-buildx-action";
    public const string SetupDotnet = "actions/setup-dotnet";
    public const string SetupQemu = "docker/setup-qemu-action";
    public const string UploadArtifact = "actions/upload-artifact";

    private static readonly Dictionary<string, (string Commit, string Version)> s_pins = new(StringComparer.Ordinal)
    {
        [Cache] = ("55cc8345863c7cc4c66a329aec7e433d2d1c52a9", "v6.1.0"),
        [Checkout] = ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
        [DownloadArtifact] = ("3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1"),
        [GitHubScript] = ("3a2844b7e9c422d3c10d287c895573f7108da1b3", "v9.0.0"),
        [SetupBuildx] = ("37fe631027851001ddb9b187196cc803df7f5f0e", "v4.3.0"),
        [SetupDotnet] = ("a98b56852c35b8e3190ac28c8c2271da59106c68", "v6.0.0"),
        [SetupQemu] = ("96fe6ef7f33517b61c61be40b68a1882f3264fb8", "v4.2.0"),
        [UploadArtifact] = ("043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", "v7.0.1"),
    };

    /// <summary>The names of the actions.</summary>
    public static IReadOnlyCollection<string> Names => s_pins.Keys;

    /// <summary>Returns the value of <c>uses</c>.</summary>
    /// <param name="action">The action.</param>
    /// <param name="part">The path of an action in its repository, such as <c>/restore</c>.</param>
    public static string Uses(string action, string part = "")
    {
        var (commit, version) = s_pins[action];
        return $"{action}{part}@{commit} # {version}";
    }
}
