using System.Text.RegularExpressions;
using Nuke.Common.Execution;
using Nuke.Docker.BuildKit.Tool.Commands;

namespace Nuke.Docker.BuildKit.Tool.Tests.Commands;

/// <summary>The command lines of the tool in README and docs name commands and parameters that exist.</summary>
public sealed partial class DocumentedCommandSpecs
{
    private static readonly ToolSurface s_surface =
        ToolSurface.Read(new Invocation(["--help"], new Dictionary<string, string>(), Directory.GetCurrentDirectory(), TextWriter.Null) { FindRoot = x => x });

    private static IEnumerable<string> Lines =>
        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md"))
            .SelectMany(page => Command().Matches(File.ReadAllText(page)).Select(match => match.Groups["arguments"].Value.Trim()))
            .Where(arguments => arguments.Length > 0)
            .Distinct();

    [Test]
    public void Some_are_documented() => Assert.That(Lines.Count(), Is.GreaterThan(10));

    [TestCaseSource(nameof(Lines))]
    public void A_command_line_is_understood(string arguments)
    {
        var line = CommandLine.Read(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var flags = line.Parameters.Where(word => word.StartsWith("--", StringComparison.Ordinal));

        if (line.Command is not { } command)
        {
            Assert.That(line.Words is ["completion", ..] || line.Help || line.Words is ["COMMAND"], arguments);
            return;
        }

        var known = s_surface.ParametersOf(command).SelectMany(parameter => new[] { parameter.Flag, CommandHelp.FlagOf(parameter) }).ToHashSet();
        Assert.That(flags.Except(known), Is.Empty);
    }

    // At the start of a line, in a script of CI, or in code within a sentence.
    [GeneratedRegex(@"(?:^|`|run: )docker-buildkit(?<arguments>(?: [^`\n#|>&;\\]+)?)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();
}
