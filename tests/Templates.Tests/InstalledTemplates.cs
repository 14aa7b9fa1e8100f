namespace Templates.Tests;

/// <summary>The packages, made and installed once for all tests that ask for them.</summary>
[SetUpFixture]
public sealed class InstalledTemplates
{
    private static TemplatePackages? s_packages;

    [OneTimeTearDown]
    public void Uninstall() => s_packages?.Dispose();

    internal static async Task<TemplatePackages> GetAsync() => s_packages ??= await TemplatePackages.InstallAsync();
}
