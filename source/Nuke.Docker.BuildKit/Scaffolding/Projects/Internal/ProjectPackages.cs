using System.Runtime.CompilerServices;
using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>The packages of a project, by MSBuild's own evaluation: what <c>Directory.Build.props</c> adds counts as well.</summary>
internal static class ProjectPackages
{
    private const string Reference = "PackageReference";
    private const string Version = "PackageVersion";

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static PackageReferenceChange Add(string path, string packageId, string version)
    {
        // MSBuild reads its own environment, and processes started later would inherit what the locator set.
        using var environment = new EnvironmentSnapshot("MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildSDKsPath");
        using var projects = new ProjectCollection();
        try
        {
            var root = ProjectRootElement.Open(path, projects, preserveFormatting: true);
            // Imports of an SDK that isn't restored may be missing; the packages are told without them.
            var project = new Project(root, globalProperties: null, toolsVersion: null, projects, ProjectLoadSettings.IgnoreMissingImports);
            return Add(project, packageId, version);
        }
        catch (InvalidProjectFileException exception)
        {
            throw new ProjectFileException(exception.ProjectFile is { Length: > 0 } file ? file : path, exception.LineNumber, exception.BaseMessage, exception);
        }
    }

    private static PackageReferenceChange Add(Project project, string packageId, string version)
    {
        var name = Path.GetFileName(project.FullPath);
        var central = string.Equals(project.GetPropertyValue("ManagePackageVersionsCentrally"), "true", StringComparison.OrdinalIgnoreCase);
        var versions = central ? Find(project, Version, packageId) : null;
        if (Find(project, Reference, packageId) is { } reference && (!central || versions is not null || reference.GetMetadataValue("VersionOverride").Length > 0))
        {
            var present = new[] { reference.GetMetadataValue("VersionOverride"), reference.GetMetadataValue("Version"), versions?.GetMetadataValue("Version") }.FirstOrDefault(text => text is { Length: > 0 });
            return new([], $"{name} references {packageId} already{PackageVersionText.Compare(present, version)}.");
        }

        if (project.GetItems("ProjectReference").Any(item => string.Equals(Path.GetFileNameWithoutExtension(item.EvaluatedInclude.Replace('\\', '/')), packageId, StringComparison.OrdinalIgnoreCase)))
            return new([], $"{name} references the project {packageId}.");

        var files = new List<FileChange>();
        if (Find(project, Reference, packageId) is null)
            files.Add(Insert(project.Xml, Reference, packageId, central ? null : version));
        if (!central)
            return new(files, $"{packageId} {version} is added to {name}.");

        var centralFile = project.GetPropertyValue("DirectoryPackagesPropsPath");
        if (versions is null)
            files.Add(Insert(ProjectRootElement.Open(centralFile, project.ProjectCollection, preserveFormatting: true), Version, packageId, version));
        return new(files, $"{packageId} is added to {name}, {(versions is null ? $"its version {version} to" : $"with the version of")} {Path.GetFileName(centralFile)}.");
    }

    private static ProjectItem? Find(Project project, string type, string packageId) =>
        project.GetItems(type).FirstOrDefault(item => string.Equals(item.EvaluatedInclude, packageId, StringComparison.OrdinalIgnoreCase));

    private static FileChange Insert(ProjectRootElement root, string type, string packageId, string? version)
    {
        var original = FileChange.ReadText(root.FullPath);
        var before = root.RawXml;
        // A group with a condition is for some other case.
        var group = root.ItemGroups.LastOrDefault(group => group.Condition.Length == 0 && group.Items.Any(item => item.ItemType == type)) ?? root.AddItemGroup();
        var item = group.AddItem(type, packageId);
        if (version is not null)
            item.AddMetadata("Version", version, expressAsAttribute: true);
        return new(root.FullPath, original, TextInsertion.Transfer(before, root.RawXml, original));
    }
}
