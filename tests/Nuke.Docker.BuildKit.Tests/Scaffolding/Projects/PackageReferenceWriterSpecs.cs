using System.Text;
using Nuke.Docker.BuildKit.Scaffolding.Projects;
using Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;
using Nuke.Docker.BuildKit.Text.Changes;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding.Projects;

/// <summary>Adds package references, with the installed SDK.</summary>
public sealed class PackageReferenceWriterSpecs
{
    private const string Package = "Nuke.Docker.BuildKit.Components";

    private string _directory = null!;

    private string Project => Path.Combine(_directory, "_build.csproj");

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("projects-").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [TestCase(
        "\uFEFF<Project Sdk=\"Microsoft.NET.Sdk\">\r\n\r\n\t<!-- ours -->\r\n\t<ItemGroup>\r\n"
        + "\t\t<PackageReference Include='Nuke.Common'\r\n\t\t\tVersion=\"10.1.0\"/>\r\n\t\t<!-- end -->\r\n"
        + "\t</ItemGroup>\r\n</Project>\r\n",
        "\uFEFF<Project Sdk=\"Microsoft.NET.Sdk\">\r\n\r\n\t<!-- ours -->\r\n\t<ItemGroup>\r\n"
        + "\t\t<PackageReference Include='Nuke.Common'\r\n\t\t\tVersion=\"10.1.0\"/>\r\n"
        + "\t\t<PackageReference Include=\"Nuke.Docker.BuildKit.Components\" Version=\"0.1.0\" />\r\n\t\t<!-- end -->\r\n"
        + "\t</ItemGroup>\r\n</Project>\r\n",
        TestName = "Byte_order_mark_line_ends_tabs_and_comments_stay")]
    [TestCase(
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
          </PropertyGroup>
        </Project>

        """,
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Nuke.Docker.BuildKit.Components" Version="0.1.0" />
          </ItemGroup>
        </Project>

        """,
        TestName = "A_project_without_packages_gets_a_group")]
    [TestCase(
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <ItemGroup Condition="'$(CI)' == 'true'">
            <PackageReference Include="A" Version="1.0.0" />
          </ItemGroup>
        </Project>

        """,
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <ItemGroup Condition="'$(CI)' == 'true'">
            <PackageReference Include="A" Version="1.0.0" />
          </ItemGroup>
          <ItemGroup>
            <PackageReference Include="Nuke.Docker.BuildKit.Components" Version="0.1.0" />
          </ItemGroup>
        </Project>

        """,
        TestName = "A_group_with_a_condition_is_left_alone")]
    public void The_package_is_added_and_nothing_else_changes(string before, string after)
    {
        File.WriteAllText(Project, before);

        var change = PackageReferenceWriter.Add(Project, Package, "0.1.0");

        Assert.That(change.Files.Single().After, Is.EqualTo(after));
        Assert.That(change.Files.Single().Before, Is.EqualTo(before));
        Assert.That(FileChange.ReadText(Project), Is.EqualTo(before), "nothing is written");
    }

    [Test]
    public void A_second_time_changes_nothing()
    {
        WriteProject("");
        FileChanges.Write(PackageReferenceWriter.Add(Project, Package, "0.1.0").Files);

        var change = PackageReferenceWriter.Add(Project, Package, "0.1.0");

        Assert.That(change.Files, Is.Empty);
        Assert.That(change.Reason, Does.Contain("already"));
    }

    [TestCase("0.0.9", "older version 0.0.9; this is 0.1.0")]
    [TestCase("0.1.0-beta", "older version")]
    [TestCase("0.2.0", "newer version 0.2.0")]
    [TestCase("0.*", "as 0.*")]
    public void Another_version_is_told_and_left(string version, string told)
    {
        WriteProject($"<PackageReference Include=\"{Package}\" Version=\"{version}\" />");

        var change = PackageReferenceWriter.Add(Project, Package, "0.1.0");

        Assert.That(
            (change.Files.Count, change.Reason),
            Is.EqualTo((0, change.Reason)).And.Matches<(int, string Reason)>(x => x.Reason.Contains(told, StringComparison.Ordinal)));
    }

