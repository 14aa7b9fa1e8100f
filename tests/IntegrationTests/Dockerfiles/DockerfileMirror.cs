using System.Globalization;
using System.Text.Json;
using IntegrationTests.Answers;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Dockerfiles;

/// <summary>Asks BuildKit about Dockerfiles. One process asks about many of them, which takes a tenth of the time of one process for each.</summary>
internal sealed class DockerfileMirror(EngineConnection connection, string folder)
{
    // Of two hundred at once, some get no answer.
    private const int Batch = 50;

    private int _count;

    /// <summary>Runs BuildKit's checks on each text, in order.</summary>
    public Task<IReadOnlyList<DockerfileCheck>> CheckAsync(IReadOnlyList<string> texts) =>
        AskAsync(texts, "check", DockerfileCallReader.ReadCheck, directory => BuildxTasks.BuildxBuildCheckAnswerAsync(Build(directory)));

    /// <summary>The stages that BuildKit sees in each text, in order.</summary>
    public Task<IReadOnlyList<IReadOnlyList<DockerfileTarget>>> TargetsAsync(IReadOnlyList<string> texts) =>
        AskAsync(texts, "targets", DockerfileCallReader.ReadTargets, directory => BuildxTasks.BuildxBuildTargetsAnswerAsync(Build(directory)));

    /// <summary>Reads the arguments, secrets and SSH agents of the last stage of each text, in order.</summary>
    public Task<IReadOnlyList<DockerfileOutline>> OutlinesAsync(IReadOnlyList<string> texts) =>
        AskAsync(texts, "outline", DockerfileCallReader.ReadOutline, directory => BuildxTasks.BuildxBuildOutlineAnswerAsync(Build(directory)));

    private async Task<IReadOnlyList<T>> AskAsync<T>(IReadOnlyList<string> texts, string call, Func<string, T> read, Func<string, Task<T>> askAlone)
    {
        var answers = new T[texts.Count];
        await Parallel.ForEachAsync(texts.Index().Chunk(Batch), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (batch, _) =>
        {
            var directory = Path.Combine(folder, Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture));
            foreach (var (index, text) in batch)
            {
                Directory.CreateDirectory(Path.Combine(directory, Name(index)));
                await File.WriteAllTextAsync(Path.Combine(directory, Name(index), "Dockerfile"), text, CancellationToken.None);
            }

            var found = await BakeAsync(directory, [.. batch.Select(item => Name(item.Index))], call);
            foreach (var (index, _) in batch)
                answers[index] = found.TryGetValue(Name(index), out var answer) ? read(answer) : await askAlone(Path.Combine(directory, Name(index)));
        });
        return answers;
    }

    /// <returns>The available answers: a failure that is not one of its Dockerfile ends the others too.</returns>
    private async Task<Dictionary<string, string>> BakeAsync(string directory, IReadOnlyList<string> names, string call)
    {
        var targets = names.ToDictionary(name => name, name => new { context = ".", dockerfile = $"{name}/Dockerfile" });
        await File.WriteAllTextAsync(
            Path.Combine(directory, "bake.json"),
            JsonSerializer.Serialize(new { group = new { @default = new { targets = names } }, target = targets }));
        var (_, output) = await AnswerProcess.OutputAsync(connection, directory, ["buildx", "bake", "--file", "bake.json", $"--call={call},format=json"]);
        if (!output.StartsWith('{'))
            return [];
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("target").EnumerateObject()
            .Where(target => target.Value.TryGetProperty(call, out _))
            .ToDictionary(target => target.Name, target => target.Value.GetProperty(call).GetRawText());
    }

    private BuildxBuildSettings Build(string directory) => AnswerProcess.In(new BuildxBuildSettings(), connection, directory).SetContext(directory);

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"d{index}");
}
