using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace IntegrationTests.Dockerfiles;

/// <summary>
/// Removes everything that BuildKit would fetch, so that it checks the rest: images become <c>scratch</c>, and a <c>syntax</c> line is removed.
/// </summary>
internal static partial class DockerfileImages
{
    public static string Without(string text)
    {
        // Lines keep their numbers, and the directives below keep their meaning.
        text = Frontend().Replace(text, text.Contains("check=", StringComparison.OrdinalIgnoreCase) ? "" : "# check=skip=none", 1);
        try
        {
            return TextEdit.Apply(text, Edits(Dockerfile.Parse(text)));
        }
        catch (DockerfileParseException)
        {
            // A Dockerfile that only we refuse needs a verdict too, so it is edited without our parser.
            return Plainly(text);
        }
    }

    private static IEnumerable<TextEdit> Edits(Dockerfile dockerfile)
    {
        // Errors in an image name stay, so that they are checked.
        var wrong = dockerfile.Problems.Select(problem => problem.Lines).ToHashSet();
        foreach (var from in dockerfile.Stages.Where(stage => stage.BaseStage is null && !wrong.Contains(stage.From.Lines)).Select(stage => stage.From))
            yield return new TextEdit(from.Image.Span.Start, from.Image.Span.Length, "scratch");
        foreach (var instruction in dockerfile.Instructions.Where(instruction => !wrong.Contains(instruction.Lines)))
        {
            if (instruction is CopyInstruction { From: { } image } && dockerfile.Stage(image) is null && instruction.Flag("--from") is { } flag)
                yield return new TextEdit(flag.Span.Start, flag.Span.Length, "--from=scratch");
            var mounts = (instruction as RunInstruction)?.Mounts.OfType<SourcedRunMount>() ?? [];
            foreach (var mount in mounts.Where(mount => mount is { From: not null, FromStage: null }))
                yield return new TextEdit(
                    mount.Span.Start,
                    mount.Span.Length,
                    dockerfile.TextOf(mount.Span).Replace($"from={mount.From}", "from=scratch", StringComparison.OrdinalIgnoreCase));
        }
    }

    private static string Plainly(string text)
    {
        var stages = Stage().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Image().Replace(text, match => IsStage(match.Groups["image"].Value) ? match.Value : $"{match.Groups["head"].Value}scratch");

        bool IsStage(string name) => stages.Contains(name) || int.TryParse(name, out _);
    }

    [GeneratedRegex(@"^[ \t]*#[ \t]*syntax[ \t]*=.*?(?=\r?$)", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Frontend();

    [GeneratedRegex(
        @"^[ \t]*FROM[ \t].*[ \t]AS[ \t]+(?<name>[\w.-]+)[ \t]*\r?$",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant,
        5000)]
    private static partial Regex Stage();

    [GeneratedRegex(
        @"(?<head>^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*|--from=|--mount=\S*\bfrom=)(?<image>[^\s,]+)",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant,
        5000)]
    private static partial Regex Image();
}
