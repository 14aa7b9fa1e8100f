namespace Templates.Tests;

/// <summary>Packs and installs the packages once for all tests that use them.</summary>
[SetUpFixture]
public sealed class InstalledTemplates
{
    private static TemplatePackages? s_packages;

    [OneTimeTearDown]
    public void Uninstall() => s_packages?.Dispose();

    internal static async Task<TemplatePackages> GetAsync() => s_packages ??= await TemplatePackages.InstallAsync();
}