    [Test]
    public void Where_versions_are_managed_centrally_they_get_it()
    {
        WriteProject("<PackageReference Include=\"Nuke.Common\" />");
        var versions = Path.Combine(_directory, "Directory.Packages.props");
        File.WriteAllText(versions, """
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
              </PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="Nuke.Common" Version="10.1.0"/> <!-- the host -->
              </ItemGroup>
            </Project>

            """);

        FileChanges.Write(PackageReferenceWriter.Add(Project, Package, "0.1.0").Files);

        Assert.That(File.ReadAllText(Project), Does.Contain($"    <PackageReference Include=\"{Package}\" />\n"));
        Assert.That(File.ReadAllText(versions), Does.Contain($"""
                <PackageVersion Include="Nuke.Common" Version="10.1.0"/> <!-- the host -->
                <PackageVersion Include="{Package}" Version="0.1.0" />

            """));
        Assert.That(PackageReferenceWriter.Add(Project, Package, "0.1.0").Files, Is.Empty);
    }

    [Test]
    public void A_reference_from_an_imported_file_counts()
    {
        WriteProject("");
        File.WriteAllText(
            Path.Combine(_directory, "Directory.Build.props"),
            $"<Project>\n  <ItemGroup>\n    <PackageReference Include=\"{Package}\" Version=\"0.1.0\" />\n  </ItemGroup>\n</Project>\n");

        Assert.That(PackageReferenceWriter.Add(Project, Package, "0.1.0").Files, Is.Empty);
    }

    [Test]
    public void A_file_that_is_no_project_is_told_with_its_line()
    {
        File.WriteAllText(Project, "<Project>\n  <ItemGroup>\n</Project>");

        Assert.That(
            () => PackageReferenceWriter.Add(Project, Package, "0.1.0"),
            ThrowsFault.Of(DockerFaultKind.ProjectInvalid).With.Message.Contains("_build.csproj(3)"));
    }

    [Test]
    public void An_import_that_is_not_there_is_told_with_file_and_line()
    {
        File.WriteAllText(Project, "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <Import Project=\"nope.props\" />\n</Project>\n");

        Assert.That(
            Add,
            ThrowsFault.Of(DockerFaultKind.ProjectInvalid).With.Message.Contains("_build.csproj(2): The imported project").And.Message.Contains("nope.props"));
    }

    [Test]
    public void An_imported_file_that_is_broken_is_told_by_its_own_name()
    {
        WriteProject("");
        File.WriteAllText(Path.Combine(_directory, "Directory.Build.props"), "<Project>\n  <PropertyGroup>\n</Project>\n");

        var place = $"{Path.Combine(_directory, "Directory.Build.props")}(3): ";
        Assert.That(Add, ThrowsFault.Of(DockerFaultKind.ProjectInvalid).With.Message.StartsWith(place));
    }

    [Test]
    public void An_SDK_from_a_feed_that_no_feed_has_is_told_by_name()
    {
        File.WriteAllText(
            Path.Combine(_directory, "nuget.config"),
            "<configuration><packageSources><clear /><add key=\"empty\" value=\".\" /></packageSources></configuration>");
        File.WriteAllText(Project, "<Project Sdk=\"Acme.Build.Sdk/1.0.0\">\n</Project>\n");

        Assert.That(Add, ThrowsFault.Of(DockerFaultKind.ProjectInvalid).With.Message.Contains("Acme.Build.Sdk"));
    }

    [Test]
    public void A_project_that_is_not_UTF_8_is_left_and_told()
    {
        File.WriteAllText(
            Project,
            "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<Project Sdk=\"Microsoft.NET.Sdk\">\n  <!-- für uns -->\n</Project>\n",
            Encoding.Latin1);

        Assert.That(Add, Throws.TypeOf<DockerException>().With.Message.Contains("Save it as UTF-8"));
    }

    [Test]
    public void An_SDK_that_global_json_asks_for_in_vain_is_told_with_version_and_file()
    {
        WriteProject("");
        File.WriteAllText(Path.Combine(_directory, "global.json"), "{ \"sdk\": { \"version\": \"99.0.100\" } }");

        var settings = Path.Combine(_directory, "global.json");
        Assert.That(Add, ThrowsFault.Of(DockerFaultKind.SdkMissing).With.Message.Contains("99.0.100").And.Message.Contains(settings));
    }

