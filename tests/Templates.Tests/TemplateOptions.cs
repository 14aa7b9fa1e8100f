namespace Templates.Tests;

/// <summary>One combination of a template's options.</summary>
public sealed record TemplateOptions(string Template, string PackageManager, string Framework, bool Gpu, bool Compose)
{
    private static readonly string[] s_managers = ["pip", "uv", "poetry"];
    private static readonly bool[] s_choice = [false, true];

    /// <summary>Each package manager, framework and choice at least once; all with <c>DOCKER_BUILDKIT_TESTS_FULL=1</c>.</summary>
    public static IEnumerable<TemplateOptions> Services { get; } = FullRun.IsRequested
        ? AllServices()
        : [Service("pip", "fastapi", true, true), Service("uv", "flask", false, false), Service("poetry", "none", false, true)];

    /// <summary>One with compose and one without; all with <c>DOCKER_BUILDKIT_TESTS_FULL=1</c>.</summary>
    public static IEnumerable<TemplateOptions> Workers { get; } = FullRun.IsRequested
        ? [.. from manager in s_managers from compose in s_choice select Worker(manager, compose)]
        : [Worker("pip", true), Worker("uv", false)];

    public string[] Arguments(params string[] others) =>
    [
        "--package-manager",
        PackageManager,
        "--compose",
        Compose ? "true" : "false",
        "--no-restore",
        .. Template == "python-service" ? ["--framework", Framework, "--gpu", Gpu ? "true" : "false"] : (string[])[],
        .. others,
    ];

    public override string ToString() => $"{PackageManager} {Framework}{(Gpu ? " gpu" : "")}{(Compose ? " compose" : "")}";

    private static IReadOnlyList<TemplateOptions> AllServices()
    {
        var all =
            from manager in s_managers
            from framework in new[] { "fastapi", "flask", "none" }
            from gpu in s_choice
            from compose in s_choice
            select Service(manager, framework, gpu, compose);
        return [.. all];
    }

    private static TemplateOptions Service(string manager, string framework, bool gpu, bool compose) => new("python-service", manager, framework, gpu, compose);

    private static TemplateOptions Worker(string manager, bool compose) => new("python-worker", manager, "worker", Gpu: false, compose);
}
