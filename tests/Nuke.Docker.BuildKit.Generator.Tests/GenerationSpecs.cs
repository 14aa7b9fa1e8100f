using System.Diagnostics;
using System.Text.Json;
using Microsoft.CodeAnalysis;

namespace Nuke.Docker.BuildKit.Generator.Tests;

public class GenerationSpecs
{
    private const string Small = """
        {
          "tool": "compose",
          "words": ["compose"],
          "version": "5.5.0",
          "usings": ["System.Net"],
          "types": { "Platform": "value", "ProgressMode": "enum" },
          "sets": { "quiet": [{ "name": "--quiet", "kind": "bool", "since": "2.0.0", "doc": "As little as possible." }] },
          "globals": [{ "name": "--file", "kind": "stringArray", "since": "2.0.0", "doc": "Compose files." }],
          "commands": [
            { "name": "", "since": "2.0.0", "group": true },
            {
              "name": "dry-run now",
              "since": "2.1.0",
              "doc": "Shows `all` & <none>.",
              "uses": ["quiet"],
              "positionals": [
                { "name": "Service", "usage": "SERVICE", "doc": "Service." },
                { "name": "CommandLine", "usage": "[ARGS...]", "optional": true, "repeat": true, "rest": true, "doc": "Command." }
              ],
              "flags": [
                { "name": "--cpus", "kind": "decimal", "since": "2.2.0", "doc": "Processors." },
                { "name": "--env", "kind": "list", "value": "map", "since": "2.2.0", "last": "4.0.0", "doc": "Variables." },
                { "name": "--fields", "kind": "stringSlice", "since": "2.2.0", "doc": "Fields." },
                { "name": "--old", "kind": "string", "since": "2.0.0", "deprecated": "use \"--new\"", "doc": "Old." },
                { "name": "--password", "kind": "string", "since": "2.0.0", "withheld": "secret", "doc": "" },
                { "name": "--platform", "kind": "stringArray", "value": "Platform", "since": "2.0.0", "doc": "Platforms." },
                { "name": "--progress", "kind": "string", "value": "ProgressMode", "default": "auto", "since": "2.0.0", "doc": "Form." },
                { "name": "--size", "kind": "bytes", "since": "2.0.0", "doc": "Size." },
                { "name": "--wait", "kind": "duration", "since": "2.0.0", "doc": "Time." }
              ]
            },
            {
              "name": "up", "since": "2.0.0", "returns": "BuildReport", "doc": "Up.",
              "answers": [
                { "returns": "IReadOnlyList<BuildReport>", "reader": "Platform.Read", "doc": "Lists `all`." },
                {
                  "name": "Loud", "returns": "BuildReport", "reader": "Platform.ReadLoud", "onFailure": true, "defaults": ["--all"], "clears": ["--quiet"],
                  "forces": ["--format=json", "--wait=false"], "doc": "Reports all."
                }
              ],
              "uses": ["quiet"],
              "flags": [
                { "name": "--all", "kind": "bool", "since": "2.0.0", "doc": "All." },
                { "name": "--format", "kind": "string", "since": "2.0.0", "doc": "Format." },
                { "name": "--wait", "kind": "bool", "since": "2.0.0", "doc": "Waits." }
              ]
            }
          ]
        }
        """;

    [TestCase("ComposeDryRunNowSettings.g.cs")]
    [TestCase("ComposeToolSettings.g.cs")]
    [TestCase("ComposeTasks.g.cs")]
    public void A_specification_becomes_what_was_expected(string file) => Expected.Check(file, Generation.Sources(Small)[file]);

    [Test]
    public void A_group_gets_no_settings()
    {
        Assert.That(
            Generation.Sources(Small).Keys,
            Is.EqualTo(new[] { "ComposeDryRunNowSettings.g.cs", "ComposeUpSettings.g.cs", "ComposeToolSettings.g.cs", "ComposeTasks.g.cs" }));
    }

    [Test]
    public void Only_what_lies_in_the_folder_Specifications_is_read()
    {
        var other = new Generation.MemoryText("/src/Other/tool.json", "not JSON at all");

        var result = Generation.Driver(other).RunGenerators(Generation.Compilation()).GetRunResult();

        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(result.GeneratedTrees, Is.Empty);
    }

    [Test]
    public void An_untouched_specification_is_not_generated_again()
    {
        var compilation = Generation.Compilation();
        var driver = Generation.Driver(new Generation.MemoryText("/src/Specifications/a.json", Small)).RunGenerators(compilation);

        var result = driver.RunGenerators(compilation.Clone()).GetRunResult().Results.Single();

        var reasons = result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);
        Assert.That(reasons, Is.All.EqualTo(IncrementalStepRunReason.Cached).Or.EqualTo(IncrementalStepRunReason.Unchanged));
    }

    [TestCase("buildx")]
    [TestCase("compose")]
    [TestCase("docker")]
    public void The_shipped_specifications_are_valid(string tool)
    {
        var text = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Specifications", $"{tool}.json"));
        var root = JsonDocument.Parse(text).RootElement;
        var types = root.GetProperty("types").EnumerateObject().Select(type => $"public {(type.Value.GetString() == "enum" ? "enum" : "class")} {type.Name};");
        var answers = root.GetProperty("commands").EnumerateArray()
            .SelectMany(command => command.TryGetProperty("answers", out var some) ? some.EnumerateArray() : [])
            .SelectMany(
                answer => new[]
                {
                    answer.GetProperty("returns").GetString()!.Replace("IReadOnlyList<", "").TrimEnd('>'),
                    answer.GetProperty("reader").GetString()!.Split('.')[0],
                })
            .Distinct().Select(type => $"public class {type};");
        var started = Stopwatch.GetTimestamp();

        var sources = Generation.Sources(text, $"{string.Concat(types.Concat(answers))} public class BuildReport; public class ProcessResult;");

        var size = sources.Values.Sum(source => source.Length) / 1024;
        TestContext.Out.WriteLine($"{tool}: {sources.Count} files, {size} KiB, {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
        Assert.That(sources, Has.Count.GreaterThan(20));
    }
}
