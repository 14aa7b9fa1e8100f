using System.Collections.Immutable;
using System.Text.Json;

namespace Mutation;

/// <summary>Reads reports in the JSON format of Stryker.</summary>
public static class MutationReport
{
    /// <summary>Returns the mutants of a report that were tested. Ignored ones, and those that do not compile, are left out.</summary>
    /// <param name="json">The content of <c>mutation-report.json</c>.</param>
    public static ImmutableArray<Mutant> Read(string json)
    {
        using var report = JsonDocument.Parse(json);
        var root = report.RootElement.GetProperty("projectRoot").GetString()!;
        return
        [
            .. report.RootElement.GetProperty("files").EnumerateObject()
                .SelectMany(file => Mutants(Path.GetRelativePath(root, file.Name).Replace('\\', '/'), file.Value))
                .Where(mutant => mutant.IsDetected || mutant.IsUndetected),
        ];
    }

    /// <summary>Returns a text in which each run of white space is one space.</summary>
    internal static string SingleSpaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<Mutant> Mutants(string path, JsonElement file)
    {
        var lines = file.GetProperty("source").GetString()!.Split('\n');
        foreach (var mutant in file.GetProperty("mutants").EnumerateArray())
        {
            var line = mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32();
            var replacement = SingleSpaced(mutant.GetProperty("replacement").GetString()!);
            yield return new Mutant(path, line, lines[line - 1].Trim(), replacement, mutant.GetProperty("status").GetString()!);
        }
    }
}
