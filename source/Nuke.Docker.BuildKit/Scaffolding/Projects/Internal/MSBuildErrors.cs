using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>Finds errors in the output of MSBuild.</summary>
internal static partial class MSBuildErrors
{
    /// <summary>Creates the exception for the first file with errors. <c>null</c> if the output names no file, because MSBuild itself did not fail.</summary>
    public static DockerException? Read(string output)
    {
        var errors = Error().Matches(output);
        if (errors.Count == 0)
            return null;

        var file = errors[0].Groups["file"].Value;
        // For a broken import, MSBuild names the importing file; the imported one is only in the message.
        if (Import().Match(errors[0].Groups["message"].Value) is { Success: true } import)
            return ProjectFault.Invalid(import.Groups["file"].Value, Number(import.Groups["line"]), import.Groups["message"].Value);

        // An SDK that cannot be resolved is reported in several lines, one per location.
        var messages = errors.Where(error => error.Groups["file"].Value == file).Select(error => error.Groups["message"].Value.Trim()).Distinct();
        return ProjectFault.Invalid(file, Number(errors[0].Groups["line"]), string.Join(' ', messages));
    }

    private static int Number(Group group) => int.TryParse(group.ValueSpan, out var number) ? number : 0;

    // FILE(LINE,COLUMN): error CODE: MESSAGE, or FILE : error : MESSAGE
    [GeneratedRegex(
        @"^(?<file>\S.*?)(\((?<line>\d+)(,\d+)*\))? ?: error( \w+)? ?: (?<message>.*?)( \[[^\]]*\])?\r?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Error();

    [GeneratedRegex(
        "^The imported project file \"(?<file>[^\"]+)\" could not be loaded[.] (?<message>.*?( Line (?<line>\\d+), position \\d+[.])?)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Import();
}
