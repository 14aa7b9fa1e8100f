namespace IntegrationTests.Templates;

/// <summary>One combination of the options of <c>python-service</c>.</summary>
public sealed record TemplateOptions(string PackageManager, string Framework, bool Gpu, bool Compose)
{
    public static bool Full { get; } = Environment.GetEnvironmentVariable("DOCKER_BUILDKIT_TESTS_FULL") == "1";

    /// <summary>Each package manager and each framework once; all with <c>DOCKER_BUILDKIT_TESTS_FULL=1</c>.</summary>
    public static IEnumerable<TemplateOptions> Combinations { get; } = Full
        ? [.. from manager in new[] { "pip", "uv", "poetry" } from framework in new[] { "fastapi", "flask", "none" } from gpu in new[] { false, true } from compose in new[] { true, false } select new TemplateOptions(manager, framework, gpu, compose)]
        : [new("pip", "fastapi", false, true), new("uv", "flask", false, false), new("poetry", "none", true, false)];

    public string[] Arguments(int port) =>
    [
        "--package-manager", PackageManager, "--framework", Framework, "--port", $"{port}", "--gpu", Gpu ? "true" : "false", "--compose", Compose ? "true" : "false", "--no-restore",
    ];

    public override string ToString() => $"{PackageManager} {Framework}{(Gpu ? " gpu" : "")}{(Compose ? " compose" : "")}";
}
