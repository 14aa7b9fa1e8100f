using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Finds what the commands of a step download: files of curl and wget, clones, and packages that pip and uv get from an address.</summary>
internal static partial class RemoteInputs
{
    /// <summary>Returns the inputs, each once. Addresses with variables, commits and archives with a checksum in the address are not included.</summary>
    /// <param name="script">The script of the step.</param>
    /// <param name="read">Returns the lines of a requirements file by its name in the command; empty if it isn't known.</param>
    /// <param name="redact">Redacts secrets in a name.</param>
    public static IReadOnlyList<RemoteInput> Of(string script, Func<string, IEnumerable<string>> read, Func<string, string> redact) =>
    [
        .. ShellScript.Commands(script)
            .SelectMany(command => OfCommand(command, read))
            .Select(source => Create(source.Address, source.Reference, redact))
            .OfType<RemoteInput>()
            .DistinctBy(input => input.Name),
    ];

    private static IEnumerable<(string Address, string? Reference)> OfCommand(ShellCommand command, Func<string, IEnumerable<string>> read)
    {
        if (command.Program is "curl" or "wget")
            return command.Arguments.Where(IsHttp).Select(word => (word, (string?)null));
        if (command.Program == "git" && command.Words.Contains("clone"))
        {
            var branch = command.Option("-b", "--branch") ?? "";
            return command.Arguments.Where(IsHttp).Take(1).Select(word => (word, (string?)branch));
        }

        if (PackageTool.Of(command) is not { } tool || (tool != PackageTool.Pip && tool != PackageTool.Uv))
            return [];
        var arguments = PipArguments.Of(command);
        return arguments.Packages.Concat(arguments.Requirements.SelectMany(read)).SelectMany(OfRequirement);
    }

    // git+https://host/path@reference#egg=name, or the address of an archive, also after "name @ ".
    private static IEnumerable<(string Address, string? Reference)> OfRequirement(string requirement)
    {
        var line = requirement.Trim();
        if (line.StartsWith('#') || line.StartsWith("-i", StringComparison.Ordinal) || (line.StartsWith("--", StringComparison.Ordinal)))
            return [];
        if (Repository().Match(line) is { Success: true } repository)
            return [(repository.Groups["address"].Value, repository.Groups["reference"].Value)];
        return Archive().Match(line) is { Success: true } archive ? [(archive.Value, null)] : [];
    }

    private static RemoteInput? Create(string text, string? reference, Func<string, string> redact)
    {
        if (text.AsSpan().IndexOfAny("$`*{") >= 0 || reference?.Contains('$', StringComparison.Ordinal) == true || IsCommit(reference)
            || !Uri.TryCreate(text.Split('#')[0], UriKind.Absolute, out var address))
            return null;
        // Credentials in the address are not sent: they are for the builder.
        var plain = new UriBuilder(address) { UserName = "", Password = "" }.Uri;
        var shown = redact(plain.AbsoluteUri.TrimEnd('/'));
        var branch = reference is null ? "" : reference.Length == 0 ? "default branch of " : $"branch {reference} of ";
        return new RemoteInput(branch + shown, plain, reference);
    }

    private static bool IsHttp(string word) =>
        word.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || word.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static bool IsCommit(string? reference) => reference is { Length: >= 7 and <= 64 } && reference.All(char.IsAsciiHexDigit);

    [GeneratedRegex(
        @"git\+(?<address>https?://([^/@\s]*@)?[^/@\s]+/[^@#\s]+)(@(?<reference>[^#\s]*))?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Repository();

    [GeneratedRegex(@"(?<=^|@\s*)https?://[^\s#;]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Archive();
}
