namespace DockerTestSupport;

/// <summary>The SDK that these tests were compiled with, and what it has restored.</summary>
internal static class DotNetSdk
{
    /// <summary>The program <c>dotnet</c>.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root
        ? Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet")
        : "dotnet";

    /// <summary>The folder of restored packages.</summary>
    public static string Packages { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The configuration that these tests were compiled in.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
}
