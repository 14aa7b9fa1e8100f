using IntegrationTests.EndToEnd;

namespace IntegrationTests.Hosts;

/// <summary>This repository's build, started by its <c>build.ps1</c>; and the check for Windows PowerShell itself.</summary>
[Category("Hosts")]
public sealed class PowerShellBuildSpecs
{
    [Test]
    public async Task It_compiles_this_repository_and_starts_its_build()
    {
        FullRun.Require("Compiles this repository; the small repositories show the same.");
        using var checkout = Checkout.CreateWithoutEngine(compiled: false);

        var help = await RunAsync(checkout, "--help");
        var unknown = await RunAsync(checkout, "NoSuchTarget");

        Assert.Multiple(() =>
        {
            Assert.That(help.ExitCode, Is.Zero, help.ToString());
            Assert.That(help.Output, Does.Contain("Compiling").And.Contain("DockerBuild (default)"));
            Assert.That(unknown.ExitCode, Is.Not.Zero);
            Assert.That(unknown.Output, Does.Contain("NoSuchTarget").And.Not.Contain("Compiling"));
        });
    }

    [Test]
    [Slow]
    public async Task A_template_compiles_on_the_embedded_host_where_no_feed_has_the_package()
    {
        using var repository = new ScriptRepository("templates/wiring/build.ps1");
        repository.Write("nuget.config", "<configuration><packageSources><clear /><add key=\"empty\" value=\"source\" /></packageSources></configuration>");
        repository.Write("build/_build.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <NuGetAudit>false</NuGetAudit>
                <NukeHost Condition="'$(NukeHost)' == ''">nuget</NukeHost>
              </PropertyGroup>
              <ItemGroup Condition="'$(NukeHost)' != 'embedded'">
                <PackageReference Include="Nuke.Common" Version="10.1.0" />
              </ItemGroup>
            </Project>
            """);

        var run = await repository.RunAsync(new Dictionary<string, string?> { ["NUGET_PACKAGES"] = repository.PathOf("packages") }, "a");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Contain("embedded host").And.Contain("[a]"));
    }

    [TestCase("$a = $true ? 1 : 2", "a ? b : c")]
    [TestCase("$a = $b ?? 3", "??")]
    [TestCase("$a ??= 4", "??=")]
    [TestCase("${a}?.Length", "?.")]
    [TestCase("dotnet x && dotnet y", "&&")]
    [TestCase("Join-Path a b c", "Join-Path")]
    [TestCase("if ($IsWindows) { }", "$IsWindows")]
    [TestCase("ConvertFrom-Json -AsHashtable", "-AsHashtable")]
    [TestCase("# ä", "byte order mark")]
    [TestCase("if (", "")]
    public async Task What_Windows_PowerShell_does_not_understand_is_found(string text, string found)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "# first\n" + text);

        var run = await Run.Start(
            Repository.Root,
            DotNetSdk.Program,
            [ScriptRepository.PowerShell, "--windows-powershell", file],
            new Dictionary<string, string?>()).EndAsync();
        File.Delete(file);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("(2): ").And.Contain(found));
    }

    private static Task<Run> RunAsync(Checkout checkout, params string[] arguments) =>
        ScriptRepository.RunAsync(checkout.Root, checkout.PathOf("build.ps1"), new Dictionary<string, string?>(), arguments);
}
