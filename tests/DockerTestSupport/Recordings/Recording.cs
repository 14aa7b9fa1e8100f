using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;

namespace DockerTestSupport.Recordings;

/// <summary>Output of a real buildx; README.md in this folder describes how each recording was made.</summary>
internal static class Recording
{
    public static string Folder { get; } = Path.Combine(TestContext.CurrentContext.TestDirectory, "Recordings");

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Path.Combine(Folder, "rawjson")).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static string[] Lines(string name) => File.ReadAllLines(Path.Combine(Folder, "rawjson", name + ".txt"));

    public static BuildGraph Graph(string name)
    {
        var graph = new BuildGraph();
        foreach (var line in Lines(name))
            graph.Add(ProgressReader.Read(line));
        return graph;
    }

    public static MetadataFile Metadata(string name) =>
        MetadataFile.Read(Path.Combine(Folder, "metadata", name + ".json")) ?? throw new FileNotFoundException(name);
}
