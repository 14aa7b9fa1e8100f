namespace Nuke.Docker.BuildKit.Generator.Tests;

/// <summary>Specifications in the folder <c>Inputs</c>.</summary>
internal static class Input
{
    public static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Inputs", file)).TrimEnd();
}
