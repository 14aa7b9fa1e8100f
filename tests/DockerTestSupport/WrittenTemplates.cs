using System.Runtime.CompilerServices;
using TemplateFiles;

namespace DockerTestSupport;

/// <summary>Projects that the templates create, written once per test run in the same way as for the package.</summary>
internal static class WrittenTemplates
{
    private static readonly Lazy<string> s_root = new(() => Write(Path.Combine(AppContext.BaseDirectory, "written-templates")));

    /// <summary>The folder with one folder per template.</summary>
    public static string Root => s_root.Value;

    private static string Write(string folder, [CallerFilePath] string here = "")
    {
        TemplateWriter.Write(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "templates")), folder);
        return folder;
    }
}
