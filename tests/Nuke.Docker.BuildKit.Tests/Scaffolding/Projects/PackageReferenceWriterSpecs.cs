using Nuke.Docker.BuildKit.Scaffolding.Projects;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding.Projects;

/// <summary>With the MSBuild of the installed SDK.</summary>
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
        "\uFEFF<Project Sdk=\"Microsoft.NET.Sdk\">\r\n\r\n\t<!-- ours -->\r\n\t<ItemGroup>\r\n\t\t<PackageReference Include='Nuke.Common'\r\n\t\t\tVersion=\"10.1.0\"/>\r\n\t\t<!-- end -->\r\n\t</ItemGroup>\r\n</Project>\r\n",
        "\uFEFF<Project Sdk=\"Microsoft.NET.Sdk\">\r\n\r\n\t<!-- ours -->\r\n\t<ItemGroup>\r\n\t\t<PackageReference Include='Nuke.Common'\r\n\t\t\tVersion=\"10.1.0\"/>\r\n\t\t<PackageReference Include=\"Nuke.Docker.BuildKit.Components\" Version=\"0.1.0\" />\r\n\t\t<!-- end -->\r\n\t</ItemGroup>\r\n</Project>\r\n",
        TestName = "Byte_order_mark_line_ends_tabs_and_comments_stay")]
    [TestCase(
        "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <OutputType>Exe</OutputType>\n  </PropertyGroup>\n</Project>\n",
        "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <OutputType>Exe</OutputType>\n  </PropertyGroup>\n  <ItemGroup>\n    <PackageReference Include=\"Nuke.Docker.BuildKit.Components\" Version=\"0.1.0\" />\n  </ItemGroup>\n</Project>\n",
        TestName = "A_project_without_packages_gets_a_group")]
    [TestCase(
        "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <ItemGroup Condition=\"'$(CI)' == 'true'\">\n    <PackageReference Include=\"A\" Version=\"1.0.0\" />\n  </ItemGroup>\n</Project>\n",
        "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <ItemGroup Condition=\"'$(CI)' == 'true'\">\n    <PackageReference Include=\"A\" Version=\"1.0.0\" />\n  </ItemGroup>\n  <ItemGroup>\n    <PackageReference Include=\"Nuke.Docker.BuildKit.Components\" Version=\"0.1.0\" />\n  </ItemGroup>\n</Project>\n",
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

        Assert.That((change.Files.Count, change.Reason), Is.EqualTo((0, change.Reason)).And.Matches<(int, string Reason)>(x => x.Reason.Contains(told, StringComparison.Ordinal)));
    }

    [Test]
    public void Where_versions_are_managed_centrally_they_get_it()
    {
        WriteProject("<PackageReference Include=\"Nuke.Common\" />");
        var versions = Path.Combine(_directory, "Directory.Packages.props");
        File.WriteAllText(versions, "<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n  </PropertyGroup>\n  <ItemGroup>\n    <PackageVersion Include=\"Nuke.Common\" Version=\"10.1.0\"/> <!-- the host -->\n  </ItemGroup>\n</Project>\n");

        FileChanges.Write(PackageReferenceWriter.Add(Project, Package, "0.1.0").Files);

        Assert.That(File.ReadAllText(Project), Does.Contain($"    <PackageReference Include=\"{Package}\" />\n"));
        Assert.That(File.ReadAllText(versions), Does.Contain($"    <PackageVersion Include=\"Nuke.Common\" Version=\"10.1.0\"/> <!-- the host -->\n    <PackageVersion Include=\"{Package}\" Version=\"0.1.0\" />\n"));
        Assert.That(PackageReferenceWriter.Add(Project, Package, "0.1.0").Files, Is.Empty);
    }

    [Test]
    public void A_reference_from_an_imported_file_counts()
    {
        WriteProject("");
        File.WriteAllText(Path.Combine(_directory, "Directory.Build.props"), $"<Project>\n  <ItemGroup>\n    <PackageReference Include=\"{Package}\" Version=\"0.1.0\" />\n  </ItemGroup>\n</Project>\n");

        Assert.That(PackageReferenceWriter.Add(Project, Package, "0.1.0").Files, Is.Empty);
    }

    [Test]
    public void A_file_that_is_no_project_is_told_with_its_line()
    {
        File.WriteAllText(Project, "<Project>\n  <ItemGroup>\n</Project>");

        Assert.That(() => PackageReferenceWriter.Add(Project, Package, "0.1.0"), Throws.TypeOf<ProjectFileException>().With.Message.Contains("_build.csproj(3)"));
    }

    [Test]
    public void The_environment_is_left_as_it_was()
    {
        WriteProject("");

        PackageReferenceWriter.Add(Project, Package, "0.1.0");

        Assert.That(Environment.GetEnvironmentVariable("MSBuildSDKsPath"), Is.Null);
    }

    private void WriteProject(string items) => File.WriteAllText(
        Project,
        $"<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n  </PropertyGroup>\n  <ItemGroup>\n    {items}\n  </ItemGroup>\n</Project>\n");
}