    [Test]
    public void A_host_that_has_registered_another_MSBuild_changes_nothing()
    {
        WriteProject("");
        string[] variables = ["MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildSDKsPath"];
        var before = variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        try
        {
            foreach (var name in variables)
                Environment.SetEnvironmentVariable(name, Path.Combine(_directory, "elsewhere"));

            Assert.That(Add().Files, Has.Count.EqualTo(1));
        }
        finally
        {
            foreach (var (name, value) in before)
                Environment.SetEnvironmentVariable(name, value);
        }
    }

    [Test]
    public void MSBuild_and_NuGet_stay_out_of_this_process()
    {
        WriteProject("");

        Add();

        Assert.That(
            AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name),
            Has.None.EqualTo("Microsoft.Build").And.None.StartsWith("NuGet."));
    }

    [Test]
    public void A_dotnet_program_without_an_SDK_is_passed_over()
    {
        WriteProject("");
        var before = Environment.GetEnvironmentVariable("DOTNET_EXE");
        var program = Path.Combine(_directory, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        File.Copy(
            Environment.ProcessPath is { } process && Path.GetFileNameWithoutExtension(process) == "dotnet" ? process : SdkPrograms.Find(_directory).Last(),
            program);
        try
        {
            Environment.SetEnvironmentVariable("DOTNET_EXE", program);

            Assert.That(SdkPrograms.Find(_directory).First(), Is.EqualTo(program));
            Assert.That(Add().Files, Has.Count.EqualTo(1));
        }
        finally
        {
            Environment.SetEnvironmentVariable("DOTNET_EXE", before);
        }
    }

    [Test]
    public void A_reference_under_a_condition_that_is_not_met_counts()
    {
        WriteProject($"<PackageReference Include=\"{Package}\" Version=\"0.1.0\" Condition=\"'$(NukeHost)' == 'other'\" />");

        var change = Add();

        Assert.That(change.Files, Is.Empty);
        Assert.That(change.Reason, Does.Contain("already, if '$(NukeHost)' == 'other'"));
    }

    [Test]
    public void A_reference_to_the_project_of_that_name_counts()
    {
        WriteProject($"<ProjectReference Include=\"..\\{Package}\\{Package}.csproj\" />");

        Assert.That(Add().Files, Is.Empty);
    }

    [Test]
    public void A_reference_that_lacks_its_central_version_gets_it()
    {
        WriteProject($"<PackageReference Include=\"{Package}\" />");
        var versions = WriteVersions("");

        var change = Add();

        Assert.That(change.Files.Select(file => file.Path), Is.EqualTo([versions]));
        Assert.That(change.Reason, Does.Contain("references Nuke.Docker.BuildKit.Components already; its version 0.1.0 is added to Directory.Packages.props"));
    }

    [Test]
    public void A_central_version_that_is_there_is_taken()
    {
        WriteProject("");
        WriteVersions($"<PackageVersion Include=\"{Package}\" Version=\"0.0.9\" />");

        var change = Add();

        Assert.That(change.Files.Select(file => file.Path), Is.EqualTo([Project]));
        Assert.That(change.Reason, Does.Contain("with the version of Directory.Packages.props"));
    }

    [Test]
    public void Central_versions_without_a_file_for_them_are_told()
    {
        WriteProject("");
        File.WriteAllText(
            Path.Combine(_directory, "Directory.Build.props"),
            "<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n  </PropertyGroup>\n</Project>\n");

        Assert.That(
            Add,
            ThrowsFault.Of(DockerFaultKind.ProjectInvalid).With.Message.Contains("has a Directory.Packages.props").And.Message.Contains("Add one"));
    }

    [Test]
    public void The_SDK_accepts_what_is_written()
    {
        File.WriteAllText(Project, "<Project Sdk=\"Microsoft.NET.Sdk\" />\n");

        FileChanges.Write(Add().Files);

        Assert.That(Add().Reason, Does.Contain("already, in this version"));
    }

    private PackageReferenceChange Add() => PackageReferenceWriter.Add(Project, Package, "0.1.0");

    private string WriteVersions(string items)
    {
        var path = Path.Combine(_directory, "Directory.Packages.props");
        File.WriteAllText(
            path,
            $"""
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>

            """);
        return path;
    }

    private void WriteProject(string items) => File.WriteAllText(
        Project,
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
        </Project>

        """);
}
